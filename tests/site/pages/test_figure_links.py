"""Finding the entry that shows the sentences behind a figure."""

import pytest

from reading.figures import Figure, Subject
from reading.site.pages import figure_links
from reading.tables import evidence


def find_entry(book, subject, value=1):
    return figure_links.find_entry(book, Figure(subject, "sentences", value, "sentences", "", ""))


@pytest.mark.parametrize(
    ("subject", "entry"),
    [
        (Subject("actor", "china"), ("evidence", "actor.china")),
        (Subject("actor", "china", "theme", "security"), ("evidence", "actor.china")),
        (Subject("actor", "china", section="ties"), ("evidence", "actor.china")),
        (Subject("actor", "china", paragraph="quay"), ("evidence", "actor.china.quay")),
        (Subject("stance", "china", other="russia"), ("evidence", "stance.china.russia")),
        (Subject("theme", "security", "frozen"), ("codebook", "security")),
        (Subject("theme", "security", section="ties"), ("codebook", "security")),
        (Subject("theme", "security", paragraph="quay"), ("codebook", "security.quay")),
        (Subject("paragraph", "quay"), None),
        (Subject("robustness", relation="themes"), None),
        (Subject("document"), None),
    ],
)
def test_figure_leads_to_the_entry_of_its_subject(book, subject, entry):
    assert find_entry(book, subject) == entry


def test_figure_of_zero_in_a_paragraph_leads_to_the_entry_of_the_whole_document(book):
    assert find_entry(book, Subject("actor", "china", paragraph="quay"), value=0).anchor == "actor.china"


def test_figure_about_a_lemma_leads_to_the_entry_of_the_lemma(book):
    assert find_entry(book, Subject.term("sea ice", section="ties")) == (evidence.EVIDENCE, "sea-ice")


def test_entry_of_every_figure_about_a_theme_or_an_actor_exists(book, figures):
    themes, actors = set(book.coding.codebook.themes), {actor.id for actor in book.lexicon.actors}
    for name, figure in figures.items():
        entry = figure_links.find_entry(book, figure)
        subject = figure.subject
        if subject.kind == "theme":
            assert entry.page == evidence.CODEBOOK, name
            assert subject.id in themes, name
        elif subject.kind in ("actor", "stance"):
            assert entry.page == evidence.EVIDENCE, name
            assert subject.id in actors, name
        elif subject.kind in ("history", "likeness"):
            assert entry is None or entry.page.startswith(evidence.TEXTS), name
        else:
            assert bool(entry) == bool(subject.lemma), name


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("kind.relation.count", ("evidence", "relation")),
        ("kind.relation.rate", ("evidence", "relation")),
        ("kind.relation.share", ("texts/un-general-debate/comparison", "relation")),
        ("kind.relation.median", ("texts/un-general-debate/comparison", "relation")),
        ("kind.tested", None),
        ("likeness.speeches", ("texts/un-general-debate/comparison", evidence.TOP)),
        ("likeness.china.rank", None),
        ("history.texts", ("texts/un-general-debate/all", evidence.TOP)),
        ("history.last-year", ("texts/un-general-debate/all", "year-2024")),
        ("history.rising", ("texts", "un-general-debate")),
        ("history.cold-war.texts", ("texts/un-general-debate/terms/cold-war", evidence.TOP)),
        ("history.cold-war.end.low", ("texts/un-general-debate/terms/cold-war", evidence.TOP)),
        ("history.zero-sum.first", ("texts/un-general-debate/terms/zero-sum", "year-1992")),
    ],
)
def test_figure_that_counts_texts_leads_to_their_list(book, figures, name, entry):
    assert figure_links.find_entry(book, figures[name]) == entry
