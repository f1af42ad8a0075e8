"""The registry of published numbers, on the real book."""

import functools
import json
import math
import re
import shutil
from dataclasses import replace

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wordfreq import get_frequency_dict

from reading import figures
from reading.data import coding, stances
from reading.data.book import Book
from reading.figures import Figure, Subject, make_name, parse_name, uncertainty
from reading.figures.actors import actors
from reading.figures.likeness import ranks
from reading.figures.terms import terms
from reading.figures.themes import themes
from reading.figures.uncertainty import collocations, comparisons
from reading.files.errors import ReadingErrors
from reading.measures import keyness
from reading.tables.nearness import find_reference
from reading.text.words import slug

NAME_PARTS = ["section", "paragraph", "term", "theme", "bigram", "with", "frozen", "themes", "low", "a", ""]

ONE = Figure(Subject("a"), "", 1, "tokens", "one", "data")


@pytest.fixture(name="registry", scope="module")
def _registry(figures):
    return figures


def test_where_sections_are_many_terms_that_a_section_repeats_are_compared(monkeypatch, registry, book):
    def compared():
        return {figure.subject for figure in comparisons(book) if figure.statistic == "verdict"}

    every = compared()
    monkeypatch.setattr("reading.figures.terms.MAX_SECTIONS_FOR_ABSENT", 1)
    counts = {subject: registry[make_name(subject, "count")].value for subject in every}
    told = {
        subject
        for subject in every
        if registry[make_name(subject, "verdict")].value in (keyness.Verdict.MORE, keyness.Verdict.LESS)
    }
    assert compared() == {subject for subject in every if counts[subject] >= 2} | told
    assert len(compared()) < sum(counts[subject] > 0 for subject in every)


def test_where_sections_are_many_a_term_has_figures_only_for_those_that_hold_it(monkeypatch, registry, book):
    def by_section():
        listed = {figure.name for figure in terms(book)}
        return {name: re.match(r"section\.[^.]+\.term\.[^.]+", name) for name in listed & registry.keys()}

    every = by_section()
    monkeypatch.setattr("reading.figures.terms.MAX_SECTIONS_FOR_ABSENT", 1)
    fewer = by_section()
    absent = {match[0] for name, match in every.items() if name not in fewer}
    assert len(absent) > 100
    assert {registry[f"{name}.count"].value for name in absent} == {0}
    assert all(registry[f"{match[0]}.count"].value for match in fewer.values() if match)


def test_in_a_long_document_terms_and_actors_have_no_figures_of_paragraphs(monkeypatch, book):
    def by_paragraph():
        listed = {figure.name for figure in [*terms(book), *actors(book)] if figure.subject.paragraph}
        return {re.sub(r"^paragraph\.[^.]+\.(\w+)\..*", r"\1", name) for name in listed}

    assert by_paragraph() == {"term", "actor"}
    with monkeypatch.context() as patch:
        patch.setattr("reading.figures.figure.MAX_TOKENS", book.document.sentences["tokens"].sum() - 1)
        assert by_paragraph() == set()
    monkeypatch.setattr("reading.figures.figure.MAX_PARAGRAPHS", len(book.document.paragraphs) - 1)
    assert by_paragraph() == set()
    assert sum(figure.statistic == "states" for figure in actors(book)) == len(book.document.paragraphs)


def test_stop_word_has_a_count_and_no_rank(registry, book):
    used = set(book.document.incidence["lemma"]) & book.lexicon.stopwords
    assert used
    for lemma in used:
        assert f"term.{slug(lemma)}.count" in registry
        assert f"term.{slug(lemma)}.rank" not in registry


def test_every_figure_has_a_definition_and_a_source_table(registry, book):
    for figure in registry.values():
        assert figure.definition
        assert list(book.root.glob(figure.table)), figure.name


def test_figure_about_a_term_names_its_lemma(registry, book):
    lemmas = set(book.document.incidence["lemma"])
    for name, figure in registry.items():
        subject = figure.subject
        names_lemma = subject.kind in ("term", "bigram") or (subject.kind == "kind" and subject.id)
        assert subject.lemma in lemmas if names_lemma else not subject.lemma, name
        assert subject.kind != "term" or subject.id == slug(subject.lemma), name
    assert registry["bigram.great.power.count"].subject.lemma == "great power"
    assert registry["bigram.future.development.count"].subject.lemma == "future"


def test_published_figures_are_flat_sorted_json(registry):
    published = json.loads(json.dumps(figures.as_json(registry), allow_nan=False))
    assert list(published) == sorted(published)
    assert set(published["document.tokens"]) == {"value", "unit", "definition", "table"}


