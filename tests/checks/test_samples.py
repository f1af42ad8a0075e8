"""Samples are checked against the references and against each other."""

from reading.checks.run import check
from reading.data import samples


def test_a_held_out_text_that_a_lexicon_was_made_from_is_named(small_root):
    for path in (small_root / samples.FOLDER / "made").glob("*.csv"):
        path.write_text(path.read_text().replace("mayor_2021", "mayor_2022"))
    (error,) = check(small_root)
    assert (error.path.parent.name, error.line) == ("judged", 3)
    assert error.problem.startswith("'mayor_2022' is held out, but 'made' is for development")
