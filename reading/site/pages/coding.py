"""The directive `{coding}`, with which readers code sentences themselves, and the scripts with its data.

Everything happens in the browser. The passes of others are a script of its own, which the page loads after a
reader has finished.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pandas as pd
from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from reading.data.agency import FEATURES
from reading.data.book import Book
from reading.data.coding import FOLDER, Coding
from reading.data.passes import Coder
from reading.data.samples import FOLDER as SAMPLE_FOLDER
from reading.data.samples import SENTENCE as SAMPLE_SENTENCE
from reading.data.samples import Sample
from reading.data.stances import Stances
from reading.measures.incidence import SENTENCE
from reading.site.charts.templates import get_template
from reading.site.layout import assets, contribute
from reading.site.layout.assets import JsonObject
from reading.site.pages.application import make_widget
from reading.site.pages.evidence import record_retellings
from reading.site.pages.sentences_data import list_paragraphs, list_retellings
from reading.site.published import published_book
from reading.tables.locations import CODING, OWN_COPY
from reading.tables.sample_counts import name_text

DATA, PASSES, SAMPLES = (f"_static/coding_{name}.js" for name in ("data", "passes", "samples"))
SCRIPT, SHEET = "_static/coding.js", "_static/coding.css"

FORM = "coding.yml"
"""The issue form in `.github/ISSUE_TEMPLATE`."""

THEMES, STANCES, AGENCY = "themes", "stances", "agency"
"""The ids of the tasks on the document. The id of a task on a sample is the name of the sample."""


def setup(app: Sphinx) -> None:
    """Add the directive."""
    app.add_directive("coding", CodingDirective)


class CodingDirective(SphinxDirective):
    """Shows the form. The check makes sure that it has a page of its own."""

    def run(self) -> list[nodes.Node]:
        """Make the node with the data."""
        app = self.env.app
        book = published_book(app).book
        record_retellings(self.env, book)
        scripts, repository = _make_scripts(app), contribute.repository(app)
        issue = repository.issue_url(FORM) if repository else ""
        html = get_template("coding.html").render(tasks=list_tasks(book), issue=issue)
        return [make_widget(html, scripts, script=SCRIPT, sheet=SHEET, data=DATA)]


def _make_scripts(app: Sphinx) -> dict[str, str]:
    book = published_book(app).book
    samples = {name: list_sample_sentences(book, sample) for name, sample in book.samples.items()}
    scripts = {
        PASSES: f"window.codingPasses={assets.to_json(list_passes(book))};\n",
        SAMPLES: f"window.codingSamples={assets.to_json(samples)};\n",
    }
    has_copy_page = OWN_COPY in app.env.found_docs
    own_copy_page = app.builder.get_relative_uri(CODING, OWN_COPY) if has_copy_page else ""
    data = {
        "book": {"key": book.document.outline.sha256[:8], "copyPage": own_copy_page},
        "tasks": list_tasks(book),
        "paragraphs": list_paragraphs(book),
        "texts": [" ".join(texts) for texts in list_retellings(book)],
        "scripts": {
            Path(name).stem: Path(assets.versioned(name, text)).name for name, text in scripts.items()
        },
    }
    return {DATA: f"window.codingData={assets.to_json(data)};\n", **scripts}


def list_tasks(book: Book) -> list[JsonObject]:
    """What can be coded, as JSON holds it: themes and stances of the document, and themes of each sample.

    - id, label, size: the name of the task, in words too, and its number of sentences
    - file, folder: how the name of a pass begins, and the folder it belongs in
    - place: the columns that identify a sentence in a pass
    - version: the version of the rules
    - codes: of each theme its `id`, `label`, and when a sentence carries it
    - pairs: whether stances are coded; then there are `actors`, `stances` and the `rule`
    - sample: whether the sentences are those of a sample
    - groups: of which a sentence has one code each, such as `subject:china`
    - needsCopy: whether a retelling is no basis for it
    """
    tasks = []
    sentences = len(book.document.sentences)
    themes = {"version": book.coding.codebook.version, "codes": _list_themes(book)}
    tasks.append(_task(THEMES, "Themes of the document", sentences, FOLDER.as_posix(), **themes))
    if (rule := book.stances.rule) is not None:
        labels = {actor.id: actor.name for actor in book.lexicon.actors}
        stances = {
            "file": "stances",
            "pairs": True,
            "version": rule.version,
            "actors": [{"id": actor, "label": labels.get(actor, actor)} for actor in rule.actors],
            "stances": dict(rule.stances),
            "rule": rule.model_dump(include={"item", "basis", "names", "cases"}),
        }
        label = "Stances of actors in the document"
        tasks.append(_task(STANCES, label, sentences, FOLDER.as_posix(), **stances))
    if (agency := book.agency.rule) is not None:
        options = {"file": AGENCY, "version": agency.version, "groups": FEATURES, "needsCopy": True}
        codes = [
            {"id": f"{feature}:{id_}", "label": f"{feature.capitalize()}: {code.label}"}
            | {"definition": code.definition, "include": "", "exclude": ""}
            for feature in FEATURES
            for id_, code in agency.codes[feature].items()
        ]
        label = "Who acts in the document, with your own copy"
        tasks.append(_task(AGENCY, label, sentences, FOLDER.as_posix(), codes=codes, **options))
    for sample in book.samples.values():
        folder = (SAMPLE_FOLDER / sample.name).as_posix()
        label = f"Themes of other texts, {_name_years(book, sample)}"
        options = {"place": SAMPLE_SENTENCE, "sample": True, **themes}
        tasks.append(_task(sample.name, label, len(sample.sentences), folder, **options))
    return tasks


def _task(name: str, label: str, size: int, folder: str, **options: Any) -> JsonObject:
    common = {"id": name, "label": label, "size": size, "folder": folder, "file": "pass", "place": SENTENCE}
    return {**common, **options}


def _name_years(book: Book, sample: Sample) -> str:
    """The years of the texts of a sample. Its own name where they are not known."""
    fields = map(book.reference.settings.parse_name, sample.sentences["text"].unique())
    return " and ".join(sorted({each["year"] for each in fields if each})) or sample.name


def _list_themes(book: Book) -> list[JsonObject]:
    """The themes of the codebook, without their terms, which would lead the coder."""
    themes = book.coding.codebook.themes
    return [{"id": theme, **entry.model_dump(exclude={"terms"})} for theme, entry in themes.items()]


def list_passes(book: Book) -> dict[str, list[JsonObject]]:
    """The passes of each task: who made them, and `codes`, which has the codes of each sentence.

    The codes of a sentence that a coder left out are None. A stance is written as actor, target and stance,
    with spaces between. Of themes that are newer than the `version` of a pass it says nothing.
    """
    document = book.document.sentences[SENTENCE]
    passes = {THEMES: _list_codes(book.coding, document)}
    if book.stances.passes:
        passes[STANCES] = _list_codes(book.stances, document)
    if book.agency.passes:
        passes[AGENCY] = [
            {**_describe(book.agency.coders[name]), "codes": _name_codes(rows)}
            for name, rows in book.agency.passes.items()
        ]
    for sample in book.samples.values():
        passes[sample.name] = _list_codes(sample, sample.sentences[SAMPLE_SENTENCE])
    return passes


def _list_codes(coded: Coding | Stances | Sample, sentences: pd.DataFrame) -> list[JsonObject]:
    """The passes of one task. In a table of stances a sentence has a row for each, in others one for all."""
    found = []
    for name, rows in coded.passes.items():
        of_stances, coder = "stance" in rows, coded.coders[name]
        keys = sentences.itertuples(index=False, name=None)
        codes: dict[Any, Any] = {key: [] if of_stances else None for key in keys}
        for first, second, *code in rows.itertuples(index=False, name=None):
            if of_stances:
                codes[first, second].append(" ".join(code))
            else:
                codes[first, second] = code[0]
        found.append({**_describe(coder), "codes": list(codes.values())})
    return found


def _describe(coder: Coder) -> JsonObject:
    return {"coder": coder.name, "kind": coder.kind, "date": coder.date, "version": int(coder.codebook)}


def _name_codes(rows: pd.DataFrame) -> list[list[str]]:
    """The codes of each sentence of a pass over who acts, as `list_tasks` names them."""
    return [[f"{feature}:{row[feature]}" for feature in FEATURES] for row in rows.to_dict("records")]


def list_sample_sentences(book: Book, sample: Sample) -> list[list[Any]]:
    """The sentences of a sample: the text as passes name it, the number in it, the words, and its name."""
    rows = sample.sentences[[*SAMPLE_SENTENCE, "words"]]
    names = {text: name_text(book, sample, text) for text in rows["text"].unique()}
    return rows.assign(name=rows["text"].map(names)).to_numpy().tolist()
