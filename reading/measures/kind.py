"""Compares how often a document has a term with how often texts of its kind do: keyness, text by text."""

from __future__ import annotations

import numpy as np
import pandas as pd

from reading.measures.arrays import Floats, Numbers
from reading.measures.frequency import PER
from reading.measures.inference import adjust_discrete_p_values, cumulative_chances
from reading.measures.keyness import Q, log_ratio, verdicts
from reading.measures.likeness import Counts
from reading.measures.sampling import sample_chances

LEAST = 4
"""Occurrences from which on a term is tested."""

UPPER = 0.95
"""The share of the texts that do not exceed a rate: the upper end of their usual range."""


def compare_with_kind(
    terms: pd.Index, counts: Counts, tokens: int, texts: Counts, sizes: Numbers
) -> pd.DataFrame:
    """Compare the rate of each term in a document with its rates in samples of the document's length.

    `terms` names the columns of `texts`, which has a row for each text of the kind; `counts` has the counts
    of the same terms in the document, `tokens` its size, `sizes` those of the texts. All terms of the kind
    belong there, not only those of the document. Returns a frame with a row for each term that occurs at
    least `LEAST` times in the document, sorted by p and term:

    - term, count
    - rate: per thousand tokens
    - median, upper, share: of the texts, see `describe_rates`
    - log_ratio: log2 of the rate over that in all texts together, see `reading.measures.keyness.log_ratio`
    - p: (1 + S) / (1 + N), where S is the number of N samples, one of each text, with at least this count
    - expected: how many terms of a text of the kind have such a p-value, or a lower one, by chance
    - reached: how many terms of the document have
    - p_adjusted: see below
    - verdict: `MORE` or `NEITHER`, a `Verdict`. The test has one side: that a term is rarer is not tested

    The text is the unit, since the words of a text depend on each other (Kilgarriff 2001; Lijffijt et al.
    2016, doi:10.1093/llc/fqu064). No sample is drawn: S is its mean over all samples, the sum of the chances
    by the hypergeometric distribution. A text that is not longer than the document is taken whole, at its
    own rate. 1 / (1 + N) is the least p-value; a term can only come close to it.

    Only terms that occur often in the document are tested, so they are chosen by what is then tested. Any
    text has a few terms that hardly another text has. The family of tests is therefore all terms that one of
    the texts, or the document, has at least `LEAST` times. The p-value of a term that is rarer in the
    document is 1. For each term it is known which p-values it can have, and how probable they are in a text
    of the kind: `reading.measures.inference.adjust_discrete_p_values` makes use of that.
    """
    counts, sizes = np.asarray(counts, int), np.asarray(sizes)
    family = np.maximum(counts, texts.max(axis=0, initial=0)) >= LEAST
    terms, counts, texts = terms[family], counts[family], texts[:, family]
    chances = _chances_of_counts(counts, tokens, texts, sizes)
    tested = np.flatnonzero(counts >= LEAST)
    p = np.ones(len(terms))
    p[tested] = chances[tested, counts[tested]]
    attainable = np.column_stack([chances[:, LEAST:], np.ones(len(terms))])
    adjusted = adjust_discrete_p_values(p, attainable, q=Q)
    held, of = texts[:, tested], counts[tested]
    compared = pd.DataFrame(
        {
            "term": terms[tested],
            "count": of,
            "rate": of / tokens * PER,
            **describe_rates(held, sizes),
            "log_ratio": log_ratio(of, held.sum(axis=0), tokens, sizes.sum()),
            "p": p[tested],
            "expected": [cumulative_chances(value, attainable).sum() for value in p[tested]],
            "reached": (p <= p[tested, np.newaxis] * (1 + 1e-9)).sum(axis=1),
            "p_adjusted": adjusted[tested],
            "verdict": verdicts(adjusted[tested], np.ones(len(tested), bool), q=Q),
        }
    )
    return compared.sort_values(["p", "term"], ignore_index=True)


DRAWS = 100
"""How many samples are drawn of each text to see how many terms of a text are far out by chance."""


def count_far_out(
    counts: Counts, tokens: int, texts: Counts, sizes: Numbers, *, level: float
) -> tuple[int, Counts]:
    """Count the terms with a p-value up to `level`: in a document, and in random samples of texts.

    The parameters and the p-values are those of `compare_with_kind`. Returns the number of such terms in the
    document, and that in each of `DRAWS` samples of each text that is longer than the document: `tokens`
    words, drawn without replacement with a fixed seed. The share of samples with as many terms as the
    document says whether its frequent words are unusual as a group, where no single one can be told apart.
    """
    counts, sizes = np.asarray(counts, int), np.asarray(sizes)
    family = np.maximum(counts, texts.max(axis=0, initial=0)) >= LEAST
    counts, texts = counts[family], texts[:, family]
    chances = _chances_of_counts(counts, tokens, texts, sizes)
    rng = np.random.default_rng(0)
    found = []
    for text, size in zip(texts, sizes, strict=True):
        if size > tokens:
            # A term that the text has less often cannot be tested in a sample of it.
            terms = np.flatnonzero(text >= LEAST)
            colours = np.append(text[terms], size - text[terms].sum())
            drawn = rng.multivariate_hypergeometric(colours, tokens, size=DRAWS, method="marginals")[:, :-1]
            found.append(((drawn >= LEAST) & (chances[terms, drawn] <= level)).sum(axis=1))
    own = (counts >= LEAST) & (chances[np.arange(len(counts)), counts] <= level)
    return int(own.sum()), np.concatenate(found) if found else np.zeros(0, int)


def describe_rates(texts: Counts, sizes: Numbers) -> pd.DataFrame:
    """Describe the rates of terms in the texts of a kind.

    `texts` has a row for each text and a column for each term, `sizes` are the tokens of the texts. There is
    at least one text. Returns a frame with a row for each term:

    - median, upper: of the rates in the texts, per thousand tokens: the middle one, and the highest of the
      lowest `UPPER` of them
    - share: of the texts that have the term, from 0 to 1
    """
    rates = texts / np.asarray(sizes)[:, np.newaxis] * PER
    return pd.DataFrame(
        {
            "median": np.median(rates, axis=0),
            "upper": np.quantile(rates, UPPER, axis=0, method="inverted_cdf"),
            "share": (texts > 0).mean(axis=0),
        }
    )


def _chances_of_counts(counts: Counts, tokens: int, texts: Counts, sizes: Counts) -> Floats:
    """Return the p-value of each count: a row for each term, a column for each count from 0 on.

    It is the mean, over the document and a sample of each text, of the chance to have at least this count.
    """
    chances, rows = sample_chances(texts, sizes[:, np.newaxis], tokens)
    most = max(int(counts.max(initial=0)) + 1, chances.shape[1])
    at_least = np.zeros((len(chances), most))
    at_least[:, : chances.shape[1]] = chances[:, ::-1].cumsum(axis=1)[:, ::-1]
    numbers = np.arange(most)
    total = (numbers <= counts[:, np.newaxis]).astype(float)
    for text, size, row in zip(texts, sizes, rows, strict=True):
        if size > tokens:
            total += at_least[row]
        else:
            # The product is a whole number where the rates are equal, but for rounding.
            total += numbers <= np.floor(text * tokens / size + 1e-9)[:, np.newaxis]
    return total / (1 + len(texts))
