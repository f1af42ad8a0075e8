"""What a reader of the package sees in JupyterLab: names that completion offers, and help in words.

`python -m tests.show.test_help` writes the names of tables for editors.
"""

import inspect
import pydoc
from pathlib import Path

import pytest

from reading import measures, show, tables

STUB = Path(tables.__file__).with_suffix(".pyi")

HEAD = '''"""The names of `reading.tables` for editors; `python -m tests.show.test_help` writes them."""

from collections.abc import Callable
from typing import Any
'''

TAIL = """
PUBLISHED: dict[str, Table]
ROWS: dict[str, Callable[..., Any]]
"""


def test_completion_offers_the_names_of_each_package():
    assert dir(show) == ["agrees", "choose", "show", "use_theme"]
    assert {"deals", "validation", "agreement"} <= set(dir(measures))
    assert all(inspect.ismodule(getattr(measures, name)) for name in dir(measures))
    with pytest.raises(AttributeError, match="there is agreement, arrays"):
        measures.keynes  # noqa: B018
    with pytest.raises(AttributeError, match="did you mean 'sentences'"):
        tables.sentence  # noqa: B018


@pytest.mark.parametrize(
    ("call", "message"),
    [
        (lambda: show.choose("Moscow", {"moscow": 5}), "no 'Moscow' .did you mean 'moscow'"),
        (lambda: show.choose(["japan", "chna"], ["china", "japan"]), "no 'chna' .did you mean 'china'"),
        (lambda: show.choose(50, range(1, 41)), "no 50 .expected 1 to 40"),
    ],
)
def test_a_wrong_argument_is_refused_with_the_right_ones(call, message):
    with pytest.raises(ValueError, match=f"there is {message}"):
        call()


@pytest.mark.parametrize("name", ["terms", "themes_by_section", "document", "words", "stop_words"])
def test_help_reads_as_words_and_a_book_is_not_needed(name):
    table = getattr(tables, name)
    text = pydoc.render_doc(table)
    assert "{" not in text.partition(">>>")[0]
    assert "the term the" not in text
    assert all(each.default is not each.empty for each in inspect.signature(table).parameters.values())


def test_help_on_a_column_names_its_key():
    assert "share of the sentences that carry the theme" in " ".join(tables.themes.__doc__.split())


def describe_names():
    """The stub from which editors and mypy know the names of `reading.tables`."""
    found = {name: getattr(tables, name) for name in dir(tables)}
    imported = [
        f"from {each.__module__} import {name} as {name}" for name, each in found.items() if callable(each)
    ]
    return "\n".join([HEAD, *sorted([*imported, "from reading.tables.table import Table"]), TAIL])


def test_editors_know_the_same_names_of_tables_as_completion_offers():
    assert STUB.read_text(encoding="utf-8") == describe_names(), "run python -m tests.show.test_help"


if __name__ == "__main__":
    STUB.write_text(describe_names(), encoding="utf-8")
