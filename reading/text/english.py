"""How frequent words are in general English: the English list of wordfreq 3.1.1.

The rates are those of token types in books, news, subtitles, encyclopaedias and the web (Speer 2022,
doi:10.5281/zenodo.7199437). Only this list is stored here, because the package wordfreq takes 60 MB for its
lists of some 40 languages. `english.txt.gz` has a line for each hundredth of a power of ten: line n, counted
from 0, has the words of rate 10^(-n/100). A test compares it with the package. LICENSE names its licence.
"""

from __future__ import annotations

import functools
import gzip
from pathlib import Path

RATES = Path(__file__).with_name("english.txt.gz")


@functools.cache
def read_rates() -> dict[str, float]:
    """Return the share of each word among the tokens of general English."""
    lines = gzip.decompress(RATES.read_bytes()).decode("utf-8").split("\n")
    return {word: 10 ** (-number / 100) for number, line in enumerate(lines) for word in line.split()}
