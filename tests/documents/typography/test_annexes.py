"""Annexes stand beside the main text, and above what belongs to them."""

from reading.documents.typography.annexes import set_annex_levels
from reading.documents.typography.heading_levels import Block


def rank(*headings, centred=(), above_tables=()):
    """The levels of headings, each with its level; after those marked with a stop, text follows."""
    blocks, places = [], []
    for text, level in headings:
        places.append(len(blocks))
        blocks.append(Block([text.rstrip(".")], level))
        blocks += [Block(["They wait."])] if text.endswith(".") else []
    found = set_annex_levels(
        blocks,
        centred={places[place] for place in centred},
        above_tables={places[place] for place in above_tables},
    )
    return [found[place].level for place in places]


LAW = [("1 Ports.", 3), ("2 Ships.", 3)]
FIRST = [("Schedule 1: Old laws", 4), ("Lights Act", 6), ("Part 1A: Lamps", 1), ("7A Oil.", 3)]


def test_a_style_below_that_of_its_parts_does_not_put_a_schedule_below_the_main_text():
    assert rank(*LAW, *FIRST) == [3, 3, 3, 4, 5, 6]
    # A schedule without such parts has the style of the others.
    assert rank(*LAW, *FIRST, ("Schedule 2: Maps.", 4), ("Maps Act.", 6)) == [3, 3, 3, 4, 5, 6, 3, 4]


def test_an_annex_within_the_main_text_stays_where_its_style_puts_it():
    within = [*LAW, ("Annex A: Lamps.", 4), ("3 Docks.", 3)]
    assert rank(*within) == [3, 3, 4, 3]
    unnumbered = [("Ports.", 1), ("Ships.", 1), ("Annex A: Lamps.", 2), ("Docks.", 1)]
    assert rank(*unnumbered) == [1, 1, 2, 1]
    assert rank(*LAW, ("Annex A: Lamps.", 4), ("A.1 Oil.", 5)) == [3, 3, 4, 5]


BOLD = [("Ports.", 1), ("Ships.", 1)]


def test_headings_right_below_the_name_of_an_exhibit_are_its_parts():
    parts = [("Exhibit A: Laws", 1), ("Law of Oslo.", 1), ("Law of Bergen.", 1)]
    assert rank(*BOLD, *parts, ("Exhibit B: Maps.", 1)) == [1, 1, 1, 2, 2, 1]


def test_headings_below_the_text_or_the_table_or_the_label_of_an_exhibit_are_none_of_its_parts():
    after = ("Law of Oslo.", 1)
    for name in ("Exhibit A: Laws.", "Exhibit A"):
        assert rank(*BOLD, (name, 1), after) == [1, 1, 1, 1]
    assert rank(*BOLD, ("Exhibit A: Laws", 1), after, above_tables=[2]) == [1, 1, 1, 1]


def test_what_is_set_in_the_middle_like_an_exhibit_is_none_of_its_parts():
    headings = [*BOLD, ("Exhibit A: Laws", 1), ("Oslo.", 1), ("A Last Word.", 1)]
    assert rank(*headings, centred=[2, 4]) == [1, 1, 1, 2, 1]
    assert rank(*headings, centred=[4]) == [1, 1, 1, 2, 2]


SERIES = [("Schedule 1: Laws.", 3), ("Schedule 2: Maps.", 3), ("Law of Oslo.", 3), ("Schedule 3: Lamps.", 3)]


def test_in_a_series_of_schedules_headings_between_two_are_parts_of_the_first():
    numbered = [*LAW, ("3 Docks.", 3)]
    assert rank(*numbered, *SERIES) == [3, 3, 3, 3, 3, 4, 3]
    # The main text goes on, or what follows stands below the last one.
    assert rank(*numbered, *SERIES[:3], ("4 Quays.", 3), SERIES[3]) == [3] * 8
    assert rank(*numbered, *SERIES, ("About the author.", 3)) == [3, 3, 3, 3, 3, 4, 3, 3]


def test_annexes_of_another_kind_between_two_of_a_series_are_parts():
    within = [*SERIES[:1], ("Annex A.", 3), ("Annex B.", 3), *SERIES[1:]]
    assert rank(*LAW, *within) == [3, 3, 3, 4, 4, 3, 4, 3]
    assert rank(*LAW, ("Schedule 1: Laws.", 3), ("Annex A.", 3), ("Annex B.", 3)) == [3] * 5


def test_annexes_in_another_type_stand_beside_the_numbered_main_text():
    opening, numbered = ("Preface.", 1), [*LAW, ("3 Docks.", 3)]
    for level in (1, 4):
        annexes = [(f"Annex {letter}.", level) for letter in "ABC"]
        assert rank(opening, *numbered, *annexes)[-3:] == [3, 3, 3]
    # Parts of the level of the annexes stand before them, or the last part holds them.
    assert rank(*[("Part I.", 1), ("Part II.", 1)], *numbered, ("Annex A.", 1))[-1] == 1
    held = [*numbered, ("4 Annexes.", 3), *((f"Annex {letter}.", 4) for letter in "ABC")]
    assert rank(*held)[-3:] == [4, 4, 4]


def test_annexes_in_larger_type_than_all_of_the_main_text_stand_beside_it():
    main = [("Ports.", 2), ("Ships.", 2), ("Docks.", 2)]
    annexes = [("Exhibit A.", 1), ("Exhibit B.", 1)]
    assert rank(*main, *annexes) == [2, 2, 2, 2, 2]
    assert rank(*main[:1], *annexes) == [2, 1, 1]
