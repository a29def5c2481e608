"""The letters of figures: Inter, and Source Serif for titles, where they are bundled.

Else, and for letters that they have not, DejaVu comes with matplotlib. An SVG carries the
letters that it uses, so that it looks alike on any machine.
"""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import base64
import io
import re
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Any

from tigraph.drawing.bundled import FACES, bundled
from tigraph.local import scratch

#: What is asked of matplotlib for each family, the first that has a letter.
SANS, SERIF = ("Inter", "DejaVu Sans"), ("Source Serif 4", "DejaVu Sans")
_DEJAVU = {400: "DejaVuSans", 600: "DejaVuSans-Bold"}
_STYLE = re.compile(r"<text[^>]*style=\"([^\"]*)\"[^>]*>([^<]*)<")


@cache
def families() -> dict[str, tuple[str, ...]]:
    """The families to ask for by what they are for; ours are made known to matplotlib first."""
    from matplotlib.font_manager import FontEntry, fontManager

    known = set()
    folder: Path | None = None
    for (family, weight, style), name in FACES.items():
        data = _opened(name)
        if data is None:
            continue
        if folder is None:
            folder = scratch()
        path = folder / f"{Path(name).name}.ttf"
        path.write_bytes(data)
        about: Any = {"name": family, "style": style, "variant": "normal"}
        # What is asked for in bold is set in semibold.
        about["weight"] = 700 if weight == 600 else weight
        about |= {"stretch": "normal", "size": "scalable"}
        fontManager.ttflist.append(FontEntry(fname=str(path), **about))
        known.add(family)
    return {
        "sans": tuple(f for f in SANS if f in known or f == SANS[-1]),
        "serif": tuple(f for f in SERIF if f in known or f == SERIF[-1]),
    }


def _opened(name: str) -> bytes | None:
    """A bundled face as TrueType, unpacked."""
    data = bundled(f"{name}.woff")
    if data is None:
        return None
    fonts: Any = import_module("fontTools.ttLib")  # comes with matplotlib
    font = fonts.TTFont(io.BytesIO(data), recalcTimestamp=False)
    font.flavor = None
    out = io.BytesIO()
    font.save(out)
    return out.getvalue()


def with_fonts(svg: bytes) -> bytes:
    """Put into an SVG the letters of its fonts that it uses, so that it looks alike anywhere."""
    text = svg.decode("utf-8")
    used: dict[tuple[str, int, str], set[str]] = {}
    for style, said in _STYLE.findall(text):
        weight = 600 if re.search(r"bold|[67]00", style) else 400
        slant = "italic" if "italic" in style else "normal"
        for family in re.findall(r"'([^']+)'", style) or ["DejaVu Sans"]:
            used.setdefault((family, weight, slant), set()).update(said)
    faces = [face for key in sorted(used) if (face := _face(*key, used[key]))]
    return text.replace("<defs>", f"<defs>\n  <style>{''.join(faces)}</style>", 1).encode()


def _face(family: str, weight: int, style: str, letters: set[str]) -> str:
    """The CSS of a face with these letters; nothing where it is not known, or has none of them."""
    from matplotlib import get_data_path

    fonts: Any = import_module("fontTools.ttLib")
    subset: Any = import_module("fontTools.subset")
    if family == "DejaVu Sans":
        file = Path(get_data_path()) / "fonts" / "ttf" / f"{_DEJAVU[weight]}.ttf"
        first = families()["sans"][0]
        others = {chr(c) for c in _letters_of(first, weight)} if first != family else set()
        letters = letters - others
        data: bytes | None = file.read_bytes()
    else:
        name = FACES.get((family, weight, style))
        data = _opened(name) if name else None
    if not data or not letters - {" "}:
        return ""
    options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
    options.drop_tables += ["FFTM"]
    font = fonts.TTFont(io.BytesIO(data), recalcTimestamp=False)
    cut = subset.Subsetter(options)
    cut.populate(text="".join(sorted(letters | set("&;"))))
    cut.subset(font)
    out = io.BytesIO()
    font.save(out)
    told = base64.b64encode(out.getvalue()).decode()
    bold = "bold" if weight == 600 else "normal"
    slant = f"font-style:{style};" if style != "normal" else ""
    return (
        f"@font-face{{font-family:'{family}';font-weight:{bold};{slant}"
        f"src:url(data:font/ttf;base64,{told})}}"
    )


@cache
def _letters_of(family: str, weight: int) -> frozenset[int]:
    """The letters that a bundled face has."""
    fonts: Any = import_module("fontTools.ttLib")
    data = _opened(FACES[family, weight, "normal"])
    return frozenset(fonts.TTFont(io.BytesIO(data)).getBestCmap()) if data else frozenset()
