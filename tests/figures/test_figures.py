"""The registry of published numbers, on the real book."""

import json
import math
import shutil
from dataclasses import replace

import pandas as pd
import pytest

from reading import figures
from reading.data import coding, stances
from reading.data.book import Book
from reading.figures import Figure
from reading.files.errors import ReadingErrors
from reading.text.words import slug


@pytest.fixture(scope="module")
def registry(book):
    return figures.registry(book)


def test_sizes_add_up(registry, book):
    paragraphs = [registry[f"paragraph.{name}.tokens"].value for name in book.document.short.values()]
    sections = [registry[f"section.{name}.tokens"].value for name in book.document.sections["section"]]
    assert sum(paragraphs) == sum(sections) == registry["document.tokens"].value
    shares = [registry[f"paragraph.{name}.share"].value for name in book.document.short.values()]
    assert sum(shares) == pytest.approx(1)


def test_a_terms_counts_by_section_add_up_to_its_count(registry, book):
    for lemma in book.document.incidence["lemma"].unique():
        name = slug(lemma)
        parts = [registry[f"section.{s}.term.{name}.count"].value for s in book.document.sections["section"]]
        assert sum(parts) == registry[f"term.{name}.count"].value


def test_a_terms_rate_is_per_thousand_tokens(registry):
    count, tokens = registry["term.china.count"].value, registry["document.tokens"].value
    assert registry["term.china.rate"].value == pytest.approx(1000 * count / tokens)


def test_the_most_frequent_content_word_has_rank_one(registry):
    counts = {
        name: figure.value
        for name, figure in registry.items()
        if name.startswith("term.") and name.endswith(".count") and name[:-5] + "rank" in registry
    }
    leader = max(counts, key=counts.get)
    assert registry[leader[:-5] + "rank"].value == 1


def test_a_stop_word_keeps_its_count_and_has_no_rank(registry, book):
    used = set(book.document.incidence["lemma"]) & book.lexicon.stopwords
    assert used
    for lemma in used:
        assert f"term.{slug(lemma)}.count" in registry
        assert f"term.{slug(lemma)}.rank" not in registry


def test_every_claim_is_a_figure_that_is_true_or_false(registry, book):
    assert {claim.name for claim in book.claims} <= set(registry)
    assert all(isinstance(registry[claim.name].value, bool) for claim in book.claims)


def test_every_figure_says_what_it_means_and_where_it_comes_from(registry, book):
    for figure in registry.values():
        assert figure.definition
        assert list(book.root.glob(figure.table)), figure.name


def test_a_figure_about_a_term_knows_its_lemma_whose_sentences_are_its_evidence(registry, book):
    lemmas = {slug(lemma): lemma for lemma in book.document.incidence["lemma"]}
    for name, figure in registry.items():
        about = f".{name}".partition(".term.")[2].partition(".")[0]
        assert name.startswith(("claims.", "bigram.")) or figure.lemma == lemmas.get(about, ""), name
    assert registry["bigram.great.power.count"].lemma == "great power"
    assert registry["bigram.future.development.count"].lemma == "future"


def test_what_is_published_is_flat_plain_json(registry):
    published = json.loads(json.dumps(figures.as_json(registry), allow_nan=False))
    assert list(published) == sorted(published)
    assert set(published["document.tokens"]) == {"value", "unit", "definition", "table"}


@pytest.mark.parametrize(
    ("value", "unit", "shown"),
    [
        (1234, "tokens", "1,234"),
        (0.176, "share", "18%"),
        (19.16, "per thousand tokens", "19.2"),
        (0.7946, "ratio", "0.79"),
        (True, "true or false", "true"),
    ],
)
def test_a_figure_is_written_by_its_unit(value, unit, shown):
    assert str(Figure("x", value, unit, "x", "x")) == shown


def test_a_stop_list_that_holds_every_word_leaves_no_ranks(book):
    everything = frozenset(book.document.incidence["lemma"])
    silent = replace(book, lexicon=replace(book.lexicon, stopwords=everything), claims=())
    assert not any("term." in name and name.endswith(".rank") for name in figures.registry(silent))


