"""Publishes who speaks and who acts in the document: views, subjects and processes, and modal verbs."""

from __future__ import annotations

import pandas as pd

from reading.data.book import Book
from reading.measures.incidence import SENTENCE
from reading.measures.intervals import effective_interval
from reading.tables import actor_counts
from reading.tables import agency_counts as counts
from reading.tables.labels import Labels, labels_of
from reading.tables.locations import find_description
from reading.tables.table import published
from reading.tables.theme_counts import measure_agreement, share_sentences

SPEECHES, THIRD_PERSON = "speeches", "third-person"
"""The rows of speeches, and of their sentences without *we* and *I*, beside those of the sections."""

SAMPLED = ["share_low", "share_high", "modal_share_low", "modal_share_high"]
"""The ends of intervals, which stand where sentences were drawn."""


@labels_of("subject")
def _label_subjects(book: Book) -> Labels:
    return _label_codes(book, "subject")


@labels_of("process")
def _label_processes(book: Book) -> Labels:
    return _label_codes(book, "process")


def _label_codes(book: Book, feature: str) -> Labels:
    rule = book.agency.rule
    return {id_: code.label for id_, code in rule.codes[feature].items()} if rule else {}


@labels_of("rule")
def _label_doubts(book: Book) -> Labels:
    rule = book.agency.rule
    listed = {doubt.id: doubt.says for doubt in rule.doubts} if rule else {}
    return {**listed, **counts.OF_MODALS, counts.ALL: "All of these at once"}


@labels_of("feature")
def _label_features(book: Book) -> Labels:
    rule = book.agency.rule
    if rule is None:
        return {}
    processes = " or ".join(rule.processes[code].label for code in rule.contrasts.process)
    subject = rule.subjects[rule.contrasts.subject].label
    texts = (f"{subject} alone as the subject", f"a {processes} process", "a modal verb")
    return {
        **dict(zip(counts.FEATURES, texts, strict=True)),
        counts.VOICE: f"the view of {subject} alone",
        counts.SOURCE: "the view of a source",
        counts.RANK: "an expression that puts one thing first",
    }


@published("paragraph", "subject", needs=("agency",), leads=find_description)
def subjects_by_paragraph(book: Book) -> pd.DataFrame:
    """Who is the subject of the main clauses of each paragraph.

    - sentences: sentences of the paragraph {paragraph} with the subject {subject}, as coded [sentences]

    >>> subjects_by_paragraph().head(2)
             paragraph    subject  sentences
    0  harbour-opening  northport          1
    1  harbour-opening   eastland          0
    """
    rows = counts.clauses(book).replace({"paragraph": book.document.short})
    return share_sentences(rows, rows, counts.require_rule(book).subjects, of="subject", by="paragraph")


@published("subject", "process", needs=("agency",), leads=find_description)
def processes(book: Book) -> pd.DataFrame:
    """Which processes the verbs of each subject name, in the whole document.

    - sentences: sentences with the subject {subject} and the process {process}, as coded [sentences]

    >>> processes().head(2)
         subject   process  sentences
    0  northport  material          1
    1  northport    mental          2
    """
    rows = counts.clauses(book)
    return share_sentences(rows, rows, counts.require_rule(book).processes, of="process", by="subject")


@published("feature", needs=("agency",), leads=find_description)
def planned_tests(book: Book) -> pd.DataFrame:
    """The tests of the plan, which dealing replaced: of the sentences of each section with a feature.

    - p: p-value of {feature} between the sections, by Fisher's exact test [probability; SciPy]
    - p_adjusted: the same, adjusted by Benjamini and Hochberg for the features compared [probability;
      Benjamini & Hochberg 1995]

    >>> planned_tests()["feature"].tolist()
    ['subject', 'process', 'modality']
    """
    # SciPy's statistics take half a second to import.
    from scipy.stats import false_discovery_control, fisher_exact

    rows = counts.clauses(book)
    asked = counts.answer(book, rows)
    is_first = (rows["section"] == rows["section"].iloc[0]).to_numpy()
    p = []
    for feature in counts.FEATURES:
        having = pd.MultiIndex.from_frame(asked.loc[asked["feature"] == feature, SENTENCE])
        has = pd.MultiIndex.from_frame(rows[SENTENCE]).isin(having)
        table = [[(has & part).sum(), (~has & part).sum()] for part in (is_first, ~is_first)]
        p.append(fisher_exact(table).pvalue)
    return pd.DataFrame({"feature": counts.FEATURES, "p": p, "p_adjusted": false_discovery_control(p)})


