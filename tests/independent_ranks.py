"""What is ranked first, by patterns: from a copy of the text, and else from `data/document/grammar.csv`.

Nothing here imports `reading`.
"""

import json
import re

import pandas as pd
import simplemma

from tests.independent import DATA, SENTENCE

LISTS = {"closed": ["rank"], "wider": ["rank", "emphasis"]}

_DETERMINER = r"(?:\b(?:the|its|their|our|his|her|my|your|whose)|'s|s')\s"

_RANKS = re.compile(
    rf"""\b(?:especially|key|main|decisive|priority|priorities)\b | (?<!\bon\s)\btop\b
      | (?:{_DETERMINER}|\b(?:am|are|be|been|being|is|was|were)\s) (?:most|least)\s
        (?!of\b|part\b|developed\b)[a-z] | \b(?<!\bat\s)(?:most|least)\s\w+ly\b
      | {_DETERMINER}only\s[a-z] | \w\s(?<!\bthe\s)first(?=[.,;:]) | \b\w+est\b | \bworst\b""",
    re.VERBOSE,
)


def count(sentence):
    """The number of expressions of the closed list in a sentence."""
    found = _RANKS.findall(re.sub("[\u2018\u2019]", "'", sentence.lower()))
    return sum(not word.endswith("est") or simplemma.lemmatize(word, "en") != word for word in found)


def expressions():
    """The expressions of both lists: paragraph, sentence, feature, form, count."""
    grammar = pd.read_csv(DATA / "document/grammar.csv")
    return grammar[grammar["feature"].isin(LISTS["wider"])]


def sentences(name):
    """The sentences that rank by a list."""
    found = expressions()
    return found.loc[found["feature"].isin(LISTS[name]), SENTENCE].drop_duplicates().assign(name="rank")


def table():
    """The table of the page: of each sentence its page, its number, its expressions, and by whose view."""
    cells = json.loads((DATA.parent / "notebooks/term_frequency.ipynb").read_text(encoding="utf-8"))["cells"]
    text = "".join(next(cell["source"] for cell in cells if cell["id"] == "ranks-read"))
    rows = re.findall(
        r"^\| \[.*, (\d+)\]\(../chapters/(.*)\.md\) \| (.*?) \|.*\| (.*?) \|$", text, re.MULTILINE
    )
    places = [(page.replace("index", "opening"), int(number)) for number, page, *_ in rows]
    return {place: (forms.split(", "), view) for place, (*_, forms, view) in zip(places, rows, strict=True)}
