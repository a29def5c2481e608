"""The catalogue's questions at national scale, over the layers made from the registries' files.

They are put to fictitious registers of a few communes, and to the real ones where these are. Each
expected answer is recounted from the files with pandas (support/recounts.py), which knows
nothing of tigraph's readers, model or queries; the figures were counted in them by hand. Members
are compared by SIREN, territories by phase and code, since an entity that the curated graph
knows keeps the name that it has there.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Any

import pandas as pd
import pytest
from networkx.utils import UnionFind

import recounts as files
import tigraph
from floors import Floor, fictitious_files
from tigraph.graph import Graph
from tigraph.querying import catalogue
from tigraph.registries import installed_readers

ONE, TWO = "Territoires d’industrie, première phase", "Territoires d’industrie, seconde phase"
PHASE = {"phase:ti-1": ONE, "phase:ti-2": TWO}
#: What the programme's two files say of when memberships hold, at the widest.
SPAN = {"phase:ti-1": ("2018-01-01", "2022-12-31"), "phase:ti-2": ("2023-01-01", "2027-12-31")}
FORMS = {
    "CC": "communauté de communes",
    "CA": "communauté d’agglomération",
    "CU": "communauté urbaine",
    "METRO": "métropole",
    "MET69": "métropole",
}
COMMUNE, EPT = "commune", "établissement public territorial"


def answer(graph: Graph, name: str, columns: str = "", **parameters: str) -> list[tuple[Any, ...]]:
    """Return some columns of a query's rows, sorted, each once; no two whole rows are the same."""
    if "lang" in {parameter.name for parameter in catalogue.find(name).parameters}:
        parameters = {"lang": "fr", **parameters}
    found = list(graph.query(name, parameters))  # type: ignore[arg-type]
    whole = [tuple(row.values()) for row in found]
    assert len(whole) == len(set(whole)), "the same row twice"
    wanted = columns.split() or list(found[0])
    return sorted({tuple(row[c] for c in wanted) for row in found}, key=repr)


def table(frame: pd.DataFrame, columns: str) -> list[tuple[Any, ...]]:
    """Return some columns of a frame as plain Python values, sorted; nothing is None."""
    rows = frame[columns.split()].itertuples(index=False, name=None)
    plain = [tuple(None if pd.isna(v) else getattr(v, "item", lambda v=v: v)() for v in row)
             for row in rows]  # fmt: skip
    return sorted(plain, key=repr)


def members(documented: bool = True) -> pd.DataFrame:
    """Return the members, `phase` as the catalogue's label and `iri` as its CURIE."""
    found = files.members(documented).assign(iri=lambda m: m.phase)
    return found.assign(phase=found.iri.map(PHASE))


def areas(year: int = files.LATEST) -> pd.DataFrame:
    """Return the communes (SIREN, département, region) of each member, by the latest lists."""
    own = files.communes_of().query("year == @year")[["siren", "commune"]]
    numbers = {row.code: row.Index for row in files.communes().itertuples()}
    ept = pd.DataFrame(
        [(e["code"], numbers[m["code"]]) for e in files.listed(year, "ept") for m in e["membres"]],
        columns=["siren", "commune"],
    )
    alone = members()[["siren"]].drop_duplicates()
    alone = alone[alone.siren.isin(files.communes().index)].assign(commune=lambda a: a.siren)
    every = pd.concat([own, ept, alone])
    return every.join(files.communes()[["departement", "region"]], on="commune")


def populations(year: int) -> pd.Series:
    """Return the population (municipale) of intercommunalities, EPT and communes in a list."""
    found: dict[str, int] = {}
    for entry in [*files.listed(year), *files.listed(year, "ept")]:
        found[entry["code"]] = int(entry["populationMunicipale"])
        for member in entry["membres"]:
            if "populationMunicipale" in member and "siren" in member:
                found[member["siren"]] = int(member["populationMunicipale"])
    return pd.Series(found, name="population")


