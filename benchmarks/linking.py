"""The matcher against names whose answers are known, from the registers themselves.

    python benchmarks/linking.py REGISTRIES EDITIONS PACKAGES --folder DIR [--half told|kept]
                                 [--rows NAME …] [--misses N] [--settled SCORE]
    python benchmarks/linking.py REGISTRIES EDITIONS PACKAGES --folder DIR --speed N
                                 [--peer PROGRAM]

REGISTRIES, EDITIONS and PACKAGES are the folders of the registries' files, of the earlier editions
of the register of elected officials, and of the yearly packages, unpacked. Stores are built in
`--folder` where they are not there yet: of the latest list, of the lists of 2020 and 2021, of all
years, and of all layers.

For each row: how many names, how many of which the first candidate is right, how many were
settled, and how many of these are wrong. The pairs are split in two halves by what they are of
(the SHA-256 of the identifier): thresholds and rules are chosen on one half (`--half told`), and
what is printed unless asked otherwise is the other (`kept`). Typing errors, dropped words and
invented names are drawn with a fixed seed.

The last line adds up what has an answer and what has none; `--settled` tries another threshold
than the matcher's own. `--speed` measures so many names, a fifth of them mistyped, against all
communes and intercommunalities, beside rapidfuzz's ratio over all names and, where `--peer` says
where its program is, csv-reconcile; both are asked for fewer names, and reckoned up.
"""

from __future__ import annotations

import argparse
import csv
import hashlib
import json
import random
import re
import resource
import subprocess
import sys
import time
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from processes import ROOT

sys.path.insert(0, str(ROOT))

import urllib3
from rapidfuzz import fuzz, process

import tigraph
from tigraph.linking import Candidate, Matcher, Sought, deciding
from tigraph.names import folded

SEED = 20261128
PEER = "http://127.0.0.1:5000/reconcile"
VERSIONS = {
    "2019": "0.7.0", "2020": "0.8.0", "2021": "1.1.1", "2022": "2.3.1", "2023": "3.1.1",
    "2024": "4.1.0", "2025": "5.3.0", "2026": "6.0.0",
}  # fmt: skip
EDITIONS = {
    "2020-12": "2020-12-31", "2021-04": "2021-04-01", "2021-12": "2021-12-01",
    "2024-11": "2024-11-01",
}  # fmt: skip


@dataclass(frozen=True)
class Pair:
    """A name with what is right; `ids` empty: nothing is. `of` is what it is of, for the split."""

    sought: Sought
    ids: frozenset[str]
    of: str


@dataclass
class Row:
    """A row of the table: against which store, and its pairs."""

    name: str
    store: str
    pairs: Callable[[], Iterator[Pair]]


@dataclass
class Score:
    """What came of a row."""

    names: int = 0
    right: int = 0
    listed: int = 0
    settled: int = 0
    wrong: int = 0
    none: int = 0
    seconds: float = 0.0
    misses: list[str] = field(default_factory=list)
    #: (score, whether the first is right, whether it was settled)
    scores: list[tuple[float, bool, bool]] = field(default_factory=list)


