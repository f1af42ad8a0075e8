"""Whose view sentences give and their modal verbs, computed anew from `data/coding` and `data/document`.

Nothing here imports `reading`. `modals` counts the modal verbs of a copy, by a pattern.
"""

import functools
import itertools
import re

import pandas as pd
from nltk.metrics.agreement import AnnotationTask

from tests import independent
from tests.independent import DATA, SENTENCE

MODAL = r"can|could|may|might|must|shall|should|will|would|ought"


@functools.cache
def voice_passes():
    """The rule for whose view a sentence gives, and each pass: the view by sentence."""
    return independent._yaml("coding/voices.yml"), [
        pd.read_csv(DATA / f"coding/voices-{coder}.csv", keep_default_na=False) for coder in "ab"
    ]


@functools.cache
def heard():
    """The view that each sentence gives, on which the passes agree, in the document's order."""
    one, other = (rows["voice"] for rows in voice_passes()[1])
    assert one.equals(other)
    return one


def voices():
    """The sentences of each section by view, and those of them that name the state asked about."""
    actors = independent.actors()
    names = voice_passes()[0]["asked"]["names"]
    naming = set(actors.loc[actors["name"].isin(names), SENTENCE].itertuples(index=False, name=None))
    rows = independent.sentences().assign(voice=heard())
    is_named = pd.Series([place in naming for place in rows[SENTENCE].itertuples(index=False, name=None)])
    return {
        (section, voice): {"sentences": held.sum(), "named": (held & is_named).sum()}
        for section, voice in itertools.product(rows["section"].unique(), voice_passes()[0]["voice"]["codes"])
        for held in [(rows["section"] == section) & (rows["voice"] == voice)]
    }


def answers():
    """A row for each question that a sentence answers with yes: any view, China's view, a modal verb."""
    rows = independent.sentences()[SENTENCE].assign(voice=heard(), count=1)
    coded = pd.read_csv(DATA / "coding/modals-a.csv", keep_default_na=False)
    answered = {
        "source": rows[~rows["voice"].isin(["author", "no-finite-verb"])],
        "voice": rows[rows["voice"] == "china"],
        "modality": coded.drop_duplicates(SENTENCE),
    }
    return pd.concat([held[SENTENCE].assign(name=name, count=1) for name, held in answered.items()])


def voices_by_paragraph():
    rows = independent.sentences().assign(voice=heard())
    return {
        (paragraph, voice): {"sentences": ((rows["paragraph"] == paragraph) & (rows["voice"] == voice)).sum()}
        for paragraph, voice in itertools.product(
            rows["paragraph"].unique(), voice_passes()[0]["voice"]["codes"]
        )
    }


def voice_coding():
    """How far the passes agree, by NLTK."""
    one, other = (rows["voice"].tolist() for rows in voice_passes()[1])
    codes = [
        (coder, at, code) for coder, given in (("a", one), ("b", other)) for at, code in enumerate(given)
    ]
    differing = sum(a != b for a, b in zip(one, other, strict=True))
    return {(): {"items": len(one), "differing": differing, "alpha": AnnotationTask(codes).alpha()}}


def modals_by_paragraph():
    """The sentences of each paragraph with a modal verb, and these verbs, as the passes have them."""
    coded = pd.read_csv(DATA / "coding/modals-a.csv", keep_default_na=False)
    return {
        paragraph: {"sentences": rows["sentence"].nunique(), "modals": len(rows)}
        for paragraph in independent.sentences()["paragraph"].unique()
        for rows in [coded[coded["paragraph"] == paragraph]]
    }


def modal_verbs():
    """The modal verbs of each type, on which the passes agree; they are those that the program counts."""
    one, other = (pd.read_csv(DATA / f"coding/modals-{coder}.csv", keep_default_na=False) for coder in "ab")
    coded = [*SENTENCE, "modal", "verb", "type", "subject", "agent"]
    assert one[coded].equals(other[coded])
    verbs = pd.read_csv(DATA / "document/modals.csv")
    assert (
        one.groupby([*SENTENCE, "verb"]).size().to_dict()
        == verbs.set_index([*SENTENCE, "verb"])["count"].to_dict()
    )
    return {
        name: {
            "modals": len(rows),
            "named": (~rows["agent"].isin(["unnamed", "nobody"])).sum(),
            "nobody": (rows["agent"] == "nobody").sum(),
        }
        for name, rows in one.groupby("type")
    }


def modals(text):
    """The modal verbs of a sentence, by a pattern."""
    text = re.sub(r"[\u2018\u2019]", "'", text)
    text = re.sub(r"(?<=.)\bMay\b", "", text)
    text = re.sub(
        r"(?i)\b(a|an|the|our|their|his|her|its|my|your|\w+'s|political|good) (will|might)\b",
        "",
        text,
    )
    return re.findall(
        rf"(?i)(?<![\w-])(?:{MODAL}|can(?=not\b)|ca(?=n't)|wo(?=n't)|sha(?=n't))(?=n't|not\b|'|[^\w'-]|$)",
        text,
    )
