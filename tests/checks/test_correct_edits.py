"""Edits that are right raise no alarm, however much they look like the mistakes beside them."""

from pathlib import Path

from reading.checks.run import check
from reading.files.read import read_yaml
from tests.mistakes import catalogue

EDITS = Path(__file__).with_name("correct_edits.yml")


def test_correct_edits_raise_no_alarm(small_root):
    edits = read_yaml(EDITS)
    assert len(edits) > 20
    for entry in edits:
        catalogue.make(entry, small_root)
    assert [str(error) for error in check(small_root)] == []
