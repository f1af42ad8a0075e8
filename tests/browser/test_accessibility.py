"""Every page for readers with assistive technology, enlarged text or a wish for no movement."""

from tests.browser.visits import NARROW, WIDE


def test_axe_finds_no_fault_on_any_page(visits):
    faults = {
        f"{name}, {width}, {mode}": violations
        for width, records in ((WIDE, visits.wide), (NARROW, visits.narrow))
        for name, record in records.items()
        for mode, violations in (record["axe"] if width == WIDE else {"light": record["axe"]}).items()
        if violations
    }
    assert faults == {}


def test_headings_and_landmarks_are_in_order(visits):
    faults = {}
    for name, record in visits.wide.items():
        outline = record["outline"]
        levels, navigations = outline["levels"], outline["navigations"]
        skips = any(below > above + 1 for above, below in zip([0, *levels], levels, strict=False))
        unnamed = not all(navigations) or len(set(navigations)) < len(navigations)
        if skips or unnamed or not levels.count(1) == outline["mains"] == outline["titles"] == 1:
            faults[name] = outline
    assert faults == {}


def test_text_of_twice_the_size_is_neither_cut_nor_wider_than_the_screen(visits):
    faults = {}
    for name, record in visits.wide.items():
        large = record["large text"]
        assert large["size"] >= 32, name
        if large["width"] > WIDE or large["cut"]:
            faults[name] = large
    assert faults == {}


def test_no_page_is_wider_than_a_narrow_screen_with_text_of_any_size(visits):
    too_wide = {
        f"{name}, {width} pixels, text of {size}": found
        for name, record in visits.narrow.items()
        for (width, size), found in record["widths"].items()
        if found > width
    }
    assert too_wide == {}


def test_nothing_moves_for_readers_who_prefer_reduced_motion(visits):
    moving = {name: record["moving"] for name, record in visits.wide.items()}
    assert moving == {name: [] for name in moving}