def steps() -> Iterator[tuple[int, pd.DataFrame, pd.DataFrame]]:
    """Yield each year but the first, with the list before it and its own, by SIREN."""
    every = files.intercommunalities()
    for year in files.YEARS[1:]:
        before, after = (every[every.year == y].set_index("siren") for y in (year - 1, year))
        yield year, before, after


def bounds(year: int) -> tuple[str, str]:
    """Return after when and by when what differs from the list before has happened."""
    return f"{year - 1}-01-02", f"{year}-01-01"


# Territories -------------------------------------------------------------------------


def test_territories_by_region(national: Graph, floor: Floor) -> None:
    regions = {r["code"]: r["nom"] for r in files.listed(files.LATEST, "regions")}
    regions |= floor.of(fictitious={"27": "Bourgogne-Franche-Comté"}, real={})
    found = members().assign(name=lambda m: m.region.map(regions))
    expected = found.groupby(["phase", "name"]).agg(
        territories=("code", "nunique"), members=("siren", "nunique")
    )
    columns = "phase region territories members"
    counted = answer(national, "territories-by-region", columns)
    assert counted == table(expected.reset_index(names=["phase", "region"]), columns)
    assert [sum(row[2] for row in counted if row[0] == phase) for phase in (ONE, TWO)] == (
        floor.of(fictitious=[7 + 1, 8 + 1], real=[149, 183])  # one each of the documents
    )


def test_territories_astride(national: Graph) -> None:
    found = members().drop(columns="region").merge(areas(), on="siren")
    expected = found.groupby(["phase", "code"]).agg(
        departements=("departement", "nunique"), regions=("region", "nunique")
    )
    expected = expected[expected.departements > 1].reset_index()
    columns = "phase code departements regions"
    assert answer(national, "territories-astride", columns) == table(expected, columns)


@pytest.mark.parametrize("year", [2022, 2025])
def test_size_of_territories(national: Graph, floor: Floor, year: int) -> None:
    found = members().join(populations(year), on="siren")
    found = found.groupby(["phase", "code"]).agg(
        members=("siren", "nunique"), counted=("population", "count"),
        population=("population", lambda known: known.sum(min_count=1)),
    ).reset_index().astype({"population": "Int64"})  # fmt: skip
    columns = "phase code members counted population"
    told = answer(national, "size-of-territories", columns, year=str(year))
    assert len(told) == floor.of(fictitious=8 + 9, real=149 + 183)
    assert told == table(found, columns)


def test_a_year_without_figures_has_no_population(national: Graph) -> None:
    sizes = answer(national, "size-of-territories", "counted population", year="2030")
    assert sizes == [(0, None)]
    columns = "phase counted population share"
    told = answer(national, "population-by-phase", columns, year="2030")
    assert told == [(ONE, 0, None, None), (TWO, 0, None, None)]


def test_single_member_territories(national: Graph, floor: Floor) -> None:
    found = members()
    alone = found[found.groupby(["phase", "code"]).siren.transform("nunique") == 1]
    columns = "phase code siren"
    told = answer(national, "single-member-territories", columns)
    assert told == table(alone, columns)
    assert sum(row[0] == ONE for row in told) == floor.of(fictitious=2, real=40)


def test_population_by_phase(national: Graph) -> None:
    inhabitants = populations(2025)
    found = members().drop_duplicates(["phase", "siren"]).join(inhabitants, on="siren")
    everyone = files.intercommunalities().query("year == 2025").population.sum()
    expected = found.groupby("phase").agg(
        territories=("code", "nunique"), members=("siren", "nunique"),
        population=("population", "sum"),
    ).reset_index().astype({"population": int})  # fmt: skip
    columns = "phase territories members population"
    assert answer(national, "population-by-phase", columns, year="2025") == table(expected, columns)
    shares = dict(answer(national, "population-by-phase", "phase share", year="2025"))
    for row in expected.itertuples():
        assert shares[row.phase] == pytest.approx(100 * row.population / everyone, abs=0.05)


