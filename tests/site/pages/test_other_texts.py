"""What the explorer shows of other texts beside each term, on the real book and on made-up references."""

from dataclasses import replace
from itertools import accumulate

import pandas as pd

from reading import tables
from reading.data.reference import Reference, Settings
from reading.site.pages.other_texts import list_other_texts
from reading.tables import followed_terms as history
from reading.tables import nearness as likeness
from reading.text.words import slug

SIZES = {"ANN_2001": 1000, "BOB_2001": 500, "CAT_2001": 2000}


def make_book(book, counts, *, terms=(), phrases=(), shares=()):
    """The book with a made-up reference of three texts, each counted as a dictionary."""
    settings = Settings.model_validate(
        {
            "title": "Made",
            "source": {"citations": ["Made"]},
            "licence": {"name": "CC0-1.0", "path": "https://example.org", "title": "CC0"},
            "pattern": "{speaker}_{year}.txt",
            "comparison": {"year": 2001},
            "speakers": {"ANN": "Zoe", "BOB": "andrew", "CAT": "Émile"},
            "terms": list(terms),
        }
    )
    texts = pd.DataFrame({"text": list(SIZES), "tokens": list(SIZES.values()), "year": 2001})
    texts["speaker"] = texts["text"].str[:3]
    rows = [
        (text, "phrase" if " " in lemma else "word", lemma, count)
        for text, words in zip(SIZES, counts, strict=True)
        for lemma, count in words.items()
    ]
    frame = pd.DataFrame(rows, columns=["text", "kind", "lemma", "count"])
    by_year = pd.DataFrame(shares, columns=["term", "group", "year", "count", "texts", "all_texts"])
    made = Reference("made", settings, phrases, texts, frame, frame[:0], frozenset(), by_year, frame[:0])
    return replace(book, references={"made": made})


def test_lists_of_a_term_are_those_of_the_texts(book):
    made = make_book(book, [{"china": 4, "peace": 1}, {"china": 1}, {}])
    of_all, of_terms = list_other_texts(made)
    assert of_all == {
        "reference": {"title": "Made", "texts": 3, "year": 2001, "names": ["andrew", "Zoe", "Émile"]}
    }
    assert of_terms["china"] == {"uses": [[1, 1], [1, 4]]}
    assert of_terms["stability"] == {"uses": [[], []]}
    assert of_terms.keys() == set(book.document.incidence["lemma"].map(slug))


def test_numbers_of_the_book_are_those_of_its_reference(book):
    reference = likeness.find_reference(book)
    of_all, of_terms = list_other_texts(book)
    names, counts = of_all["reference"]["names"], reference.counts
    shared = tables.kind_terms(book).set_index("term")
    for lemma in ("cooperation", "cold war", "emphasise", "important"):
        steps, found = of_terms[slug(lemma)]["uses"]
        spelled = [lemma, "emphasize"] if lemma == "emphasise" else [lemma]
        rows = counts[counts["lemma"].isin(spelled)].groupby("text", as_index=False)["count"].sum()
        speakers = [history.name_group(reference, text[:3].strip("_")) for text in rows["text"]]
        places = [place - 1 for place in accumulate(steps)]
        assert {names[place]: count for place, count in zip(places, found, strict=True)} == dict(
            zip(speakers, rows["count"], strict=True)
        )
        assert shared.loc[slug(lemma), "texts"] == len(rows)
