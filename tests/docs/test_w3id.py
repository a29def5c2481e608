"""Where the identifiers lead: the rules for w3id.org give what their README says they give."""

from __future__ import annotations

import re

import pytest

from checkout import ROOT
from tigraph.rdf.vocabulary import PREFIXES

FOLDER = ROOT / "docs" / "w3id"
SITE = "https://SITE/"
HOME = "https://w3id.org/tigraph/"
TYPES = {"ttl": "text/turtle", "rdf": "application/rdf+xml", "jsonld": "application/ld+json",
         "nt": "application/n-triples"}  # fmt: skip
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


def led(path: str, accept: str) -> str:
    """Follow the rules as Apache's mod_rewrite does, as far as they go."""
    told: dict[str, str] = {}

    def filled(text: str) -> str:
        text = text.replace("%{HTTP_ACCEPT}", accept)
        return re.sub(r"%\{ENV:(\w+)\}", lambda m: told.get(m[1], ""), text)

    holds = True
    for line in (FOLDER / ".htaccess").read_text("utf-8").splitlines():
        word, _, rest = line.partition(" ")
        if word == "RewriteCond":
            value, pattern = rest.split(" ", 1)
            found = re.search(pattern.removeprefix("!"), filled(value))
            holds = holds and bool(found) != pattern.startswith("!")
        elif word == "RewriteRule":
            pattern, target, flags = rest.split(" ", 2)
            match, applies = re.search(pattern, path), holds
            holds = True
            if not match or not applies:
                continue
            if setting := re.search(r"E=(\w+):([^\],]+)", flags):
                told[setting[1]] = setting[2]
                continue
            return match.expand(re.sub(r"\$(\d)", r"\\\1", filled(target)))
    return ""


def rows() -> list[tuple[str, str, str]]:
    """Each identifier of the README's table, with what a browser and a program get."""
    table = (FOLDER / "README.md").read_text("utf-8").split("|---|---|---|\n")[1].split("\n\n")[0]
    found = []
    for line in table.splitlines():
        identifiers, browser, program = (cell.strip() for cell in line.strip("|").split("|"))
        names = [name for name in re.findall(r"`([^`]+)`", identifiers) if name != "#"]
        stem = names[0].rpartition(".")[0]
        names = [stem + name if name.startswith(".") else name for name in names]
        found += [(name, browser, program) for name in names]
    return found


@pytest.mark.parametrize(("identifier", "browser", "program"), rows())
def test_an_identifier_leads_where_the_readme_says(
    identifier: str, browser: str, program: str
) -> None:
    itself = "shapes.ttl" if identifier == "shapes" else identifier
    page = {"the file": itself, "the site": ""}.get(browser, browser.strip("`"))
    assert led(identifier, BROWSER) == SITE + page
    for form, accept in TYPES.items():
        files = re.findall("`([^`]+)`", program)
        stem = files[0].rpartition(".")[0] if files else ""
        if len(files) == len(TYPES):
            expected = f"{stem}.{form}"
        else:
            expected = {"the file": itself, "the site": ""}.get(program, program.strip("`"))
        assert led(identifier, accept) == SITE + expected


def test_who_asks_for_nothing_in_particular_gets_turtle() -> None:
    for accept in ("", "*/*"):
        assert led("ontology", accept) == f"{SITE}ontology.ttl"
        assert led("id/person/cedric-bole", accept) == f"{SITE}graph/curated.ttl"


def test_each_of_our_prefixes_leads_somewhere() -> None:
    for prefix, iri in PREFIXES.items():
        if iri.startswith(HOME):
            path = f"{iri.removeprefix(HOME)}x".partition("#")[0]
            assert led(path, "text/turtle"), prefix