def test_communes_covered(national: Graph) -> None:
    found = members().drop(columns="region").merge(areas(), on="siren")
    expected = found.groupby("phase").agg(
        communes=("commune", "nunique"), departements=("departement", "nunique"),
        regions=("region", "nunique"),
    ).reset_index()  # fmt: skip
    columns = "phase communes departements regions"
    assert answer(national, "communes-covered-by-phase", columns) == table(expected, columns)


def test_departements_without_territory(national: Graph) -> None:
    found = members().drop(columns="region").merge(areas(), on="siren")
    every = {
        d["code"]: d["nom"]
        for d in files.listed(files.LATEST, "departements")
        if d["zone"] != "com"
    }
    expected = [
        (label, code, every[code])
        for phase, label in PHASE.items()
        for code in sorted(set(every) - set(found[found.iri == phase].departement))
    ]
    columns = "phase code departement"
    assert answer(national, "departements-without-territory", columns) == sorted(expected)


def test_coverage_by_departement(national: Graph) -> None:
    current = set(files.intercommunalities().query("year == @files.LATEST").siren)
    lies = areas()[["siren", "departement"]].drop_duplicates()
    lies = lies[lies.siren.isin(current)]
    rows = []
    for label in PHASE.values():
        everyone = members()
        own = set(everyone[everyone.phase == label].siren)
        for code, group in lies.groupby("departement"):
            inside = len(set(group.siren) & own)
            rows.append((label, code, group.siren.nunique(), inside))
    columns = "phase code intercommunalities members"
    assert answer(national, "coverage-by-departement", columns) == sorted(rows, key=repr)


# Members of one phase and the other ----------------------------------------------------


def test_who_stayed_in_the_programme(national: Graph, floor: Floor) -> None:
    first, second = (members().query("iri == @phase").set_index("siren").code for phase in PHASE)
    expected = []
    for siren in {*first.index, *second.index}:
        before, after = first.get(siren), second.get(siren)
        change = "resté" if before and after else "parti" if before else "entré"
        expected.append((siren, change, before, after))
    columns = "siren change before after"
    told = answer(national, "who-stayed-in-the-programme", columns)
    assert told == sorted(expected, key=repr)
    stayed = floor.of(fictitious=9 + 5, real=478)
    assert sum(row[1] == "resté" for row in told) == stayed
    assert len(told) == floor.of(fictitious=(12 + 5) + (12 + 6), real=588 + 641) - stayed


def test_members_that_are_communes(national: Graph) -> None:
    found = members().merge(
        files.communes_of().query("year == @files.LATEST"),
        left_on="siren", right_on="commune", suffixes=("", "_of"),
    )  # fmt: skip
    expected = found.rename(columns={"code": "code", "siren_of": "within"})
    columns = "phase code siren within"
    assert answer(national, "members-that-are-communes", columns) == table(expected, columns)


def test_members_outside_the_latest_list(national: Graph, floor: Floor) -> None:
    latest = set(files.intercommunalities().query("year == @files.LATEST").siren)
    ept = {e["code"] for e in files.listed(files.LATEST, "ept")}
    out = members(documented=False)[lambda m: ~m.siren.isin(latest)]
    expected = [
        (row.phase, row.siren, EPT if row.siren in ept else COMMUNE)
        for row in out.itertuples()
        if row.siren in ept or row.siren in files.communes().index
    ]
    assert len(expected) == len(out), "none of them has ceased: all live on as what they were"
    told = answer(national, "members-outside-the-latest-list", "phase siren status")
    told = [row for row in told if row[1] in set(out.siren)]  # and not of the documents alone
    assert told == sorted(expected)
    assert [sum(row[0] == phase for row in told) for phase in (ONE, TWO)] == (
        floor.of(fictitious=[3, 3], real=[41, 15])
    )


