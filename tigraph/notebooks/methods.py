"""How an answer or a network was made, in words to publish: what a section on methods says.

A paragraph, the boundary of what was asked, and the documents behind it as BibTeX, those that are
cited and no others. Nothing is said that the answer does not say of itself.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tigraph.claims import Work, bibliography
from tigraph.local import Words, amount

if TYPE_CHECKING:
    from tigraph.claims import Reference
    from tigraph.networks import Network
    from tigraph.querying import Answer, Query

_WORDS = Words(
    {
        "boundary": ("Boundary", "Périmètre"),
        "network": (
            "The network “{}” was taken from tigraph {} on {}, by the query {}. It has {} "
            "actor‹s› and {} tie‹s›.",
            "Le réseau « {} » a été tiré de tigraph {} le {}, par la requête {}. Il compte {} "
            "acteur‹s› et {} lien‹s›.",
        ),
        "tie": (
            "A tie is what at least one document or register says of two actors; that there is "
            "none says only that none of them says so. Ties that differ in relation, basis, period "
            "or weight stand side by side and are not added up.",
            "Un lien est ce qu’au moins un document ou registre dit de deux acteurs ; son absence "
            "dit seulement qu’aucun d’eux ne le dit. Des liens qui diffèrent par la relation, le "
            "fondement, la période ou le poids restent distincts et ne sont pas additionnés.",
        ),
        "any": (
            "No date was asked: ties of all times stand together.",
            "Aucune date n’a été demandée : les liens de toutes les époques y figurent ensemble.",
        ),
        "at": (
            "It is of {} (EDTF): a tie whose dates are not known is held to be certain only at the "
            "date at which a source attests it.",
            "Il vaut pour {} (EDTF) : un lien dont les dates ne sont pas connues n’est tenu pour "
            "certain qu’à la date à laquelle une source l’atteste.",
        ),
        "rows": (
            "The table is the answer of tigraph {} to the query {}, asked on {}. It has {} row‹s›.",
            "Le tableau est la réponse de tigraph {} à la requête {}, posée le {}. Il compte {} "
            "ligne‹s›.",
        ),
        "answer": (
            "tigraph {} answered the query {} on {}.",
            "tigraph {} a reçu la requête {} le {}.",
        ),
        "date": ("Date asked: {} (EDTF).", "Date demandée : {} (EDTF)."),
        "undated": ("No date was asked.", "Aucune date n’a été demandée."),
        "chosen": ("Chosen: {}.", "Choix : {}."),
        "rests": ("It rests on {} document‹s›.", "Il repose sur {} document‹s›."),
        "none": ("No document is cited.", "Aucun document n’est cité."),
        "speaks": (
            "The rows name no claim: these are the documents that speak of what stands in them.",
            "Les lignes ne nomment pas d’assertion : ce sont les documents qui parlent de ce "
            "qu’elles contiennent.",
        ),
        "documents": ("Documents: {}.", "Documents : {}."),
        "layers": ("Layers: {}.", "Couches : {}."),
        "open": ("Open data: {}.", "Données ouvertes : {}."),
        "own": ("Data asked beside it: {}.", "Données interrogées à côté : {}."),
        "licence": ("The curated graph is under {}.", "Le graphe est sous {}."),
    }
)


@dataclass(frozen=True)
class Methods:
    """How something was made, in words to publish.

    `paragraph` says what was asked and what the answer is, `boundary` in sentences what is in it
    and what is not, `works` are the documents that it cites. In a notebook it shows itself as
    Markdown; `str()` of it is plain text.
    """

    paragraph: str
    boundary: tuple[str, ...]
    works: tuple[Work, ...]
    language: str

    @property
    def bibtex(self) -> str:
        """The documents as BibTeX: an entry each, of these alone."""
        return bibliography(self.works)

    def __str__(self) -> str:
        told = "\n".join(f"- {line}" for line in self.boundary)
        parts = (self.paragraph, f"{_WORDS('boundary', self.language)}\n\n{told}", self.bibtex)
        return "\n\n".join(part.rstrip("\n") for part in parts if part) + "\n"

    def _repr_markdown_(self) -> str:
        told = "\n".join(f"- {_plain(line)}" for line in self.boundary)
        head = f"**{_WORDS('boundary', self.language)}**"
        entries = f"```bibtex\n{self.bibtex}```" if self.works else ""
        return f"{_plain(self.paragraph)}\n\n{head}\n\n{told}\n\n{entries}\n"


def _plain(text: str) -> str:
    """Return a text in which Markdown finds no sign of its own."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]<>#|$~" else sign for sign in text)