class Files:
    """The files, and the pairs made of them."""

    def __init__(self, registries: Path, editions: Path, packages: Path) -> None:
        self.registries, self.editions, self.packages = registries, editions, packages

    @cache  # noqa: B019  # one only
    def listed(self, year: str, name: str) -> list[dict[str, Any]]:
        path = self.packages / VERSIONS[year] / "data" / f"{name}.json"
        return json.loads(path.read_text(encoding="utf-8")) if path.exists() else []

    def groups(self, year: str) -> dict[str, str]:
        rows = [*self.listed(year, "epci"), *self.listed(year, "ept")]
        return {row["code"]: row["nom"] for row in rows}

    def communes(self, year: str) -> dict[str, tuple[str, str]]:
        return {
            row["code"]: (row["nom"], row.get("departement", ""))
            for row in self.listed(year, "communes")
            if row["type"] == "commune-actuelle" and row.get("departement")
        }

    @cache  # noqa: B019
    def edition(self, path: Path) -> list[dict[str, str]]:
        with path.open(encoding="utf-8", newline="") as file:
            return [*csv.DictReader(file, delimiter=";")]

    @property
    def latest_edition(self) -> Path:
        return self.registries / "rne-epci-2026.csv"

    def labels(self, path: Path) -> dict[str, tuple[str, str]]:
        """The labels of an edition by SIREN, with the code of the département."""
        return {
            row["N° SIREN"]: (row["Libellé de l'EPCI"], row["Code du département"])
            for row in self.edition(path)
        }

    def territories(self) -> Iterator[tuple[str, str, str, str]]:
        """The territories: phase, code, label, and the SIREN of their members with names."""
        for phase, file, code, label, members in (
            ("2018-2022", "anct-ti-2018-2022.geojson", "id_ti", "lib_ti", ""),
            ("2023-2027", "anct-ti-2023-2027.geojson", "id_territoire", "lib_territoire",
             "liste_geo"),
        ):  # fmt: skip
            found = json.loads((self.registries / file).read_text(encoding="utf-8"))
            for feature in found["features"]:
                own = feature["properties"]
                yield phase, own[code], own[label], own.get(members, "")


def pair(name: str, kind: str, right: str | frozenset[str], of: str = "", **context: str) -> Pair:
    ids = right if isinstance(right, frozenset) else frozenset({right} if right else ())
    return Pair(Sought(name, kind, context), ids, of or "".join(sorted(ids)) or name)


# -- names of intercommunalities --------------------------------------------------------------


def anct_spelling(files: Files) -> Iterator[Pair]:
    groups = {code for year in VERSIONS for code in files.groups(year)}
    for phase, _, _, members in files.territories():
        if phase == "2023-2027":
            for name, siren in re.findall(r"(?:^|; )(.+?) \((\d{9})\)(?=;|$)", members):
                if siren in groups:
                    yield pair(name, "epci", siren)


def long_names(files: Files, *, placed: bool) -> Iterator[Pair]:
    latest = files.groups("2026")
    for siren, (name, departement) in files.labels(files.latest_edition).items():
        if siren in latest:
            context = {"departement": departement} if placed else {}
            yield pair(name, "epci", siren, **context)


def newer_names(files: Files) -> Iterator[Pair]:
    latest = files.groups("2026")
    for siren, (name, departement) in files.labels(files.latest_edition).items():
        if siren not in latest:
            yield pair(name, "epci", "", of=siren)
            yield pair(name, "epci", "", of=siren, departement=departement)
    for siren, name in files.groups("2019").items():
        if siren not in latest and folded(name) not in map(folded, latest.values()):
            yield pair(name, "epci", "", of=siren)


def short_names(files: Files, edition: str, year: str) -> Iterator[Pair]:
    known = files.groups(year)
    for siren, (name, _) in files.labels(files.editions / f"rne-epci-{edition}.csv").items():
        if siren in known:
            yield pair(name, "epci", siren)


def changed_names(files: Files) -> Iterator[Pair]:
    latest = files.groups("2026")
    for siren, name in files.groups("2019").items():
        if siren in latest and folded(name) != folded(latest[siren]):
            yield pair(name, "epci", siren)


def mistyped(word: str, chance: random.Random) -> str:
    place = chance.randrange(len(word))
    letter = chance.choice("abcdefghijklmnopqrstuvwxyz")
    return chance.choice(
        [
            word[:place] + word[place + 1 :],
            word[:place] + letter + word[place:],
            word[:place] + letter + word[place + 1 :],
            word[: max(place - 1, 0)] + word[place : place + 1]
            + word[max(place - 1, 0) : place] + word[place + 1 :],
        ]
    )  # fmt: skip