def test_name_of_every_figure_is_read_back_as_its_subject_and_statistic(registry):
    for name, figure in registry.items():
        assert name == figure.name
        assert parse_name(name) == (figure.subject._replace(lemma=""), figure.statistic)


@pytest.mark.parametrize(
    ("subject", "statistic"),
    [
        (Subject("term", "u.s.", section="ties"), "count"),
        (Subject("term", "with", "with", "theme"), "p"),
        (Subject("theme", "lexicon", "lexicon"), "f1.low"),
        (Subject("actor", "theme", "theme", "term", paragraph="quay"), "share"),
        (Subject("bigram", "theme", other="with"), "count"),
        (Subject("likeness", "norway"), "rank.low"),
        (Subject("likeness.divergence.names-in", "norway", section="ties"), "rank"),
        (Subject("likeness.delta", section="ties"), "nearest"),
        (Subject("likeness"), "speeches"),
        (Subject("kind", "u.s."), "p-adjusted"),
        (Subject("kind"), "tested"),
        (Subject("held-out", "security", "general"), "f1.low"),
        (Subject("development", relation="frozen"), "macro-f1"),
    ],
)
def test_name_with_a_dot_or_a_keyword_in_an_id_is_read_back(subject, statistic):
    assert parse_name(make_name(subject, statistic)) == (subject, statistic)


@given(st.text(alphabet="ab.\n") | st.lists(st.sampled_from(NAME_PARTS)).map(".".join))
def test_any_text_as_a_name_is_read_back(name):
    assert make_name(*parse_name(name)) == name


def test_stop_list_with_every_word_leaves_no_ranks(small_root):
    small = Book.load(small_root)
    everything = frozenset(small.document.incidence["lemma"])
    silent = replace(small, lexicon=replace(small.lexicon, stopwords=everything), claims=())
    assert not any("term." in name and name.endswith(".rank") for name in figures.registry(silent))


def test_two_figures_with_one_name_are_an_error(book):
    words = book.document.incidence
    twin = words.iloc[[0]].assign(kind="phrase", lemma="low carbon")
    document = replace(book.document, incidence=pd.concat([words, twin]))
    with pytest.raises(ReadingErrors) as raised:
        figures.registry(replace(book, document=document, claims=()))
    assert "term.low-carbon" in str(raised.value.exceptions[0])


def test_interval_of_a_rate_contains_the_rate(registry):
    ends = [name.removesuffix(".low") for name in registry if name.endswith(".rate.low")]
    assert len(ends) > 40
    for name in ends:
        low, rate, high = (registry[f"{name}{end}"].value for end in (".low", "", ".high"))
        assert low <= rate <= high, name


def test_book_without_stances_has_no_figures_about_them(small_root):
    for path in (small_root / "data/coding").glob("stances*"):
        path.unlink()
    small = replace(Book.load(small_root), claims=())
    assert not [name for name in figures.registry(small) if name.startswith("stance")]


def test_cached_registry_is_used_until_its_data_change(small_root, monkeypatch):
    small = Book.load(small_root)
    first = figures.cached_registry(small)
    assert first == figures.registry(small)
    measured = {figure.name: figure for figure in first.values()} | {"a": ONE}
    monkeypatch.setattr(figures, "_measure", lambda book, _: measured)
    assert figures.cached_registry(small) == first
    with (small_root / "data/lexicon/stopwords.txt").open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    assert figures.cached_registry(Book.load(small_root)) == measured


def test_registry_is_computed_where_no_cache_can_be_written(small_root, monkeypatch):
    shutil.rmtree(small_root / "_build", ignore_errors=True)
    (small_root / "_build").write_text("no folder", encoding="utf-8")
    monkeypatch.setattr(figures, "_measure", lambda book, _: {"a": ONE})
    assert figures.cached_registry(replace(Book.load(small_root), claims=()))["a"] == ONE


def test_cached_registry_is_used_for_a_copy_of_the_book_in_another_folder(small_root, tmp_path, monkeypatch):
    small = replace(Book.load(small_root), claims=())
    moved = shutil.copytree(small_root, tmp_path / "moved", ignore=shutil.ignore_patterns("_build"))
    monkeypatch.setattr(figures, "_measure", lambda book, _: {"a": ONE})
    store = tmp_path / "store"
    assert figures.cached_registry(small, store=store)["a"] == ONE
    monkeypatch.setattr(figures, "_measure", lambda book, _: pytest.fail("it was measured twice"))
    assert figures.cached_registry(replace(small, root=moved), store=store)["a"] == ONE
    assert not (moved / "_build").exists()


