"""A workspace as it lies on disk: where it is, what it says of itself, how one is begun."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tigraph.errors import DataError, UnknownNameError, UsageError, nearest
from tigraph.local import Words, read_text, write_file

if TYPE_CHECKING:
    from tigraph.workspaces.documents import Document

FILE = "workspace.toml"
#: The form of the folder: a later one has a higher number.
FORM = 1
FOLDERS = ("documents", "claims", "decisions", "vocabulary", "mappings", "registers")
#: A quotation from a text of a workspace has so many characters at most.
QUOTED = 280
_BASE = "https://w3id.org/tigraph/workspace/"
#: Git changes no line end of what is known by its checksum; logs that two people wrote are joined.
_ATTRIBUTES = """\
documents/** -text
*.ttl text eol=lf
*.tsv text eol=lf
*.toml text eol=lf
*.yaml text eol=lf
*.jsonl text eol=lf
decisions/*.jsonl merge=union
"""
_IGNORED = """\
.*.lock
.tigraph-*
"""
_WORDS = Words(
    {
        "head": ("A workspace of tigraph: its title, the language of its documents, the IRI under "
                 "which its own entities are named, and whether the shipped graph is read too.",
                 "Un espace de travail de tigraph : son titre, la langue de ses documents, l’IRI "
                 "sous lequel ses entités sont nommées, et si le graphe livré est lu aussi."),
        "readme": (
            "This folder is a workspace of tigraph. Every command that is called in it reads it.\n"
            "\n"
            "- `documents/`: a folder for each document: what is known of it (`document.ttl`), and "
            "each version with the text, the file as it was given and the checksums of both. Texts "
            "are other people’s: no export has them; share the folder with whom you may.\n"
            "- `claims/`: what was accepted, in Turtle, each with its places in the texts.\n"
            "- `decisions/`: who decided what and when, one file for each person, only added to.\n"
            "- `vocabulary/`: terms and entities of one’s own, in Turtle.\n"
            "- `mappings/`: what is the same as what elsewhere (SSSOM).\n"
            "- `registers/`: registers described in a file (YAML).\n",
            "Ce dossier est un espace de travail de tigraph. Toute commande lancée ici le lit.\n"
            "\n"
            "- `documents/` : un dossier par document : ce qu’on en sait (`document.ttl`), et "
            "chaque version avec le texte, le fichier tel qu’il a été donné et leurs empreintes. "
            "Les textes sont à d’autres : aucun export ne les porte ; ne partagez le dossier "
            "qu’avec qui de droit.\n"
            "- `claims/` : ce qui a été accepté, en Turtle, avec les passages des textes.\n"
            "- `decisions/` : qui a décidé quoi et quand, un fichier par personne, que l’on ne "
            "fait qu’allonger.\n"
            "- `vocabulary/` : termes et entités à soi, en Turtle.\n"
            "- `mappings/` : ce qui est le même qu’ailleurs (SSSOM).\n"
            "- `registers/` : registres décrits par un fichier (YAML).\n",
        ),
    }
)  # fmt: skip


@dataclass(frozen=True)
class Workspace:
    """A folder with a workspace in it.

    `language` is what its documents are in unless they say otherwise, `base` begins the IRIs of
    its own entities, `shipped` says whether the shipped graph is read beside it. The folders
    `claims`, `decisions`, `vocabulary`, `mappings` and `registers` may not be there: git keeps no
    empty ones.
    """

    folder: Path
    title: str
    language: str
    base: str
    shipped: bool = True

    @classmethod
    def open(cls, folder: str | Path) -> Workspace:
        """Return the workspace of a folder; raises `DataError` where it is none, or is damaged."""
        place = Path(folder)
        if place.is_dir() and not (place / FILE).is_file():
            raise DataError(
                f"{place} is no workspace: it has no {FILE}. `tigraph workspace new {place}` makes "
                "it one."
            )
        return _read(place, _content(place / FILE))

    @classmethod
    def about(cls, start: str | Path = ".") -> Workspace | None:
        """Return the workspace in which a folder lies, None where it lies in none.

        A file of that name which another program wrote is passed over. Raises `DataError` for one
        that is damaged.
        """
        here = Path(start).absolute()
        for place in (here, *here.parents):
            if (place / FILE).is_file():
                try:
                    content = _content(place / FILE)
                except DataError:
                    if b"tigraph" not in (place / FILE).read_bytes():
                        continue
                    raise
                if "tigraph" in content:
                    return _read(Path(os.path.relpath(place, Path.cwd())), content)
        return None

    @classmethod
    def new(
        cls,
        folder: str | Path,
        *,
        title: str = "",
        language: str = "fr",
        base: str = "",
        shipped: bool = True,
    ) -> Workspace:
        """Make a workspace of a folder, which need not be there, and return it.

        What lies in the folder stays. Without `base` one is made up that no other has. Raises
        `UsageError` for a language or an IRI that is none, `DataError` where the folder is a
        workspace already or cannot be written.
        """
        place = Path(folder)
        if (place / FILE).exists():
            raise DataError(f"{place} is a workspace already.")
        made = cls(
            place,
            _line(title or place.resolve().name, "title"),
            checked_language(language),
            _checked_base(base) if base else _BASE + os.urandom(4).hex() + "/",
            shipped,
        )
        try:
            for name in FOLDERS:
                (place / name).mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise DataError(f"Cannot make {place}: {error.strerror or error}.") from None
        written = {
            "README.md": f"# {made.title}\n\n{_WORDS('readme', language)}",
            ".gitattributes": _ATTRIBUTES,
            ".gitignore": _IGNORED,
        }
        for name, text in written.items():
            if not (place / name).exists():
                write_file(place / name, text.encode())
        write_file(place / FILE, made._toml().encode())
        return made

    @property
    def claims(self) -> Path:
        """The folder of the claims that were accepted, in Turtle."""
        return self.folder / "claims"

    @property
    def decisions(self) -> Path:
        """The folder of the logs of decisions, one for each coder."""
        return self.folder / "decisions"

    @property
    def vocabulary(self) -> Path:
        """The folder of terms and entities of one's own, in Turtle."""
        return self.folder / "vocabulary"

    @property
    def mappings(self) -> Path:
        """The folder of mappings (SSSOM)."""
        return self.folder / "mappings"

    @property
    def registers(self) -> Path:
        """The folder of registers that are described in a file."""
        return self.folder / "registers"

    @property
    def texts(self) -> Path:
        """The folder of the documents: each a folder, with a folder for each of its versions."""
        return self.folder / "documents"

    def documents(self) -> list[Document]:
        """Return the documents, by their slugs; raises `DataError` for one that is damaged."""
        from tigraph.workspaces.documents import DESCRIPTION, read_document

        found = sorted(self.texts.glob(f"*/{DESCRIPTION}"))
        return [read_document(self, path.parent.name) for path in found]

    def document(self, slug: str) -> Document:
        """Return the document of a slug; raises `UnknownNameError`, with those most like it."""
        from tigraph.workspaces.documents import DESCRIPTION, read_document

        known = sorted(path.parent.name for path in self.texts.glob(f"*/{DESCRIPTION}"))
        if slug not in known:
            raise UnknownNameError(
                "document", slug, nearest(slug, known), "See `tigraph document list`."
            )
        return read_document(self, slug)

    def data_files(self) -> list[Path]:
        """Return the RDF files that a graph reads: documents, vocabulary, claims, in this order.

        None of them has a text, or more of it than a spelling.
        """
        patterns = ("documents/*/document.ttl", "vocabulary/*.ttl", "claims/*.ttl")
        return [path for pattern in patterns for path in sorted(self.folder.glob(pattern))]

    def iri(self, kind: str, name: str) -> str:
        """Return the IRI of something of the workspace's own.

        `kind` is the prefix of its kind (`person`, `claim`, `span`, …), `name` what is left to say,
        in the form of a slug: see `tigraph.names.slug`.
        """
        return f"{self.base}{kind}/{name}"

    def quotation(self, text: str, spans: Iterable[tuple[int, int]]) -> str | None:
        """Return the words at places of a text (its IRI), with … between them.

        None where the text does not lie here, and where that would be more than `QUOTED`
        characters: a quotation of that length would be more than a citation allows.
        """
        for document in self.documents():
            for version in document.versions:
                if version.iri == text:
                    content = document.text(version.number)
                    words = " … ".join(content[start:end] for start, end in spans)
                    return words if 0 < len(words) <= QUOTED else None
        return None

    def _toml(self) -> str:
        # A string of JSON is one of TOML.
        said = {"title": self.title, "language": self.language, "base": self.base}
        lines = [f"# {_WORDS('head', self.language)}", f"tigraph = {FORM}"]
        lines += [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in said.items()]
        lines.append(f"shipped = {json.dumps(self.shipped)}")
        return "".join(f"{line}\n" for line in lines)


