"""The folder of queries is also a grlc repository: grlc itself reads each of them.

grlc (https://grlc.io) turns a folder of SPARQL files into a web API; its convention for
headers and parameters is the one that the catalogue keeps to.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tigraph.local.files import shipped
from tigraph.querying import catalogue


@pytest.fixture(scope="module")
def gquery(tmp_path_factory: pytest.TempPathFactory) -> Any:
    """grlc's reader; it looks for a configuration file in the working directory."""
    pytest.importorskip("grlc", reason="grlc is not installed")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(tmp_path_factory.mktemp("grlc"))
        import grlc.gquery

        return grlc.gquery


def test_grlc_lists_the_whole_catalogue(gquery: Any) -> None:
    from grlc.fileLoaders import LocalLoader

    listed = {Path(item["name"]).stem for item in LocalLoader(str(shipped("queries"))).fetchFiles()}
    assert listed == set(catalogue.names())


@pytest.mark.parametrize("name", catalogue.names())
def test_grlc_reads_summary_kind_and_parameters(name: str, gquery: Any) -> None:
    query = catalogue.find(name)
    metadata = gquery.get_metadata(query.text, "http://127.0.0.1/sparql")
    assert metadata["summary"] == query.described("summary", "en")
    assert metadata["type"] == {"SELECT": "SelectQuery", "CONSTRUCT": "ConstructQuery"}[query.form]
    named = {details["name"] for details in (metadata["parameters"] or {}).values()}
    assert named == {parameter.name for parameter in query.parameters}
