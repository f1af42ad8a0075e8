"""One record of what a page of each kind shows in a browser. Many tests make assertions about it.

Each page is visited once with scripts, once without, and once from a folder. A visit collects everything that
a test asks about the page there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.running import run_script, script, wait_until
from tests.conftest import EXTENDED

Record = dict[str, Any]

WIDE, NARROW, HEIGHT = 1280, 320, 820

WIDTHS = (1440, 1280, 1180, 1100, 1024, 1012, 768, 720, 600, 390, 360, 320)

AXE = Axe().axe_script

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe whose results depend on colours. All others find the same in light and in dark."""

LAYOUT_RULES = ["scrollable-region-focusable", "target-size"]
"""The other rules of axe whose results depend on the width of the screen, for the same content."""


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """The faults that axe finds on a page that has loaded it: all but those of colours, or by some rules."""
    found: list[str] = run_script(page, "find_faults", [rules, [] if rules else COLOUR_RULES, []])
    return found


REPEATED = [f"{kind}:nth-of-type(n + 7)" for kind in ("details", "li", "tr")]
"""What looks like what stands before it: `make test` does not look at its colours, which takes long."""


def axe_on_colours(page: Page, *left_out: str) -> list[str]:
    """The faults of colours that axe finds. Drawings are left out: what is behind their text is not known."""
    outside = ["svg.marks"] if EXTENDED else ["svg.marks", *REPEATED, *left_out]
    found: list[str] = run_script(page, "find_faults", [COLOUR_RULES, [], outside])
    return found


WIDTH = "document.documentElement.scrollWidth"


class Visits:
    """What pages show, in a record for each kind of visit, by page; some are visited in one way alone."""

    def __init__(
        self, browser: Browser, address: str, folder: Path, names: Iterable[str], in_all_ways: Iterable[str]
    ) -> None:
        self._browser, self._address, self._folder = browser, address, folder
        self._names, self._in_all_ways = names, in_all_ways

    @cached_property
    def with_script(self) -> dict[str, Record]:
        """Visits in light and dark, on paper, without movement, with large text, and at each width."""
        return self._visit(self._names, self._address, self._look)

    @cached_property
    def without_script(self) -> dict[str, Record]:
        """Visits with scripts off."""
        return self._visit(self._in_all_ways, self._address, _look_without_script, java_script_enabled=False)

    @cached_property
    def from_folder(self) -> dict[str, Record]:
        """Visits of files, without a server."""
        return self._visit(self._in_all_ways, self._folder.as_uri() + "/", _look_in_folder)

    def _visit(
        self, names: Iterable[str], root: str, look: Callable[[Page], Record], **options: Any
    ) -> dict[str, Record]:
        records = {}
        size: ViewportSize = {"width": WIDE, "height": HEIGHT}
        with self._browser.new_context(viewport=size, color_scheme="light", **options) as context:
            page = context.new_page()
            with listened(page, root) as problems:
                for name in names:
                    problems.clear()
                    page.set_viewport_size(size)
                    page.goto(root + name)
                    records[name] = look(page) | {"problems": [*problems]}
        return records

    def _look(self, page: Page) -> Record:
        page.evaluate(AXE)
        found: Record = {
            "charts": run_script(page, "charts"),
            "light": axe(page) + axe_on_colours(page),
        }
        page.emulate_media(color_scheme="dark")
        # The article in dark is judged below, on a narrow screen.
        found["dark"] = axe_on_colours(page, "article")
        page.emulate_media(media="print", color_scheme="dark")
        found["paper"] = run_script(page, "charts"), *run_script(page, "paper")
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        found["moving"] = run_script(page, "moving")
        page.emulate_media(reduced_motion="no-preference")
        found["large text"] = _with_large_text(page)
        found["faulty charts"] = _find_faulty_charts(page)
        found["places"], found["unreadable"] = {}, []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found["places"][width] = run_script(page, "places")
            found["unreadable"] += [f"{width}: {text}" for text in run_script(page, "unreadable")]
        # Some parts are shown on narrow screens alone.
        page.emulate_media(color_scheme="dark")
        found["narrow"] = axe_on_colours(page) + axe(page, LAYOUT_RULES)
        page.emulate_media(color_scheme="light")
        found["small"] = run_script(page, "small")
        found["faulty charts"] += _find_faulty_charts(page)
        return found


@contextmanager
def listened(page: Page, *roots: str) -> Iterator[list[str]]:
    """What goes wrong on a page: errors on its console, failed requests, requests to other origins."""
    seen: list[str] = []

    def note(problem: object) -> None:
        if problem:
            seen.append(str(problem))

    listeners: dict[Any, Callable[[Any], None]] = {
        "console": lambda said: note(said.type in ("error", "warning") and said.text),
        "pageerror": note,
        # A request that is cut off because the test goes to another page is no fault of the first page.
        "requestfailed": lambda one: note(one.failure != "net::ERR_ABORTED" and f"{one.url}: {one.failure}"),
        "response": lambda answer: note(answer.status >= 400 and f"not there: {answer.url}"),
        "request": lambda asked: note(not asked.url.startswith(roots) and f"foreign: {asked.url}"),
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield seen
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def _find_faulty_charts(page: Page) -> list[str]:
    # The page may show other drawings once the size of text is back.
    wait_until(page, "() => getComputedStyle(document.documentElement).fontSize === '16px'")
    wait_until(page, script("prepared"))
    found: list[str] = run_script(page, "faulty_charts")
    return found


def _with_large_text(page: Page) -> Record:
    """The size of text, the width of the page and what is cut off for a reader who has doubled the size."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found = {
        "size": page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"),
        "width": page.evaluate(WIDTH),
        "cut": run_script(page, "cut"),
    }
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()
    return found


def _look_without_script(page: Page) -> Record:
    return {
        "charts": run_script(page, "charts"),
        "heading": page.evaluate("document.querySelector('h1').checkVisibility()"),
        "links": run_script(page, "links"),
    }


def _look_in_folder(page: Page) -> Record:
    ink = "getComputedStyle(document.body).getPropertyValue('--ink')"
    return {"charts": run_script(page, "charts"), "ink": page.evaluate(ink)}
