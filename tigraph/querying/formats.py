"""The formats of answers, known without the engine that writes most of them."""

from __future__ import annotations

#: Of rows and verdicts.
TABLES = ("table", "csv", "tsv", "json", "xml", "jsonl", "md")
#: Of rows, for a file alone: no text.
FILES = ("parquet",)
#: Of triples.
GRAPHS = ("ttl", "nt", "jsonld", "rdf")
#: What the names of files end with, and the format that it tells.
ANSWERS = {
    ".csv": "csv", ".tsv": "tsv", ".json": "json", ".srj": "json", ".xml": "xml",
    ".srx": "xml", ".jsonl": "jsonl", ".md": "md", ".txt": "table",
    **{f".{name}": name for name in FILES},
    **{f".{name}": name for name in GRAPHS},
}  # fmt: skip
