"""The ledger of checks: its file, and the hashes of what people saw. All names are made up."""

import datetime

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from reading.data import review
from reading.data.review import Target
from reading.files.errors import ReadingErrors
from reading.files.yaml import parse_yaml

SEEN = review.hash_retelling(["A quay is built."])

ENTRY = {"who": "Ada Made-Up", "what": "a/b#3", "when": "2026-01-05", "verdict": "right", "seen": SEEN}


def write(root, *entries):
    (root / "data").mkdir(exist_ok=True)
    (root / review.PATH).write_text(yaml.safe_dump({"checks": list(entries)}), encoding="utf-8")
    return review.read(root)


def test_a_book_has_no_checks_without_the_file_or_an_entry(tmp_path):
    assert review.read(tmp_path) == ()
    (tmp_path / "data").mkdir()
    (tmp_path / review.PATH).write_text("# How to add a check\nchecks:\n")
    assert review.read(tmp_path) == ()


def test_lines_that_a_check_is_signed_with_can_be_pasted_at_the_end(tmp_path):
    (tmp_path / "data").mkdir()
    lines = review.format_check("a/b#3", SEEN, when="2026-01-05", who='Ada "A": #1', verdict="wrong")
    (tmp_path / review.PATH).write_text(f"checks:\n{lines}{lines.replace('wrong', 'right')}")
    first, second = review.read(tmp_path)
    assert (first.who, first.verdict, second.verdict) == ('Ada "A": #1', "wrong", "right")


@pytest.mark.parametrize("orcid", ["0000-0002-1825-0097", "https://orcid.org/0000-0002-1694-233X"])
def test_orcid_with_the_right_check_digit_is_read(tmp_path, orcid):
    assert write(tmp_path, ENTRY | {"orcid": orcid})[0].orcid == orcid.removeprefix("https://orcid.org/")


@pytest.mark.parametrize(
    ("key", "value", "hint"),
    [
        ("orcid", "0000-0002-1825-0098", "last digit"),
        ("orcid", "0000-0002-1694-2330", "last digit"),
        ("orcid", "0000 0002 1825 0097", "four groups"),
        ("orcid", "javascript:alert(1)", "four groups"),
        ("when", (datetime.date.today() + datetime.timedelta(2)).isoformat(), "future"),
        ("when", "2026-02-30", "no such date"),
        ("verdict", "good", "expected one of right, wrong, unsure"),
        ("who", " ", "must not be empty"),
        ("who", "Ada\u202e", "not visible"),
        ("who", "A" * 81, "at most 80"),
        ("comment", "A" * 601, "at most 600"),
        ("seen", 1234567890, "in quotes"),
        ("seen", SEEN[:9], "fits nothing"),
        ("seen", SEEN.upper(), "fits nothing"),
    ],
)
def test_value_that_is_not_valid_is_refused(tmp_path, key, value, hint):
    with pytest.raises(ReadingErrors) as raised:
        write(tmp_path, ENTRY | {key: value})
    [error] = raised.value.exceptions
    assert hint in error.hint


def test_unsigned_check_is_refused(tmp_path):
    with pytest.raises(ReadingErrors) as raised:
        write(tmp_path, {key: value for key, value in ENTRY.items() if key != "who"})
    assert "who' is missing" in raised.value.exceptions[0].problem


def test_hashes_are_those_of_earlier_versions():
    # Another value here would let all checks of all books lapse.
    assert review.hash_retelling(["One.", "Two."]) == "d9613c9f87"
    assert review.hash_chapter({2: ["Two."], 1: ["One."]}) == "a8e1c00ddd"
    assert review.hash_figure("document.tokens", "847") == "e10d7a32fb"
    assert review.hash_table({"columns": ["term", "rate"], "rows": [["a", 1 / 3]]}) == "5eb74958c3"


@given(st.lists(st.text(), min_size=1), st.integers(0, 9), st.sampled_from("0123456789abcdef"))
def test_hash_with_a_wrong_digit_is_nearly_always_told_from_a_hash(texts, place, digit):
    right = review.hash_retelling(texts)
    assert review.is_hash(right)
    slip = right[:place] + digit + right[place + 1 :]
    # One in 256 slips in the first eight digits cannot be told from a hash.
    assert slip == right or not review.is_hash(slip) or place < 8


def test_last_digits_of_a_number_do_not_matter():
    tables = [{"columns": ["x"], "rows": [[value]]} for value in (0.1 + 0.2, 0.3, 0.30001)]
    first, second, third = map(review.hash_table, tables)
    assert first == second != third


@pytest.mark.parametrize(
    ("what", "target"),
    [
        ("a/b#3", Target("a/b", 3)),
        ("a/b", Target("a/b")),
        ("a/b#paragraph_terms", Target("a/b", chart="paragraph_terms")),
        ("a/b#0", Target("a/b", chart="0")),
        ("top_terms", Target(chart="top_terms")),
        ("term.9/11.count", Target(figure="term.9/11.count")),
        ("document.tokens", Target(figure="document.tokens")),
    ],
)
def test_target_is_split_into_its_parts(what, target):
    assert review.parse_target(what) == target


@given(st.text(min_size=1), st.text())
def test_any_text_is_quoted(tmp_path_factory, who, what):
    lines = review.format_check(what, SEEN, when="2026-01-05", who=who)
    try:
        [entry] = parse_yaml(None, f"checks:\n{lines}")["checks"]
    except ReadingErrors:
        # Some control characters may not stand in YAML.
        return
    assert (entry["who"], entry["what"]) == (who, what)
