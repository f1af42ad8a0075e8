"""Every page for readers with assistive technology, enlarged text or a wish for stillness."""

import collections

import pytest
from axe_playwright_python.sync_playwright import Axe

# What a screen reader announces of a page: the levels of its headings, main regions, navigations' names.
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

# Text in a box that hides a part of it; a box of a pixel is for screen readers only.
CUT = """() => [...document.querySelectorAll("body *")].filter((box) => {
  const { overflowX, overflowY } = getComputedStyle(box);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const cut = (hides(overflowX) && box.scrollWidth > box.clientWidth + 1) ||
    (hides(overflowY) && box.scrollHeight > box.clientHeight + 1);
  const text = box.clientWidth > 1 && box.innerText?.trim();
  return cut && text && box.checkVisibility({ visibilityProperty: true });
}).map((box) => `${box.localName}.${box.className}`)"""

MOVING = """() => {
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const moving = [...document.querySelectorAll("*")].filter((part) => {
    const style = getComputedStyle(part);
    return lasts(style.transitionDuration) || style.scrollBehavior === "smooth" ||
      (style.animationName !== "none" && lasts(style.animationDuration));
  });
  return [...new Set(moving.map((part) => `${part.localName}.${part.getAttribute("class") ?? ""}`))];
}"""


# Colours are the same at any width; a wide screen shows the drawers as well.
@pytest.mark.parametrize(("width", "modes"), [(320, ["light"]), (1280, ["light", "dark"])])
def test_axe_finds_nothing(page, address, page_names, width, modes):
    page.set_viewport_size({"width": width, "height": 800})
    axe, violations = Axe(), collections.defaultdict(list)
    for name in page_names:
        page.goto(address + name)
        for mode in modes:
            page.emulate_media(color_scheme=mode)
            for found in axe.run(page).response["violations"]:
                targets = [str(node["target"][-1]) for node in found["nodes"]]
                violations[f"{found['id']}: {name}: {len(targets)}, as {targets[0]}"].append(mode)
    report = [f"{violation} in {' and '.join(found)}" for violation, found in sorted(violations.items())]
    assert not report, "\n".join(["", *report])


def test_headings_and_landmarks_are_in_order(page, address, page_names):
    faults = {}
    for name in page_names:
        page.goto(address + name)
        outline = page.evaluate(OUTLINE)
        levels, navigations = outline["levels"], outline["navigations"]
        skips = any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False))
        unnamed = not all(navigations) or len(set(navigations)) < len(navigations)
        if skips or unnamed or not levels.count(1) == outline["mains"] == outline["titles"] == 1:
            faults[name] = outline
    assert faults == {}


@pytest.fixture
def large_text(browser_type, browser_type_launch_args):
    """A page of a browser whose reader has set text to twice the usual size."""
    flags = [*browser_type_launch_args["args"], "--blink-settings=defaultFontSize=32"]
    with browser_type.launch(**browser_type_launch_args | {"args": flags}) as browser:
        yield browser.new_page(viewport={"width": 1280, "height": 800})


def test_text_of_twice_the_size_is_neither_cut_nor_wider_than_the_screen(large_text, address, page_names):
    faults = {}
    for name in page_names:
        large_text.goto(address + name)
        assert large_text.evaluate("parseFloat(getComputedStyle(document.documentElement).fontSize)") >= 32
        width, cut = large_text.evaluate("document.documentElement.scrollWidth"), large_text.evaluate(CUT)
        if width > 1280 or cut:
            faults[name] = width, cut
    assert faults == {}


def test_nothing_moves_for_whoever_wants_it_still(page, address, page_names):
    page.emulate_media(reduced_motion="reduce")
    moving = {}
    for name in page_names:
        page.goto(address + name)
        if found := page.evaluate(MOVING):
            moving[name] = found
    assert moving == {}
