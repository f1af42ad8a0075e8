"""Counts who speaks and who acts: the view that each sentence gives, its subject, process and modal verbs."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import pandas as pd

from reading.data.agency import Agency, AgencyRule, OtherCode
from reading.data.book import Book
from reading.data.voices import VoiceRule
from reading.measures.incidence import SENTENCE
from reading.text.grammar import find_modals, find_negations

SUBJECT, PROCESS, MODALITY = "subject", "process", "modality"

FEATURES = (SUBJECT, PROCESS, MODALITY)
"""The features of the first plan that can be compared between the sections: see `labels.py`."""

VOICE, SOURCE = "voice", "source"
"""The features of the second plan: whether a sentence gives the view of the state asked for, or of any."""

COUNTED = ("modal", "formula", "negation")

WORDS = {"verbs": ["modal", "formula"], "conclusion": ["conclusion"]}
"""The columns that hold words, with the features of the words."""

RANK = "rank"
"""The question whether a sentence puts one thing before others."""

RANK_LISTS = {"closed": (RANK,), "wider": (RANK, "emphasis")}
"""The features of the grammar that answer it, by the list of expressions."""


def require_rule(book: Book) -> AgencyRule:
    """Return the rule by which subjects and processes are coded."""
    assert book.agency.rule is not None
    return book.agency.rule


def require_voices(book: Book) -> VoiceRule:
    """Return the rule by which it is coded whose view a sentence gives."""
    assert book.voices.rule is not None
    return book.voices.rule


def clauses(book: Book) -> pd.DataFrame:
    """Return the main clause of each sentence: a frame with these columns and section, paragraph, sentence.

    - subject, process, voice: what holds of the passes; `voice` is missing where nobody coded it
    - modal, formula, negation: numbers of words; `modal` includes the modal verbs of formulas
    - verbs: the modal verbs
    - conclusion: the connective by which the sentence concludes from the one before it, or empty
    - order: which of two joined actors is named first, `both` where each is once, empty where none are joined
    """
    grammar, every = book.document.grammar, book.document.sentences[["section", *SENTENCE]]
    counts = grammar.pivot_table(index=SENTENCE, columns="feature", values="count", aggfunc="sum")
    counts = counts.reindex(columns=list(COUNTED)).fillna(0).astype(int)
    orders = grammar[grammar["feature"] == "order"].groupby(SENTENCE)["form"]
    counts = counts.join(
        orders.agg(lambda forms: forms.iloc[0] if len(forms) == 1 else "both").rename("order")
    )
    for column, features in WORDS.items():
        forms = grammar[grammar["feature"].isin(features)].groupby(SENTENCE)["form"]
        counts = counts.join(forms.agg(", ".join).rename(column))
    rows = every.merge(book.agency.consensus, on=SENTENCE).merge(counts, on=SENTENCE, how="left")
    rows = rows.merge(book.voices.consensus, on=SENTENCE, how="left")
    rows = rows.fillna({**dict.fromkeys(COUNTED, 0), "order": "", **dict.fromkeys(WORDS, "")}).astype(
        dict.fromkeys(COUNTED, int)
    )
    return rows.assign(modal=rows["modal"] + rows["formula"])


def clause_codes(book: Book) -> pd.DataFrame:
    """Return what each coder says of a sentence: coder, paragraph, sentence, feature, code."""
    return pd.concat([book.agency.codes, book.voices.codes.assign(feature=VOICE)], ignore_index=True)


def answer(book: Book, rows: pd.DataFrame) -> pd.DataFrame:
    """Return a row for each sentence and each feature that it has: section, paragraph, sentence, feature."""
    rule, voices = require_rule(book), book.voices.rule
    has = {
        SUBJECT: rows["subject"] == rule.contrasts.subject,
        PROCESS: rows["process"].isin(rule.contrasts.process),
        MODALITY: rows["modal"] > 0,
    }
    if voices:
        has[VOICE] = rows["voice"] == rule.contrasts.subject
        has[SOURCE] = ~rows["voice"].isin(voices.own)
    frames = [rows[held][["section", *SENTENCE]].assign(feature=name) for name, held in has.items()]
    return pd.concat(frames, ignore_index=True)


def find_ranked(book: Book, name: str) -> pd.DataFrame:
    """Return the sentences that rank, by a list of expressions: section, paragraph, sentence, feature."""
    grammar = book.document.grammar
    found = grammar.loc[grammar["feature"].isin(RANK_LISTS[name]), SENTENCE].drop_duplicates()
    return book.document.sentences[["section", *SENTENCE]].merge(found).assign(feature=RANK)


def list_codings(book: Book) -> list[pd.DataFrame]:
    """Return the clauses, and then what they are by each pass and by each other rule."""
    rows = clauses(book)
    others = rows.drop(columns=["subject", "process"])
    by_pass = [others.merge(coded, on=SENTENCE) for coded in book.agency.passes.values()]
    heard = rows.drop(columns="voice")
    by_pass += [heard.merge(coded, on=SENTENCE) for coded in book.voices.passes.values()]
    voices = book.voices.rule.doubts if book.voices.rule else ()
    return [rows, *by_pass, *recode(book).values(), *(_replace_codes(rows, doubt.codes) for doubt in voices)]


def recode(book: Book) -> Mapping[str, pd.DataFrame]:
    """Return the clauses as if the codes of a doubt held, by its id. The last has those of all doubts."""
    doubts, rows = require_rule(book).doubts, clauses(book)
    every = {doubt.id: _replace_codes(rows, doubt.codes) for doubt in doubts}
    together = _replace_codes(rows, [code for doubt in doubts for code in doubt.codes])
    every["formulas-left-out"] = _count_modals(book, rows, formulas=False)
    every["will-left-out"] = _count_modals(book, rows, will=False)
    every[ALL] = _count_modals(book, together, formulas=False, will=False)
    return every


def _replace_codes(rows: pd.DataFrame, codes: Iterable[OtherCode]) -> pd.DataFrame:
    """The clauses with other subjects, processes or voices."""
    coded = rows.set_index(SENTENCE)
    for code in codes:
        for feature, value in code.model_dump(exclude={*SENTENCE}, exclude_none=True).items():
            coded.loc[(code.paragraph, code.sentence), feature] = value
    return coded.reset_index()


def _count_modals(
    book: Book, rows: pd.DataFrame, *, formulas: bool = True, will: bool = True
) -> pd.DataFrame:
    """The clauses with the modal verbs that count."""
    grammar = book.document.grammar
    counted = grammar["feature"].isin(["modal", "formula"] if formulas else ["modal"])
    counted &= will | (grammar["form"] != "will")
    numbers = grammar[counted].groupby(SENTENCE)["count"].sum().rename("modal").reset_index()
    return rows.drop(columns="modal").merge(numbers, on=SENTENCE, how="left").fillna({"modal": 0})


ALL = "all-at-once"
"""The id of all doubts together."""

OF_MODALS = {
    "formulas-left-out": "Modal verbs of formulas are not counted",
    "will-left-out": "“Will” is not counted as a modal verb",
}
"""The doubts about modal verbs, in words."""

FIRST_PERSON = re.compile(r"\b(?:I|we|us|our|ours|my|me|mine)\b", re.IGNORECASE)
"""The words by which a speaker or a speaking state names itself."""


def speech_clauses(book: Book) -> pd.DataFrame:
    """Return the sentences of speeches that were coded, with what holds by all passes.

    - text, sentence
    - named: whether the sentence names the state that speaks
    - subject, process: whether that is the subject alone, and whether the process is one asked for
    - first_person: whether the sentence has one of `FIRST_PERSON`
    - modal, negation: whether it has one
    """
    keys, held = ["text", "sentence"], ["named", "subject", "process"]
    rows = pd.concat(book.agency.speeches.values()).rename(columns={"names": "named"})
    rows["subject"] = rows["subject"] == "own-state"
    rows["process"] = rows["process"].isin(require_rule(book).contrasts.process)
    agreed = rows.groupby(keys, as_index=False)[held].all()
    words = pd.concat([sample.sentences for sample in book.samples.values()])
    rows = agreed.merge(words, on=keys)
    has_modal = rows["words"].map(lambda text: any(True for _ in find_modals(text)))
    has_negation = rows["words"].map(lambda text: bool(find_negations(text)))
    spoken = rows["words"].str.contains(FIRST_PERSON)
    return rows.assign(modal=has_modal, negation=has_negation, first_person=spoken)


def speech_codes(agency: Agency) -> pd.DataFrame:
    """Return what each coder says of speeches: coder, paragraph (the text), sentence, feature, code."""
    features = ["names", "subject", "process"]
    frames = [
        rows.astype(dict.fromkeys(features, str))
        .melt(["text", "sentence"], features, "feature", "code")
        .assign(coder=coder)
        for coder, rows in agency.speeches.items()
    ]
    return pd.concat(frames, ignore_index=True).rename(columns={"text": "paragraph"})
