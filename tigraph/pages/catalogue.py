"""The catalogue as pages: the list of its questions, each a form, and what is answered to it."""

# Imports inside functions are there for speed: a page waits for nothing that it does not use.

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from tigraph.errors import LimitError, TigraphError, UsageError
from tigraph.pages.around import actors_with_places, pictured, places_of
from tigraph.pages.behind import question
from tigraph.pages.charts import chart
from tigraph.pages.choices import kinds_called
from tigraph.pages.fields import described
from tigraph.pages.frame import Frame
from tigraph.pages.page import Link, Page, Site
from tigraph.pages.pictures import ends_of, has_dates, lines_of, network_of
from tigraph.pages.refusals import meant, refused
from tigraph.pages.rows import table
from tigraph.pages.timeline import spans_of
from tigraph.querying import Query, Rows, Verdict, catalogue, parted, with_entities
from tigraph.rdf.vocabulary import LANGUAGES, curie
from tigraph.validity import ANY

if TYPE_CHECKING:
    from tigraph.graph import Graph
    from tigraph.networks import Network

#: In this order subjects stand; whatever else there is, after them.
_SUBJECTS = (
    "people", "territories", "governance", "organisations", "evidence", "figures", "opinions",
    "documents", "names", "events", "places", "projection", "national", "programme",
)  # fmt: skip
#: A question that takes longer is for the command line, which waits.
SECONDS = 20.0
#: What a form takes besides the parameters of a query.
RESERVED = ("date", "possible", "view", "ask")
#: The formats in which an answer can be had.
ENDINGS = {"csv": "text/csv", "json": "application/sparql-results+json", "md": "text/markdown"}


def catalogue_page(graph: Graph, language: str, site: Site | None = None) -> Page:
    """Return the list of all questions, by subject."""
    frame = Frame(graph, f"{language}/questions/index.html", language, "", site or Site())
    groups: dict[str, list[dict[str, Any]]] = {}
    for query in catalogue.queries():
        tags = [tag for tag in _SUBJECTS if tag in query.tags] or query.tags[:1] or [""]
        groups.setdefault(tags[0], []).append(
            {
                "name": query.name,
                "summary": frame.set(described(frame, query, "summary")),
                "href": frame.to(_path(language, query.name)),
                "national": bool(query.layers),
                "network": query.is_projection,
            }
        )
    told = [
        {
            "subject": subject,
            "label": frame.words.get(f"subject_{subject}", subject),
            "queries": groups[subject],
        }
        for subject in sorted(groups, key=lambda one: (*_rank(one), one))
    ]
    return frame.page("questions.html", frame.words["questions"], {"groups": told})


def question_page(
    graph: Graph, name: str, language: str, given: Mapping[str, str], site: Site | None = None
) -> Page:
    """Return the page of a question: its form, and its answer where all it needs is given.

    `given` are values of parameters by name, and `date` (EDTF), `possible`, `view` ("table",
    "network", "chart", "map" or "time"), `embed`. What is refused is told on the page. Raises
    `UnknownNameError` for a question that is none of the catalogue.
    """
    site = site or Site()
    query = catalogue.find(name if "/" not in name and "." not in name else "")
    known = {one.name for one in query.parameters}
    values = {key: value for key, value in given.items() if key in known and value}
    state = values | {key: given[key] for key in (*RESERVED, "embed") if given.get(key)}
    path = _path(language, query.name)
    # A question that has a date of its own takes no other.
    date = "" if "date" in known else given.get("date", "")
    frame = Frame(graph, path, language, date, site, state)
    if "lang" in known:
        values["lang"] = (
            values.get("lang", language) if values.get("lang") in LANGUAGES else language
        )
    told: dict[str, Any] = {
        "query": query.name,
        "summary": frame.set(described(frame, query, "summary")),
        "description": frame.set(described(frame, query, "description")),
        "fields": [_field(frame, query, one.name, one.type, values) for one in query.parameters
                   if one.name != "lang"],
        "possible": bool(given.get("possible")),
        "takes_date": query.dated,
        "asked": None,
        "fault": "",
        "meant": [],
        "answer": None,
        "doubt": "",
        "more": "",
        "shown_possible": False,
        "own_date": "date" in known,
        "lines": None,
        "place": None,
        "network": None,
        "chart": None,
        "drawn": frame.drawn(query.name),
        "views": [],
        "view": "table",
        "downloads": [],
    }  # fmt: skip
    if site.live or site.asks:
        told |= _answered(frame, query, values, given)
    if not site.live:  # these are asked of a server
        told |= {"views": [], "downloads": []}
    links = tuple(
        Link("alternate", one["href"], one["type"]) for one in told["downloads"] if one["type"]
    )
    title, refused = str(told["summary"]), told.pop("status", 200)
    asked = any(key in given for key in (*known, "ask"))
    status = refused if asked else 200  # a graph need not have what a question is about unless told
    return frame.page(
        "question.html",
        title,
        told,
        links=links,
        indexed=not asked,
        about=str(told["description"]),
        status=status,
    )


