"""Every query of the catalogue on a store, as a whole process: processor seconds, and what it says.

    python benchmarks/catalogue.py STORE --keep FOLDER [--tree TREE] [--dates any,2019,2024]
                                   [--against FOLDER] [--limit SECONDS] [QUERY …]

Asks each query as CSV at no date, and those of what is derived at each date, of the code in TREE
(this checkout unless told). What follows at a date is worked out before; answers that are kept of
former runs are taken away, so that each is sought. The answers stand in FOLDER, with the seconds
in `seconds.json`.
`--against` holds both against those of another run, of another tree on a store of the same files,
byte for byte. STORE is written to (what is worked out is kept with it).
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import sys
from pathlib import Path

from national import VALUES
from processes import ROOT, run
from startup import PARAMETERS

ANY = "any"


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("store", type=Path)
    parser.add_argument("--keep", type=Path, required=True, help="write answers and seconds here")
    parser.add_argument("--tree", type=Path, default=ROOT, help="the checkout that is asked")
    parser.add_argument("--dates", default="any,2019,2024")
    parser.add_argument("--against", type=Path, help="the folder of another run")
    parser.add_argument("--limit", type=float, default=120)
    parser.add_argument("--no-store", action="store_true", help="ask the curated graph alone")
    parser.add_argument("queries", nargs="*", metavar="QUERY")
    told = parser.parse_intermixed_args()
    told.keep.mkdir(parents=True, exist_ok=True)
    environment = {
        "PYTHONPATH": str(told.tree), "TIGRAPH_STORE": "", "TIGRAPH_CACHE": str(told.keep / "cache")
    }  # fmt: skip
    os.chdir(told.tree)
    seconds: dict[str, float] = {}
    differ = []
    where = [] if told.no_store else ["--store", str(told.store)]
    for date in [] if told.no_store else told.dates.split(","):
        ahead = ["query", "-q", "-e", "ASK { ?claim a tig:HeldClaim }", "--as-of", date]
        run([sys.executable, "-m", "tigraph", *ahead, *where], told.limit, environment)
    for name in told.queries or sorted(path.stem for path in (ROOT / "queries").glob("*.rq")):
        text = (ROOT / "queries" / f"{name}.rq").read_text(encoding="utf-8")
        dated = "#+ derived: certain" in text or "#+ derived: possible" in text
        for date in told.dates.split(",") if dated else [ANY]:
            if not told.no_store:
                for kept in told.store.glob("versions/*/copies/answer-*"):
                    shutil.rmtree(kept)
            given = ["-p", PARAMETERS[name]] if name in PARAMETERS else [
                word for own, value in VALUES.items()
                if f"?_{own}" in text and f"- {own}:" not in text
                for word in ("-p", f"{own}={value}")
            ]  # fmt: skip
            at = [] if date == ANY else ["--as-of", date]
            command = [sys.executable, "-m", "tigraph", "query", name, *given, *at, *where]
            key = f"{name}@{date}"
            done = run([*command, "-q", "-f", "csv"], told.limit, environment)
            content = done.output if done else b"longer than the limit"
            seconds[key] = round(done.processor, 2) if done else told.limit
            (told.keep / f"{key}.csv").write_bytes(content)
            told_more = ""
            if told.against:
                other = json.loads((told.against / "seconds.json").read_text())[key]
                same = (told.against / f"{key}.csv").read_bytes() == content
                told_more = f" {other:8.2f} {'same' if same else 'DIFFERS'}"
                differ += [] if same else [key]
            rows = content.count(b"\n") - 1
            print(f"{key:60} {rows:7} {seconds[key]:8.2f}{told_more}", flush=True)
            (told.keep / "seconds.json").write_text(json.dumps(seconds, indent=1))
    if told.against:
        print(f"{len(differ)} of {len(seconds)} differ: {' '.join(differ)}")


if __name__ == "__main__":
    main()
