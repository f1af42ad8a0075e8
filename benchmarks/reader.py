"""Loads pages of the built site as on a slow phone, and measures the time and the data that they need.

Run it from the book's folder:  python -m benchmarks.reader [SITE] [--compare OTHER_SITE]

Each load begins with an empty cache, at 1.6 Mbps, a latency of 150 ms and a CPU that is 4 times slower. The
server is on this machine and compresses with gzip. Other hosts are not reachable. The largest page of each
kind is measured, or all pages. The loads of two sites alternate, so that the machine is equally busy for
both.

The script looks every 20 ms for charts that are laid out. The time of the charts is that of the charts on
the first screen or, if there are none, of the first chart of the page. Blocking time is the sum of what
tasks after the first paint take beyond 50 ms each. When the page is idle, the pointer touches a chart, and
the time until the chart is interactive is measured.
"""

from __future__ import annotations

import argparse
import gzip
import json
import os
import shutil
import statistics
import subprocess
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

from playwright.sync_api import Browser, CDPSession, Page, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as PlaywrightTimeout

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

COLUMNS = {
    "KB": 1,
    "requests": 0,
    "paint s": 2,
    "ready s": 2,
    "blocked ms": 0,
    "shift": 3,
    "charts s": 2,
    "touch KB": 1,
    "alive s": 2,
}
"""The measurements and their decimals. `paint` is the largest paint, `ready` is DOMContentLoaded."""

COMMON_LIMITS = {"paint s": 0.8, "ready s": 0.9, "blocked ms": 50, "shift": 0, "charts s": 0.8}
TEXT_LIMITS = {"KB": 45, "requests": 10, **COMMON_LIMITS}
LIMITS = {
    "landing page": TEXT_LIMITS,
    "chapter": TEXT_LIMITS,
    "text page": TEXT_LIMITS,
    "chart page": {"KB": 90, **COMMON_LIMITS, "touch KB": 320},
}
"""The limits of each kind of page."""

CHARTS = "svg.marks, canvas.marks"
INTERACTIVE = "figure.chart[data-live], figure.chart [data-live]"

OBSERVE = """(selector) => {
  const observed = (window.observed = { paint: null, shift: 0, tasks: [], charts: new Map() });
  const observe = (type, record) =>
    new PerformanceObserver((list) => list.getEntries().forEach(record)).observe({ type, buffered: true });
  observe("largest-contentful-paint", (entry) => { observed.paint = entry.startTime; });
  observe("layout-shift", (entry) => { if (!entry.hadRecentInput) observed.shift += entry.value; });
  observe("longtask", (entry) => observed.tasks.push([entry.startTime, entry.duration]));
  setInterval(() => {
    for (const chart of document.querySelectorAll(selector))
      if (!observed.charts.has(chart) && chart.getBoundingClientRect().width > 20)
        observed.charts.set(chart, performance.now());
  }, 20);
}"""

REPORT = """() => {
  const { paint, shift, tasks, charts } = window.observed;
  const firstPaint = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const times = [...charts].map(([chart, time]) => [chart.getBoundingClientRect().top < innerHeight, time]);
  const onScreen = times.filter(([isOnScreen]) => isOnScreen);
  const measured = onScreen.length ? onScreen : times.slice(0, 1);
  const chartTime = Math.max(...measured.map(([, time]) => time));
  const blocked = tasks.filter(([start]) => start >= firstPaint).map(([, ms]) => Math.max(0, ms - 50));
  return {
    "paint s": paint / 1000,
    "ready s": performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd / 1000,
    "blocked ms": blocked.reduce((sum, ms) => sum + ms, 0),
    "shift": shift,
    ...(charts.size ? { "charts s": chartTime / 1000 } : {}),
  };
}"""

Measurements = dict[str, float]


class Traffic:
    """Counts the requests of a page, and their bytes as transferred, with headers."""

    def __init__(self, session: CDPSession) -> None:
        self.requests: set[str] = set()
        self.open_requests: set[str] = set()
        self.bytes = 0.0
        self.last_event = time.monotonic()
        session.on("Network.requestWillBeSent", self._record_request)
        session.on("Network.loadingFinished", self._record_end)
        session.on("Network.loadingFailed", self._record_end)

    def _record_request(self, event: dict[str, dict[str, str]]) -> None:
        if event["request"]["url"].startswith("http"):
            self.requests.add(str(event["requestId"]))
            self.open_requests.add(str(event["requestId"]))
            self.last_event = time.monotonic()

    def _record_end(self, event: dict[str, float]) -> None:
        self.open_requests.discard(str(event["requestId"]))
        self.bytes += event.get("encodedDataLength", 0)
        self.last_event = time.monotonic()

    def wait_until_idle(self, page: Page, quiet: float = 1.0, timeout: float = 30) -> None:
        """Wait until there has been no request for `quiet` seconds, at most `timeout` seconds."""
        end = time.monotonic() + timeout
        while time.monotonic() < end and (self.open_requests or time.monotonic() - self.last_event < quiet):
            page.wait_for_timeout(50)


