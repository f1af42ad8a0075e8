"""What a reader of the package sees in JupyterLab: names that completion offers, and help in words."""

import inspect
import pydoc

import pytest

from reading import measures, show, tables


def test_completion_offers_the_names_of_each_package():
    assert dir(show) == ["agrees", "show", "versions"]
    assert {"keyness", "intervals", "agreement"} <= set(dir(measures))
    assert all(inspect.ismodule(getattr(measures, name)) for name in dir(measures))
    with pytest.raises(AttributeError, match="there is agreement, arrays"):
        measures.keynes  # noqa: B018


@pytest.mark.parametrize("name", ["terms", "themes_by_section", "document", "words", "stop_words"])
def test_help_reads_as_words_and_a_book_is_not_needed(name):
    table = getattr(tables, name)
    text = pydoc.render_doc(table)
    assert "{" not in text.partition(">>>")[0]
    assert "the term the" not in text
    assert all(each.default is not each.empty for each in inspect.signature(table).parameters.values())


def test_help_on_a_column_names_its_key():
    assert "share of the sentences that carry the theme" in " ".join(tables.themes.__doc__.split())
