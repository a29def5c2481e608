"""Builds the documentation as a site: `make docs-site`. A link that leads nowhere is an error.

The pages lie in docs/, and link to files beside it; for the site these are laid out together.
Which page stands where says zensical.toml. What is built asks no other host, which is looked at.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import lxml.html

ROOT = Path(__file__).resolve().parents[2]
BUILD = ROOT / "build"
#: Files beside docs/ that its pages link to, by where they lie in the site.
BESIDE = {
    "benchmarks/README.md": "benchmarks.md",
    "docs/w3id/README.md": "w3id.md",
    **{f"docs/study.{end}": f"study.{end}" for end in ("qmd", "ipynb", "R")},
    **{
        f"deploy/{name}": f"deploy/{name}.txt"
        for name in ("Caddyfile", "Containerfile", "nginx.conf", "pages.yml", "tigraph.service")
    },
}
#: What a browser loads by itself.
_LOADED = "//script/@src | //img/@src | //iframe/@src | //source/@src | //link[@rel='stylesheet' \
or @rel='icon' or @rel='preload' or @rel='preconnect' or @rel='manifest']/@href"
_LINK = re.compile(r"(?<=\]\()(?![a-z]+:|#)([^)#\s]+)(?=[)#])")


def lay_out(folder: Path) -> None:
    """Put the pages into a folder, with what they link to, so that all links are within it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for path in sorted((ROOT / "docs").iterdir()):
        if path.suffix == ".md":
            (folder / path.name).write_text(_moved(path, path.name), "utf-8")
        elif path.suffix == ".svg":
            shutil.copy(path, folder)
    for name, there in BESIDE.items():
        path, put = ROOT / name, folder / there
        put.parent.mkdir(exist_ok=True)
        if path.suffix == ".md":
            put.write_text(_moved(path, there), "utf-8")
        elif path.is_file():
            shutil.copy(path, put)


def _moved(path: Path, there: str) -> str:
    """Return a page with its links as they are where it lies in the site."""
    depth = "../" * there.count("/")

    def link(match: re.Match[str]) -> str:
        meant = (path.parent / match[1]).resolve().relative_to(ROOT).as_posix()
        return depth + BESIDE.get(meant, meant.removeprefix("docs/"))

    return _LINK.sub(link, path.read_text("utf-8"))


def loaded(site: Path) -> Iterator[tuple[str, str]]:
    """Yield what the built pages load: where it is asked for, and its address seen from there."""
    for page in sorted(site.rglob("*.html")):
        tree = lxml.html.parse(str(page)).getroot()
        for address in tree.xpath(_LOADED):
            yield page.relative_to(site).as_posix(), str(address)
    for sheet in sorted(site.rglob("*.css")):
        for address in re.findall(r"url\(\s*['\"]?([^'\")]+)|@import\s+['\"]([^'\"]+)",
                                  sheet.read_text("utf-8")):  # fmt: skip
            yield sheet.relative_to(site).as_posix(), next(filter(None, address))


def faults(site: Path) -> list[str]:
    """Return what a built site loads of other hosts, or that is not there."""
    found = []
    for where, address in loaded(site):
        if address.startswith(("data:", "#")):
            continue
        parts = urlsplit(urljoin(f"file:///{where}", address))
        if parts.netloc or parts.scheme != "file":
            found.append(f"{where} loads {address}")
        elif not (site / unquote(parts.path)[1:]).is_file():
            found.append(f"{where} loads {address}, which is not there")
    return found


def main() -> None:
    """Build the site into build/docs-site, and end with an error where it is not whole."""
    pages, site = BUILD / "docs-pages", BUILD / "docs-site"
    lay_out(pages)
    shutil.rmtree(site, ignore_errors=True)
    told = (ROOT / "zensical.toml").read_text("utf-8")
    config = BUILD / "zensical.toml"
    config.write_text(told.replace('"docs"', '"docs-pages"').replace('"site"', '"docs-site"'))
    zensical = Path(sys.executable).parent / "zensical"
    asked = [str(zensical), "build", "--strict", "--clean", "--config-file", str(config)]
    if subprocess.run(asked, check=False).returncode:
        sys.exit("The documentation is not built: see above.")
    if found := faults(site):
        sys.exit("\n".join(found))
    print(f"{len(list(site.rglob('*.html')))} pages in {site.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
