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

from tests.browser.waiting import wait_until

Record = dict[str, Any]

WIDE, NARROW, HEIGHT = 1280, 320, 820

WIDTHS = (1440, 1280, 1180, 1100, 1024, 1012, 768, 720, 600, 390, 360, 320)

AXE = Axe().axe_script

RUN_AXE = """async ([rules, off, outside]) => {
  const options = { resultTypes: ["violations"], preload: false };
  options.rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  options.rules["target-size"] = { enabled: true };  // axe has it off unless it is asked for
  if (rules) options.runOnly = { type: "rule", values: rules };
  const { violations } = await axe.run({ exclude: outside }, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, as ${nodes[0].target.flat().at(-1)}`);
}"""

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe whose results depend on colours. All others find the same in light and in dark."""

LAYOUT_RULES = ["scrollable-region-focusable", "target-size"]
"""The other rules of axe whose results depend on the width of the screen, for the same content."""


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """The faults that axe finds on a page that has loaded it: all but those of colours, or by some rules."""
    found: list[str] = page.evaluate(RUN_AXE, [rules, [] if rules else COLOUR_RULES, []])
    return found


def axe_on_colours(page: Page) -> list[str]:
    """The faults of colours that axe finds. Drawings are left out: what is behind their text is not known."""
    found: list[str] = page.evaluate(RUN_AXE, [COLOUR_RULES, [], ["svg.marks"]])
    return found


CHARTS = """() => [...document.querySelectorAll("figure.chart")].map((chart) =>
  [...chart.querySelectorAll("svg.marks")].filter((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    const visible = { visibilityProperty: true, opacityProperty: true };
    return width > 20 && height > 20 && drawing.checkVisibility(visible);
  }).length === 1)"""
"""For each chart, whether exactly one drawing of it can be seen."""

LINKS = """[...document.querySelectorAll("figure.chart svg.marks a[href]")]
  .filter((link) => link.checkVisibility()).length"""
"""How many links the visible drawings have."""

CUT = """() => [...document.querySelectorAll("body *")].filter((box) => {
  const { overflowX, overflowY } = getComputedStyle(box);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const cut = (hides(overflowX) && box.scrollWidth > box.clientWidth + 1) ||
    (hides(overflowY) && box.scrollHeight > box.clientHeight + 1);
  const text = cut && box.clientWidth > 1 && box.innerText?.trim();
  return text && box.checkVisibility({ visibilityProperty: true });
}).map((box) => `${box.localName}.${box.className}`)"""
"""Text in a box that hides a part of it; a box of one pixel is for screen readers only."""

MOVING = """() => {
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const moves = (style) => parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth" ||
    (style.animationName !== "none" && lasts(style.animationDuration));
  const styles = (part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo));
  const moving = [...document.querySelectorAll("*")].filter((part) =>
    (part.closest("svg.marks") ? [getComputedStyle(part)] : styles(part)).some(moves));
  return [...new Set(moving.map((part) => `${part.localName}.${part.getAttribute("class") ?? ""}`))];
}"""
"""The elements that move, or whose parts made by a style sheet do."""

PAPER = """() => {
  const words = "article :is(h1, h2, h3, p, li, th, td), svg.marks text:not([fill*=on-heat])";
  const seen = [...document.querySelectorAll(words)].filter((text) => text.checkVisibility());
  const inks = seen.filter((text) => text.textContent.trim()).map((text) => {
    const { color, fill } = getComputedStyle(text);
    return text.localName === "text" ? fill : color;
  });
  return [getComputedStyle(document.body).backgroundColor, [...new Set(inks)]];
}"""
"""The page's colour, and those of its text, of charts as well, but for numbers in their dark cells."""

PREPARED = """() => [...document.querySelectorAll("figure.chart .drawing svg:not([tabindex])")]
  .every((svg) => !svg.checkVisibility())"""
"""Whether all drawings that can be seen are prepared for the keyboard, which is done when a page is idle."""

