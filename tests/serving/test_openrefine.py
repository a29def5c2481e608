"""OpenRefine, as Debian has it, against `tigraph serve`: from a spreadsheet to new columns."""

from __future__ import annotations

import csv
import io
import json
import urllib.request
from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest

from checkout import needs
from floors import Floor
from openrefine import Cell, OpenRefine, openrefine
from served import Served, served
from tigraph.graph import Graph
from tigraph.serving import desk_of

pytestmark = pytest.mark.needs("openrefine")


class Head(NamedTuple):
    """A row of the national register of elected officials: who presides over what."""

    siren: str
    body: str
    departement: str
    first: str
    last: str


@pytest.fixture(scope="module")
def heads(floor: Floor) -> list[Head]:
    """Heads of intercommunalities, as the register has them: of the real ones every fortieth."""
    path = floor.file("registries/rne-epci-2026.csv")
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            row
            for row in csv.DictReader(file, delimiter=";")
            if row["Libellé de la fonction"] == "Président du conseil communautaire"
        ]
    return [
        Head(
            row["N° SIREN"],
            row["Libellé de l'EPCI"],
            row["Libellé du département"],
            row["Prénom de l'élu"],
            row["Nom de l'élu"],
        )
        for row in rows[:: floor.of(fictitious=1, real=40)]
    ]


@pytest.fixture(scope="module")
def site(national: Graph) -> Iterator[Served]:
    with served(desk_of(national.ground)) as one:
        yield one


@pytest.fixture(scope="module")
def refine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenRefine]:
    with openrefine(needs("openrefine"), tmp_path_factory.mktemp("openrefine")) as one:
        yield one


def table(columns: list[str], rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text).writerows([columns, *rows])
    return text.getvalue()


def manifest(site: Served) -> Any:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    with opener.open(f"{site.address}/reconcile") as reply:
        return json.load(reply)


def test_intercommunalities_get_their_siren(
    refine: OpenRefine, site: Served, heads: list[Head]
) -> None:
    rows = [[head.body, head.departement] for head in heads]
    rows.append(["Communauté de communes de Nulle-Part-en-Fable", "Doubs"])
    project = refine.project("bodies", table(["name", "where"], rows))
    service, told = f"{site.address}/reconcile", manifest(site)
    project.reconcile("name", service, told, "epci", {"where": "departement"})
    matched = project.rows()
    assert [row["name"].text for row in matched] == [row[0] for row in rows]
    assert not matched[-1]["name"].id
    siren = {head.siren for head in heads}
    settled = [row["name"].id for row in matched[:-1]]
    assert settled == [f"epci:{head.siren}" for head in heads]
    project.extend("name", service, told, [{"id": "siren"}, {"id": "within"}])
    names = [name for name, _ in project.columns()]
    assert len(names) == 4
    extended = [row for row in project.rows() if row["name"].text]
    assert {row[names[1]].text for row in extended} == {*siren, ""}
    assert [row[names[1]].text for row in extended[:-1]] == [head.siren for head in heads]
    # What an intercommunality lies in came as entities, which OpenRefine holds as matched.
    around: list[Cell] = [row[names[2]] for row in extended[:-1]]
    assert all(cell.id for cell in around)


def test_elected_heads_are_found_and_what_they_head(
    refine: OpenRefine, site: Served, heads: list[Head]
) -> None:
    rows = [[f"{head.last.upper()} {head.first}", head.body] for head in heads]
    project = refine.project("heads", table(["name", "body"], rows))
    service, told = f"{site.address}/reconcile", manifest(site)
    project.reconcile("name", service, told, "person", {"body": "epci"})
    matched = [row["name"] for row in project.rows()]
    assert all(cell.id.startswith("person:") for cell in matched if cell.id)
    found = [cell for cell in matched if cell.id]
    assert len(found) >= 0.9 * len(rows)
    project.extend("name", service, told, [{"id": "heads", "settings": {"date": "2026"}}])
    added = next(name for name, _ in project.columns() if name not in ("name", "body"))
    by_name = {row["name"].text: row[added] for row in project.rows() if row["name"].text}
    for head, cell in zip(heads, matched, strict=True):
        if cell.id:
            assert by_name[f"{head.last.upper()} {head.first}"].id == f"epci:{head.siren}"
