"""Loads pages of the built site as on a slow phone, and measures the time and the data that they need.

Run it from the book's folder:  python -m benchmarks.reader [SITE] [--compare OTHER_SITE]

Each load begins with an empty cache, at 1.6 Mbps, a latency of 150 ms and a CPU that is 4 times slower. The
server is on this machine and compresses with gzip. Other hosts are not reachable. The largest page of each
kind is measured, or all pages. The loads of two sites alternate, so that the machine is equally busy for
both.
"""

from __future__ import annotations

import argparse
import gzip
import statistics
from contextlib import ExitStack
from pathlib import Path

from playwright.sync_api import Browser, ViewportSize, sync_playwright

from tests.browser.chromium import OFFLINE, executable
from tests.browser.server import served

LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 750 * 1024 / 8,
}
SLOWER = 4
SCREEN: ViewportSize = {"width": 1280, "height": 800}

COLUMNS = {"KB": 1, "requests": 0, "paint s": 2, "ready s": 2, "shift": 3}
"""The measurements and their decimals. `paint` is the largest paint, `ready` is DOMContentLoaded."""

TEXT = {"KB": 45, "requests": 10, "paint s": 0.8, "ready s": 0.9, "shift": 0}
CHART = {**TEXT, "KB": 90}
LIMITS = {"landing page": CHART, "chapter": TEXT, "text page": TEXT, "chart page": CHART}
"""The limits of each kind of page."""

OBSERVE = """
  const observed = (window.observed = { paint: 0, shift: 0 });
  const observe = (type, record) =>
    new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type, buffered: true });
  observe("largest-contentful-paint", (entry) => { observed.paint = entry.startTime; });
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) observed.shift += entry.value; });
"""

REPORT = """() => ({
  "paint s": window.observed.paint / 1000,
  "ready s": performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd / 1000,
  "shift": window.observed.shift,
})"""

Measurements = dict[str, float]


def measure(browser: Browser, address: str) -> Measurements:
    """Load a page with an empty cache, a slow network and a slow CPU, until it is idle."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(OBSERVE)
    session = context.new_cdp_session(page)
    requests, sizes = list[str](), list[float]()
    session.on("Network.requestWillBeSent", lambda event: requests.append(event["request"]["url"]))
    session.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    page.goto(address, wait_until="load", timeout=90_000)
    page.wait_for_load_state("networkidle")
    # The last paint may come after the last request.
    page.wait_for_timeout(1_000)
    measured: Measurements = page.evaluate(REPORT)
    context.close()
    return {**measured, "KB": sum(sizes) / 1000, "requests": sum(url.startswith("http") for url in requests)}


def page_kind(page: str) -> str:
    """The kind of a page, from its folder."""
    folder = page.partition("/")[0]
    return {"index.html": "landing page", "chapters": "chapter", "notebooks": "chart page"}.get(
        folder, "text page"
    )


def pages_by_kind(site: Path) -> dict[str, list[str]]:
    """The pages of each kind, the largest first."""
    paths = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "_static"]
    paths.sort(key=lambda path: -len(gzip.compress(path.read_bytes())))
    pages = [str(path.relative_to(site)) for path in paths]
    return {kind: [page for page in pages if page_kind(page) == kind] for kind in LIMITS}


def medians(runs: list[Measurements]) -> Measurements:
    """The median of each measurement over several runs."""
    return {name: statistics.median(run[name] for run in runs) for name in COLUMNS}


def format_row(label: str, measurements: Measurements, limits: Measurements) -> str:
    """A line of the table. An exclamation mark follows a rounded value that is above its limit."""
    values = {name: round(measurements[name], decimals) for name, decimals in COLUMNS.items()}
    cells = [f"{value:>10.{COLUMNS[name]}f}{' !'[value > limits[name]]}" for name, value in values.items()]
    return f"{label:<62}{''.join(cells)}"


def main() -> None:
    """Print the measurements of the pages of one or two sites, by kind, with their limits."""
    parser = argparse.ArgumentParser(description="Measure the time and the data that pages of the site need.")
    parser.add_argument("site", nargs="?", type=Path, default=Path("_build/html"))
    parser.add_argument("--compare", type=Path, help="another build of the same pages")
    parser.add_argument("--all", action="store_true", help="every page, not only the largest of each kind")
    parser.add_argument("--runs", type=int, default=5, help="loads of each page; the medians are printed")
    arguments = parser.parse_args()
    sites = [arguments.site, *([arguments.compare] if arguments.compare else [])]
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        chromium = executable(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=chromium, args=OFFLINE, chromium_sandbox=False)
        stack.callback(browser.close)
        addresses = {site: stack.enter_context(served(site)) for site in sites}
        print(f"{'':<62}{''.join(f'{name:>10} ' for name in COLUMNS)}")
        for kind, pages in pages_by_kind(arguments.site).items():
            limits = LIMITS[kind]
            for page in pages if arguments.all else pages[:1]:
                print(format_row(f"{kind}, limits", limits, limits))
                runs: dict[Path, list[Measurements]] = {site: [] for site in sites if (site / page).exists()}
                for site in list(runs) * arguments.runs:
                    runs[site].append(measure(browser, addresses[site] + page))
                for site, site_runs in runs.items():
                    label = f"  {page if site == arguments.site else site}"
                    print(format_row(label, medians(site_runs), limits), flush=True)


if __name__ == "__main__":
    main()