@published("rule", "feature", needs=("agency",), leads=find_description)
def agency_doubts(book: Book) -> pd.DataFrame:
    """What the sections have by other rules of coding.

    - first: sentences of the first section with {feature}, by the rule {rule} [sentences]
    - others: sentences of the other sections with {feature}, by the rule {rule} [sentences]

    >>> agency_doubts().head(1)
             rule  feature  first  others
    0  second-one  subject      3       1
    """
    section = book.document.outline.sections[0].id
    frames = []
    for doubt, coded in counts.recode(book).items():
        asked = counts.answer(book, coded)
        first = asked.loc[asked["section"] == section, "feature"].value_counts()
        frame = pd.DataFrame({"first": first, "others": asked["feature"].value_counts()})
        frame = frame.reindex(list(counts.FEATURES)).fillna(0).rename_axis("feature").reset_index()
        frames.append(frame.assign(others=frame["others"] - frame["first"], rule=doubt))
    return pd.concat(frames, ignore_index=True)


@published("part", needs=("agency",), leads=find_description)
def agency_elsewhere(book: Book) -> pd.DataFrame:
    """How often the state that is asked about is the subject where it is named, and what speeches do.

    In speeches it is the state that speaks. Their sentences are those of the samples that were coded.

    - sentences: sentences of the part {part} [sentences]
    - named: sentences of the part {part} that name the state; in the document also those of which it is the
      subject [sentences]
    - subject: of these sentences of the part {part}, those whose subject is the state alone [sentences]
    - share, share_low, share_high: share of the sentences of the part {part} that name the state of which it
      is the subject; in speeches with an interval, since they were drawn [share; measures/intervals.py]
    - subjects: sentences of the part {part} whose subject is the state alone [sentences]
    - process: of these sentences of the part {part}, those whose verb names a process asked for [sentences]
    - modal: sentences of the part {part} with a modal verb [sentences]
    - modal_share, modal_share_low, modal_share_high: share of the sentences of the part {part} that have a
      modal verb [share; measures/intervals.py]
    - negation_share: share of the sentences of the part {part} with a negation [share]

    >>> agency_elsewhere()[["part", "sentences", "named", "subject"]]
               part  sentences  named  subject
    0       harbour          4      3        3
    1          ties          3      2        0
    2      speeches          2      1        1
    3  third-person          2      1        1
    """
    rule, rows = counts.require_rule(book), counts.clauses(book)
    names = actor_counts.mentions(book)
    names = names[names["actor"].isin(rule.contrasts.named)][SENTENCE].drop_duplicates()
    named = rows.merge(names, how="left", indicator="is")["is"] == "both"
    is_subject = rows["subject"] == rule.contrasts.subject
    document = rows[["section", *SENTENCE]].assign(
        part=rows["section"],
        text="",
        named=named | is_subject,
        subject=is_subject,
        process=rows["process"].isin(rule.contrasts.process),
        modal=rows["modal"] > 0,
        negation=rows["negation"] > 0,
    )
    parts = [document]
    if book.agency.speeches:
        speeches = counts.speech_clauses(book).assign(part=SPEECHES)
        parts += [speeches, speeches[~speeches["first_person"]].assign(part=THIRD_PERSON)]
    every = pd.concat(parts, ignore_index=True)
    frames = [_share(part, rows) for part, rows in every.groupby("part", sort=False)]
    labels = {**book.document.titles, SPEECHES: "speeches", THIRD_PERSON: "speeches, no we or I"}
    found = pd.DataFrame(frames).assign(label=lambda found: found["part"].map(labels))
    # The document is read whole: its shares have no interval.
    found.loc[found["part"].isin(book.document.titles), SAMPLED] = None
    return found


