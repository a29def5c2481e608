"""A document as a work to be cited: in a line of text, or as an entry of BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tigraph.rdf.vocabulary import curie

#: What BibTeX would read as its own.
_SIGNS = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "_": r"\_", "%": r"\%", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


@dataclass(frozen=True, order=True)
class Work:
    """A document that something rests on: who published it, its title, date (EDTF) and address.

    `retrieved` is the day on which a registry file was fetched, `licence` what it is under. What
    is not known is "".
    """

    publisher: str
    title: str
    date: str = ""
    url: str = ""
    retrieved: str = ""
    licence: str = ""
    iri: str = ""

    def text(self) -> str:
        """Return it as a line of text.

        >>> Work("Office (fictitious)", "A report", "2019-01~").text()
        'Office (fictitious), “A report”, 2019-01~'
        """
        parts = (
            self.publisher,
            f"“{self.title}”",
            self.date,
            self.url,
            self.retrieved and f"retrieved {self.retrieved[:10]}",
            self.licence and f"licence {self.licence}",
        )
        return ", ".join(part for part in parts if part)

    def key(self) -> str:
        """Return what it is called in a bibliography: its CURIE, in the signs that keys may have.

        >>> Work("", "A report", iri="https://w3id.org/tigraph/id/document/a-report").key()
        'document:a-report'
        """
        named = curie(self.iri) if self.iri else ""
        return re.sub(r"[^\w:.+/-]+", "-", named, flags=re.ASCII) or "document"

    def bibtex(self, key: str = "") -> str:
        """Return it as an entry of BibTeX, by its own key or another."""
        year = re.search(r"\d{4}", self.date)
        known = year[0] if year else ""
        return bibtex_entry(
            key or self.key(),
            {
                "author": f"{{{tex(self.publisher)}}}" if self.publisher else "",
                "title": f"{{{tex(self.title)}}}",
                "year": known,
                "note": tex(self.date) if self.date != known else "",
                "url": re.sub(r"[{}\\\s]", lambda sign: f"%{ord(sign[0]):02X}", self.url),
                "urldate": self.retrieved[:10],
            },
        )


def bibliography(works: Iterable[Work]) -> str:
    """Return entries of BibTeX, each once and no two by one key, in the order of their keys."""
    entries: dict[str, str] = {}
    for work in sorted(set(works), key=lambda work: (work.key(), work)):
        key = work.key()
        number = 1
        while key in entries:
            number += 1
            key = f"{work.key()}-{number}"
        entries[key] = work.bibtex(key)
    return "\n".join(entries.values())


def bibtex_entry(key: str, fields: Mapping[str, str]) -> str:
    """Return an entry of BibTeX, of those fields that say something; values as BibTeX reads them.

    >>> print(bibtex_entry("a", {"title": "{R&D}".replace("&", tex("&")), "year": ""}), end="")
    @misc{a,
      title = {{R\\&D}},
    }
    """
    body = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items() if value)
    return f"@misc{{{key},\n{body}}}\n"


def tex(text: str) -> str:
    """Return a text in which no sign means something to BibTeX."""
    return "".join(_SIGNS.get(sign, sign) for sign in text)
