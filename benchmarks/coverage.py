"""Simulates how often the intervals of the book contain the true value.

Run it from the book's folder:  python benchmarks/coverage.py

For each kind of interval and each true value of the book's range, samples of the size of the document are
drawn at random: of its 42 sentences, or of 20 and 22 as in its sections, with their real numbers of tokens.
The table has the least and the mean coverage over the range, in per cent, among the samples that have an
interval, for the book's interval and for others.

- exchangeable: what is drawn (sentences; for the shares of five years, speakers) is independent. Words of a
  sentence, and texts of a speaker, attract each other as in the data, up to where it is strongest.
- clustered: sentences of a paragraph attract each other, too, with intraclass correlations found in the
  document, up to the highest. The intervals do not allow for this, and the table shows what that costs.

The exit status is 1 if the least coverage of an interval of the book is below `LEAST_COVERAGE` where it is
exchangeable.
"""

from __future__ import annotations

import sys
import time
import warnings
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt
import pandas as pd

from reading.analysis import actors, history, themes
from reading.data.book import Book
from reading.measures import intervals
from reading.measures.arrays import Floats
from reading.measures.incidence import SENTENCE, matrix
from reading.measures.inference import LEVEL, clopper_pearson

ROOT = Path(__file__).parents[1]

LEAST_COVERAGE = 93.0

SAMPLES = 10_000
"""The samples for each true value. Twice the standard error of a coverage of 95 % is then 0.4 %."""

RESAMPLED = 1_000
"""The samples for the bootstrap, and the resamples of each. Twice the standard error is then 1.4 %."""

Z = 1.959964

Ends = tuple[Floats, Floats]

RANDOM = np.random.default_rng(1)


class Setting(NamedTuple):
    """One line of the table.

    covered: for each method, the share of the intervals that contain the true value, by true value
    """

    kind: str
    sample: str
    setting: str
    covered: dict[str, list[float]]


def wilson(hits: Floats, of: Floats) -> Ends:
    """The score interval, for comparison."""
    spread = Z * np.sqrt(hits * (of - hits) / of + Z**2 / 4)
    return (hits + Z**2 / 2 - spread) / (of + Z**2), (hits + Z**2 / 2 + spread) / (of + Z**2)