def _share(part: object, rows: pd.DataFrame) -> dict[str, object]:
    """The row of a part of `agency_elsewhere`. Sentences of one text belong together."""
    flags = rows[["named", "subject", "process", "modal", "negation"]].astype(bool)
    flags["process"] &= flags["subject"]
    flags["subjects"] = flags["subject"]
    flags["subject"] &= flags["named"]
    clusters = flags.astype(float).assign(all=1.0).groupby(rows["text"]).sum()
    total = flags.sum()
    low, high = effective_interval(clusters[["subject"]].to_numpy(), clusters[["named"]].to_numpy())
    modal_low, modal_high = effective_interval(clusters[["modal"]].to_numpy(), clusters[["all"]].to_numpy())
    return {
        "part": part,
        "sentences": len(rows),
        **total,
        "share": total["subject"] / max(total["named"], 1),
        **{"share_low": low[0], "share_high": high[0]},
        "modal_share": total["modal"] / len(rows),
        **{"modal_share_low": modal_low[0], "modal_share_high": modal_high[0]},
        "negation_share": total["negation"] / len(rows),
    }


@published("question", needs=("agency",), leads=find_description)
def agency_coding(book: Book) -> pd.DataFrame:
    """How far the passes agree on who acts.

    - items: sentences that were coded for the question {question} [sentences]
    - differing: of these sentences, those on which the passes differ over the question {question} [sentences]
    - alpha: Krippendorff's alpha of the question {question} [agreement; Krippendorff 2022]
    - differing_share_high: high end of the exact 95 % interval of the share of sentences on which the passes
      differ over the question {question} [share; Clopper & Pearson 1934]

    >>> agency_coding()[["question", "items", "differing"]].head(2)
      question  items  differing
    0  process      7          0
    1  subject      7          1
    """
    parts = {"": counts.clause_codes(book)}
    if book.agency.speeches:
        parts["speech-"] = counts.speech_codes(book.agency)
    measured = [
        {"question": f"{prefix}{feature}", **measure_agreement(rows, SENTENCE)}
        for prefix, codes in parts.items()
        for feature, rows in codes.groupby("feature")
    ]
    return pd.DataFrame(measured).rename(columns={"of": "items"})


@published(needs=("agency",), leads=find_description)
def agency(book: Book) -> pd.DataFrame:
    """All sentences together: what is asked of them, and what the program counts.

    - modals: modal verbs, those of formulas included [occurrences]
    - formulas: modal verbs of formulas such as "it should be noted" [occurrences]
    - negations: negations [occurrences]
    - joined: sentences that join the two actors whose order is asked [sentences]
    - first_named: of these sentences, those that name the first of the two first [sentences]
    - parted: sentences that give a source's view without a process asked for, or the other way round; none
      where no views are coded [sentences]

    >>> agency()[["modals", "joined", "first_named"]]
       modals  joined  first_named
    0       0       1            0
    """
    rule, rows = counts.require_rule(book), counts.clauses(book)
    order = rows.loc[rows["order"] != "", "order"]
    asked = counts.answer(book, rows).value_counts([*SENTENCE, "feature"]).unstack(fill_value=0)
    asked = asked.reindex(columns=[counts.SOURCE, counts.PROCESS], fill_value=0)
    row = {
        "modals": rows["modal"].sum(),
        "formulas": rows["formula"].sum(),
        "negations": rows["negation"].sum(),
        "joined": len(order),
        "first_named": (order == rule.contrasts.order[0]).sum(),
        "parted": (asked[counts.SOURCE] != asked[counts.PROCESS]).sum() if book.voices.rule else 0,
    }
    return pd.DataFrame([row])