def of_network(network: Network) -> Methods:
    """Return how a network was made."""
    from tigraph.measuring import Choice, Document, basis_of, boundary, boundary_lines

    language, graph = network.language, network.graph
    works = tuple(sorted(set(_works(network)), key=lambda work: (work.date or "9999", work)))
    documents = [Document(work.iri, work.title, work.publisher, work.date) for work in works]
    bases = sorted({basis_of(data) for *_, data in graph.edges(data=True)})
    known = boundary(network, bases, documents, Choice())

    def word(key: str, *values: object) -> str:
        return _WORDS(key, language).format(*values)

    nodes, ties = graph.number_of_nodes(), graph.number_of_edges()
    counts = amount(nodes, language), amount(ties, language)
    asked = network.asked.told(language)
    paragraph = [
        word("network", network.title, network.version, network.made, network.projection, *counts),
        word("tie"),
        word("at", network.as_of) if network.as_of not in (None, "any") else word("any"),
        word("chosen", asked) if asked else "",
        network.doubt.printed(language) if network.doubt else "",
        _rests(works, language),
    ]
    told = " ".join(part for part in paragraph if part)
    return Methods(told, tuple(boundary_lines(known, language)), works, language)


def _works(network: Network) -> Iterator[Work]:
    """The documents that the ties cite."""
    for *_, data in network.graph.edges(data=True):
        for item in data.get("evidence") or ():
            about = {key: str(item.get(key) or "") for key in ("publisher", "title", "date", "url")}
            yield Work(**about, iri=str(item.get("document") or ""))


def _rests(works: tuple[Work, ...], language: str) -> str:
    if not works:
        return _WORDS("none", language)
    return _WORDS("rests", language).format(amount(len(works), language))


def of_answer(answered: Answer, query: Query, reference: Reference, language: str) -> Methods:
    """Return how an answer was made, of which this is the reference."""
    from tigraph.claims import LICENCES
    from tigraph.querying import Verdict

    def word(key: str, *values: object) -> str:
        return _WORDS(key, language).format(*values)

    asked = reference.asked
    named = query.described("summary", language)
    which = f"{query.name} ({named})" if named else query.name
    about = (reference.version, which, reference.asked_on)
    counted = None if isinstance(answered, Verdict) else len(answered)
    chosen = asked.told(language, possible=False)
    works = tuple(sorted(reference.works, key=lambda work: (work.date or "9999", work)))
    paragraph = [
        word("answer", *about) if counted is None
        else word("rows", *about, amount(counted, language)),
        word("date", asked.as_of) if asked.as_of not in ("", None, "any") else word("undated"),
        word("chosen", chosen) if chosen else "",
        answered.doubt.printed(language) if answered.doubt else "",
        _rests(works, language),
    ]  # fmt: skip
    boundary = [
        "" if reference.named_claims or not works else word("speaks"),
        word("documents", "; ".join(work.text() for work in works) or "—"),
        word("open", "; ".join(reference.open_data)) if reference.open_data else "",
        word("layers", ", ".join(reference.layers)) if reference.layers else "",
        word("own", "; ".join(reference.own)) if reference.own else "",
        word("licence", LICENCES) if reference.version else "",
    ]
    told, lines = (tuple(part for part in parts if part) for parts in (paragraph, boundary))
    return Methods(" ".join(told), lines, works, language)
