"""Samples are checked against the references and against each other."""

import pytest

from reading.checks.run import check
from reading.data import samples


@pytest.fixture
def folder(small_root):
    return small_root / samples.FOLDER


def messages(root):
    return [str(error).removeprefix(f"{root}/") for error in check(root)]


def rename_text(folder, old, new):
    """Give a text another name, in the sentences and in the passes of a sample."""
    for path in folder.glob("*.csv"):
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


def test_a_held_out_text_that_a_lexicon_was_made_from_is_named(small_root, folder):
    rename_text(folder / "made", "mayor_2021", "mayor_2022")
    assert messages(small_root) == [
        "data/coding/samples/judged/sentences.csv:3: 'mayor_2022' is held out, but 'made' is for development "
        "and has it, too (draw sentences of other texts) [sample]"
    ]