@contextmanager
def slow_page(browser: Browser) -> Iterator[tuple[Page, Traffic]]:
    """A page with an empty cache, a slow network and a slow CPU."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})({json.dumps(CHARTS)})")
    session = context.new_cdp_session(page)
    traffic = Traffic(session)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, traffic
    context.close()


def measure(browser: Browser, address: str, patience: float) -> Measurements:
    """Load a page and touch its first chart, if it has one. Measure both.

    The touch has no measurements if the chart is not interactive after `patience` seconds.
    """
    with slow_page(browser) as (page, traffic):
        page.goto(address, wait_until="load", timeout=90_000)
        traffic.wait_until_idle(page)
        measurements: Measurements = page.evaluate(REPORT)
        measurements |= {"KB": traffic.bytes / 1000, "requests": len(traffic.requests)}
        chart = page.locator("figure.chart svg.marks:visible").first
        if chart.count():
            chart.scroll_into_view_if_needed()
            bytes_before, start = traffic.bytes, time.monotonic()
            chart.hover(force=True)
            try:
                page.wait_for_selector(INTERACTIVE, timeout=patience * 1000)
            except PlaywrightTimeout:
                return measurements
            measurements["alive s"] = time.monotonic() - start
            traffic.wait_until_idle(page)
            measurements["touch KB"] = (traffic.bytes - bytes_before) / 1000
    return measurements


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
    """The median of each measurement over the runs that have it."""
    return {
        name: statistics.median(values)
        for name in COLUMNS
        if (values := [run[name] for run in runs if name in run])
    }


def format_row(label: str, measurements: Measurements, limits: Measurements) -> str:
    """A line of the table. An exclamation mark follows a rounded value that is above its limit."""
    cells = []
    for name, decimals in COLUMNS.items():
        value = round(measurements[name], decimals) if name in measurements else None
        is_above = value is not None and value > limits.get(name, value)
        cells.append(f"{'-' if value is None else f'{value:.{decimals}f}':>10}{'!' if is_above else ' '}")
    return f"{label:<62}{''.join(cells)}"


def run_lighthouse(browser: Path, address: str) -> str:
    """The scores in the mobile profile of Lighthouse, and the audits that fail."""
    installed = shutil.which("lighthouse")
    command = [installed] if installed else ["npx", "--no-install", "lighthouse"]
    flags = " ".join(("--headless=new", "--no-sandbox", *(flag for flag in OFFLINE if " " not in flag)))
    result = subprocess.run(
        [*command, address, "--output=json", "--quiet", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": str(browser)},
        capture_output=True,
        text=True,
        check=False,
    )
    if result.returncode:
        return f"Lighthouse did not run: {result.stderr.strip()[-200:]}"
    report = json.loads(result.stdout)
    failed = [name for name, audit in report["audits"].items() if audit["score"] == 0]
    scores = (f"{name} {part['score'] * 100:.0f}" for name, part in report["categories"].items())
    return f"{', '.join(scores)}; failing: {', '.join(sorted(failed)) or 'none'}"


def main() -> None:
    """Print the measurements of the pages of one or two sites, by kind, with their limits."""
    parser = argparse.ArgumentParser(description="Measure the time and the data that pages of the site need.")
    parser.add_argument("site", nargs="?", type=Path, default=Path("_build/html"))
    parser.add_argument("--compare", type=Path, help="another build of the same pages")
    parser.add_argument("--all", action="store_true", help="every page, not only the largest of each kind")
    parser.add_argument("--page", action="append", help="only this page; can be repeated")
    parser.add_argument("--runs", type=int, default=5, help="loads of each page; the medians are printed")
    parser.add_argument(
        "--patience", type=float, default=15, help="seconds until a touched chart must be interactive"
    )
    parser.add_argument("--lighthouse", action="store_true", help="also print its scores, if it is installed")
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
            chosen = [page for page in pages if page in arguments.page] if arguments.page else pages
            for page in chosen if arguments.all or arguments.page else chosen[:1]:
                print(format_row(f"{kind}, limits", limits, limits))
                runs: dict[Path, list[Measurements]] = {site: [] for site in sites if (site / page).exists()}
                for site in list(runs) * arguments.runs:
                    runs[site].append(measure(browser, addresses[site] + page, arguments.patience))
                for site, site_runs in runs.items():
                    label = f"  {page if site == arguments.site else site}"
                    print(format_row(label, medians(site_runs), limits), flush=True)
                    if arguments.lighthouse:
                        print(f"    {run_lighthouse(chromium, addresses[site] + page)}")


if __name__ == "__main__":
    main()
