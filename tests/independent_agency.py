"""Who acts, computed anew from the passes in `data/coding` and the figures in `data/document`.

Nothing here imports `reading`. `from_text` counts the modal verbs and the order of names in a copy.
"""

import functools
import itertools
import math
import re

import pandas as pd
from nltk.metrics.agreement import AnnotationTask
from scipy import stats

from tests import independent
from tests.independent import DATA, SENTENCE
from tests.independent_voices import modals, voice_passes

FEATURES = ("subject", "process", "modality")
SAMPLES = ("speeches-2021-2023", "speeches-2022")
SAMPLED = dict.fromkeys(("share_low", "share_high", "modal_share_low", "modal_share_high"), math.nan)


@functools.cache
def rule():
    return independent._yaml("coding/agency.yml")


@functools.cache
def passes(folder=""):
    """The passes of a folder, by coder; those of speeches are joined."""
    names = [folder] if not folder else [f"samples/{name}/" for name in SAMPLES]
    return {
        coder: pd.concat(
            [pd.read_csv(DATA / f"coding/{name}agency-{coder}.csv", keep_default_na=False) for name in names],
            ignore_index=True,
        )
        for coder in "ab"
    }


@functools.cache
def clauses():
    """Every sentence with its codes, on which the passes agree, and its numbers of small words."""
    one, other = passes().values()
    coded = [*SENTENCE, "subject", "process"]
    assert one[coded].equals(other[coded])
    grammar = pd.read_csv(DATA / "document/grammar.csv")
    counted = grammar.pivot_table(index=SENTENCE, columns="feature", values="count", aggfunc="sum")
    counted = counted.reindex(columns=["modal", "formula", "negation"])
    rows = independent.sentences().merge(one[coded], on=SENTENCE).merge(counted, how="left", on=SENTENCE)
    return rows.fillna({"modal": 0, "formula": 0, "negation": 0})


def heard_otherwise():
    """The views as if a doubt held, for each doubt of the rule."""
    for doubt in voice_passes()[0]["doubts"]:
        rows = voice_passes()[1][0].set_index(SENTENCE)["voice"].copy()
        for code in doubt["codes"]:
            rows.loc[code["paragraph"], code["sentence"]] = code["voice"]
        yield rows.reset_index(drop=True)


def ask(rows, heard=None):
    """Yes or no to the question of each feature, a column, for each sentence, a row."""
    asked, heard = rule()["contrasts"], voice_passes()[1][0]["voice"] if heard is None else heard
    return pd.DataFrame({
        "voice": heard == asked["subject"],
        "source": ~heard.isin(["author", "no-finite-verb"]),
        "subject": rows["subject"] == asked["subject"],
        "process": rows["process"].isin(asked["process"]),
        "modality": rows["modal"] + rows["formula"] > 0,
    })  # fmt: skip


def count(rows):
    """The hits of each feature in the two sections."""
    asked = ask(rows).groupby(rows["section"].to_numpy(), sort=False).sum()
    return {name: tuple(map(int, asked[name])) for name in FEATURES}


def planned_tests():
    """The p-value of each feature by the hits in the two sections, and the same adjusted for all."""
    sizes = clauses().groupby("section", sort=False).size()
    p = {name: independent.fisher(*hits, *sizes) for name, hits in count(clauses()).items()}
    found, least = {}, 1
    for place, name in reversed(list(enumerate(sorted(p, key=p.get), 1))):
        least = min(least, p[name] * len(p) / place)
        found[name] = {"p": p[name], "p_adjusted": least}
    return found


def recoded():
    """The sentences with their codes as if a doubt held, by its id."""
    every = clauses().set_index(SENTENCE)
    bare = every.assign(formula=0)
    coded = {doubt["id"]: every.copy() for doubt in rule()["doubts"]}
    together = _leave_out_will(bare)
    for doubt in rule()["doubts"]:
        for code in doubt["codes"]:
            for feature in {"subject", "process"} & set(code):
                place = code["paragraph"], code["sentence"]
                coded[doubt["id"]].loc[place, feature] = together.loc[place, feature] = code[feature]
    of_modals = {"formulas-left-out": bare, "will-left-out": _leave_out_will(every), "all-at-once": together}
    return {doubt: rows.reset_index() for doubt, rows in (coded | of_modals).items()}


def agency_doubts():
    """The row of each doubt and feature."""
    return {
        (doubt, name): {"first": first, "others": others}
        for doubt, rows in recoded().items()
        for name, (first, others) in count(rows).items()
    }


def _leave_out_will(rows):
    grammar = pd.read_csv(DATA / "document/grammar.csv")
    wills = grammar[grammar["form"] == "will"].set_index(SENTENCE)["count"].reindex(rows.index, fill_value=0)
    return rows.assign(modal=rows["modal"] - wills)


