"""The catalogue, and one query of it, set for a terminal."""

from __future__ import annotations


def _listing(whole: list[dict[str, object]], lang: str) -> str:
    """Return the catalogue as two lists: questions, then projections."""
    heads = {
        False: {"en": "Questions", "fr": "Questions"}[lang],
        True: {"en": "Projections (for view and export)", "fr": "Projections (view, export)"}[lang],
    }
    width = max((len(str(item["name"])) for item in whole), default=0)
    lines: list[str] = []
    for projection, head in heads.items():
        lines += [*([""] if lines else []), head]
        for item in whole:
            if item["projection"] == projection:
                lines.append(f"  {item['name']:{width}}  {item['summary']}")
    return "\n".join(lines) + "\n"


def _page(item: dict[str, object]) -> str:
    lines = [f"{item['name']}: {item['summary']}", ""]
    if item["description"]:
        lines += [*str(item["description"]).splitlines(), ""]
    parameters = item["parameters"]
    assert isinstance(parameters, list)
    if parameters:
        lines.append("Parameters")
        for parameter in parameters:
            kinds = f" of {' or '.join(parameter['kinds'])}" if parameter["kinds"] else ""
            default = f", default {parameter['default']}" if parameter["default"] else ""
            sort = {"iri": "name or IRI"}.get(parameter["type"], parameter["type"])
            sort = " | ".join(parameter["words"]) if "words" in parameter else sort
            lines.append(f"  -p {parameter['name']}=…  ({sort}{kinds}{default})")
        lines.append("")
    layers = item["layers"]
    if isinstance(layers, list) and layers:
        lines += [f"Layers  {', '.join(layers)} (`tigraph layer add`)", ""]
    columns = item["columns"]
    if isinstance(columns, dict) and columns:
        width = max(len(str(column)) for column in columns)
        lines.append("Columns")
        lines += [f"  {column!s:{width}}  {meaning}" for column, meaning in columns.items()]
        lines.append("")
    lines += ["Text", *(f"  {line}" for line in str(item["text"]).strip().splitlines())]
    return "\n".join(lines) + "\n"