def bootstrap(rows: Floats, measure: Callable[[Floats], Floats]) -> Ends:
    """The percentiles of a measure in resamples of rows. `rows` has the samples in its first dimension.

    Its last dimension holds what `measure` takes, in its first one, and sums over rows.
    """
    number = rows.shape[1]
    weights = RANDOM.multinomial(number, np.full(number, 1 / number), size=RESAMPLED).astype(float)
    ends = np.empty((2, len(rows)))
    with warnings.catch_warnings(), np.errstate(invalid="ignore", divide="ignore"):
        # A sample may have nothing to measure.
        warnings.simplefilter("ignore", RuntimeWarning)
        for place, sample in enumerate(rows):
            measured = measure(sample.T @ weights.T)
            ends[:, place] = np.nanquantile(measured, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return ends[0], ends[1]


def cover(ends: Ends, true: float, shown: npt.NDArray[np.bool_]) -> float:
    """The share of the intervals shown that contain the true value."""
    low, high = ends
    return float(((low <= true) & (true <= high))[shown].mean())


def draw_chances(mean: Floats | float, correlation: float, shape: tuple[int, ...]) -> Floats:
    """Random chances whose trials have this intraclass correlation, from the beta distribution."""
    means = np.broadcast_to(np.clip(mean, 1e-9, 1 - 1e-9), shape)
    if correlation <= 0:
        return np.array(means)
    scale = 1 / correlation - 1
    return np.clip(RANDOM.beta(means * scale, (1 - means) * scale), 1e-12, 1 - 1e-12)


def correlate(values: Floats, groups: npt.NDArray[Any]) -> float:
    """The intraclass correlation of values in groups, from the analysis of variance, at least 0."""
    frame = pd.DataFrame({"value": values, "group": groups})
    sizes, means = frame.groupby("group")["value"].size(), frame.groupby("group")["value"].transform("mean")
    number, all_groups = len(frame), len(sizes)
    between = ((means - values.mean()) ** 2).sum() / (all_groups - 1)
    within = ((values - means) ** 2).sum() / (number - all_groups)
    size = (number - (sizes**2).sum() / number) / (all_groups - 1)
    return max(float((between - within) / (between + (size - 1) * within)), 0.0)


def cover_rates(book: Book) -> Iterator[Setting]:
    """Rates per thousand tokens of terms and actors, from 3 expected occurrences up."""
    sentences = book.document.sentences
    tokens = sentences["tokens"].to_numpy(float)
    effects, correlations = [], []
    for rows in (book.document.incidence, actors.incidence(book)):
        counts, _ = matrix(rows, sentences, SENTENCE)
        counts = counts[:, counts.sum(axis=0) >= intervals.LEAST]
        effects += list(intervals.design_effect(counts, tokens[:, np.newaxis]))
        paragraph = sentences["paragraph"].to_numpy().repeat(sentences["tokens"])
        for column in counts.T[counts.sum(axis=0) >= 2 * intervals.LEAST]:
            marks = np.concatenate([np.arange(of) < held for of, held in zip(tokens, column, strict=True)])
            correlations.append(correlate(marks.astype(float), paragraph))
    # Tokens of a sentence of m tokens have the design effect 1 + (m - 1) * correlation.
    within = (max(effects) - 1) / ((tokens**2).sum() / tokens.sum() - 1)
    settings = [
        ("exchangeable, independent", 0.0, 0.0),
        (f"exchangeable, design effect {max(effects):.1f}", within, 0.0),
        # The median of the terms is 0.
        (f"clustered, correlation {max(correlations):.3f}", within, max(correlations)),
    ]
    for name, part in [("document", sentences), *sentences.groupby("section", sort=False)]:
        expected = [3, 4, 5, 6, 8, 10, 13, 16, 20, *([25, 32] if name == "document" else [])]
        for setting, inside, among in settings:
            covered: dict[str, list[float]] = {}
            for mean in expected:
                _cover_rate(part, mean, inside, among, covered)
            yield Setting("rate", f"{name}, {len(part)} sentences", setting, covered)


def _cover_rate(
    sentences: pd.DataFrame, mean: float, within: float, among: float, covered: dict[str, list[float]]
) -> None:
    tokens = sentences["tokens"].to_numpy()
    rate = mean / tokens.sum()
    places, names = pd.factorize(sentences["paragraph"])
    chances = draw_chances(rate, among, (SAMPLES, len(names)))[:, places]
    counts = RANDOM.binomial(tokens, draw_chances(chances, within, chances.shape)).astype(float)
    shown = counts.sum(axis=1) >= intervals.LEAST
    sizes = tokens[:, np.newaxis].astype(float)
    effect = intervals.design_effect(counts.T, sizes)
    hits, of = counts.sum(axis=1) / effect, tokens.sum() / effect
    few = counts[:RESAMPLED]
    both = np.stack([few, np.broadcast_to(tokens, few.shape)], axis=-1)
    for method, ends in (
        ("book", intervals.effective_interval(counts.T, sizes)),
        ("Wilson", wilson(hits, of)),
        ("bootstrap", bootstrap(both, lambda sums: sums[0] / sums[1])),
    ):
        covered.setdefault(method, []).append(cover(ends, rate, shown[: len(ends[0])]))


def cover_shares(book: Book) -> Iterator[Setting]:
    """Shares of sentences with a theme or an actor, from 3 sentences to all but one."""
    sentences = book.document.sentences
    correlations = []
    for rows in (themes.sentence_themes(book).rename(columns={"theme": "lemma"}), actors.incidence(book)):
        counts, _ = matrix(rows.assign(count=1), sentences, SENTENCE)
        frequent = counts.T[counts.sum(axis=0) >= intervals.LEAST]
        correlations += [correlate(column, sentences["paragraph"].to_numpy()) for column in frequent]
    for name, part in [("document", sentences), *sentences.groupby("section", sort=False)]:
        number = len(part)
        places, names = pd.factorize(part["paragraph"])
        for among in (0.0, float(np.median(correlations)), max(correlations)):
            covered: dict[str, list[float]] = {}
            for mean in range(intervals.LEAST, number):
                chances = draw_chances(mean / number, among, (SAMPLES, len(names)))[:, places]
                held = RANDOM.random(chances.shape) < chances
                hits = held.sum(axis=1).astype(float)
                shown = hits >= intervals.LEAST
                few = np.stack([held[:RESAMPLED], np.ones((RESAMPLED, number))], axis=-1)
                methods = {
                    "book": intervals.share_interval(hits, np.full(SAMPLES, number)),
                    "Wilson": wilson(hits, np.full(SAMPLES, number)),
                }
                # Percentiles take long, and a few true values show what they do.
                if mean % 3 == 0:
                    methods["bootstrap"] = bootstrap(few, lambda sums: sums[0] / sums[1])
                for method, ends in methods.items():
                    covered.setdefault(method, []).append(cover(ends, mean / number, shown[: len(ends[0])]))
            setting = f"clustered, correlation {among:.2f}" if among else "exchangeable"
            yield Setting("share of sentences", f"{name}, {number} sentences", setting, covered)


def cover_histories(book: Book) -> Iterator[Setting]:
    """Shares of the texts of some years, whose speakers speak each year."""
    reference = history.choose_reference(book)
    if reference is None:
        return
    window = history.count_window(reference)
    years = sorted(reference.texts["year"].unique())
    spoken = reference.texts[reference.texts["year"].isin(years[-window:])].groupby("speaker").size()
    sizes = np.asarray(spoken, float)
    effects = []
    for term in history.list_terms(reference):
        uses = reference.uses[(reference.uses["term"] == term) & reference.uses["year"].isin(years[-window:])]
        held = np.asarray(uses.groupby("speaker").size().reindex(spoken.index, fill_value=0), float)
        if 0 < held.sum() < sizes.sum():
            effects += list(intervals.design_effect(held[:, np.newaxis], sizes[:, np.newaxis]))
    for effect in (1.0, float(np.median(effects)), max(effects)):
        correlation = (effect - 1) / ((sizes**2).sum() / sizes.sum() - 1)
        covered: dict[str, list[float]] = {}
        for share in (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 0.8, 0.95):
            chances = draw_chances(share, correlation, (SAMPLES // 2, len(sizes)))
            held = RANDOM.binomial(sizes.astype(int), chances).astype(float)
            hits, of = held.sum(axis=1), np.full(len(held), sizes.sum())
            for method, ends in (
                ("book", intervals.effective_interval(held.T, sizes[:, np.newaxis])),
                ("Wilson, independent texts", wilson(hits, of)),
            ):
                covered.setdefault(method, []).append(cover(ends, share, hits >= intervals.LEAST))
        setting = f"exchangeable speakers, design effect {effect:.1f}"
        yield Setting(f"share of {window} years", f"{len(sizes)} speakers", setting, covered)


def cover_validity(book: Book) -> Iterator[Setting]:
    """F1 of a theme, for precision and recall from .5 to .95 and themes of 3 to 16 sentences."""
    number, covered = len(book.document.sentences), dict[str, list[float]]()
    for coded in (3, 5, 9, 16):
        for precision in (0.5, 0.7, 0.9, 0.95):
            for recall in (0.5, 0.7, 0.9, 0.95):
                hit = coded / number * recall
                cells = [hit, hit / precision - hit, coded / number - hit]
                true = 2 * hit / (2 * hit + cells[1] + cells[2])
                kinds = RANDOM.choice(4, p=[*cells, 1 - sum(cells)], size=(SAMPLES // 2, number))
                marks = np.stack([kinds == kind for kind in range(3)], axis=-1).astype(float)
                hits, either = marks[..., 0].sum(axis=1), marks.sum(axis=(1, 2))
                low, high = clopper_pearson(hits, either)
                few = marks[: RESAMPLED // 4]
                resampled = bootstrap(few, lambda sums: 2 * sums[0] / (2 * sums[0] + sums[1] + sums[2]))
                for method, ends in (
                    ("book", (2 * low / (1 + low), 2 * high / (1 + high))),
                    ("bootstrap", resampled),
                ):
                    # Where all resamples are alike there was no interval.
                    shown = (either if method == "book" else ends[1] - ends[0])[: len(ends[0])] > 0
                    covered.setdefault(method, []).append(cover(ends, true, shown))
    yield Setting("F1", f"{number} sentences", "exchangeable", covered)


def cover_agreement(book: Book) -> Iterator[Setting]:
    """Krippendorff's alpha of two coders, from .8 to .99."""
    number, all_themes = len(book.document.sentences), len(themes.labels(book))
    share = len(themes.sentence_themes(book)) / number / all_themes
    for units, kind in (
        (all_themes, f"{number} sentences x {all_themes} themes"),
        (1, f"{number} sentences"),
    ):
        for among in (0.0, 0.2) if units > 1 else (0.0,):
            covered: dict[str, list[float]] = {}
            for alpha in (0.8, 0.85, 0.9, 0.95, 0.97, 0.99):
                differ = (1 - alpha) * 2 * share * (1 - share)
                shape = (SAMPLES // 5, number, units)
                chances = draw_chances(differ, among, (*shape[:2], 1))
                apart = RANDOM.random(shape) < chances
                # Where coders agree, both say yes so often that the share of all yes is as in the book.
                agreed = (RANDOM.random(shape) < (share - differ / 2) / (1 - differ)) & ~apart
                sums = np.stack([apart.sum(axis=2), 2 * agreed.sum(axis=2) + apart.sum(axis=2)], axis=-1)
                _cover_alpha(sums.astype(float), units, alpha, covered)
            setting = f"clustered by sentence, correlation {among:.2f}" if among else "exchangeable"
            yield Setting("alpha", kind, setting, covered)


def _cover_alpha(sums: Floats, units: int, alpha: float, covered: dict[str, list[float]]) -> None:
    """`sums` has for each sample and sentence the units that differ, and the codes that are yes."""
    number = sums.shape[1] * units

    def measure_chance(yes: Floats) -> Floats:
        chance: Floats = 2 * yes * (2 * number - yes) / (2 * number * (2 * number - 1))
        return chance

    apart, yes = sums[..., 0], sums[..., 1].sum(axis=1)
    known = (yes > 0) & (yes < 2 * number)
    expected = np.where(known, measure_chance(yes), np.nan)
    low, high = intervals.effective_interval(apart.T, np.full((sums.shape[1], 1), float(units)))
    few = sums[: RESAMPLED // 2]
    resampled = bootstrap(few, lambda both: 1 - both[0] / number / measure_chance(both[1]))
    # Where coders never differ, the book has a bound, and a bootstrap has nothing.
    differ = known & (apart.sum(axis=1) > 0)
    for method, ends, shown in (
        ("book", (1 - high / expected, 1 - low / expected), known),
        ("bootstrap", resampled, differ[: len(few)]),
    ):
        covered.setdefault(method, []).append(cover(ends, alpha, shown))


def main() -> int:
    """Print the table. Return 1 if an interval of the book covers too rarely, else 0."""
    started, failed = time.process_time(), False
    book = Book.load(ROOT)
    print("| Interval | Sample | Setting | Book: least (mean) | Others: least (mean) |")
    print("|---|---|---|---:|---|")
    for measure in (cover_rates, cover_shares, cover_histories, cover_validity, cover_agreement):
        for kind, sample, setting, covered in measure(book):
            shown = {
                method: f"{100 * min(values):.1f} ({100 * float(np.mean(values)):.1f})"
                for method, values in covered.items()
            }
            own = shown.pop("book")
            failed |= setting.startswith("exchangeable") and 100 * min(covered["book"]) < LEAST_COVERAGE
            others = ", ".join(f"{method} {value}" for method, value in shown.items())
            print(f"| {kind} | {sample} | {setting} | {own} | {others} |", flush=True)
    print(f"\n{time.process_time() - started:.0f} s")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
