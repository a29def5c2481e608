"""How soon a published site shows something: the first paint of pages, in Chromium, cold."""

from __future__ import annotations

import argparse
import functools
import http.server
import os
import statistics
import threading
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, sync_playwright

PAGES = ("fr/index.html", "fr/person/cedric-bole.html", "fr/questions/governance.html",
         "fr/network/all-ties.html")  # fmt: skip
_PAINTED = "performance.getEntriesByName('first-contentful-paint').map((one) => one.startTime)"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_: Any) -> None:
        """Say nothing."""


def painted(browser: Browser, address: str, runs: int) -> list[float]:
    found = []
    for _ in range(runs):
        context = browser.new_context(locale="fr-FR")  # nothing is kept of the run before
        page = context.new_page()
        page.goto(address)
        page.wait_for_timeout(500)
        found += page.evaluate(_PAINTED)
        context.close()
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path, help="what `tigraph publish -o FOLDER` wrote")
    parser.add_argument("file", type=Path, help="what `tigraph publish -o graph.html` wrote")
    parser.add_argument("-n", type=int, default=5, help="runs of each (default 5)")
    parser.add_argument("--chromium", default="/usr/bin/chromium")
    given = parser.parse_args()
    handler = functools.partial(_Quiet, directory=str(given.folder))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    host = f"http://127.0.0.1:{server.server_port}"
    addresses = [f"{host}/{page}" for page in PAGES] + [given.file.resolve().as_uri()]
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=given.chromium, args=["--no-sandbox"])
        for address in addresses:
            found = painted(browser, address, given.n)
            name = address.removeprefix(host)
            print(
                f"{name.rpartition('///')[2]}: first paint {statistics.median(found):,.0f} ms "
                f"({min(found):,.0f} to {max(found):,.0f}), load {os.getloadavg()[0]:.0f}"
            )
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    main()
