"""The charts of a paragraph count its themes, actors and words, and those of the rest without it."""

import pytest

from reading.show.paragraphs import HERE, REST_OF_IT, paragraph_profile
from tests import independent

PARAGRAPH = "sino-russian-cooperation/new-areas"


def rows_with(spec, column):
    """The rows of the bars that have a column."""
    return next(rows for rows in spec["datasets"].values() if rows and column in rows[0])


@pytest.mark.parametrize("kind", ["theme", "actor"])
def test_a_profile_counts_the_sentences_here_and_those_of_the_rest_without_the_paragraph(book, kind):
    found = (independent.table(getattr(independent, f"{kind}s")()) > 0).reset_index()
    is_here = found["paragraph"] == PARAGRAPH
    names, expected = getattr(independent, f"{kind}_labels")(), {}
    for where, part in ((HERE, found[is_here]), (REST_OF_IT, found[~is_here])):
        for name in names.keys() & set(found):
            expected[names[name], where] = (int(part[name].sum()), len(part))
    shown = rows_with(paragraph_profile(book, PARAGRAPH, "Profile").spec, kind)
    counted = {(row[kind], row["where"]): (row["sentences"], row["of"]) for row in shown}
    here = {name for (name, where), (count, _) in expected.items() if where == HERE and count}
    assert counted == {key: value for key, value in expected.items() if key[0] in here}
    assert [row["percent"] for row in shown] == [100 * row["sentences"] / row["of"] for row in shown]
    assert [row["text"] for row in shown] == [f"{row['sentences']} of {row['of']}" for row in shown]