def _content(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(read_text(path, "workspace"))
    except tomllib.TOMLDecodeError as error:
        raise DataError(f"{path}: {error}.") from None


def _read(place: Path, content: dict[str, Any]) -> Workspace:
    path = place / FILE
    form = content.get("tigraph")
    if not isinstance(form, int) or form < 1:
        raise DataError(f"{path}: say `tigraph = {FORM}`, without which it is no workspace.")
    if form > FORM:
        raise DataError(f"{path}: of a later tigraph (form {form}): update tigraph.")
    known = {"tigraph": int, "title": str, "language": str, "base": str, "shipped": bool}
    for key, value in content.items():
        if key not in known:
            raise DataError(f"{path}: there is no “{key}”; it may say {', '.join(known)}.")
        if not isinstance(value, known[key]):
            meant = {str: "a text", bool: "true or false", int: "a number"}[known[key]]
            raise DataError(f"{path}: {key} should be {meant}.")
    if "base" not in content:
        raise DataError(f"{path}: say `base`, the IRI under which its own entities are named.")
    try:
        return Workspace(
            place,
            _line(content.get("title") or place.resolve().name, "title"),
            checked_language(content.get("language", "fr")),
            _checked_base(content["base"]),
            content.get("shipped", True),
        )
    except UsageError as error:
        raise DataError(f"{path}: {error}") from None


def _line(text: str, what: str) -> str:
    line = " ".join(text.split())
    if not line or not line.isprintable():
        raise UsageError(f"The {what} is “{line}”: give a line of text.")
    return line


def checked_language(code: str) -> str:
    """Return the code of a language (BCP 47), as it is written; raises `UsageError`.

    >>> checked_language("FR"), checked_language("pt-br")
    ('fr', 'pt-br')
    """
    import re

    found = code.strip().lower()
    if not re.fullmatch(r"[a-z]{2,3}(-[a-z0-9]{2,8})*", found):
        raise UsageError(f"“{code}” is no code of a language: give one such as fr, en or pt-br.")
    return found


def _checked_base(base: str) -> str:
    from tigraph.rdf.vocabulary import PREFIXES, iri

    ends = base.endswith(("/", "#", ":"))
    scheme, colon, rest = base.partition(":")
    if not (ends and colon and scheme.isalnum() and rest.strip("/#:")) or iri(base) != base:
        raise UsageError(
            f"base is “{base}”: give an IRI that ends in / or #, such as https://example.org/mine/."
        )
    if base in PREFIXES.values():
        raise UsageError(f"base is {base}, which is tigraph's own: give one of yours.")
    return base
