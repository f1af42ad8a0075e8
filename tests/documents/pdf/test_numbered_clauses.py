"""The names of numbered clauses open their paragraphs."""

import time

import pytest

from reading.documents.pdf.numbered_clauses import separate_clauses
from reading.files.pdf import PageLine

CLAUSES = [
    "1. Old Ports. They wait for the ships.",
    "They wait long.",
    "2. Ships.",
    "2.1 Loads. They carry salt.",
    "2.2 Sails of the North. They carry them.",
    "2.3 Masts: They have two.",
    "3. Iron Docks. They rust.",
]


def find(texts, **styles):
    lines = [
        PageLine(text, 50.0 + styles.get("indents", {}).get(text, 0), 700.0 - 20 * row, 10.0, False)
        for row, text in enumerate(texts)
    ]
    lines = [
        line._replace(lead=lead) if (lead := styles.get("leads", {}).get(line.text)) else line
        for line in lines
    ]
    found = separate_clauses([lines[:3], lines[3:]])
    return [(line.text, found.depths.get(line, 0)) for page in found.pages for line in page]


def test_clauses_and_those_below_them_are_set_on_lines_of_their_own():
    assert find(CLAUSES) == [
        ("1. Old Ports.", 1),
        ("They wait for the ships.", 0),
        ("They wait long.", 0),
        ("2. Ships.", 1),
        ("2.1 Loads.", 2),
        ("They carry salt.", 0),
        ("2.2 Sails of the North.", 2),
        ("They carry them.", 0),
        ("2.3 Masts:", 2),
        ("They have two.", 0),
        ("3. Iron Docks.", 1),
        ("They rust.", 0),
    ]


def test_a_series_in_the_middle_of_lines_is_one_of_any_lengths():
    texts = ["1. Old Ports", "1.1 Salt. They wait.", "1.2 Ice. They load.", "1.3 Tar. They rust."]
    texts += ["2. Ships", "They sail.", "3. Iron Docks of the North", "They rust."]
    middle = {text: 100 - 2.5 * len(text) for text in texts if text[1] == "." and text[2] == " "}
    outer = [(text, depth) for text, depth in find(texts, indents=middle) if depth == 1]
    assert outer == [("1. Old Ports", 1), ("2. Ships", 1), ("3. Iron Docks of the North", 1)]
    other = {"1. Old Ports": 0, "2. Ships": 40, "3. Iron Docks of the North": 90}
    assert not any(depth for _, depth in find(texts, indents=other))


def test_a_short_line_in_bold_is_a_name_with_its_colon():
    lines = [
        PageLine(text, 50, 700, 10, True) for text in ("1. Ann: A Wait.", "2. Ben: A Load.", "3. Carl: Rust.")
    ]
    assert [line.text for line in separate_clauses([lines]).pages[0]] == [line.text for line in lines]


def test_bold_type_tells_where_a_name_ends():
    texts = ["1. Ships waiting. They wait.", "2. Ships loading. Salt.", "3. Ships rusting. Iron."]
    assert [depth for _, depth in find(texts)] == [0, 0, 0]
    leads = {text: text.split(". ")[0] + ". " + text.split(". ")[1] for text in texts}
    assert [text for text, depth in find(texts, leads=leads) if depth] == [
        f"{lead}." for lead in leads.values()
    ]


@pytest.mark.parametrize(
    "texts",
    [
        # Numbered sentences, too few clauses, a gap at the start, and most without a name.
        ["1. They wait for ships.", "2. They load the ships.", "3. They rust in the docks."],
        ["1. Old Ports. They wait.", "2. Ships. They load."],
        ["2. Ships. They load.", "3. Iron Docks. They rust.", "4. Sails. They tear."],
        [CLAUSES[0], "2. Ships. They load.", "3. they rust here", "4. and wait there"],
        # A list in a long text.
        [*CLAUSES[:1], "2. Ships. They load.", "3. Iron Docks. They rust.", *["They wait long."] * 9],
    ],
)
def test_numbers_of_lists_and_sentences_are_no_clauses(texts):
    assert find(texts) == [(text, 0) for text in texts]


def test_numbers_further_to_the_right_belong_to_other_lists():
    assert find(CLAUSES, indents={CLAUSES[-1]: 30}) == [(text, 0) for text in CLAUSES]


def test_a_clause_without_a_name_stays_text_where_most_have_one():
    texts = [
        CLAUSES[0],
        "2. Ships. They load.",
        "3. they rust.",
        "4. Sails. They tear.",
        "5. Masts. They fall.",
    ]
    assert ("3. they rust.", 0) in find(texts)
    assert sum(depth for _, depth in find(texts)) == 4


def test_a_short_series_in_bold_is_one_and_goes_on_where_another_begins():
    texts = ["1) Salt. It comes late.", "2) Iron.", "3) Wood. It comes.", *["They wait long."] * 20]
    leads = {text: text.split(".")[0] for text in texts[:3]}
    assert find(texts) == [(text, 0) for text in texts]
    assert [text for text, depth in find(texts, leads=leads) if depth] == ["1) Salt.", "2) Iron.", "3) Wood."]
    assert sum(depth for _, depth in find([*texts, *texts], leads=leads)) == 6


def test_thousands_of_short_lists_are_read_in_seconds():
    texts = ["1. they wait", "2. ships", "3. salt", "4. iron", "5. wood"] * 3000
    begun = time.process_time()
    assert find(texts) == [(text, 0) for text in texts]
    assert time.process_time() - begun < 3
