"""Pages of the built site are loaded as on a slow phone; what a reader waits and pays for comes out.

Run it from the book's folder:  python -m benchmarks.reader [SITE] [--beside OTHER_SITE]

Every load begins with an empty cache, at 1.6 Mbps, 150 ms and a CPU 4 times slower, from a server on this
machine that compresses with gzip; no other host can be reached. Of each kind of page the heaviest is
measured, or all. The loads of two sites take turns, so that both meet the same moods of the machine.

Charts are there at the first look, every 20 ms, that finds those of the first screen laid out, or the page's
first where that screen has none. Blocking time is what tasks took beyond 50 ms each, after the first paint. A
chart is touched with the pointer once the page has come to rest, and alive when it says so.
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
from playwright.sync_api import TimeoutError as OutOfTime

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
"""What is measured, and its decimals: `paint` is the largest, `ready` is DOMContentLoaded."""

EVERY = {"paint s": 0.8, "ready s": 0.9, "blocked ms": 50, "shift": 0, "charts s": 0.8}
TEXT = {"KB": 45, "requests": 10, **EVERY}
LIMITS = {
    "landing page": TEXT,
    "chapter": TEXT,
    "text page": TEXT,
    "chart page": {"KB": 90, **EVERY, "touch KB": 320},
}

MARKS = "svg.marks, canvas.marks"
LIVE = "figure.chart[data-live], figure.chart [data-live]"

OBSERVE = """(marks) => {
  const seen = (window.seen = { paint: null, shift: 0, tasks: [], charts: new Map() });
  const on = (type, each) =>
    new PerformanceObserver((list) => list.getEntries().forEach(each)).observe({ type, buffered: true });
  on("largest-contentful-paint", (entry) => { seen.paint = entry.startTime; });
  on("layout-shift", (entry) => { if (!entry.hadRecentInput) seen.shift += entry.value; });
  on("longtask", (entry) => seen.tasks.push([entry.startTime, entry.duration]));
  setInterval(() => {
    for (const chart of document.querySelectorAll(marks))
      if (!seen.charts.has(chart) && chart.getBoundingClientRect().width > 20)
        seen.charts.set(chart, performance.now());
  }, 20);
}"""

TELL = """() => {
  const { paint, shift, tasks, charts } = window.seen;
  const first = performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0;
  const times = [...charts].map(([chart, time]) => [chart.getBoundingClientRect().top < innerHeight, time]);
  const screen = times.filter(([above]) => above);
  const chart = Math.max(...(screen.length ? screen : times.slice(0, 1)).map(([, time]) => time));
  return {
    "paint s": paint / 1000,
    "ready s": performance.getEntriesByType("navigation")[0].domContentLoadedEventEnd / 1000,
    "blocked ms": tasks.reduce((sum, [at, took]) => sum + (at < first ? 0 : Math.max(0, took - 50)), 0),
    "shift": shift,
    ...(charts.size ? { "charts s": chart / 1000 } : {}),
  };
}"""

Figures = dict[str, float]


class Traffic:
    """What a page has asked for, as the browser counts it: bytes with headers, as they came over the line."""

    def __init__(self, session: CDPSession) -> None:
        self.asked: set[str] = set()
        self.open: set[str] = set()
        self.bytes = 0.0
        self.latest = time.monotonic()
        session.on("Network.requestWillBeSent", self._asked)
        session.on("Network.loadingFinished", self._came)
        session.on("Network.loadingFailed", self._came)

    def _asked(self, event: dict[str, dict[str, str]]) -> None:
        if event["request"]["url"].startswith("http"):
            self.asked.add(str(event["requestId"]))
            self.open.add(str(event["requestId"]))
            self.latest = time.monotonic()

    def _came(self, event: dict[str, float]) -> None:
        self.open.discard(str(event["requestId"]))
        self.bytes += event.get("encodedDataLength", 0)
        self.latest = time.monotonic()

    def rest(self, page: Page, quiet: float = 1.0, most: float = 30) -> None:
        """Wait until nothing has been under way for so many seconds."""
        end = time.monotonic() + most
        while time.monotonic() < end and (self.open or time.monotonic() - self.latest < quiet):
            page.wait_for_timeout(50)


@contextmanager
def slow_page(browser: Browser) -> Iterator[tuple[Page, Traffic]]:
    """A page with an empty cache on a slow line and a slow machine."""
    context = browser.new_context(viewport=SCREEN)
    page = context.new_page()
    page.add_init_script(f"({OBSERVE})({json.dumps(MARKS)})")
    session = context.new_cdp_session(page)
    traffic = Traffic(session)
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", LINE)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    yield page, traffic
    context.close()


def measure(browser: Browser, address: str, patience: float) -> Figures:
    """One load of a page, and one touch of its first chart."""
    with slow_page(browser) as (page, traffic):
        page.goto(address, wait_until="load", timeout=90_000)
        traffic.rest(page)
        figures: Figures = page.evaluate(TELL)
        figures |= {"KB": traffic.bytes / 1000, "requests": len(traffic.asked)}
        chart = page.locator("figure.chart svg.marks:visible").first
        if chart.count():
            chart.scroll_into_view_if_needed()
            before, start = traffic.bytes, time.monotonic()
            chart.hover(force=True)
            try:
                page.wait_for_selector(LIVE, timeout=patience * 1000)
            except OutOfTime:
                return figures
            figures["alive s"] = time.monotonic() - start
            traffic.rest(page)
            figures["touch KB"] = (traffic.bytes - before) / 1000
    return figures


def kind(page: str) -> str:
    """What kind of page it is, by its place."""
    folder = page.partition("/")[0]
    return {"index.html": "landing page", "chapters": "chapter", "notebooks": "chart page"}.get(
        folder, "text page"
    )


def pages(site: Path) -> dict[str, list[str]]:
    """The pages of each kind, the heaviest first."""
    found = [path for path in site.rglob("*.html") if path.relative_to(site).parts[0] != "_static"]
    found.sort(key=lambda path: -len(gzip.compress(path.read_bytes())))
    names = [str(path.relative_to(site)) for path in found]
    return {name: [page for page in names if kind(page) == name] for name in LIMITS}


def medians(runs: list[Figures]) -> Figures:
    """The median of each figure over the runs that have it."""
    return {
        name: statistics.median(found)
        for name in COLUMNS
        if (found := [run[name] for run in runs if name in run])
    }


def row(label: str, figures: Figures, limits: Figures) -> str:
    """A line of the table; what exceeds its limit, as printed, gets a mark."""
    cells = []
    for name, decimals in COLUMNS.items():
        value = round(figures[name], decimals) if name in figures else None
        missed = value is not None and value > limits.get(name, value)
        cells.append(f"{'-' if value is None else f'{value:.{decimals}f}':>10}{'!' if missed else ' '}")
    return f"{label:<62}{''.join(cells)}"


def lighthouse(browser: Path, address: str) -> str:
    """The scores of Lighthouse's mobile profile, and the audits that fail."""
    found = shutil.which("lighthouse")
    command = [found] if found else ["npx", "--no-install", "lighthouse"]
    flags = " ".join(("--headless=new", "--no-sandbox", *(flag for flag in OFFLINE if " " not in flag)))
    done = subprocess.run(
        [*command, address, "--output=json", "--quiet", f"--chrome-flags={flags}"],
        env={**os.environ, "CHROME_PATH": str(browser)},
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        return f"Lighthouse did not run: {done.stderr.strip()[-200:]}"
    report = json.loads(done.stdout)
    failed = [name for name, audit in report["audits"].items() if audit["score"] == 0]
    scores = (f"{name} {part['score'] * 100:.0f}" for name, part in report["categories"].items())
    return f"{', '.join(scores)}; failing: {', '.join(sorted(failed)) or 'none'}"


def main() -> None:
    """Measure the pages of one site or two, and print them kind by kind beside their limits."""
    parser = argparse.ArgumentParser(description="Measure what readers of the built site wait and pay for.")
    parser.add_argument("site", nargs="?", type=Path, default=Path("_build/html"))
    parser.add_argument("--beside", type=Path, help="another build of the same pages")
    parser.add_argument("--all", action="store_true", help="every page, not the heaviest of each kind")
    parser.add_argument("--page", action="append", help="this page alone; may be given again")
    parser.add_argument(
        "--runs", type=int, default=5, help="loads of each page, of which medians are printed"
    )
    parser.add_argument(
        "--patience", type=float, default=15, help="seconds that a touched chart gets to come alive"
    )
    parser.add_argument("--lighthouse", action="store_true", help="its scores, too, where it is installed")
    given = parser.parse_args()
    sites = [given.site, *([given.beside] if given.beside else [])]
    with ExitStack() as stack:
        playwright = stack.enter_context(sync_playwright())
        found = executable(Path(playwright.chromium.executable_path))
        browser = playwright.chromium.launch(executable_path=found, args=OFFLINE, chromium_sandbox=False)
        stack.callback(browser.close)
        addresses = {site: stack.enter_context(served(site)) for site in sites}
        print(f"{'':<62}{''.join(f'{name:>10} ' for name in COLUMNS)}")
        for name, names in pages(given.site).items():
            chosen = [page for page in names if page in given.page] if given.page else names
            for page in chosen if given.all or given.page else chosen[:1]:
                print(row(f"{name}, at most", LIMITS[name], LIMITS[name]))
                runs: dict[Path, list[Figures]] = {site: [] for site in sites if (site / page).exists()}
                for site in list(runs) * given.runs:
                    runs[site].append(measure(browser, addresses[site] + page, given.patience))
                for site, of_site in runs.items():
                    print(
                        row(f"  {page if site == given.site else site}", medians(of_site), LIMITS[name]),
                        flush=True,
                    )
                    if given.lighthouse:
                        print(f"    {lighthouse(found, addresses[site] + page)}")


if __name__ == "__main__":
    main()
