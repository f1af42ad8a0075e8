"""Defines the words of the search index.

They have no underscores around them. `_static/search.js` takes them from the words of readers, too. In a
script, a word such as `__proto__` would be no entry of the index, but change the index itself.
"""

from __future__ import annotations

from sphinx.application import Sphinx
from sphinx.search import languages
from sphinx.search.en import SearchEnglish


class SearchWords(SearchEnglish):
    """Splits English text into words."""

    def split(self, input: str) -> list[str]:  # noqa: A002 - the name of the parameter in Sphinx
        """The words of a text, without underscores around them."""
        return [word.strip("_") or word for word in super().split(input)]


def setup(app: Sphinx) -> None:
    """Use these words for the language of the book."""
    languages[app.config.language] = SearchWords