def test_two_figures_of_one_name_are_told(book):
    words = book.document.incidence
    twin = words.iloc[[0]].assign(kind="phrase", lemma="low carbon")
    document = replace(book.document, incidence=pd.concat([words, twin]))
    with pytest.raises(ReadingErrors) as told:
        figures.registry(replace(book, document=document, claims=()))
    assert "term.low-carbon" in str(told.value.exceptions[0])


def test_the_interval_of_a_rate_spans_the_rate(registry):
    ends = [name.removesuffix(".low") for name in registry if name.endswith(".rate.low")]
    assert len(ends) > 100
    for name in ends:
        low, rate, high = (registry[f"{name}{end}"].value for end in (".low", "", ".high"))
        assert low <= rate <= high, name


def test_every_tested_term_has_a_verdict_that_its_adjusted_p_value_gives(registry):
    tested = [
        name.removesuffix(".p-adjusted")
        for name in registry
        if name.startswith("section.") and name.endswith(".p-adjusted")
    ]
    terms = {name.partition(".term.")[2] for name in tested}
    themes = {name.partition(".theme.")[2] for name in tested}
    assert registry["keyness.tested"].value == len(terms - {""})
    assert registry["themes.tested"].value == len(themes - {""})
    assert registry["actors.tested"].value == len({name.partition(".actor.")[2] for name in tested} - {""})
    for name in tested:
        positive = registry[f"{name}.verdict"].value != "cannot be told apart"
        assert positive == (registry[f"{name}.p-adjusted"].value <= 0.05), name


def test_two_sections_mirror_each_other(registry, book):
    first, second = book.document.sections["section"]
    mirrored = [name for name in registry if name.startswith(f"section.{first}.") and "log-ratio" in name]
    assert mirrored
    for name in mirrored:
        if name.endswith(".log-ratio"):
            other = registry[name.replace(first, second)]
            assert other.value == pytest.approx(-registry[name].value), name


def test_an_actors_mentions_by_section_add_up_to_its_mentions(registry, book):
    for actor in (actor.id for actor in book.lexicon.actors):
        parts = [
            figure.value
            for name, figure in registry.items()
            if name.startswith("section.") and name.endswith(f".actor.{actor}.mentions")
        ]
        assert sum(parts) == registry[f"actor.{actor}.mentions"].value, actor


def test_two_actors_share_as_many_sentences_whichever_is_named_first(registry):
    shared = [name for name in registry if ".with." in name and name.startswith("actor.")]
    assert shared
    for name in shared:
        one, _, rest = name.removeprefix("actor.").partition(".with.")
        other, _, figure = rest.partition(".")
        assert registry[f"actor.{other}.with.{one}.{figure}"].value == registry[name].value


def test_stances_add_up(registry):
    by_stance = [registry[f"stances.{stance}"].value for stance in ("favourable", "adverse", "neutral")]
    by_pair = [figure.value for name, figure in registry.items() if name.startswith("stance.")]
    assert sum(by_stance) == sum(by_pair) == registry["stances.coded"].value
    low, alpha, high = (registry[f"stances.alpha{end}"].value for end in (".low", "", ".high"))
    assert low <= alpha <= high


def test_a_book_without_stances_has_no_figures_of_them(small_root):
    for path in (small_root / "data/coding").glob("stances*"):
        path.unlink()
    small = replace(Book.load(small_root), claims=())
    assert not [name for name in figures.registry(small) if name.startswith("stance")]


def test_no_figure_is_infinite_or_not_a_number(registry):
    assert all(isinstance(figure.value, str) or math.isfinite(figure.value) for figure in registry.values())


def test_findings_are_counted_by_how_many_choices_they_hold_under(registry):
    levels = [registry[f"robustness.findings.{level}"].value for level in ("all", "most", "few")]
    kinds = tuple(f"robustness.{kind}." for kind in ("first", "frequent", "more", "weight"))
    found = [name for name in registry if name.startswith(kinds)]
    assert sum(levels) == len(found)
    assert all(registry[name].value <= registry["robustness.choices"].value for name in found)


