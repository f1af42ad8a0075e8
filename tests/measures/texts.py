"""Small texts as tidy frames, for tests of measures."""

import pandas as pd
from hypothesis import settings
from hypothesis import strategies as st

from tests.conftest import examples

few = settings(max_examples=examples(30))
"""For properties of whole texts. They take long, and each text already has many terms and sentences."""


def frames(text):
    """The incidence and the sentences of a text: by section a list of sentences, each a string of words."""
    rows, sizes = [], []
    for section, sentences in text.items():
        for number, sentence in enumerate(sentences, 1):
            words = sentence.split()
            place = (section, f"{section}/opening", number)
            sizes.append((*place, len(words)))
            rows += [(*place, lemma, words.count(lemma)) for lemma in sorted(set(words))]
    columns = ["section", "paragraph", "sentence"]
    return (
        pd.DataFrame(rows, columns=[*columns, "lemma", "count"]),
        pd.DataFrame(sizes, columns=[*columns, "tokens"]),
    )


def texts(sections):
    """A strategy for such texts: one sentence or more a section, one word or more a sentence."""
    sentence = st.lists(st.sampled_from("abcd"), min_size=1, max_size=8).map(" ".join)
    return st.fixed_dictionaries({name: st.lists(sentence, min_size=1, max_size=6) for name in sections})
