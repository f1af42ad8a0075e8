"""Finding the entry that shows the sentences behind a figure."""

import pytest

from reading.site.pages import figure_targets
from tests.conftest import EXTENDED

PAIR = "sino-russian-cooperation.russia"


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("terms.great-power.count", ("evidence", "great-power")),
        (f"terms-by-section.{PAIR}.count", ("evidence", "russia")),
        ("terms-by-paragraph.great-powers.strategic.count", ("evidence", "strategic.great-powers")),
        ("actor-themes.russia.partnership.share", ("evidence", "actor.russia")),
        ("actors-by-paragraph.great-powers.china.sentences", ("evidence", "actor.china.great-powers")),
        ("actors-by-paragraph.security.nato.sentences", ("evidence", "actor.nato")),
        ("stances.china.russia.favourable", ("evidence", "stance.china.russia")),
        ("themes-by-section.diplomacy-and-politics.security.share", ("codebook", "security")),
        ("themes-by-paragraph.great-powers.stability.sentences", ("codebook", "stability.great-powers")),
        ("held-out-themes.security.coded", None),
        ("document.tokens", ("about/tables", "document")),
        ("deals.words.moscow.first", ("evidence", "moscow")),
        ("deals.words.moscow.k", ("notebooks/themes", "chart-deals")),
        ("deals.asked.subject.second", ("notebooks/actors", "chart-who-acts")),
        ("deals.asked.subject.k", ("notebooks/actors", "the-sections-compared")),
        ("deals.asked.subject.second-most", ("notebooks/actors", "agency-doubts")),
        ("deals.themes.partnership.first-least", ("about/tables", "deals")),
        ("planned-tests.subject.p", ("about/tables", "planned-tests")),
        ("history.first-year", ("notebooks/united_nations", "un-general-debate")),
        ("histories.cold-war.texts", ("notebooks/united_nations", "un-general-debate.cold-war")),
        ("histories.zero-sum.first", ("notebooks/united_nations", "un-general-debate.zero-sum.1992")),
    ],
)
def test_figure_leads_to_what_is_counted(book, figures, name, entry):
    assert figure_targets.find_entry(book, figures[name]) == entry


def test_every_figure_of_a_row_leads_to_an_entry_that_exists(book, figures, pages):
    anchors = {name: {tag["id"] for tag in page.select("[id]")} for name, page in pages.items()}
    for figure in list(figures.values())[:: 1 if EXTENDED else 10]:
        entry = figure_targets.find_entry(book, figure)
        if entry is not None:
            assert entry.anchor in anchors[f"{entry.page}.html"], figure.name
