"""One record of what every page of the site shows in a browser. Many tests make assertions about it.

Each page is visited on a wide and on a narrow screen, some also with scripts off and from a folder. A visit
collects everything that a test asks about the page there.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from pathlib import Path
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, ViewportSize

from tests.browser.waiting import wait_until

Record = dict[str, Any]

WIDE, NARROW, HEIGHT = 1280, 320, 800

AXE = Axe().axe_script

RUN_AXE = """async ([rules, off]) => {
  const options = { resultTypes: ["violations"], preload: false };
  options.rules = Object.fromEntries(off.map((rule) => [rule, { enabled: false }]));
  if (rules) options.runOnly = { type: "rule", values: rules };
  const { violations } = await axe.run(document, options);
  return violations.map(({ id, nodes }) => `${id}: ${nodes.length}, as ${nodes[0].target.flat().at(-1)}`);
}"""

MARK_COLOURS = """([texts, judged]) => {
  const styles = new Map(), seen = new Set(judged), added = [];
  const hash = (text) => {
    let one = 1, other = 2;
    for (let at = 0; at < text.length; at += 1) {
      one = Math.imul(one ^ text.charCodeAt(at), 2654435761);
      other = Math.imul(other ^ text.charCodeAt(at), 1597334677);
    }
    return `${one} ${other}`;
  };
  const colours = ["color", "backgroundColor", "backgroundImage", "opacity", "textShadow"];
  const look = [...colours, "fontSize", "fontWeight"];
  const style = (part) => {
    if (!part) return 0;
    if (!styles.has(part)) {
      const computed = getComputedStyle(part), own = look.map((name) => computed[name]);
      styles.set(part, hash([style(part.parentElement), part.localName, part.className, ...own].join("|")));
    }
    return styles.get(part);
  };
  const isText = (part) => part.matches("input, select, textarea") ||
    [...part.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.data.trim());
  for (const part of document.querySelectorAll("body *")) {
    part.removeAttribute("data-colours");
    const text = isText(part), link = part.matches("a[href]");
    if (!(text || link) || !part.matches(texts) || part.closest("svg") || !part.checkVisibility()) continue;
    const name = `${style(part)} ${text}`;
    if (judged && seen.has(name)) continue;
    seen.add(name);
    added.push(name);
    part.setAttribute("data-colours", text ? "text" : "");
  }
  axe.configure({ rules: [
    { id: "color-contrast", selector: "[data-colours=text]" },
    { id: "link-in-text-block", selector: "a[href][data-colours]" },
  ] });
  window.drawn = [...document.querySelectorAll("svg.marks")].map((svg) => [svg, [...svg.childNodes]]);
  drawn.forEach(([svg]) => svg.replaceChildren());
  return added;
}"""
"""Marks the elements whose colours axe judges, and empties the drawings.