def spoilt(files: Files, how: str) -> Iterator[Pair]:
    chance = random.Random(f"{SEED} {how}")
    known = {
        siren: {word for word in folded(name).split() if len(word) > 3}
        for siren, name in files.groups("2026").items()
    }
    for siren, name in sorted(files.groups("2026").items()):
        form, _, core = name.partition(" ")
        if form not in ("CC", "CA", "CU") or not core:
            form, core = "", name
        words = core.split()
        if how == "typing error":
            long = [place for place, word in enumerate(words) if len(word) > 3]
            if not long:
                continue
            place = chance.choice(long)
            words[place] = mistyped(words[place], chance)
        elif how == "dropped word":
            long = [place for place, word in enumerate(words) if len(word) > 3]
            if len(long) < 2:
                continue
            del words[chance.choice(long)]
            told = {word for word in folded(" ".join(words)).split() if len(word) > 3}
            if sum(told <= own for own in known.values()) != 1:
                continue  # what is left fits several names, or none tells it
        elif how == "other order":
            words = words[len(words) // 2 :] + words[: len(words) // 2]
        spoilt_name = " ".join([*filter(None, [form]), *words])
        if how == "no accents":
            spoilt_name = folded(name)
        elif how == "upper case":
            spoilt_name = name.upper()
        same = {
            code for code, other in files.groups("2026").items() if folded(other) == folded(name)
        }
        yield pair(spoilt_name, "epci", frozenset(same), of=siren)


# -- communes -----------------------------------------------------------------------------------


def communes(files: Files) -> Iterator[Pair]:
    for code, (name, departement) in files.communes("2026").items():
        yield pair(name, "commune", code, departement=departement)


def merged_communes(files: Files) -> Iterator[Pair]:
    """Communes that are gone; where one took another number and kept its name, both are right."""
    latest, seen = files.communes("2026"), set()
    numbers = defaultdict(set)
    for year in VERSIONS:
        for code, told in files.communes(year).items():
            numbers[told].add(code)
    for year in VERSIONS:
        for code, (name, departement) in files.communes(year).items():
            if code not in latest and code not in seen:
                seen.add(code)
                same = frozenset(numbers[name, departement])
                yield pair(name, "commune", same, of=code, departement=departement)


# -- heads --------------------------------------------------------------------------------------


def heads(files: Files, form: str, context: str, several: bool | None = None) -> Iterator[Pair]:
    """Presidents, as written in a form; what is right is their SIREN and name.

    With the date alone, `several` leaves only those who share title and surname, or initials and
    surname, with another president of the same date, whom nothing tells apart then, or the others;
    of several any is right that is meant.
    """
    dated = {**EDITIONS, "2026": "2026-05-01"}
    for edition, date in dated.items():
        path = (
            files.latest_edition
            if edition == "2026"
            else files.editions / f"rne-epci-{edition}.csv"
        )
        told: dict[str, set[str]] = defaultdict(set)
        pairs: list[tuple[str, str, dict[str, str]]] = []
        for row in files.edition(path):
            if not row["Libellé de la fonction"].startswith("Président"):
                continue
            first, last = row["Prénom de l'élu"], row["Nom de l'élu"]
            initials = "-".join(f"{part[0]}." for part in re.split(r"[- ]", first) if part)
            title = "Mme" if row["Code sexe"] == "F" else "M."
            name = {
                "first last": f"{first} {last.title()}", "LAST first": f"{last} {first}",
                "title last": f"{title} {last.title()}", "initials": f"{initials} {last.title()}",
            }[form]  # fmt: skip
            beside = {
                "epci": {"epci": row["Libellé de l'EPCI"], "date": date},
                "commune": {"commune": row["Libellé de la commune de rattachement"],
                            "departement": row["Code du département"], "date": date},
                "date": {"date": date},
            }[context]  # fmt: skip
            right = f"{row['N° SIREN']} {' '.join(sorted(folded(f'{first} {last}').split()))}"
            told[folded(name)].add(right)
            pairs.append((name, right, beside))
        for name, right, beside in pairs:
            all_right = told[folded(name)]
            if several is None:
                yield pair(name, "person", right, function="président", **beside)
            elif several == (len(all_right) > 1):
                yield pair(name, "person", frozenset(all_right), of=right, function="président",
                           **beside)  # fmt: skip


# -- territories ----------------------------------------------------------------------------------


def territories(files: Files, how: str) -> Iterator[Pair]:
    named = defaultdict(set)
    for phase, code, label, _ in files.territories():
        named[folded(label)].add(f"{phase} {code}")
    for phase, code, label, _ in files.territories():
        date = phase[:4] if phase == "2018-2022" else "2025"
        name = {
            "with a date": label, "upper, dated": folded(label).upper(),
            "“Territoire d'industrie”, dated": f"Territoire d'industrie {label}",
            "no date": label,
        }[how]  # fmt: skip
        if how == "no date":
            yield pair(name, "territory", frozenset(named[folded(label)]), of=f"{phase} {code}")
        else:
            same = frozenset(one for one in named[folded(label)] if one.startswith(phase))
            yield pair(name, "territory", same, of=f"{phase} {code}", date=date)


# -- names of nothing -----------------------------------------------------------------------------


def nothing(files: Files) -> Iterator[Pair]:
    """Names of no intercommunality: of other things, and put together of two names' halves."""
    chance = random.Random(f"{SEED} nothing")
    groups = sorted(files.groups("2026").values())
    real = {frozenset(word for word in folded(name).split() if len(word) > 3) for name in groups}
    for _ in range(300):
        one, other = (chance.choice(groups).split() for _ in range(2))
        name = " ".join([*one[: len(one) // 2 + 1], *other[len(other) // 2 :]])
        told = frozenset(word for word in folded(name).split() if len(word) > 3)
        if told not in real and len(told) > 1:
            yield pair(name, "epci", "", of=name)
    for name in chance.sample(groups, 150):
        core = name.partition(" ")[2] or name
        for before in ("Syndicat mixte", "SIVOM", "Office de tourisme", "SAS", "PETR", "SMICTOM"):
            yield pair(f"{before} {core}", "epci", "", of=core)
    for row in files.listed("2026", "departements"):
        yield pair(row["nom"], "epci", "", of=row["code"])
    for name in ("Stuttgart", "Città di Castello", "Gemeinde Neuenburg", "Communauté de Liège",
                 "Bruxelles-Capitale", "Société des Eaux du Doubs", "Ville de Genève"):  # fmt: skip
        yield pair(name, "epci", "", of=name)


def table(files: Files) -> list[Row]:
    def row(name: str, store: str, make: Callable[..., Iterator[Pair]], **more: object) -> Row:
        return Row(name, store, lambda: make(files, **more))

    rows = [
        row("members of the second phase, as ANCT writes them", "history", anct_spelling),
        row("long names with département", "latest", long_names, placed=True),
        row("long names alone", "latest", long_names, placed=False),
    ]
    for edition, year in (("2020-12", "2020"), ("2021-04", "2021")):
        rows += [
            row(f"short names of {edition}, list of {year}", f"of {year}", short_names,
                edition=edition, year=year),
            row(f"short names of {edition}, names of all years", "history", short_names,
                edition=edition, year="2026"),
        ]  # fmt: skip
    rows.append(row("names of 2019 changed since", "history", changed_names))
    for how in ("typing error", "dropped word", "other order", "no accents", "upper case"):
        rows.append(row(f"names: {how}", "latest", spoilt, how=how))
    rows += [
        row("communes with département", "history", communes),
        row("communes merged away, with département", "history", merged_communes),
    ]
    rows += [row(f"heads: {form}, with {context}", "all", heads, form=form, context=context)
             for form in ("first last", "LAST first", "title last", "initials")
             for context in ("epci", "commune", "date")]  # fmt: skip
    for form in ("title last", "initials"):
        for several, what in ((False, "one such"), (True, "any of several such")):
            rows.append(row(f"heads: {form}, with date, {what}", "all", heads, form=form,
                            context="date", several=several))  # fmt: skip
    for how in ("with a date", "upper, dated", "“Territoire d'industrie”, dated", "no date"):
        rows.append(row(f"territories: {how}", "all", territories, how=how))
    rows += [
        row("newer than the list, or gone before it", "latest", newer_names),
        row("names of nothing", "latest", nothing),
    ]
    return rows


def build(folder: Path, name: str, files: Files) -> Path:
    """Return the folder of a store, built if it is not there."""
    packages = files.packages
    given = {
        "latest": [["cog", packages / VERSIONS["2026"]]],
        "of 2020": [["cog", packages / VERSIONS["2020"]]],
        "of 2021": [["cog", packages / VERSIONS["2021"]]],
        "history": [["cog", packages]],
        "all": [
            ["cog", packages],
            ["industrie", files.registries],
            ["elus", files.latest_edition, files.editions],
        ],
    }
    store = folder / name
    if not (store / "current").exists():
        for layer in given[name]:
            command = [sys.executable, "-m", "tigraph", "layer", "add", *map(str, layer)]
            subprocess.run([*command, "--store", str(store), "-q"], check=True)
    return store


def half_of(one: Pair) -> str:
    return "told" if hashlib.sha256(one.of.encode()).digest()[0] % 2 else "kept"


class Keys:
    """What is right or wrong of a candidate: its number, or a person's bodies and names."""

    def __init__(self, matcher: Matcher) -> None:
        self._matcher = matcher

    def __call__(self, candidate: Candidate) -> set[str]:
        if candidate.kind not in ("person", "territory"):
            return {candidate.id}
        pool = self._matcher.pool_of(candidate.kind)
        record = pool.records[pool.place[candidate.iri]]
        if candidate.kind == "territory":
            return {f"{scheme[8:]} {number}" for scheme, number in record.numbers}
        bodies = {office.body.rsplit("/", 1)[1] for office in record.offices}
        spelled = [" ".join(sorted(folded(name).split())) for name in record.names]
        return {f"{body} {name}" for body in bodies for name in spelled}


def run(row: Row, matcher: Matcher, half: str, most: int) -> Score:
    score, key = Score(), Keys(matcher)
    pairs = [one for one in row.pairs() if half in ("both", half_of(one))]
    begun = time.process_time()
    for one, match in zip(pairs, matcher.match_many(p.sought for p in pairs), strict=True):
        score.names += 1
        keys = [key(candidate) for candidate in match.candidates]
        first = bool(keys) and not one.ids.isdisjoint(keys[0])
        right = first if one.ids else match.outcome != "matched"
        settled = match.outcome == "matched"
        score.right += right
        score.listed += any(not one.ids.isdisjoint(own) for own in keys)
        score.settled += settled
        score.wrong += settled and not (first if one.ids else False)
        score.none += match.outcome == "none"
        if match.candidates and one.ids:
            score.scores.append((match.candidates[0].score, first, settled))
        if not right or (settled and not first):
            told = [f"{c.label} {c.score}" for c in match.candidates[:3]]
            score.misses.append(f"{match.outcome}: {one.sought.name} {dict(one.sought.context)} "
                                f"→ {told} ({match.why}); right: {sorted(one.ids)}")  # fmt: skip
    score.seconds = time.process_time() - begun
    if most:
        for miss in random.Random(1).sample(score.misses, min(most, len(score.misses))):
            print("      ", miss)
    return score


def speed(matcher: Matcher, files: Files, count: int, folder: Path, peer: str) -> None:
    chance = random.Random(f"{SEED} speed")
    known = {code: name for code, (name, _) in files.communes("2026").items()}
    known |= files.groups("2026")
    names = [*known.values()]
    drawn = [chance.choice(names) for _ in range(count)]
    drawn = [mistyped(n, chance) if chance.random() < 0.2 else n for n in drawn]
    begun, busy = time.perf_counter(), time.process_time()
    outcomes: dict[str, int] = defaultdict(int)
    for match in matcher.match_many(Sought(name, "epci,commune") for name in drawn):
        outcomes[match.outcome] += 1
    wall, cpu = time.perf_counter() - begun, time.process_time() - busy
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{count:,} names: {wall:.1f} s, {cpu:.1f} s of processor on one core, "
          f"{peak:.0f} MB at most; {dict(outcomes)}")  # fmt: skip
    some = drawn[:300]
    begun = time.perf_counter()
    listed = [*map(folded, names)]
    for name in some:
        process.extractOne(folded(name), listed, scorer=fuzz.ratio)
    told("rapidfuzz's ratio over all names", time.perf_counter() - begun, len(some), count)
    if peer:
        some = drawn[:100]
        told("csv-reconcile", asked_of_peer(peer, known, some, folder), len(some), count)


def told(who: str, seconds: float, asked: int, count: int) -> None:
    print(f"{who}: {asked} names in {seconds:.1f} s, {count:,} in {seconds / asked * count:,.0f} s")


def asked_of_peer(program: str, known: dict[str, str], names: list[str], folder: Path) -> float:
    """Return in how many seconds csv-reconcile answers for some names, ten in a batch."""
    with (folder / "names.tsv").open("w", encoding="utf-8") as file:
        file.writelines(f"{code}\t{name}\n" for code, name in {"id": "name", **known}.items())
    command = [program, "run", "--init-db", "names.tsv", "id", "name"]
    server = subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL)  # fmt: skip
    try:
        pool = urllib3.PoolManager()
        for _ in range(120):  # it reads the names first
            try:
                pool.request("GET", PEER, retries=False)
                break
            except urllib3.exceptions.HTTPError:
                time.sleep(1)
        begun = time.perf_counter()
        for first in range(0, len(names), 10):
            batch = {f"q{n}": {"query": name} for n, name in enumerate(names[first : first + 10])}
            pool.request("POST", PEER, fields={"queries": json.dumps(batch)}, timeout=300)
        return time.perf_counter() - begun
    finally:
        server.terminate()
        server.wait()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("registries", type=Path)
    parser.add_argument("editions", type=Path)
    parser.add_argument("packages", type=Path)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--half", default="kept", choices=["kept", "told", "both"])
    parser.add_argument("--rows", nargs="*", default=[])
    parser.add_argument("--speed", type=int, default=0)
    parser.add_argument("--misses", type=int, default=0)
    parser.add_argument("--settled", type=float, default=deciding.SETTLED)
    parser.add_argument("--peer", default="", help="where the program csv-reconcile is")
    asked = parser.parse_args()
    deciding.SETTLED = asked.settled
    files = Files(asked.registries, asked.editions, asked.packages)
    matchers: dict[str, Matcher] = {}

    def matcher(store: str) -> Matcher:
        if store not in matchers:
            matchers.clear()
            matchers[store] = Matcher.of(
                tigraph.load(store=build(asked.folder, store, files)).ground
            )
        return matchers[store]

    if asked.speed:
        speed(matcher("history"), files, asked.speed, asked.folder, asked.peer)
        return
    print(
        f"{'row':58} {'names':>6} {'first':>7} {'listed':>7} {'settled':>7} {'wrong':>5} {'ms':>5}"
    )
    known, unknown = Score(), Score()
    for row in sorted(table(files), key=lambda one: one.store):
        if asked.rows and not any(part in row.name for part in asked.rows):
            continue
        found = run(row, matcher(row.store), asked.half, asked.misses)
        n = max(found.names, 1)
        print(f"{row.name:58} {found.names:6} {found.right / n:7.2%} {found.listed / n:7.2%} "
              f"{found.settled / n:7.1%} {found.wrong:5} {1000 * found.seconds / n:5.1f}",
              flush=True)  # fmt: skip
        total = known if found.scores else unknown
        total.names += found.names
        total.settled += found.settled
        total.wrong += found.wrong
    print(f"settled at {asked.settled}: of {known.names} with an answer {known.settled}, "
          f"precision {1 - known.wrong / max(known.settled, 1):.4%}, recall "
          f"{(known.settled - known.wrong) / max(known.names, 1):.2%}; "
          f"of {unknown.names} without one {unknown.settled}")  # fmt: skip


if __name__ == "__main__":
    main()
