"""The figures for print. Every name and document here is invented."""

from __future__ import annotations

import itertools
import math
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from test_lanes import invented
from test_layout import layered, placed

import page_helpers
from invented import grown, hostile, network
from tigraph.drawing import FIGURE_FORMATS, PRESETS
from tigraph.drawing.figures import figure
from tigraph.drawing.look import Look
from tigraph.errors import MissingExtraError, MissingProgramError, UnknownNameError, UsageError
from tigraph.networks.network import Network

small = page_helpers.small
needs_dot = pytest.mark.needs("dot")
SVG = "{http://www.w3.org/2000/svg}"


def test_figure_keeps_text_as_text_and_cuts_nothing_off(small: Network) -> None:
    pytest.importorskip("matplotlib")
    svg = ElementTree.fromstring(figure.figure_bytes(small, "svg"))
    width = float(svg.attrib["viewBox"].split()[2])
    texts = [t for t in svg.iter("{http://www.w3.org/2000/svg}text") if t.text]
    shown = " ".join(str(t.text) for t in texts)
    for words in ("Élodie Œuvrard", "Réseau fictif", "fondement cooperation", "2019", "0.1.0"):
        assert words in shown
    assert "Document fictif A" in shown
    for text in texts:
        place = re.search(
            r"translate\(([-\d.]+)|x=\"([-\d.]+)", ElementTree.tostring(text, "unicode")
        )
        assert place
        assert 0 < float(place[1] or place[2]) < width


@pytest.mark.parametrize("format", FIGURE_FORMATS)
def test_figure_takes_hostile_names(format: str) -> None:
    pytest.importorskip("matplotlib")
    assert len(figure.figure_bytes(hostile(), format)) > 5000
    assert figure.figure_bytes(network(nx.MultiDiGraph()), format)


def test_missing_matplotlib_names_the_extra(
    small: Network, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "matplotlib", None)
    with pytest.raises(MissingExtraError, match=r'pip install "tigraph\[figures\]"'):
        figure.figure_bytes(small, "svg")


def test_an_unknown_figure_format_is_refused_with_those_there_are(small: Network) -> None:
    with pytest.raises(UnknownNameError, match=r"“gif”.*svg, png, pdf"):
        figure.figure_bytes(small, "gif")


def texts_of(svg: bytes) -> list[tuple[float, float, str]]:
    """Each text with its place, as matplotlib writes it."""
    found = []
    for text in ElementTree.fromstring(svg).iter(f"{SVG}text"):
        place = re.search(r"translate\(([-\d.]+) ([-\d.]+)|x=\"([-\d.]+)\" y=\"([-\d.]+)",
                          ElementTree.tostring(text, "unicode"))  # fmt: skip
        assert place
        x, y = (float(v) for v in place.groups() if v)
        found.append((x, y, text.text or ""))
    return found


#: Of the presets for which each layout is drawn, the narrow one and the wide one that is low.
NARROW_AND_LOW = ("one-column", "slide")


@pytest.mark.parametrize(
    ("layout", "preset"),
    [
        *(("force", preset) for preset in PRESETS),
        *itertools.product(("levels", "circle", "map", "lanes"), NARROW_AND_LOW),
    ],
)
def test_presets_have_their_size_and_hold_their_text(layout: str, preset: str) -> None:
    pytest.importorskip("matplotlib")
    picture = invented(2) if layout == "lanes" else placed(24)
    svg = figure.figure_bytes(picture, "svg", preset=preset, layout=layout)
    root = ElementTree.fromstring(svg)
    wide, tall = (float(v) for v in root.attrib["viewBox"].split()[2:])
    sheet = PRESETS[preset]
    assert wide == pytest.approx(sheet.width, abs=0.5)
    assert tall <= (sheet.height or sheet.tallest) + 1
    for x, y, text in texts_of(svg):
        assert 0 < x < wide, text
        assert 0 < y < tall, text


def test_svg_brings_the_letters_it_uses(small: Network) -> None:
    pytest.importorskip("matplotlib")
    svg = figure.figure_bytes(small, "svg")
    assert b"@font-face" in svg
    assert "Œuvrard" in svg.decode()
    assert len(svg) < 150_000


def test_pdf_embeds_its_fonts_and_keeps_its_text(small: Network) -> None:
    pytest.importorskip("matplotlib")
    pypdf = pytest.importorskip("pypdf")
    import io

    page = pypdf.PdfReader(io.BytesIO(figure.figure_bytes(small, "pdf"))).pages[0]
    told = page.extract_text()
    assert "Élodie Œuvrard" in told
    for font in page["/Resources"]["/Font"].values():
        own = font.get_object()["/DescendantFonts"][0].get_object()
        assert "/FontFile2" in own["/FontDescriptor"].get_object()


@needs_dot
@pytest.mark.parametrize("format", FIGURE_FORMATS)
def test_chart_is_the_same_on_each_run_and_names_every_box(format: str) -> None:
    pytest.importorskip("matplotlib")
    made = figure.figure_bytes(layered(30), format, layout="chart")
    assert len(made) > 5000
    if format == "svg":
        assert made == figure.figure_bytes(layered(30), format, layout="chart")
        told = " ".join(text for _, _, text in texts_of(made))
        for i in (0, 4, 8, 28):
            assert f"Œuvrard {i}" in told
        assert "échelon national" in told