Axe does not know what lies behind text in a drawing, and drawings have most of the elements of a page.
"""

DRAW_AGAIN = "drawn.forEach(([svg, marks]) => svg.append(...marks))"

COLOUR_RULES = ["color-contrast", "link-in-text-block"]
"""The rules of axe whose results depend on colours. All others find the same in light and in dark."""

LAYOUT_RULES = ["scrollable-region-focusable"]
"""The other rules of axe whose results depend on the width of the screen, for the same content."""

SCROLLS = """() => [...document.querySelectorAll("body *")].some((box) =>
  (box.scrollWidth > box.clientWidth && /auto|scroll/.test(getComputedStyle(box).overflowX)) ||
  (box.scrollHeight > box.clientHeight && /auto|scroll/.test(getComputedStyle(box).overflowY)))"""
"""Whether a part of the page scrolls, which is what the rules of layout are about."""

NARROW_ONLY = "header *, .drawing.narrow *"
"""What is shown on narrow screens alone. Everything else has the same colours on a wide screen."""


def axe(page: Page, rules: list[str] | None = None) -> list[str]:
    """The faults that axe finds on a page that has loaded it: all but those of colours, or by some rules."""
    found: list[str] = page.evaluate(RUN_AXE, [rules, [] if rules else COLOUR_RULES])
    return found


def axe_on_colours(page: Page, judged: set[str], texts: str = "*") -> list[str]:
    """The faults that axe finds in the colours of the texts and links that a selector chooses.

    It judges one element of each style that is not among those judged before, and adds these: equal names,
    classes and colours, also of all elements around it. `make test-all` judges each element.
    """
    each = bool(os.environ.get("EXTENDED"))
    # A drawing that is empty must not be prepared.
    wait_until(page, PREPARED)
    added = page.evaluate(MARK_COLOURS, [texts, None if each else list(judged)])
    judged.update(added)
    found = axe(page, COLOUR_RULES) if added else []
    page.evaluate(DRAW_AGAIN)
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

OUTLINE = """() => {
  const seen = (names) => [...document.querySelectorAll(names)].filter((part) => part.checkVisibility());
  const name = (part) =>
    part.ariaLabel ?? document.getElementById(part.getAttribute("aria-labelledby"))?.textContent;
  return {
    levels: seen("h1, h2, h3, h4, h5, h6").map((heading) => Number(heading.localName[1])),
    mains: seen("main, [role=main]").length,
    titles: seen(":is(main, [role=main]) h1").length,
    navigations: seen("nav, [role=navigation]").map(name),
  };
}"""
"""What a screen reader announces: the levels of headings, main regions, and the names of navigations."""

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
    const scale = svg.getBoundingClientRect().width / svg.viewBox.baseVal.width;
    const size = (text) => parseFloat(getComputedStyle(text).fontSize) * scale;
    const least = Math.min(...[...svg.querySelectorAll("text")].map(size));
    if (least < 10.95) found.push(`${chart.id}: text of ${least.toFixed(1)} px`);
    const frame = svg.getBoundingClientRect();
    const isOut = ({ left, right }) => left < frame.left - 1 || right > frame.right + 1;
    const out = [...svg.querySelectorAll("text")].find((text) => isOut(text.getBoundingClientRect()));
    if (out) found.push(`${chart.id}: ${out.textContent} reaches over the edge`);
  }
  return found;
}"""
"""Charts that cannot be used: without marks for the keyboard, with two tooltips a mark, with tiny text, or
wider than their frame."""

WIDTH = "document.documentElement.scrollWidth"


class Visits:
    """What every page shows, in a record for each kind of visit, by page."""

    def __init__(self, browser: Browser, address: str, folder: Path, names: list[str]) -> None:
        self._browser, self._address, self._folder, self._names = browser, address, folder, names
        self._judged: dict[str, set[str]] = {"light": set(), "dark": set()}

    @cached_property
    def wide(self) -> dict[str, Record]:
        """Visits on a wide screen: light, dark, on paper, without movement, with large text."""
        return self._visit(self._address, partial(_look_wide, self._judged), width=WIDE)

    @cached_property
    def narrow(self) -> dict[str, Record]:
        """Visits on a narrow screen, and on ones that are somewhat wider, with large text."""
        records = self._visit(self._address, _look_narrow, width=NARROW)
        # The parts that only narrow screens show are the same on all pages of a folder.
        whole = {name.rpartition("/")[0]: name for name in self._names}
        look = _look_for_faults_when_narrow
        for name, record in self._visit(self._address, look, width=NARROW, names=whole.values()).items():
            records[name]["axe"] = record["axe"]
        return records

    @cached_property
    def without_script(self) -> dict[str, Record]:
        """Visits with scripts off."""
        names, look = self._of_each_kind, _look_without_script
        return self._visit(self._address, look, width=WIDE, names=names, java_script_enabled=False)

    @cached_property
    def from_folder(self) -> dict[str, Record]:
        """Visits of files, without a server."""
        names = self._of_each_kind
        return self._visit(self._folder.as_uri() + "/", _look_in_folder, width=WIDE, names=names)

    @cached_property
    def _of_each_kind(self) -> list[str]:
        """The last page of each folder, and all with data of their own."""
        last = {name.rpartition("/")[0]: name for name in self._names if "/" in name}
        return [name for name in self._names if "/" not in name or name in last.values()]

    def _visit(
        self,
        root: str,
        look: Callable[[Page], Record],
        *,
        width: int,
        names: Iterable[str] = (),
        **options: Any,
    ) -> dict[str, Record]:
        records = {}
        size: ViewportSize = {"width": width, "height": HEIGHT}
        with self._browser.new_context(viewport=size, color_scheme="light", **options) as context:
            page = context.new_page()
            with listened(page, root) as problems:
                for name in names or self._names:
                    problems.clear()
                    page.set_viewport_size(size)
                    page.goto(root + name)
                    records[name] = look(page) | {"problems": [*problems]}
        return records