FAULTY_CHARTS = """() => {
  const found = [];
  for (const chart of document.querySelectorAll("figure.chart")) {
    const svg = [...chart.querySelectorAll(".drawing svg")].find((one) => one.checkVisibility());
    if (!svg) { found.push(`${chart.id}: no drawing can be seen`); continue; }
    const marks = svg.querySelectorAll(":is(a, [role=img])[aria-label][tabindex='-1']").length;
    if (marks < 2) found.push(`${chart.id}: ${marks} marks`);
    if (svg.querySelector("title")) found.push(`${chart.id}: a second tooltip`);
  }
  return found;
}"""
"""Charts that cannot be used: without marks for the keyboard, or with two tooltips a mark."""

UNREADABLE = """() => {
  const found = [];
  for (const svg of document.querySelectorAll("figure.chart .drawing svg")) {
    if (!svg.checkVisibility()) continue;
    const { id } = svg.closest("figure"), frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      const { left, right } = text.getBoundingClientRect();
      if (size < 11.95) found.push(`${id}: ${text.textContent} has ${size.toFixed(1)} px`);
      if (left < frame.left - 1 || right > frame.right + 1) found.push(`${id}: ${text.textContent} is cut`);
    }
  }
  return found;
}"""
"""Text of charts that is smaller than 12 pixels or reaches over the edge of its drawing."""

IN_VIEW = """(part) => {
  const { top, bottom } = part.getBoundingClientRect();
  return top >= 0 && bottom <= innerHeight;
}"""
"""Whether a part of a page is on the screen."""

WIDTH = "document.documentElement.scrollWidth"

PLACES = """() => {
  const box = (part) => part?.checkVisibility() ? part.getBoundingClientRect().toJSON() : null;
  const [sidebar, heading, article] =
    ["nav[aria-label='The book']", "article h1", "article"].map((name) => box(document.querySelector(name)));
  return { width: document.documentElement.scrollWidth, sidebar, heading, article };
}"""
"""The width of the page, and the places of its sidebar, its heading and its text; null for what is hidden."""


SMALL = """() =>
  [...document.querySelectorAll("button, input:not(label *), summary, nav a, label:has(input)")]
  .filter((part) => part.checkVisibility())
  .map((part) => [part.getBoundingClientRect(), part.outerHTML])
  .filter(([box]) => box.height < 24 || box.width < 24)
  .map(([, html]) => html)"""
"""What a finger can miss."""


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
            "charts": page.evaluate(CHARTS),
            "light": axe(page) + axe_on_colours(page),
        }
        page.emulate_media(color_scheme="dark")
        found["dark"] = axe_on_colours(page)
        page.emulate_media(media="print", color_scheme="dark")
        found["paper"] = page.evaluate(CHARTS), *page.evaluate(PAPER)
        page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
        found["moving"] = page.evaluate(MOVING)
        page.emulate_media(reduced_motion="no-preference")
        found["large text"] = _with_large_text(page)
        found["faulty charts"] = _find_faulty_charts(page)
        found["places"], found["unreadable"] = {}, []
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": HEIGHT})
            found["places"][width] = page.evaluate(PLACES)
            found["unreadable"] += [f"{width}: {text}" for text in page.evaluate(UNREADABLE)]
        # Some parts are shown on narrow screens alone.
        found["narrow"] = axe_on_colours(page) + axe(page, LAYOUT_RULES)
        found["small"] = page.evaluate(SMALL)
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
    wait_until(page, PREPARED)
    found: list[str] = page.evaluate(FAULTY_CHARTS)
    return found


def _with_large_text(page: Page) -> Record:
    """The size of text, the width of the page and what is cut off for a reader who has doubled the size."""
    session = page.context.new_cdp_session(page)
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 32, "fixed": 26}})
    found = {
        "size": page.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)"),
        "width": page.evaluate(WIDTH),
        "cut": page.evaluate(CUT),
    }
    session.send("Page.setFontSizes", {"fontSizes": {"standard": 16, "fixed": 13}})
    session.detach()
    return found


def _look_without_script(page: Page) -> Record:
    return {
        "charts": page.evaluate(CHARTS),
        "heading": page.evaluate("document.querySelector('h1').checkVisibility()"),
        "links": page.evaluate(LINKS),
    }


def _look_in_folder(page: Page) -> Record:
    ink = "getComputedStyle(document.body).getPropertyValue('--ink')"
    return {"charts": page.evaluate(CHARTS), "ink": page.evaluate(ink)}
