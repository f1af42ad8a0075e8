"""Holds what was coded by a rule: what passes agree on, and what was decided where they differ.

What is coded is an *item*: a paragraph, a sentence, and what a coder says something about there, such as a
theme or a modal verb. Where that is the sentence itself, nothing follows.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from itertools import chain
from pathlib import Path
from typing import Any, ClassVar, Self

import pandas as pd
from pydantic import create_model

from reading.data.passes import Check, Coder, read_passes
from reading.files.errors import ReadingError, find_repeated, raise_any
from reading.files.models import NonEmptyStr, StrictModel, validate_tree
from reading.files.read import read_yaml
from reading.files.yaml import line_of

Item = tuple[Any, ...]


class Decision(StrictModel):
    """What holds for an item on which the passes differ, and why.

    The fields of a model below are the rest of the item, and last the value that holds.
    """

    paragraph: str
    sentence: int
    reason: NonEmptyStr

    @property
    def item(self) -> Item:
        """The item that the decision is about."""
        return tuple(self.model_dump(exclude={"reason"}).values())[:-1]

    @property
    def value(self) -> Any:
        """What holds for it."""
        return list(self.model_dump(exclude={"reason"}).values())[-1]


@dataclass(frozen=True, eq=False, kw_only=True)
class CodedItems:
    """What was coded by a rule.

    A value holds for an item if more than half of the leading passes give it. A decision counts instead of
    the passes. One is needed where no value has more than half.

    passes: by coder (`a` of `pass-a.csv`), a frame of what is coded
    coders: who made each pass, by the same ids
    decisions: what holds where the leading passes differ
    """

    item_columns: ClassVar[Sequence[str]]
    """The columns that identify an item."""
    takes_older: ClassVar[bool] = False
    """Whether a pass by an older version of the rule counts."""
    prefix: ClassVar[str]
    """What the names of passes begin with: `voices-`."""
    decisions_file: ClassVar[str] = ""
    """The file of decisions. Empty where none are taken."""
    row: ClassVar[type[StrictModel]]
    decision: ClassVar[type[Decision]]
    features: ClassVar[Sequence[str]] = ()
    """The columns of a pass that are coded each for itself. Their name is then the last part of an item."""

    passes: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    coders: Mapping[str, Coder] = field(default_factory=dict)
    decisions: Sequence[Any] = ()

    def choose_leading(self, names: Iterable[str]) -> list[str]:
        """Of some passes those that a book goes by: the models' where a model coded, else the people's.

        So a pass that a person adds is compared with the numbers of the book, and moves none of them.
        """
        names = list(names)
        return [name for name in names if self.coders[name].kind == "model"] or names

    def list_values(self, rows: pd.DataFrame) -> dict[Item, Any]:
        """The value of each item in a pass, which is its last column but for `features`."""
        if self.features:
            rows = rows.melt(list(self.item_columns[:-1]), list(self.features), self.item_columns[-1])
        return {tuple(item): value for *item, value in rows.itertuples(index=False, name=None)}

    @cached_property
    def given(self) -> dict[Item, list[Any]]:
        """What the leading passes say of each item that one of them codes, in the document's order."""
        passes = [self.list_values(self.passes[name]) for name in self.choose_leading(self.passes)]
        items = dict.fromkeys(chain.from_iterable(passes))
        return {item: [values.get(item) for values in passes] for item in items}

    @cached_property
    def outcome(self) -> dict[Item, Any]:
        """What holds for each item. None for a tie without a decision."""
        decided = {decision.item: decision.value for decision in self.decisions}
        return {item: decided.get(item, _find_majority(values)) for item, values in self.given.items()}

    @cached_property
    def consensus(self) -> pd.DataFrame:
        """The columns of an item, and the value that holds, named as in a decision: what the book goes by."""
        rows = [(*item, value) for item, value in self.outcome.items()]
        return pd.DataFrame(rows, columns=[*self.item_columns, list(self.decision.model_fields)[-1]])

    @property
    def differences(self) -> list[Item]:
        """The items on which the leading passes differ."""
        return [item for item, values in self.given.items() if len(set(values)) > 1]

    @property
    def undecided(self) -> list[Item]:
        """The ties without a decision."""
        return [item for item, value in self.outcome.items() if value is None]

    @property
    def codes(self) -> pd.DataFrame:
        """coder, the columns of an item, code: a row for each leading pass and each item of `given`."""
        rows = [
            (coder, *item, values[number])
            for number, coder in enumerate(self.choose_leading(self.passes))
            for item, values in self.given.items()
        ]
        return pd.DataFrame(rows, columns=["coder", *self.item_columns, "code"])

    @classmethod
    def read(cls, folder: Path, version: int, check: Check, *, may_wait: bool = False, **parts: Any) -> Self:
        """Read the passes of a folder, and the decisions of a file there, which may be missing.

        version, check: see `read_passes`
        may_wait: whether a tie needs no decision
        parts: the fields of the class that no pass has

        Raises `ReadingErrors` with the mistakes of all passes, or else those of the decisions: where the
        passes do not need one, or need one that is missing.
        """
        older = cls.takes_older
        passes, coders = read_passes(folder, cls.prefix, cls.row, version, check, takes_older=older)
        coded = cls(passes=passes, coders=coders, **parts)
        path = folder / cls.decisions_file
        tree = read_yaml(path) if path.is_file() else {"decisions": []}
        model: Any = cls.decision
        file: Any = create_model("File", __base__=StrictModel, decisions=(tuple[model, ...], ...))
        coded = replace(coded, decisions=validate_tree(path, tree, file).decisions)
        raise_any(list(_check_decisions(path, tree, coded, may_wait)))
        return coded


def _find_majority(values: Sequence[Any]) -> Any:
    [(value, count)] = Counter(values).most_common(1)
    return value if 2 * count > len(values) else None


def _check_decisions(path: Path, tree: Any, coded: CodedItems, may_wait: bool) -> Iterator[ReadingError]:
    lines = [line_of(tree, ("decisions", number)) for number in range(len(coded.decisions))]
    decided = [(decision.item, line) for decision, line in zip(coded.decisions, lines, strict=True)]
    listed = ", ".join(map(name_item, coded.differences)) or "none: is a pass missing?"
    for item, line in decided:
        if item not in coded.differences:
            problem = f"the passes do not disagree on {name_item(item)}"
            yield ReadingError(path, line, problem, f"they disagree on {listed}")
    for item, line, first in find_repeated(decided):
        yield ReadingError(path, line, f"{name_item(item)} is decided twice", f"first in line {first}")
    for item in [] if may_wait else coded.undecided:
        problem = f"the passes disagree on {name_item(item)}, and there is no decision"
        yield ReadingError(path, 0, problem, "add a decision with a reason")


def name_item(item: Item) -> str:
    """An item for a message, such as `trade/ports#3 (economy)`."""
    paragraph, sentence, *rest = item
    return f"{paragraph}#{sentence}" + (f" ({', '.join(map(str, rest))})" if rest else "")