def _answered(
    frame: Frame, query: Query, values: Mapping[str, str], given: Mapping[str, str]
) -> dict[str, Any]:
    """Return what a page tells of the answer, or why there is none."""
    from tigraph.graph import Graph as Asked

    whole = {**query.defaults, **values}
    whole = {one.name: whole[one.name] for one in query.parameters if one.name in whole}
    if any(not whole.get(one.name) for one in query.parameters) and "ask" not in given:
        return {}
    try:
        possible = bool(given.get("possible"))
        asked = question(frame, query.name, whole, possible=possible)
        found = Asked(frame.ground).query(
            with_entities(query),
            whole,
            as_of=frame.as_of,
            possible=possible,
            timeout=SECONDS,
        )
    except (UsageError, LimitError) as error:
        status = {"status": 400} if isinstance(error, UsageError) else {}
        fault = refused(frame, error, query, whole)
        return {"fault": fault, "meant": _meant(frame, query, error, given), **status}
    told: dict[str, Any] = {"asked": asked}
    if isinstance(found, Verdict):
        return {**told, "answer": {"verdict": bool(found)}}
    if not isinstance(found, Rows):
        return {**told, "fault": frame.words["no_table"]}
    answer = table(frame, query, *parted(found, query))
    drawn = chart(frame, answer)
    placed = actors_with_places(frame, answer)
    ends = None if query.is_projection else ends_of(frame, query, answer, whole)
    tied = bool(answer["rows"]) if query.is_projection else ends
    some = {"network": tied, "chart": drawn, "map": placed,
            "time": query.is_projection or has_dates(answer)}  # fmt: skip
    views = ["table", *(one for one, there in some.items() if there and answer["rows"])]
    view = given.get("view", "") if given.get("view") in views else "table"
    network = lines = None
    if query.is_projection and view in ("network", "time"):
        network = _network(frame, query, whole, given)
        lines = spans_of(frame, network) if view == "time" else None
    elif view == "time":
        lines = lines_of(frame, answer)
    elif view == "network" and ends:
        network = network_of(frame, query, answer, ends)
    shown = possible or query.derived == "possible"
    own = {key: one for key, one in values.items() if (key, one) != ("lang", frame.language)}
    more = {**own, "date": frame.date, "possible": given.get("possible", "")}
    path = _path(frame.language, query.name)
    told |= {
        "answer": answer,
        "doubt": doubt_of(frame, query, found, bool(given.get("possible"))),
        "more": frame.to(path, **{**more, "possible": "1"}, ask="1"),
        "shown_possible": shown,
        "views": [
            {"name": one, "href": frame.to(path, **more, view=one, ask="1"), "on": one == view}
            for one in views
        ],
        "view": view,
        "chart": drawn if view == "chart" else None,
        "network": network and view == "network" and _pictured(frame, query, network, values),
        "lines": lines,
        "place": places_of(frame, placed) if view == "map" else None,
        "downloads": [
            {
                "name": ending.upper(),
                "href": frame.to(path.replace(".html", f".{ending}"), **more),
                "type": media,
            }
            for ending, media in ENDINGS.items()
        ],
    }
    if query.is_projection:
        for ending in ("gexf", "graphml"):
            href = frame.to(path.replace(".html", f".{ending}"), **more)
            told["downloads"].append({"name": ending.upper(), "href": href, "type": ""})
    return told


