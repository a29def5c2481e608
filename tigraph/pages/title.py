"""The first page of an edition in one file: what it is, whose, how it is cited and how it is read.

It reads without scripts, in whatever comes after the browsers of today.
"""

from __future__ import annotations

import re
import shlex
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from tigraph.layers import facts
from tigraph.local import Words
from tigraph.pages.citing import cited_as
from tigraph.pages.frame import Frame
from tigraph.pages.front import claims_in
from tigraph.pages.page import LANGUAGES, Site
from tigraph.pages.render import rendered
from tigraph.rdf import select
from tigraph.rdf.vocabulary import GRAPH

if TYPE_CHECKING:
    from tigraph.graph import Graph

_RECORD = """SELECT ?says ?text {{
  VALUES (?says ?by) {{ ("title" dcterms:title) ("about" dcterms:description) }}
  graph:curated ?by ?text . FILTER (LANG(?text) = "{language}") }}"""
_RIGHTS = """SELECT ?text {{ graph:curated dcterms:rights/rdfs:label ?text
  FILTER (LANG(?text) = "{language}") }}"""
_WORDS = Words(
    {
        "holds": (
            "Claims: {}, each with its evidence; entities: {}; documents: {}. Written on {}.",
            "Affirmations : {}, chacune avec ses preuves ; entités : {} ; documents : {}. Écrit "
            "le {}.",
        ),
        "no_licence": (
            "The data do not say under which licence they are: ask whoever gave you this file.",
            "Les données ne disent pas sous quelle licence elles sont : demandez-le à qui vous a "
            "remis ce fichier.",
        ),
        "no_record": (
            "The data do not say who gathered them: cite the documents that they rest on.",
            "Les données ne disent pas qui les a réunies : citez les documents sur lesquels elles "
            "reposent.",
        ),
        "open": ("Open", "Ouvrir"),
        "licence": ("Licence", "Licence"),
        "cite": ("Citation", "Citation"),
        "how": ("How to read it", "Comment le lire"),
        "read": (
            "Opened in a browser, from a disk and without a network, it shows a page for each "
            "entity, searches names, answers the questions of its catalogue, and SPARQL of your "
            "own. It asks nobody for anything. Each part stands in it as base64, in a script "
            "element: “data” are all statements in N-Quads, packed with gzip; with xz (or gzip) "
            "“pages”, the pages and the files that scripts read, in JSON, “networks”, the "
            "interactive pages of networks, likewise, and “engine”, Oxigraph, in WebAssembly.",
            "Ouvert dans un navigateur, depuis un disque et sans réseau, il montre une page par "
            "entité, cherche les noms, répond aux questions de son catalogue et à du SPARQL écrit "
            "par vous. Il ne demande rien à personne. Chaque partie y est en base64, dans un "
            "élément script : « data » contient tous les énoncés en N-Quads, comprimés par gzip ; "
            "par xz (ou gzip), « pages », les pages et les fichiers que lisent les scripts, en "
            "JSON, « networks », les pages interactives des réseaux, de même, et « engine », "
            "Oxigraph, en WebAssembly.",
        ),
        "extract": (
            "The data come out of it without a browser:",
            "Les données en sortent sans navigateur :",
        ),
        "elsewhere": ("The site that it is of:", "Le site dont il est tiré :"),
        "noscript": (
            "The pages need scripts, which are off, or more recent ones than this browser has.",
            "Les pages demandent des scripts, qui sont désactivés, ou plus récents que ce "
            "navigateur.",
        ),
    }
)
#: What takes the data out of the file without a browser.
_EXTRACT = (
    "python3 -c \"import base64, gzip, re, sys; t = open(sys.argv[1], encoding='utf-8').read(); "
    "sys.stdout.buffer.write(gzip.decompress(base64.b64decode("
    "re.search('id=.data.>([^<]*)', t)[1])))\" {file} > {data}"
)


def extract(name: str) -> str:
    """Return the command that takes the data out of a file of a name."""
    data = f"{PurePath(name).stem}.nq"
    return _EXTRACT.format(file=shlex.quote(name), data=shlex.quote(data))


def title_page(graph: Graph, site: Site, entities: int, name: str = "graph.html") -> str:
    """Return the HTML of the file around what is carried, in all languages; `name` is its own.

    `@@policy@@`, `@@style@@` and `@@scripts@@` stand where these go.
    """
    told = {
        "parts": [_part(graph, site, language, entities) for language in LANGUAGES],
        "made": graph.ground.told()["made"],
        "url": site.url,
        "extract": extract(name),
    }
    return rendered("title.html", told)


def _part(graph: Graph, site: Site, language: str, entities: int) -> dict[str, Any]:
    frame = Frame(graph, f"{language}/about.html", language, "", site)
    ground, words, own = frame.ground, frame.words, _WORDS.of(language)
    record = {r["says"]: r["text"] for r in select(ground.store, _RECORD.format(language=language))}
    rights = next((r["text"] for r in select(ground.store, _RIGHTS.format(language=language))), "")
    title = record.get("title", site.title)
    return {
        "language": language,
        "title": frame.set(title),
        "about": frame.set(record.get("about", words["tagline"])),
        "holds": own["holds"].format(
            frame.number(claims_in(ground)),
            frame.number(entities),
            frame.number(len(facts(ground.surely)["documents"])),
            frame.when(ground.told()["made"]),
        ),
        "rights": re.sub(r"\s*\(LICENSE-DATA\)", "", rights) or own["no_licence"],
        "licences": frame.licences,
        "citation": cited_as(frame, title, site.url or f"{GRAPH}curated")["text"]
        if record
        else own["no_record"],
        "own": own,
    }