def agency_elsewhere():
    """The row of each section and of the speeches."""
    rows, asked = clauses(), rule()["contrasts"]
    actors = independent.actors()
    named = set(map(tuple, actors.loc[actors["name"].isin(asked["named"]), SENTENCE].to_numpy()))
    is_named = [place in named for place in rows[SENTENCE].itertuples(index=False, name=None)]
    document = rows.assign(
        text=range(len(rows)),
        subject=rows["subject"] == asked["subject"],
        process=ask(rows)["process"],
        modal=ask(rows)["modality"],
        negation=rows["negation"] > 0,
    )
    document["named"] = document["subject"] | pd.Series(is_named)
    found = {section: _share(part) for section, part in document.groupby("section", sort=False)}
    # The article is read whole: its shares have no interval.
    found = {section: row | SAMPLED for section, row in found.items()}
    one, other = passes("samples").values()
    words = pd.concat([pd.read_csv(DATA / f"coding/samples/{name}/sentences.csv") for name in SAMPLES])
    speeches = one.merge(words, on=["text", "sentence"])
    speeches = speeches.assign(
        named=(one["names"] == "yes") & (other["names"] == "yes"),
        subject=(one["subject"] == "own-state") & (other["subject"] == "own-state"),
        process=one["process"].isin(asked["process"]) & other["process"].isin(asked["process"]),
        modal=speeches["words"].map(lambda text: bool(modals(text))),
        negation=speeches["words"].map(lambda text: bool(negations(text))),
    )
    others = speeches[~speeches["words"].str.contains(r"(?i)\b(?:i|we|us|ours?|my|me|mine)\b")]
    return found | {"speeches": _share(speeches), "third-person": _share(others)}


def _share(rows):
    subject = rows["subject"] & rows["named"]
    each = rows.assign(subject=subject, all=1).groupby("text")[["subject", "named", "modal", "all"]].sum()

    def interval(hits, of):
        effect = independent.effect(each[hits].tolist(), each[of].tolist())
        return (
            each[hits].sum() / each[of].sum(),
            *independent.exact(each[hits].sum(), each[of].sum(), effect),
        )

    share, modal = interval("subject", "named"), interval("modal", "all")
    return {
        "sentences": len(rows),
        "named": rows["named"].sum(),
        "subject": subject.sum(),
        **dict(zip(("share", "share_low", "share_high"), share, strict=True)),
        "subjects": rows["subject"].sum(),
        "process": (rows["process"] & rows["subject"]).sum(),
        "modal": rows["modal"].sum(),
        **dict(zip(("modal_share", "modal_share_low", "modal_share_high"), modal, strict=True)),
        "negation_share": rows["negation"].mean(),
    }


def agency_coding():
    """How far the passes agree, by what is coded."""
    found = {}
    for prefix, folder, features in (
        ("", "", ("subject", "process", "voice")),
        ("speech-", "samples", ("names", "subject", "process")),
    ):
        for feature in features:
            both = voice_passes()[1] if feature == "voice" else passes(folder).values()
            one, other = (rows[feature].tolist() for rows in both)
            differing = sum(a != b for a, b in zip(one, other, strict=True))
            codes = [
                (coder, at, code)
                for coder, given in (("a", one), ("b", other))
                for at, code in enumerate(given)
            ]
            found[f"{prefix}{feature}"] = {
                "items": len(one),
                "differing": differing,
                "alpha": AnnotationTask(codes).alpha(),
                "differing_share_high": stats.binomtest(differing, len(one))
                .proportion_ci(0.95, "exact")
                .high,
            }
    return found


def agency():
    """The one row of all sentences."""
    rows = clauses()
    grammar = pd.read_csv(DATA / "document/grammar.csv")
    order = grammar[grammar["feature"] == "order"].groupby(SENTENCE)["form"].agg(set)
    first = rule()["contrasts"]["order"][0]
    row = {
        "modals": rows["modal"].sum() + rows["formula"].sum(),
        "formulas": rows["formula"].sum(),
        "negations": rows["negation"].sum(),
        "joined": len(order),
        "first_named": (order == {first}).sum(),
        "parted": (ask(rows)["source"] != ask(rows)["process"]).sum(),
    }
    return {(): row}


def _count_clauses(by, feature, codes):
    rows = clauses()
    return {
        (place, code): {"sentences": ((rows[by] == place) & (rows[feature] == code)).sum()}
        for place, code in itertools.product(rows[by].unique(), rule()[codes])
    }


def processes():
    return _count_clauses("subject", "process", "processes")


def subjects_by_paragraph():
    return _count_clauses("paragraph", "subject", "subjects")


# Text -------------------------------------------------------------------------------------------------------


def negations(text):
    """The negations of a sentence, by a pattern."""
    text = re.sub(r"[\u2018\u2019]", "'", text)
    return re.findall(r"(?i)(?<![\w-])(?:not|no|never|nor|neither|none)(?![\w-])|n't\b|(?<=\bcan)not\b", text)


def from_text(text):
    """The modal verbs, negations, conclusions and joins of China and Russia, by the first, of a copy."""
    china, russia = r"(?:China|PRC|Chinese|Beijing)", r"(?:Russia|Russian|Moscow)"
    joined = re.findall(
        rf"\b({china})(?:,| and|, and) {russia}\b|\b({russia})(?:,| and|, and) {china}\b|(Sino)-Russian", text
    )
    return (
        [verb.lower() for verb in modals(text)],
        negations(text),
        re.findall(r"(?i)\b(?:therefore|thus|hence|consequently|accordingly)\b", text),
        ["russia" if b else "china" for _, b, _ in joined],
    )