def test_legal_forms_changed_in_the_programme(national: Graph, floor: Floor) -> None:
    expected = []
    for year, before, after in steps():
        both = before.merge(after, left_index=True, right_index=True, suffixes=("", "_after"))
        for row in both[both.form != both.form_after].itertuples():
            begin, end = bounds(year)
            for member in members().query("siren == @row.Index").itertuples():
                start, finish = SPAN[member.iri]
                if begin <= finish and end >= start:
                    old, new = FORMS[row.form], FORMS[row.form_after]
                    expected.append((member.phase, member.code, row.Index, old, new, begin, end))
    columns = "phase code siren before after since by"
    told = answer(national, "legal-forms-changed-in-the-programme", columns)
    assert told == sorted(expected)
    siren, old, new = floor.of(fictitious=("249700014", "CC", "CA"), real=("242500361", "CA", "CU"))
    assert all(row[3:5] == (FORMS[old], FORMS[new]) for row in told if row[2] == siren)


def test_legal_forms_of_members(national: Graph) -> None:
    form = files.intercommunalities().query("year == 2023").set_index("siren").form.map(FORMS)
    ept = {e["code"]: EPT for e in files.listed(2023, "ept")}
    found = members().assign(form=lambda m: m.siren.map(form).fillna(m.siren.map(ept)))
    found = found[found.form.notna()]
    expected = found.groupby(["phase", "form"]).siren.nunique().reset_index(name="members")
    columns = "phase form members"
    told = answer(national, "legal-forms-of-members", columns, date="2023-01-01")
    assert told == table(expected, columns)


# Intercommunalities over the years -----------------------------------------------------


def test_intercommunalities_by_form_and_year(national: Graph) -> None:
    found = files.intercommunalities().assign(form=lambda i: i.form.map(FORMS))
    expected = found.groupby(["year", "form"]).siren.nunique().reset_index(name="number")
    told = answer(national, "intercommunalities-by-form-and-year", "year form number")
    told = [(int(year), form, number) for year, form, number in told]
    assert [row for row in told if row[1] != EPT] == table(expected, "year form number")
    ept = {year: len(files.listed(year, "ept")) for year in files.YEARS}
    assert [row for row in told if row[1] == EPT] == [
        (year, EPT, number) for year, number in ept.items() if number
    ]


def core(name: str) -> list[str]:
    """Return what of a name is more than spelling: see the description of the query."""
    bare = re.sub(r"\(.*?\)", "", name.replace("œ", "oe"))
    plain = unicodedata.normalize("NFD", bare).encode("ascii", "ignore").decode().lower()
    plain = re.sub(r"communaute (de communes|d.agglomeration|urbaine)", "", plain)
    words = ["saint" if word == "st" else word for word in re.findall(r"[a-z0-9]+", plain)]
    words = words[1:] if words[0] in ("cc", "ca", "cu", "ept") else words
    small = {"a", "au", "aux", "d", "de", "des", "du", "en", "et", "l", "la", "le", "les"}
    return list("".join(word for word in words if word not in small))


def renamings() -> set[tuple[str, str, str, str, str]]:
    return {
        (siren, old, new, *bounds(year))
        for year, before, after in steps()
        for siren, old, new in before.join(after.name.rename("new"), how="inner")[
            ["name", "new"]
        ].itertuples(name=None)
        if core(old) != core(new)
    }


def test_renamed_intercommunalities(national: Graph, floor: Floor) -> None:
    told = answer(national, "renamed-intercommunalities", "siren before after since by")
    assert told == sorted(renamings())
    one = floor.of(
        fictitious=("249700014", "CC de Fictive-le-Bourg", "CA Grand Bourg Fictif"),
        real=("242500361", "CA du Grand Besançon", "CU Grand Besançon Métropole"),
    )
    assert [row[:3] for row in told if row[0] == one[0]] == [one]


