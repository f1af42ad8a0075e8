"""What would overturn a claim: the line follows the codes, and names sentences only where they decide."""

import shutil

import numpy as np
import pytest

from reading.data.book import Book
from reading.formatting import per_cent
from reading.tables import firmness
from reading.tables.figures import Figures
from reading.tables.firmness_counts import Inference, list_codes
from reading.tables.firmness_lines import describe_firmness
from tests.conftest import ROOT

SUBJECTS, ALONE = "claims.agency.subjects-tell-apart", "claims.themes.partnership-alone-tells-apart"


def find(book, name):
    return next(claim for claim in book.claims if claim.name == name)


def say(book, name):
    parts = describe_firmness(book, find(book, name))
    return "".join(part if isinstance(part, str) else f"[{part[0]}#{part[1]}]" for part in parts)


@pytest.fixture
def fragile(tmp_path):
    """The book with three subjects that are coded otherwise by both passes."""
    shutil.copytree(ROOT / "data", tmp_path / "data")
    shutil.copy(ROOT / "_toc.yml", tmp_path)
    for coder in "ab":
        path = tmp_path / f"data/coding/agency-{coder}.csv"
        rows = path.read_text(encoding="utf-8").splitlines(keepends=True)
        china = [number for number, row in enumerate(rows) if ",china," in row][:3]
        for number in china:
            rows[number] = rows[number].replace(",china,", ",other-actor,")
        path.write_text("".join(rows), encoding="utf-8")
    return Book(tmp_path)


def test_the_line_follows_when_a_claim_is_made_fragile(book, fragile):
    before, after = (firmness(each).set_index("claim") for each in (book, fragile))
    key = find(book, SUBJECTS).key
    assert after.loc[key, "flips"] < before.loc[key, "flips"]
    for each, rows in ((book, before), (fragile, after)):
        assert f"falls if {rows.loc[key, 'flips']} sentences are coded otherwise" in say(each, SUBJECTS)


def test_every_inferential_claim_holds_for_the_codes_of_the_book(book):
    figures = Figures(book)
    for claim in (claim for claim in book.claims if claim.rests):
        inference = Inference(book, claim, list_codes(book, claim.rests.codes).held)
        assert claim.inferred
        assert claim.holds(figures)
        assert inference.holds(inference.counts[np.newaxis])[0], claim.name
        assert inference.sizes.sum() == len(book.document.sentences)


def test_sentences_are_named_where_they_are_in_doubt_or_the_only_way(book):
    rows = firmness(book).set_index("claim")
    assert rows.loc[find(book, ALONE).key, "ways"] == 1
    assert "all these 3 sentences" in say(book, ALONE)
    assert "These sentences: [" in say(book, ALONE)
    for claim in (claim for claim in book.claims if claim.rests):
        row = rows.loc[claim.key]
        named = [part for part in describe_firmness(book, claim) if not isinstance(part, str)]
        assert len(named) == row["doubtful"]
        if row["ways"] > 1 and row["doubtful"]:
            assert "Check first, since a pass or another rule differs: [" in say(book, claim.name)


def test_every_line_begins_with_its_finding_and_goes_by_the_most_errors(book):
    rows = firmness(book).set_index("claim").dropna(subset="survival_high")
    short = [claim.short for claim in book.claims if claim.rests]
    assert len(set(short)) == len(short)
    for claim in (claim for claim in book.claims if claim.key in rows.index):
        row, line = rows.loc[claim.key], say(book, claim.name)
        errors = f"likely (up to {100 * row['errors_high']:.0f}%)"
        assert line.startswith(f"{claim.short}. It falls if ")
        assert f"{errors}, it stands in {per_cent(row['survival_high']):.0f} of 100 trials." in line


def test_a_claim_without_codes_says_nothing_of_errors(book):
    line = say(book, "claims.terms.none-tells-apart")
    assert "trials" not in line
    assert "occurrences of a word are added or removed" in line
