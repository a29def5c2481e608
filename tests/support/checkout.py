"""What a checkout has, and what it may lack.

Some tests need what is not part of tigraph: texts, suites and real registers in `../shared`, a
browser, a program. Where it is missing they are skipped and say what they need; with the
environment variable TIGRAPH_TEST_ALL set, as on the build machine, they fail instead.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path
from typing import NoReturn

import pytest

from tigraph.rdf.vocabulary import PREFIXES

ROOT = Path(__file__).resolve().parents[2]
TESTS = ROOT / "tests"
FIXTURES = TESTS / "fixtures"
SHARED = ROOT.parent / "shared"
#: What begins a Turtle file in which tigraph's prefixes are known.
HEADER = "".join(f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in PREFIXES.items())


def lacking(what: str) -> NoReturn:
    """Skip the test for want of `what`; fail it where nothing may be skipped."""
    reason = f"needs {what}, which is not here"
    if os.environ.get("TIGRAPH_TEST_ALL"):
        pytest.fail(reason)
    pytest.skip(reason)


def shared(name: str = "") -> Path:
    """Return a file or folder of `../shared`, beside the checkout."""
    path = SHARED / name
    return path if path.exists() else lacking(f"../shared/{name}")


def needs(program: str) -> str:
    """Return the path of a program."""
    return shutil.which(program) or lacking(f"the program {program}")