def test_changes_by_year(national: Graph) -> None:
    """A merger: a new one that has most communes of each of two or more that are gone."""
    every = files.communes_of()
    told = answer(national, "changes-of-intercommunalities-by-year", "by change number")
    found = {(by, change): number for by, change, number in told}
    for year, before, after in steps():
        day = bounds(year)[1]
        both = before.merge(after, left_index=True, right_index=True, suffixes=("", "_after"))
        assert found.get((day, "changement de forme juridique"), 0) == sum(
            both.form != both.form_after
        )
        assert found.get((day, "changement de nom"), 0) == sum(r[4] == day for r in renamings())
        gone = every[(every.year == year - 1) & ~every.siren.isin(after.index)]
        now = gone.commune.map(every[every.year == year].set_index("commune").siren).dropna()
        main = now.groupby(gone.siren).agg(lambda sirens: sirens.mode().iat[0])
        several = main[main.isin(set(after.index) - set(before.index))].value_counts() > 1
        assert found.get((day, "fusion"), 0) == several.sum()


def test_communes_that_moved(national: Graph) -> None:
    every = files.communes_of()
    expected = []
    for year in files.YEARS[1:]:
        before, after = (
            every[every.year == y].set_index("commune").siren for y in (year - 1, year)
        )
        both = before.to_frame("old").join(after.rename("new"), how="inner")
        for row in both[both.old != both.new].itertuples():
            expected.append((row.Index, row.old, row.new, *bounds(year)))
    told = answer(national, "communes-that-moved", "siren before after since by")
    assert told == sorted(expected)


def test_successors_of_intercommunalities(national: Graph) -> None:
    """Those that are gone from one list to the next, and who has their communes there."""
    every = files.communes_of()
    expected = set()
    for year, before, after in steps():
        now = every[every.year == year].set_index("commune").siren
        for siren in set(before.index) - set(after.index):
            own = every[(every.year == year - 1) & (every.siren == siren)].commune
            for successor, communes in own.map(now).dropna().value_counts().items():
                expected.add((siren, successor, communes, *bounds(year)))
    told = answer(national, "successors-of-intercommunalities", "siren successor communes since by")
    assert told == sorted(expected)


def test_outside_the_programme(national: Graph, floor: Floor) -> None:
    every = areas(2025)
    known = set(members().siren)
    current = files.intercommunalities().query("year == 2025").set_index("siren")
    region = floor.of(fictitious="98", real="94")
    here = set(every[every.region == region].siren) & set(current.index)
    through = set(every[every.commune.isin(known)].siren)  # one of whose communes is a member
    expected = [(siren, int(current.population[siren])) for siren in here - known - through]
    told = answer(
        national, "outside-the-programme", "siren population",
        region=f"area:region-{region}", year="2025",
    )  # fmt: skip
    assert told == sorted(expected) != []


# Heads ------------------------------------------------------------------------------


def presidents(documented: bool = True) -> pd.DataFrame:
    """Return siren and name (given name and surname, in capitals) of each president."""
    heads = files.heads(documented)
    heads = heads[heads.office.str.startswith("Président")]
    return heads.assign(name=(heads.given + " " + heads.surname).str.upper())


def test_presidents_of_a_territory(national: Graph) -> None:
    own = members().query("iri == 'phase:ti-2' and code == 'ti-2701'")
    expected = presidents()[lambda p: p.siren.isin(own.siren)]
    told = answer(
        national, "presidents-of-territory", "siren president",
        territory="territory:alliances-luxe-et-precision-doubs",
    )  # fmt: skip
    assert len(own) == 6
    named = [(siren, name.upper()) for siren, name in told if name]
    assert named == table(expected, "siren name")
    assert {siren for siren, _ in told} == set(own.siren)


def test_presidents_in_the_programme(national: Graph) -> None:
    expected = members().merge(presidents(), on="siren").query("iri == 'phase:ti-2'")
    told = answer(national, "presidents-in-the-programme", "code siren president")
    upper = sorted(((code, siren, name.upper()) for code, siren, name in told), key=repr)
    assert upper == table(expected, "code siren name")


def test_members_without_president(national: Graph, floor: Floor) -> None:
    own = members().query("iri == 'phase:ti-2'")
    expected = own[~own.siren.isin(presidents(documented=False).siren)]
    told = answer(national, "members-without-president", "code siren")
    assert told == table(expected, "code siren")
    assert len(told) == floor.of(fictitious=4 + 6, real=67)