@contextmanager
def listened(page: Page, *roots: str) -> Iterator[list[str]]:
    """What goes wrong on a page: errors on its console, failed requests, requests to other origins."""
    seen: list[str] = []

    def failed(request: Any) -> None:
        # A request that is cut off because the test goes to another page is no fault of the first page.
        if request.failure != "net::ERR_ABORTED":
            seen.append(f"failed: {request.url}, {request.failure}")

    def answered(response: Any) -> None:
        if response.status >= 400:
            seen.append(f"not there: {response.url}")

    def asked(request: Any) -> None:
        if not request.url.startswith(roots):
            seen.append(f"foreign: {request.url}")

    def said(message: Any) -> None:
        if message.type in ("error", "warning"):
            seen.append(message.text)

    def raised(error: Any) -> None:
        seen.append(str(error))

    listeners: dict[Any, Callable[[Any], None]] = {
        "console": said,
        "pageerror": raised,
        "requestfailed": failed,
        "response": answered,
        "request": asked,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    yield seen
    for event, listener in listeners.items():
        page.remove_listener(event, listener)


def _look_wide(judged: dict[str, set[str]], page: Page) -> Record:
    page.evaluate(AXE)
    found: Record = {
        "charts": page.evaluate(CHARTS),
        "outline": page.evaluate(OUTLINE),
        "width": page.evaluate(WIDTH),
        "axe": {"light": axe(page) + axe_on_colours(page, judged["light"])},
    }
    page.emulate_media(color_scheme="dark")
    found["axe"]["dark"] = axe_on_colours(page, judged["dark"])
    page.emulate_media(media="print", color_scheme="dark")
    found["paper"] = page.evaluate(CHARTS), *page.evaluate(PAPER)
    page.emulate_media(media="screen", color_scheme="light", reduced_motion="reduce")
    found["moving"] = page.evaluate(MOVING)
    page.emulate_media(reduced_motion="no-preference")
    found["large text"] = _with_large_text(page)
    found["faulty charts"] = _find_faulty_charts(page)
    return found


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


def _look_narrow(page: Page) -> Record:
    found: Record = {"axe": [], "widths": {}}
    if page.evaluate(SCROLLS):
        page.evaluate(AXE)
        found["axe"] = axe(page, LAYOUT_RULES)
    resize = "size => { document.documentElement.style.fontSize = size; }"
    for width, size in ((320, "100%"), (360, "100%"), (320, "200%"), (640, "200%")):
        page.set_viewport_size({"width": width, "height": HEIGHT})
        page.evaluate(resize, size)
        found["widths"][width, size] = page.evaluate(WIDTH)
    page.set_viewport_size({"width": NARROW, "height": HEIGHT})
    page.evaluate(resize, "")
    found["faulty charts"] = _find_faulty_charts(page)
    return found


def _look_for_faults_when_narrow(page: Page) -> Record:
    page.evaluate(AXE)
    return {"axe": axe(page) + axe_on_colours(page, set(), NARROW_ONLY)}


def _look_without_script(page: Page) -> Record:
    return {
        "charts": page.evaluate(CHARTS),
        "heading": page.evaluate("document.querySelector('h1').checkVisibility()"),
        "links": page.evaluate(LINKS),
    }


def _look_in_folder(page: Page) -> Record:
    ink = "getComputedStyle(document.body).getPropertyValue('--ink')"
    return {"charts": page.evaluate(CHARTS), "ink": page.evaluate(ink)}
