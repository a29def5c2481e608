"""A site as one file: pages, data and engine in it, which opens from a disk and asks nobody."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import base64
import hashlib
import html
import json
import lzma
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain, groupby
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from tigraph.errors import DataError, UsageError
from tigraph.local import check_writable, write_file
from tigraph.pages import LANGUAGES, Shelf, Site, has_asset, plain_asset, title_page
from tigraph.publishing import answering
from tigraph.publishing.published import (
    MISSING,
    Published,
    entities_of,
    interactive,
    missing,
    page_paths,
    served,
)

if TYPE_CHECKING:
    from tigraph.graph import Graph

#: An archive takes larger files, a reader's patience and mail do not.
MOST = 4_000_000
#: A page takes no fewer bytes than so many, packed among others.
_LEAST = 300
#: Where a page may be cut so that what several have is held once.
_SEAMS = re.compile(r"(?<=>)(?=<)|(?<=\n)")
_BODY = re.compile(r"<body.*</body>", re.DOTALL)
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
#: What makes the engine's module, which no file can import, answer to the other scripts.
_HANDED = (
    "\nObject.assign(globalThis, { tigraphEngine: "
    "{ Store, namedNode, defaultGraph, initSync } });\n"
)
#: What unpacks xz in a browser, which has gzip alone.
_UNPACKING = "xz.js"
_SCRIPTS = (
    "answering.js", "showing.js", "referring.js", "asking.js", "holding.js", "single.js", "site.js",
)  # fmt: skip


def publish_file(
    graph: Graph,
    path: Path,
    url: str = "",
    tell: Callable[[str], None] = lambda _: None,
    *,
    force: bool = False,
    contact: str = "",
) -> Published:
    """Write a graph as one file of HTML that a browser opens from a disk, without a network.

    `url` is where its like is known, "" where nobody knows, `contact` where corrections are sent.
    Raises `UsageError` where it would be larger than `MOST` or is too much for a browser,
    `DataError` where the engine is not there, or the file is, without `force`. Nothing is written
    then.
    """
    check_writable(path, force)
    if not has_asset("oxigraph.js"):
        raise DataError(
            "npm's oxigraph is not here, with which one file answers: "
            "`npm ci --prefix tigraph/pages/npm` brings it."
        )
    site = Site(url=url, live=False, asks=True, single=True, correct=contact)
    entities = list(entities_of(graph))
    made = _File(title_page(graph, site, len(entities), path.name))
    made.add("data", answering.contents(graph.ground))
    made.add("engine", plain_asset("oxigraph.wasm"))
    made.module = plain_asset("oxigraph.js").decode() + _HANDED
    paths = {language: list(page_paths(language, entities)) for language in LANGUAGES}
    number = sum(map(len, paths.values()))
    room = MOST - number * _LEAST
    _check(len(made.html()) + MOST - room, number)  # before these take their time
    shelf = Shelf(graph, replace(site, drawn=made.with_networks(graph, room)))
    pages: dict[str, str] = {}
    for language, own in paths.items():
        tell(f"Writing {len(own):,} pages ({language})")
        for there in own:
            if not there.endswith("model.html"):
                pages[there] = _body(served(shelf, there).content.decode())
        pages[f"{language}/{MISSING}"] = _body(missing(shelf, language).content.decode())
    files = {
        there.removeprefix(f"{LANGUAGES[0]}/") if "/questions/" in there else there: content
        for there, content in answering.files(graph.ground, entities)
        if "/questions/" not in there or there.startswith(LANGUAGES[0])
    }
    for language in LANGUAGES:
        files[f"{language}/terms.json"] = served(shelf, f"{language}/terms.json").content
    made.add("pages", _carried(pages, files))
    if has_asset("yasgui.js"):
        made.with_editor(MOST)
    content = made.html().encode()
    _check(len(content), len(pages))
    write_file(path, content, force)
    return Published(1, len(pages), len(content))


def _check(size: int, pages: int) -> None:
    if size > MOST:
        raise UsageError(
            f"One file of this graph would have {size / 1e6:.1f} MB or more, with {pages:,} "
            f"pages, and {MOST / 1e6:.0f} MB is the most: select less of it (--around, "
            "--region, --programme), or publish a folder (-o FOLDER)."
        )


def _body(page: str) -> str:
    """Return what of a page one file shows: its title and its body."""
    title, body = _TITLE.search(page), _BODY.search(page)
    assert title
    assert body
    return title[0] + body[0]


def _carried(pages: dict[str, str], files: dict[str, bytes]) -> bytes:
    """Return pages and the files that scripts ask for, as JSON in which each piece stands once.

    A page is told as numbers of pieces, "7" or "7*3" for three from the seventh. A page and its
    like in another language stand side by side, for what is alike packs well.
    """
    known: dict[str, int] = {}
    told: dict[str, str] = {}
    for path in sorted(pages, key=lambda one: (one.partition("/")[2], one)):
        numbers = [known.setdefault(piece, len(known)) for piece in _SEAMS.split(pages[path])]
        told[path] = " ".join(_runs(numbers))
    carried = {
        "pieces": list(known),
        "pages": told,
        "files": {path: content.decode() for path, content in sorted(files.items())},
    }
    return json.dumps(carried, ensure_ascii=False, separators=(",", ":")).encode()


def _runs(numbers: Iterable[int]) -> Iterable[str]:
    """Yield numbers that follow each other as one.

    >>> list(_runs([4, 5, 6, 9, 2, 3]))
    ['4*3', '9', '2*2']
    """
    for _, run in groupby(enumerate(numbers), lambda one: one[1] - one[0]):
        first, *more = (number for _, number in run)
        yield f"{first}*{len(more) + 1}" if more else str(first)


@dataclass
class _File:
    """The file in the making: what it says by itself, the parts that it carries, its scripts."""

    about: str
    parts: dict[str, str] = field(default_factory=dict)
    module: str = ""
    #: The hashes of what else may run and be set, by the part that has it.
    scripts: dict[str, list[str]] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)

    def add(self, name: str, content: bytes) -> None:
        """Carry a part, packed as well as may be; data with gzip, which anything unpacks."""
        small = has_asset(_UNPACKING) and name != "data"
        packed = _packed(content) if small else answering.packed(content)
        self.parts[name] = base64.b64encode(packed).decode()

    def with_networks(self, graph: Graph, most: int) -> frozenset[str]:
        """Carry interactive pages of networks, where there is room; return of which projections."""
        pages, scripts, styles = {}, set(), set()
        for path, page, policy in interactive(graph):
            pages[path] = page
            told = dict(one.strip().split(" ", 1) for one in policy.split(";"))
            scripts.update(told["script-src"].split())
            styles.update(told["style-src"].split())
        self.scripts["networks"], self.styles = sorted(scripts), sorted(styles)
        self.add("networks", _carried(pages, {}))
        if pages and len(self.html().encode()) <= most:
            return frozenset(PurePosixPath(path).stem for path in pages)
        del self.parts["networks"], self.scripts["networks"]
        self.styles = []
        return frozenset()

    def with_editor(self, most: int) -> None:
        """Carry the editor of others, where it does not make the file too large."""
        library, own = (plain_asset(name).decode() for name in ("yasgui.js", "editor.js"))
        style = plain_asset("yasgui.css").decode()
        told = {"library": library, "own": own, "style": style}
        self.add("editing", json.dumps(told, ensure_ascii=False).encode())
        self.scripts["editing"] = [_hash(library), _hash(own)]
        if len(self.html().encode()) > most:
            del self.parts["editing"], self.scripts["editing"]

    def html(self) -> str:
        """Return the file as HTML."""
        style = re.sub(r"@font-face \{[^}]*\}\n?", "", plain_asset("site.css").decode())
        names = [*_SCRIPTS, *([_UNPACKING] if has_asset(_UNPACKING) else [])]
        script = "\n".join(plain_asset(name).decode() for name in names)
        others = " ".join(chain(*self.scripts.values()))
        styles = (
            "'unsafe-inline'" if "editing" in self.parts else " ".join([_hash(style), *self.styles])
        )
        fonts = "font-src data:; " if "networks" in self.parts else ""
        policy = (
            f"default-src 'none'; script-src {_hash(script)} {_hash(self.module)} "
            f"{others} 'wasm-unsafe-eval'; style-src {styles}; {fonts}"
            "img-src data: blob:; form-action 'none'; base-uri 'none'"
        )
        for text in (script, self.module, style):
            assert "</script" not in text.lower()
            assert "</style" not in text.lower()
        parts = "".join(
            f'<script type="text/plain" id="{name}">{text}</script>\n'
            for name, text in self.parts.items()
        )
        return (
            self.about.replace("@@policy@@", html.escape(policy))
            .replace("@@style@@", style)
            .replace(
                "@@scripts@@",
                f'{parts}<script>{script}</script>\n<script type="module">{self.module}</script>\n',
            )
        )


def _packed(content: bytes) -> bytes:
    """Return something as xz, which finds what is alike far apart, such as two languages."""
    return lzma.compress(content, check=lzma.CHECK_CRC32, preset=9)


def _hash(text: str) -> str:
    digest = hashlib.sha256(text.encode()).digest()
    return f"'sha256-{base64.b64encode(digest).decode()}'"