# From phase to phase --------------------------------------------------------------------


def sets(phase: str) -> dict[str, frozenset[str]]:
    """Return the SIREN of the members of each territory of a phase by code."""
    own = members(documented=False).query("iri == @phase").groupby("code").siren
    return {code: frozenset(sirens) for code, sirens in own}


def successions() -> list[tuple[str | None, str | None, str, int, float]]:
    """Return before, after, how, members in common and their share, by the definitions."""
    first, second = (sets(phase) for phase in PHASE)
    pairs = [(a, b) for a in first for b in second if first[a] & second[b]]
    found: list[tuple[str | None, str | None, str, int, float]] = []
    for a, b in pairs:
        old, new = first[a], second[b]
        origins, followers = (sum(p[side] == own for p in pairs) for side, own in ((1, b), (0, a)))
        if old == new:
            how = "maintien"
        elif old < new:
            how = "fusion" if origins > 1 else "agrandissement"
        elif new < old:
            how = "scission" if followers > 1 else "réduction"
        else:
            how = "recomposition"
        found.append((a, b, how, len(old & new), len(old & new) / len(old | new)))
    found += [(a, None, "disparu", 0, 0.0) for a in first if a not in {p[0] for p in pairs}]
    found += [(None, b, "nouveau", 0, 0.0) for b in second if b not in {p[1] for p in pairs}]
    return found


def test_succession_of_territories(national: Graph) -> None:
    told = answer(national, "succession-of-territories", "before after change common share")
    assert [row[:4] for row in told] == sorted((row[:4] for row in successions()), key=repr)
    shares = {row[:2]: row[4] for row in successions()}
    assert all(share == pytest.approx(shares[a, b], abs=0.001) for a, b, _, _, share in told)


def test_how_territories_continued(national: Graph, floor: Floor) -> None:
    every = pd.DataFrame(successions(), columns=["before", "after", "change", "common", "share"])
    expected = every.groupby("change").agg(
        pairs=("change", "size"), before=("before", "nunique"), after=("after", "nunique")
    )
    columns = "change pairs before after"
    told = answer(national, "how-territories-continued", columns)
    assert told == table(expected.reset_index(), columns)
    assert ("maintien", *[floor.of(fictitious=1, real=74)] * 3) in told


def test_members_that_changed_territory(national: Graph) -> None:
    def best(rows: list[Any], side: int) -> dict[str, str]:
        ranked = sorted(rows, key=lambda r: (-r[3], -r[4], r[0], r[1]), reverse=True)
        return {row[side]: row[1 - side] for row in ranked}

    shared = [row for row in successions() if row[0] and row[1]]
    follows, comes_from = best(shared, 0), best(shared, 1)
    own = members(documented=False)
    first, second = (own.query("iri == @p").set_index("siren").code for p in PHASE)
    expected = [
        (siren, first[siren], second[siren])
        for siren in set(first.index) & set(second.index)
        if not (
            follows[first[siren]] == second[siren] and comes_from[second[siren]] == first[siren]
        )
    ]
    told = answer(national, "members-that-changed-territory", "siren before after")
    assert told == sorted(expected)


def test_population_of_members_and_others(national: Graph) -> None:
    """The same ground: communes that were ever one with another count as one with it."""
    together = UnionFind()
    for year in files.YEARS:
        for commune in files.listed(year, "communes"):
            for former in commune.get("anciensCodes", ()):
                together.union(commune["code"], former)
            if "chefLieu" in commune and commune["type"] in (
                "commune-deleguee",
                "commune-associee",
            ):
                together.union(commune["code"], commune["chefLieu"])
    every = files.communes_of()
    every = every.assign(now=every.code.map(lambda code: together[code]))
    ground = every.groupby(["siren", "year"]).now.agg(frozenset).unstack()
    same = ground.apply(lambda row: len(set(row)) == 1, axis=1)
    wide = files.intercommunalities().pivot(index="siren", columns="year", values="population")
    wide = wide[[2019, 2025]].dropna().astype(int)
    wide = wide[wide.index.isin(ground[same].index)]
    for label, name in ((ONE, "first"), (TWO, "second")):
        own = members()
        wide[name] = wide.index.isin(own[own.phase == label].siren)
    expected = wide.groupby(["first", "second"]).agg(
        intercommunalities=(2019, "size"), before=(2019, "sum"), after=(2025, "sum")
    ).reset_index()  # fmt: skip
    columns = "first second intercommunalities before after"
    told = answer(national, "population-of-members-and-others", columns)
    assert told == table(expected, columns)


