"""The letters that an SVG uses, put into it, so that it looks alike on any machine."""

# Imports inside functions are there for speed: a command waits for nothing that it does not use.

from __future__ import annotations

import base64
import io
import re
from importlib import import_module
from pathlib import Path
from typing import Any


def with_fonts(svg: bytes) -> bytes:
    """Put into an SVG the letters of its fonts that it uses, so that it looks alike anywhere."""
    from matplotlib import get_data_path

    subset: Any = import_module("fontTools.subset")  # comes with matplotlib
    fonts: Any = import_module("fontTools.ttLib")

    text = svg.decode("utf-8")
    written = re.findall(r"<text[^>]*style=\"([^\"]*)\"[^>]*>([^<]*)<", text)
    faces = []
    for weight, name in (("normal", "DejaVuSans"), ("bold", "DejaVuSans-Bold")):
        bold = weight == "bold"
        used = {c for style, said in written if ("bold" in style or "700" in style) == bold
                for c in said}  # fmt: skip
        if not used:
            continue
        options = subset.Options(layout_features=["*"], notdef_outline=True, hinting=False)
        options.drop_tables += ["FFTM"]
        font = fonts.TTFont(
            Path(get_data_path()) / "fonts" / "ttf" / f"{name}.ttf", recalcTimestamp=False
        )
        cut = subset.Subsetter(options)
        cut.populate(text="".join(sorted(used | set("&;"))))
        cut.subset(font)
        out = io.BytesIO()
        font.save(out)
        data = base64.b64encode(out.getvalue()).decode()
        faces.append(
            f"@font-face{{font-family:'DejaVu Sans';font-weight:{weight};"
            f"src:url(data:font/ttf;base64,{data})}}"
        )
    return text.replace("<defs>", f"<defs>\n  <style>{''.join(faces)}</style>", 1).encode()
