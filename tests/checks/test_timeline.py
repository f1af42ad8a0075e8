"""The dates of the timeline agree with the chapters that cite the same sources."""

import pytest

from reading.checks.timeline import find_citing, is_dated
from reading.files.markdown import parse_page

CHAPTER = """# Title

From 1 to 3 March 2020 they met, and in April 2021 again {cite:p}`a, b`. The quay is of 2019 {cite:p}`c`.

In 2022 they built it {cite:p}`d`.
"""


@pytest.mark.parametrize(
    ("source", "date", "expected"),
    [
        ("a", "2020-03-01", True),
        ("a", "2020-03-02", True),
        ("b", "2020-03", True),
        ("b", "2021-04", True),
        ("c", "2019", True),
        ("c", "2019-11-07", True),
        ("d", "2022-05", True),
        ("b", "2021-05", False),
        ("c", "2018", False),
        ("d", "2021-04", False),
        ("e", "2020", False),
    ],
)
def test_a_paragraph_that_cites_the_source_has_the_date(source, date, expected):
    citing = find_citing(parse_page(CHAPTER), source)
    assert any(is_dated(block, date) for block in citing) is expected