def test_mean_over_themes_gives_the_number_of_themes_with_a_value(registry, book):
    assert " of all themes " in registry["themes.macro-precision"].definition
    first, *others = book.lexicon.themes
    silent = replace(book.lexicon, themes=(replace(first, terms=("nowhere",)), *others))
    found = {figure.name: figure for figure in themes(replace(book, lexicon=silent))}
    values = [found[f"theme.{theme.id}.lexicon.precision"].value for theme in book.lexicon.themes]
    assert math.isnan(values[0])
    mean = sum(values[1:]) / len(others)
    assert found["themes.macro-precision"].value == pytest.approx(mean)
    assert f" of the {len(others)} of {len(values)} themes " in found["themes.macro-precision"].definition


def test_the_figures_that_claims_feed_are_the_claims(registry, book):
    assert {name for name in registry if figures.is_fed_by(name, ["claims"])} == {
        claim.name for claim in book.claims
    }


NOTHING = {"coding": coding.NO_CODING, "stances": stances.NO_STANCES, "references": {}, "samples": {}}


@pytest.fixture(scope="module")
def registry_without(book):
    """Computes the figures of the book without a part and without claims; once for each part."""
    return functools.cache(
        lambda part: figures.registry(replace(book, **{"claims": (), part: NOTHING[part]}))
    )


@pytest.mark.parametrize("part", NOTHING)
def test_book_without_a_part_lacks_only_the_figures_that_the_part_feeds(
    registry, registry_without, book, part
):
    left = registry_without(part)
    gone = {name for name in registry if figures.is_fed_by(name, [part])}
    assert gone
    claims = {claim.name for claim in book.claims}
    # Without texts of its kind, the document is compared with general English.
    left = {name: figure for name, figure in left.items() if not name.startswith("english.")}
    assert left == {name: registry[name] for name in registry.keys() - gone - claims}


def test_no_speaker_is_the_nearest_where_two_tie(registry, book):
    reference = find_reference(book)
    counts, texts = reference.counts, reference.comparison.set_index("speaker")["text"]
    copied = counts[counts["text"] == texts["CHN"]].assign(text=texts["RUS"])
    twins = replace(reference, counts=pd.concat([counts[counts["text"] != texts["RUS"]], copied]))
    tied = {figure.name: figure.value for figure in ranks(replace(book, references={"twins": twins}))}
    assert registry["likeness.names-in.nearest"].value == "China"
    assert tied["likeness.names-in.china.rank"] == tied["likeness.names-in.russia.rank"] == 1
    assert "likeness.names-in.nearest" not in tied


def test_name_of_a_speaker_in_a_figure_has_no_dots_spaces_or_accents(book):
    reference = find_reference(book)
    names = {"CHN": "St. Thomas & Príncipe's"}
    settings = reference.settings.model_copy(update={"speakers": names})
    renamed = replace(book, references={"renamed": replace(reference, settings=settings)})
    assert "likeness.st-thomas-principe-s.rank" in {figure.name for figure in ranks(renamed)}


def test_words_are_compared_with_english_only_where_there_are_no_texts_of_their_kind(
    registry, registry_without, book
):
    assert not [name for name in registry if name.startswith("english.")]
    alone = registry_without("references")
    assert not [name for name in alone if name.startswith(("kind.", "likeness", "history."))]
    vocabulary = book.document.vocabulary.groupby("token")["count"].sum()
    rates = get_frequency_dict("en")
    ratios = {name: figure.value for name, figure in alone.items() if name.startswith("english.token.")}
    assert len(ratios) == alone["english.more"].value > 0
    assert ratios == pytest.approx(
        {
            f"english.token.{token}.times": count / vocabulary.sum() / rates[token]
            for token, count in vocabulary.items()
            if f"english.token.{token}.times" in ratios
        }
    )


def test_of_very_many_pairs_only_those_that_pass_have_figures(book, monkeypatch):
    every = {figure.name: figure for figure in collocations(book)}
    monkeypatch.setattr(uncertainty, "MAX_PAIRS", 1)
    few = {figure.name: figure for figure in collocations(book)}
    assert few.items() < every.items()
    # Each pair is told from both sides.
    kept = [figure for figure in few.values() if figure.statistic == "p-adjusted"]
    assert len(kept) == 2 * few["collocates.told"].value
    assert all(figure.value <= keyness.Q for figure in kept)
    assert few["collocates.tested"] == every["collocates.tested"]
