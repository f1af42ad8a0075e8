"""Counts what is left out of a text in Markdown or reStructuredText, and says it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from reading.documents.markup.directives_and_roles import name_kind
from reading.formatting import pluralize

CONTENTS_LINE = "line of a contents list"


@dataclass
class LeftOut:
    """How often each kind of thing was left out, its words if it may hold sentences, and names of directives.

    >>> left_out = LeftOut()
    >>> left_out.add("table", words=2)
    >>> left_out.add_directive("automodule")
    >>> left_out.describe()
    ['1 table: 2 words', '1 directive (automodule)']
    """

    counts: Counter[str] = field(default_factory=Counter)
    _words: Counter[str] = field(default_factory=Counter)
    _directives: dict[str, None] = field(default_factory=dict)

    def add(self, kind: str, *, words: int = 0, times: int = 1) -> None:
        """Count a thing, and its words."""
        self.counts[kind] += times
        self._words[kind] += words

    def add_directive(self, name: str) -> None:
        """Count a directive as the kind of thing that it holds."""
        kind = name_kind(name)
        self.add(kind)
        if kind == "directive":
            self._directives[name] = None

    def describe(self, order: Sequence[str] = ()) -> list[str]:
        """A line about each kind, in an order of kinds or in the order in which they were added."""
        counted = [kind for kind, count in self.counts.items() if count]
        kinds = sorted(counted, key=order.index) if order else counted
        return [self._describe_kind(kind) for kind in kinds]

    def _describe_kind(self, kind: str) -> str:
        count, words = self.counts[kind], self._words[kind]
        if kind == CONTENTS_LINE:
            return f"a contents list ({pluralize(count, 'line')})"
        names = f" ({', '.join(self._directives)})" if kind == "directive" else ""
        return f"{pluralize(count, kind)}{names}" + (f": {pluralize(words, 'word')}" if words else "")