# Projections -------------------------------------------------------------------------------


@pytest.mark.parametrize("phase", list(PHASE))
def test_members_of_phase(national: Graph, phase: str) -> None:
    rows = list(national.query("members-of-phase", {"phase": phase}))  # type: ignore[arg-type]
    pairs = {(row["source"].rpartition(":")[2], row["target"]) for row in rows}
    own = members().query("iri == @phase")
    assert {siren for siren, _ in pairs} == set(own.siren)
    assert len({target for _, target in pairs}) == own.code.nunique()
    assert {row["relation"] for row in rows} == {"relation:member"}


def test_succession_network(national: Graph) -> None:
    rows = list(national.query("succession-network"))  # type: ignore[arg-type]
    shared = [row for row in successions() if row[0] and row[1]]
    assert sorted(row["weight"] for row in rows) == sorted(row[3] for row in shared)
    assert len({row["source"] for row in rows}) == len({row[0] for row in shared})
    assert len({row["target"] for row in rows}) == len({row[1] for row in shared})


def test_presidents_and_territories(national: Graph) -> None:
    rows = list(national.query("presidents-and-territories"))  # type: ignore[arg-type]
    headed = {r["target"] for r in rows if r["basis"] == "basis:appointment"}
    own = set(members().query("iri == 'phase:ti-2'").siren) & set(presidents().siren)
    assert {iri.rpartition(":")[2] for iri in headed} == own


# The catalogue ----------------------------------------------------------------------


def test_a_query_says_which_layers_it_asks() -> None:
    national = [query for query in catalogue.queries() if query.layers]
    assert len(national) >= 18
    known = set(installed_readers())
    for query in national:
        assert set(query.layers) <= known


@fictitious_files
def test_what_editions_of_registers_say_is_known_once_they_are_issued(
    national: Graph, floor: Floor
) -> None:
    """The heads elected are those of an edition of 2026: by 2024 only the texts name any."""
    known = national.known_by("2024")
    files = (
        "SELECT ?name (STR(?issued) AS ?date) { ?f tig:fileName ?name ; dcterms:issued ?issued }"
    )
    assert any(row["date"] >= "2025" for row in national.query(files))
    assert {row["date"][:4] for row in known.query(files)} == {
        "2019", "2020", "2021", "2022", "2023", "2024"
    }  # fmt: skip
    heads = "SELECT DISTINCT ?p { ?c opengov:post/org:role/tig:heads true ; org:member ?p }"
    named = {row["p"] for row in tigraph.load().query(heads)}  # all five texts are known by 2024
    assert len({row["p"] for row in national.query(heads)} - named) == 10
    assert {row["p"] for row in known.query(heads)} == named
    last = "SELECT (MAX(?end) AS ?seen) { ?c tig:relation relation:member ; tig:earliestEnd ?end }"
    (row,) = known.query(last)
    assert row["seen"] <= "2024-12-31"


def test_a_register_makes_no_actor_of_whom_a_text_only_counts(national: Graph) -> None:
    """The registers have members and presidents of these two; the text has them in a footnote."""
    acts = {row["actor"]: row["acts"] for row in national.query("actors-by-document")}
    assert not acts["Métropole de Lyon"]
    assert not acts["Métropole du Grand Paris"]
    assert acts["Grand Besançon Métropole"]