def test_chart_without_graphviz_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("matplotlib")
    monkeypatch.setattr(shutil, "which", lambda _: None)
    with pytest.raises(MissingProgramError, match="Graphviz"):
        figure.figure_bytes(layered(5), "svg", layout="chart")


@needs_dot
def test_chart_of_too_many_boxes_is_refused() -> None:
    pytest.importorskip("matplotlib")
    with pytest.raises(UsageError, match="200 boxes"):
        figure.figure_bytes(grown(200), "svg", layout="chart")


@pytest.mark.parametrize("wrong", [{"preset": "stamp"}, {"layout": "spiral"}])
def test_unknown_preset_and_layout_are_refused(small: Network, wrong: Any) -> None:
    with pytest.raises(UnknownNameError):
        figure.figure_bytes(small, "svg", **wrong)


def test_same_bytes_on_each_run_and_in_another_process(tmp_path: Path) -> None:
    pytest.importorskip("matplotlib")
    again = (*FIGURE_FORMATS, FIGURE_FORMATS[0])
    code = (
        "import sys, hashlib; sys.path[:0] = sys.argv[1:];"
        "from test_layout import layered; from tigraph.drawing.figures.figure import figure_bytes;"
        f"print(*[hashlib.sha256(figure_bytes(layered(20), f)).hexdigest() for f in {again}])"
    )
    folders = [p for p in sys.path if p]
    told = {
        subprocess.run(
            [sys.executable, "-c", code, *folders],
            env={"PYTHONHASHSEED": seed, "MPLCONFIGDIR": str(tmp_path)},
            capture_output=True, text=True, check=True,
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    (once,) = told
    first, *_, last = once.split()
    assert first == last


@pytest.mark.parametrize("preset", PRESETS)
def test_a_band_has_room_for_its_name_above_what_stands_in_it(preset: str) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.colors import to_rgba
    from matplotlib.figure import Figure
    from matplotlib.patches import Rectangle

    from tigraph.drawing.figures.marks import BAND, PALE
    from tigraph.drawing.figures.sheet import Sheet

    sheet = Sheet(Figure(), Look(layered(12)), PRESETS[preset], "levels")
    sheet.draw()
    bands = sorted(
        (patch.get_y(), patch.get_y() + patch.get_height())
        for patch in sheet.axes.patches
        if isinstance(patch, Rectangle) and patch.get_facecolor() == to_rgba(BAND)
    )
    labels = sheet.network.graph.nodes(data="level_label")
    levels = {label or sheet.words["level"] for _, label in labels}
    named = [text for text in sheet.axes.texts if text.get_text() in levels]
    assert len(bands) == len(named) > 1
    assert all(text.get_color() == PALE for text in named)
    for (_, foot), (top, _) in itertools.pairwise(bands):
        assert foot <= top
    heading, _ = sheet.heading()
    written = {text.get_text(): text for text in sheet.axes.texts}
    last = written[heading[-1][1]]
    assert last.get_position()[1] + 0.25 * last.get_fontsize() <= bands[0][0]
    names = {
        text.get_text(): (y - 0.8 * text.get_fontsize(), y + 0.25 * text.get_fontsize())
        for text in named
        for _, y in [text.get_position()]
    }
    # What stands in a band: its nodes, each with its name under it.
    discs = [
        (at[1] - math.sqrt(size) / 2, at[1] + math.sqrt(size) / 2)
        for marks in sheet.axes.collections
        if len(marks.get_offsets()) and len(marks.get_sizes())
        for at, size in zip(marks.get_offsets(), itertools.cycle(marks.get_sizes()), strict=False)
    ]
    for top, foot in bands:
        (own,) = (edges for edges in names.values() if top <= edges[0] and edges[1] <= foot)
        inside = [disc for disc in discs if top < sum(disc) / 2 < foot]
        # The legend's marks stand below all bands.
        assert inside
        above = min(disc[0] for disc in inside) - own[1]
        assert 0 <= above < 1.2 * PRESETS[preset].small  # room for a name, and no more
        assert max(disc[1] for disc in inside) <= foot


def test_names_of_several_lines_cover_no_other_name(small: Network) -> None:
    pytest.importorskip("matplotlib")
    from matplotlib.figure import Figure

    from tigraph.drawing.figures.lettering import named
    from tigraph.drawing.figures.sheet import Sheet

    sheet = Sheet(Figure(), Look(layered(30)), PRESETS["two-columns"])
    place, tall = sheet.fitted.arranged("force", 500.0)
    frame = (0.0, 0.0, sheet.wide, tall + 1)
    found = named(sheet.network, place, sheet.fitted, frame, False)
    assert any(len(sheet.fitted.lines[node]) > 1 for node in found)
    for node, one in found.items():
        _, top, _, foot = one.box
        # As many lines as the name has, each 1.2 times as high as its letters.
        lines = one.lines or sheet.fitted.lines[node]
        assert foot - top == pytest.approx(1.2 * sheet.fitted.size * len(lines))
    for one, other in itertools.combinations([one.box for one in found.values()], 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart
