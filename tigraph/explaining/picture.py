"""The diagram of the model: a claim with its ends, its citation, its source, who speaks, when.

Words come from the ontology, so that a term which is renamed is renamed here too. As a file the
picture has colours of its own; within a page it takes those of the page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from html import escape

from tigraph.drawing import label_lines
from tigraph.explaining.model import Model, shipped_model
from tigraph.local import Words, said
from tigraph.rdf.vocabulary import ONTOLOGY, PREFIXES, curie

_WORDS = Words(
    {
        "title": (
            "A claim, its ends, its citation, its source, who speaks, and when",
            "Une assertion, ses extrémités, sa citation, sa source, qui parle, et quand",
        ),
        "edge": ("direct edge, derived at a date", "arête directe, dérivée à une date"),
        "subject": ("where the relation starts", "d’où part la relation"),
        "object": ("where it leads", "où elle mène"),
        "membership": ("in a membership {}", "dans une appartenance {}"),
        "speaker": ("who speaks", "qui parle"),
        "speakers": ("a person, organisation or post", "personne, organisation ou poste"),
        "relation": ("kind of relation", "sorte de relation"),
        "date": ("period or date", "période ou date"),
        "entity": ("entity", "entité"),
        "any": ("entity or concept", "entité ou concept"),
        "span": ("span of the text", "passage du texte"),
        "spans": ("from {} to {}", "de {} à {}"),
        "has": ("with {}", "avec {}"),
    }
)
#: The colours of a file, and those of a page.
_FILE = {"ink": "#1b2029", "pale": "#5c5f66", "line": "#1f5482", "box": "#ffffff",
         "strong": "#e9f0f6", "ground": "#fdfdfb", "derived": "#8e5e09"}  # fmt: skip
_PAGE = {"ink": "var(--ink)", "pale": "var(--pale)", "line": "var(--accent)",
         "box": "var(--raised)", "strong": "var(--tint)", "ground": "none",
         "derived": "var(--derived)"}  # fmt: skip
_WIDE, _HIGH, _BOX, _TALL = 1040, 636, 240, 92
_COLUMNS, _ROWS = (20, 400, 780), (68, 220, 372, 524)


def _iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES.get(prefix, ONTOLOGY) + local


@dataclass(frozen=True)
class _Box:
    """A box: its column and row, what it is called, and lines beneath."""

    column: int
    row: int
    title: str
    lines: tuple[str, ...]
    strong: bool = False

    @property
    def left(self) -> int:
        return _COLUMNS[self.column]

    @property
    def top(self) -> int:
        return _ROWS[self.row]

    def at(self, across: float, down: float) -> tuple[float, float]:
        """Return a place of the box: (0, 0) is its upper left corner, (1, 1) the lower right."""
        return self.left + across * _BOX, self.top + down * _TALL


def diagram(language: str, model: Model | None = None, *, within_page: bool = False) -> str:
    """Return the diagram as SVG, in a language.

    >>> "tig:citation" in diagram("en")
    True
    """
    model = model or shipped_model()
    colours: Mapping[str, str] = _PAGE if within_page else _FILE
    title = _WORDS("title", language)
    size = f'viewBox="0 0 {_WIDE} {_HIGH}"'
    if not within_page:
        size += f' width="{_WIDE}" height="{_HIGH}"'
    boxes = _boxes(model, language)
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" '
        f'aria-label="{escape(title)}" lang="{language}">',
        f"<title>{escape(title)}</title>",
        f"<desc>{escape(_described(model, language))}</desc>",
        f"<style>{_style(colours)}</style>",
        _marker("end", colours["line"]) + _marker("due", colours["derived"]),
        f'<rect class="ground" width="{_WIDE}" height="{_HIGH}"/>',
        *_ties(model, language, boxes),
        *(_drawn(box) for box in boxes.values()),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _boxes(model: Model, language: str) -> dict[str, _Box]:
    word = _WORDS.of(language)

    def label(name: str) -> str:
        return said(model.label(_iri(name)), language)

    def curies(*names: str) -> str:
        return ", ".join(curie(_iri(name)) for name in names)

    claim, citation = "tig:RelationClaim", "tig:SourceCitation"
    has = word["has"]
    return {
        "relation": _Box(1, 0, word["relation"], (curies("skos:Concept"),
                         has.format(curies("tig:basis")))),
        "subject": _Box(0, 1, word["entity"], (word["subject"],)),
        "claim": _Box(1, 1, label(claim), (curies(claim), has.format(
                      curies("org:role", "opengov:post"))), True),
        "object": _Box(2, 1, word["any"], (word["object"],)),
        "speaker": _Box(0, 2, word["speaker"], (word["speakers"],)),
        "citation": _Box(1, 2, label(citation), (curies(citation), has.format(
                         curies("tig:modality"))), True),
        "date": _Box(2, 2, word["date"], (curies("edtf:EDTF"), "2018-11-22, 2018/2022")),
        "document": _Box(0, 3, label("foaf:Document"), (curies("foaf:Document"), has.format(
                         curies("dcterms:title", "dcterms:issued")))),
        "text": _Box(1, 3, label("tig:Text"), (curies("tig:Text"), has.format(
                     curies("tig:sha256")))),
        "span": _Box(2, 3, word["span"], (curies("oa:TextPositionSelector"), word["spans"].format(
                     curies("oa:start"), curies("oa:end")))),
    }  # fmt: skip


#: From which place of which box to which place of which, the property, and where its name stands.
_TIES = (
    ("claim", (0.5, 0), "relation", (0.5, 1), "tig:relation", (0.0, 0.0)),
    ("claim", (0, 0.5), "subject", (1, 0.5), "tig:subject", (0.0, -27.0)),
    ("claim", (1, 0.5), "object", (0, 0.5), "tig:object", (0.0, -27.0)),
    ("claim", (0.5, 1), "citation", (0.5, 0), "tig:citation", (0.0, 0.0)),
    ("claim", (0.92, 1), "date", (0.12, 0), "tig:validTime", (22.0, -8.0)),
    ("citation", (0, 0.5), "speaker", (1, 0.5), "prov:wasAttributedTo", (0.0, -27.0)),
    ("citation", (1, 0.5), "date", (0, 0.5), "tig:attests", (0.0, -27.0)),
    ("citation", (0.5, 1), "text", (0.5, 0), "oa:hasSource", (0.0, 0.0)),
    ("citation", (0.92, 1), "span", (0.12, 0), "oa:hasSelector", (22.0, -8.0)),
    ("text", (0, 0.5), "document", (1, 0.5), "tig:textOf", (0.0, -27.0)),
)  # fmt: skip
_MEMBERSHIPS = {"tig:subject": "org:member", "tig:object": "org:organization"}


def _ties(model: Model, language: str, boxes: Mapping[str, _Box]) -> Iterator[str]:
    word = _WORDS.of(language)
    (x1, y1), (x2, y2) = boxes["subject"].at(0.5, 0), boxes["object"].at(0.5, 0)
    yield (
        f'<path class="due" d="M{x1},{y1} C{x1 + 30},-7 {x2 - 30},-7 {x2},{y2}" '
        'marker-end="url(#due)"/>'
    )
    yield _text((x1 + x2) / 2, 18, word["edge"], "name")
    yield _text((x1 + x2) / 2, 34, curie(_iri("tig:derives")), "code")
    for start, leave, end, reach, name, (aside, above) in _TIES:
        (x1, y1), (x2, y2) = boxes[start].at(*leave), boxes[end].at(*reach)
        yield f'<path class="tie" d="M{x1:g},{y1:g} L{x2:g},{y2:g}" marker-end="url(#end)"/>'
        called = said(model.label(_iri(name)), language)
        x, y = (x1 + x2) / 2 + aside, (y1 + y2) / 2 + above
        if x1 == x2 or aside:
            yield _text(x + 8, y - 3, called, "name start")
            yield _text(x + 8, y + 13, curie(_iri(name)), "code start")
            continue
        yield _text(x, y, called, "name")
        yield _text(x, y + 15, curie(_iri(name)), "code")
        if name in _MEMBERSHIPS:
            lines = label_lines(word["membership"].format(curie(_iri(_MEMBERSHIPS[name]))), 18)
            for number, line in enumerate(lines):
                yield _text(x, y + 42 + 14 * number, line, "code")


def _drawn(box: _Box) -> str:
    first = box.top + 32 if len(box.lines) > 1 else box.top + 42
    middle = box.left + _BOX / 2
    strong = " strong" if box.strong else ""
    return "".join(
        (
            f'<rect class="box{strong}" x="{box.left}" y="{box.top}" width="{_BOX}" '
            f'height="{_TALL}" rx="7"/>',
            _text(middle, first, box.title, "title"),
            *(
                _text(middle, first + 20 + 17 * n, line, "code in")
                for n, line in enumerate(box.lines)
            ),
        )
    )


def _text(x: float, y: float, text: str, sort: str) -> str:
    return f'<text class="{sort}" x="{x:g}" y="{y:g}">{escape(text)}</text>'


def _marker(name: str, colour: str) -> str:
    return (
        f'<defs><marker id="{name}" viewBox="0 0 10 10" refX="9.5" refY="5" markerWidth="8" '
        f'markerHeight="8" orient="auto"><path d="M0,0.8 L10,5 L0,9.2 z" style="fill:{colour}"/>'
        "</marker></defs>"
    )


def _style(colours: Mapping[str, str]) -> str:
    halo = "#fdfdfb" if colours["ground"] != "none" else "var(--ground)"
    return (
        "text{font-family:Inter,system-ui,'DejaVu Sans',sans-serif;text-anchor:middle;"
        f"fill:{colours['ink']};paint-order:stroke;stroke:{halo};stroke-width:4px;"
        "stroke-linejoin:round}"
        ".title{font-family:'Source Serif 4',Georgia,'DejaVu Serif',serif;font-weight:600;"
        "font-size:17px;stroke:none}"
        f".name{{font-size:13px}}.code{{font-size:12px;fill:{colours['pale']}}}"
        ".start{text-anchor:start}.in{stroke:none}"
        f".ground{{fill:{colours['ground']}}}"
        f".box{{fill:{colours['box']};stroke:{colours['line']};stroke-width:1.4}}"
        f".strong{{fill:{colours['strong']}}}"
        f".tie{{fill:none;stroke:{colours['line']};stroke-width:1.5}}"
        f".due{{fill:none;stroke:{colours['derived']};stroke-width:1.5;stroke-dasharray:6 4}}"
    )


def _described(model: Model, language: str) -> str:
    """Return what the picture shows, in words: each tie as box, property, box."""
    boxes = _boxes(model, language)
    told = (
        f"{boxes[start].title} – {said(model.label(_iri(name)), language)} ({curie(_iri(name))}) → "
        f"{boxes[end].title}"
        for start, _, end, _, name, _ in _TIES
    )
    return "; ".join(told) + "."
