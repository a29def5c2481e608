"""What tests share: the graph, small fictitious worlds, and a national store."""

from __future__ import annotations

import gc
import os
import signal
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from hypothesis import settings

import tigraph
from checkout import HEADER, needs, shared
from floors import FLOORS, Floor, standing_on
from processor_time import ProcessorTime
from tigraph.graph import Graph
from together import built_once

#: Programs that wait with select() cannot have more than 1,024 files open.
_MANY_FILES = 500

# The same examples on every run of the build; others on every run at a desk.
settings.register_profile("tigraph", deadline=None, max_examples=40, derandomize="CI" in os.environ)
settings.load_profile("tigraph")

# A shell that runs the tests in the background has them ignore Ctrl-C, and their children too.
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture(scope="session", autouse=True)
def _own_folders(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Keep what tigraph keeps out of the user's folders, and the user's store out of tests."""
    os.environ["TIGRAPH_CACHE"] = str(tmp_path_factory.mktemp("cache"))
    os.environ["TIGRAPH_STORE"] = str(tmp_path_factory.mktemp("store"))


@pytest.fixture(scope="module", autouse=True)
def _few_files_open() -> Iterator[None]:
    """Have stores closed that nobody asks any more, before a process has too many files open."""
    yield
    open_files = Path("/proc/self/fd")
    if open_files.is_dir() and sum(1 for _ in open_files.iterdir()) > _MANY_FILES:
        gc.collect()


#: What a quick run (`make test-quick`) leaves out, by a fixture that takes long to make, but for
#: the registers of the whole country: the fictitious ones take no time…
LONG_FIXTURES = {
    "chromium": "drives a browser",
    "refine": "drives OpenRefine",
}
#: …or by the file of the tests.
LONG_FILES = {
    "test_endpoint.py": "starts SPARQL servers",
    "test_disk.py": "kills writers of a store, many times",
    "test_building.py": "builds stores, and kills who builds them",
    "test_threads.py": "asks from many threads and processes",
    "test_fabelland.py": "installs a package with pip",
    "test_csv_reconcile.py": "installs a package with pip",
    "test_sssom_py.py": "installs a package with pip",
    "test_page_script.py": "builds a wheel",
    "test_shapes.py": "runs pySHACL sixty times",
    "test_checks.py": "runs pySHACL thirty times",
    "test_figures.py": "draws with matplotlib, in other processes too",
    "test_layers.py": "builds stores",
    "test_layer_forms.py": "builds stores",
    "test_cli_layer.py": "builds stores",
    "test_lives.py": "builds stores",
    "test_merging.py": "builds stores",
    "test_known.py": "builds stores",
    "test_dated.py": "builds stores",
    "test_snapshot.py": "derives at many dates what rdflib derives too",
    "test_known_by.py": "asks of many dates of knowledge",
    "test_names_together.py": "asks from many threads and processes",
    "test_ontology.py": "reasons in OWL",
    "test_soundness.py": "checks the graph thirty times",
    "test_registries_shapes.py": "runs pySHACL on layers",
    "test_grlc.py": "starts a web server of grlc's",
    "test_cli.py": "runs whole commands, a process each",
    "test_measuring_formats.py": "draws with matplotlib",
    "test_measuring_brokerage.py": "compares with R",
    "test_registries_organisations.py": "runs pySHACL on a layer",
    "test_queries_kinds.py": "asks each query by each kind",
    "test_doubt.py": "asks every command at dates",
    "test_cli_link.py": "builds stores",
    "test_page_data.py": "writes pages of national networks",
}


#: The files that take longest (`--processor-time` tells), in the order in which they are begun. The
#: first builds the national store; while it does, those after it do not wait for it.
LONGEST = (
    "test_queries_national.py", "test_endpoint.py", "test_cli.py", "test_pages_browser.py",
    "test_page_reading.py", "test_figures.py", "test_registries_national.py", "test_openrefine.py",
    "test_compare_national.py", "test_review_page.py", "test_ontology.py", "test_page_access.py",
    "test_known.py", "test_layers.py", "test_page_data.py", "test_shapes.py", "test_lives.py",
    "test_threads.py", "test_snapshot.py", "test_endpoint_limits.py", "test_fabelland.py",
    "test_one_file.py",
    "test_checks.py", "test_grlc.py", "test_layer_forms.py", "test_building.py", "test_merging.py",
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--quick", action="store_true", help="leave out what takes long, and say what and why"
    )
    parser.addoption(
        "--processor-time", action="store_true", help="tell what tests take of the processors"
    )


def pytest_configure(config: pytest.Config) -> None:
    if config.getoption("--processor-time"):
        config.pluginmanager.register(ProcessorTime())


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put first the files that take longest, so that no process comes to one when others end.

    Under --quick, skip what takes long, with the reason.
    """
    reasons = {item: _long(item) for item in items}
    files = {item.path for item, reason in reasons.items() if reason}
    order = {name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: (order.get(item.path.name, len(order)), item.path not in files))
    if config.getoption("--quick"):
        for item, reason in reasons.items():
            if reason:
                item.add_marker(pytest.mark.skip(reason=f"left out of the quick run: {reason}"))


def _long(item: pytest.Item) -> str:
    """Return why a test takes long, if it does."""
    if getattr(item, "callspec", None) and item.callspec.params.get("floor") == "real":
        return "reads the registers of the whole country"
    made = set(getattr(item, "fixturenames", ())) & LONG_FIXTURES.keys()
    return LONG_FILES.get(item.path.name) or next(
        (LONG_FIXTURES[name] for name in sorted(made)), ""
    )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Heed `@pytest.mark.needs("xmllint")` and `@pytest.mark.needs("../shared/sources")`."""
    for marker in item.iter_markers("needs"):
        what = str(marker.args[0])
        if what.startswith("../shared"):
            shared(what.removeprefix("../shared").lstrip("/"))
        else:
            needs(what)


@pytest.fixture(scope="session")
def graph() -> Graph:
    """The curated graph, loaded once. Tests only ask it."""
    return tigraph.load()


@pytest.fixture(scope="session", params=FLOORS)
def floor(request: pytest.FixtureRequest) -> Iterator[Floor]:
    """Where the files of the registers are: the fictitious ones that ship, then the real ones."""
    with standing_on(FLOORS[request.param]) as one:
        yield one


@pytest.fixture(scope="session")
def national_store(tmp_path_factory: pytest.TempPathFactory, floor: Floor) -> Path:
    """The folder of a store with all layers: eight vintages, both phases, elected heads.

    Built once; of the real files, that of TIGRAPH_TEST_STORE is taken as it is. Tests only read it.
    """
    from tigraph.layers import changing

    if floor.name == "real" and (kept := os.environ.get("TIGRAPH_TEST_STORE")):
        return Path(kept)
    given = floor.everything()

    def build(folder: Path) -> None:
        changing.add(folder, "all", given)
        tigraph.load(store=folder).snapshot()  # most of those who ask the store ask for this

    return built_once(tmp_path_factory, f"national-{floor.name}", build)


@pytest.fixture(scope="session")
def national(national_store: Path) -> Graph:
    """The curated graph with all layers. Tests only ask it."""
    return tigraph.load(store=national_store)


@pytest.fixture
def world(tmp_path: Path) -> Callable[..., Graph]:
    """A function that loads Turtle, its prefixes known, with the ontology and nothing else."""

    def load(turtle: str, language: str = "fr") -> Graph:
        path = tmp_path / "world.ttl"
        path.write_text(HEADER + turtle, encoding="utf-8")
        return tigraph.load([path], curated=False, language=language)

    return load