def _meant(
    frame: Frame, query: Query, error: TigraphError, given: Mapping[str, str]
) -> list[dict[str, str]]:
    """Return what a name in doubt may mean, each with the way to the same question of it."""
    asked = {key: value for key, value in given.items() if key != "date"}
    of = next((one.name for one in query.parameters
               if given.get(one.name) == getattr(error, "name", None)), "")  # fmt: skip
    path = _path(frame.language, query.name)
    return [
        {"href": frame.to(path, **{**asked, of: curie}), "label": label, "kind": kind}
        for curie, label, kind in meant(error)
    ]


def doubt_of(frame: Frame, query: Query, found: Rows, possible: bool) -> str:
    """Return what is not sure of an answer in words, as the command says it; "" of any date.

    Where neither a date nor the possible is asked, it is not asked again for this.
    """
    if not (frame.date or possible or query.derived == "possible"):
        return ""
    doubt = found.doubt
    if doubt is None or not (doubt or frame.date not in ("", ANY)):
        return ""
    return frame.set(doubt.printed(frame.language))


def question_file(
    graph: Graph, name: str, ending: str, language: str, given: Mapping[str, str]
) -> tuple[bytes, str]:
    """Return the answer to a question as a file, with its media type: a table, or a network.

    `ending` is one of `ENDINGS`, or gexf or graphml of a projection. Raises as `Graph.query` does.
    """
    from tigraph.exports import render
    from tigraph.graph import Graph as Asked

    query = catalogue.find(name if "/" not in name and "." not in name else "")
    asked = Asked(graph.ground.speaking(language))
    known = {one.name for one in query.parameters}
    values = {key: value for key, value in given.items() if key in known and value}
    if "lang" in known:
        values.setdefault("lang", language)
    as_of, possible = given.get("date") or None, bool(given.get("possible"))
    if ending in ("gexf", "graphml"):
        network = asked.network(query.name, values, as_of=as_of, possible=True)
        [content] = render(network, f".{ending}").values()
        return content, "application/xml"
    found = asked.query(query.name, values, as_of=as_of, possible=possible, timeout=SECONDS)
    return found.render(ending), ENDINGS[ending]


def _network(
    frame: Frame, query: Query, values: Mapping[str, str], given: Mapping[str, str]
) -> Network:
    from tigraph.graph import Graph as Asked

    return Asked(frame.ground).network(
        query.name, values, as_of=frame.as_of, possible=bool(given.get("possible")), details=False
    )


def _pictured(
    frame: Frame, query: Query, found: Network, values: Mapping[str, str]
) -> dict[str, Any]:
    told = pictured(frame, found, described(frame, query, "summary"))
    if not query.is_projection:
        return told
    href = frame.to(f"{frame.language}/network.html", question=query.name, **values)
    return {**told, "open": href}


def _field(
    frame: Frame, query: Query, name: str, sort: str, values: Mapping[str, str]
) -> dict[str, Any]:
    """Return one parameter as a form takes it: choices where it takes some words only."""
    value = values.get(name) or query.defaults.get(name, "")
    label = frame.ground.label
    kinds = query.kinds(name)
    words = query.choices.get(name, [])
    called = kinds_called(frame) if words else {}
    shown = value
    if sort == "iri" and value:
        try:
            shown = frame.ground.names.label(frame.ground.resolve(value, kinds), frame.language)
        except UsageError:
            shown = value
    return {
        "name": name,
        "label": frame.words.get(f"field_{name}", name.capitalize()),
        "value": value,
        "shown": shown,
        "choices": [(word, called.get(word, word)) for word in words],
        "entity": sort == "iri",
        "date": sort.startswith("xsd_date"),
        "number": sort in ("xsd_integer", "xsd_decimal"),
        "kinds": " ".join(curie(kind) for kind in kinds),
        "kind_labels": ", ".join(label(kind) for kind in kinds),
    }


def _rank(subject: str) -> tuple[int]:
    return (_SUBJECTS.index(subject) if subject in _SUBJECTS else len(_SUBJECTS),)


def _path(language: str, name: str) -> str:
    return f"{language}/questions/{name}.html"
