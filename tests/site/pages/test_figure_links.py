"""Which entry shows the sentences behind a figure."""

import pytest

from reading.evidence import codebook, sentences
from reading.figures import Figure, registry
from reading.site.pages import figure_links


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("actor.china.mentions", ("evidence", "actor.china")),
        ("actor.china.theme.security.sentences", ("evidence", "actor.china")),
        ("section.ties.actor.china.rate.low", ("evidence", "actor.china")),
        ("paragraph.quay.actor.china.sentences", ("evidence", "actor.china.quay")),
        ("stance.china.russia.adverse", ("evidence", "stance.china.russia")),
        ("theme.security.frozen.recall", ("codebook", "security")),
        ("section.ties.theme.security.share", ("codebook", "security")),
        ("paragraph.quay.theme.security.share", ("codebook", "security.quay")),
        ("paragraph.quay.themes", None),
        ("robustness.themes.leads.ties.security", None),
        ("document.tokens", None),
    ],
)
def test_a_name_says_what_a_figure_is_about(book, name, entry):
    assert figure_links.behind(book, Figure(name, 1, "sentences", "", "")) == entry


def test_a_paragraph_without_any_has_no_part_to_lead_to(book):
    figure = Figure("paragraph.quay.actor.china.sentences", 0, "", "", "")
    assert figure_links.behind(book, figure).anchor == "actor.china"


def test_a_figure_about_a_lemma_leads_to_its_entry_whatever_its_name(book):
    figure = Figure("section.ties.term.sea-ice.count", 1, "occurrences", "", "", "sea ice")
    assert figure_links.behind(book, figure) == (sentences.PAGE, "sea-ice")


def test_every_figure_of_this_book_about_a_theme_or_an_actor_has_an_entry(book):
    themes, actors = set(book.coding.codebook.themes), {actor.id for actor in book.lexicon.actors}
    for name, figure in registry(book).items():
        if entry := figure_links.behind(book, figure):
            kind, about, *_ = (entry.anchor + ".").split(".")
            if entry.page == codebook.PAGE:
                assert kind in themes, name
            elif not figure.lemma:
                assert kind in ("actor", "stance"), name
                assert about in actors, name