def test_what_was_measured_is_kept_until_something_behind_it_changes(small_root, monkeypatch):
    small = Book.load(small_root)
    first = figures.kept_registry(small)
    assert first == figures.registry(small)
    measured = figures._measured
    one = Figure("a", 1, "tokens", "new", "data")
    monkeypatch.setattr(figures, "_measured", lambda book: measured(book) | {"a": one})
    assert figures.kept_registry(small) == first
    with (small_root / "data/lexicon/stopwords.txt").open("a", encoding="utf-8") as file:
        file.write("# another line\n")
    assert "a" in figures.kept_registry(small)


def test_figures_are_computed_where_nothing_can_be_kept(small_root):
    shutil.rmtree(small_root / "_build", ignore_errors=True)
    (small_root / "_build").write_text("no folder", encoding="utf-8")
    small = Book.load(small_root)
    assert figures.kept_registry(small) == figures.registry(small)


def test_a_themes_sentences_by_section_and_by_paragraph_add_up(registry, book):
    for theme in book.coding.codebook.themes:
        whole = registry[f"theme.{theme}.sentences"].value
        for place, names in (
            ("section", book.document.sections["section"]),
            ("paragraph", book.document.short.values()),
        ):
            parts = [registry[f"{place}.{name}.theme.{theme}.sentences"].value for name in names]
            assert sum(parts) == whole


def test_both_lexicons_of_themes_are_reported_against_the_codes(registry, book):
    for name in ("lexicon", "frozen"):
        values = [registry[f"theme.{theme}.{name}.f1"].value for theme in book.coding.codebook.themes]
        prefix = "themes" if name == "lexicon" else "themes.frozen"
        assert registry[f"{prefix}.macro-f1"].value == pytest.approx(sum(values) / len(values))


def test_what_was_measured_is_kept_for_the_same_book_in_another_folder(small_root, tmp_path, monkeypatch):
    first = figures.kept_registry(Book.load(small_root))
    moved = Book.load(
        shutil.copytree(small_root, tmp_path / "moved", ignore=shutil.ignore_patterns("_build"))
    )
    monkeypatch.setattr(figures, "_measured", lambda book: pytest.fail("it was measured twice"))
    assert figures.kept_registry(moved, store=small_root / figures.STORE) == first
    assert not (moved.root / "_build").exists()


def test_a_mean_over_themes_says_how_many_have_a_value(registry, book):
    assert " of all themes " in registry["themes.macro-precision"].definition
    first, *others = book.lexicon.themes
    silent = replace(book.lexicon, themes=(replace(first, terms=("nowhere",)), *others))
    found = figures.registry(replace(book, lexicon=silent, claims=()))
    values = [found.get(f"theme.{theme.id}.lexicon.precision") for theme in book.lexicon.themes]
    assert values[0] is None
    mean = sum(figure.value for figure in values[1:]) / len(others)
    assert found["themes.macro-precision"].value == pytest.approx(mean)
    assert f" of the {len(others)} of {len(values)} themes " in found["themes.macro-precision"].definition


def test_agreement_is_computed_from_the_passes_and_pairs_are_called_by_their_labels(registry, book):
    tables = {figure.table for name, figure in registry.items() if name.endswith((".alpha", ".kappa"))}
    assert "data/coding/pass-*.csv" in tables
    assert "data/coding/codebook.yml" not in tables
    first, second = list(book.coding.codebook.themes.values())[:2]
    names = list(book.coding.codebook.themes)
    definition = registry[f"theme.{names[0]}.with.{names[1]}.sentences"].definition
    assert f"'{first.label}' and '{second.label}'" in definition


@pytest.mark.parametrize(
    ("part", "nothing"), [("coding", coding.NOTHING), ("stances", stances.NOTHING), ("claims", ())]
)
def test_without_a_part_there_are_all_figures_but_those_that_it_feeds(registry, book, part, nothing):
    left = figures.registry(replace(book, **{"claims": (), part: nothing}))
    gone = {name for name in registry if figures.fed(name, [part])}
    assert gone
    claims = {claim.name for claim in book.claims}
    assert left == {name: registry[name] for name in registry.keys() - gone - claims}
