"""Themes of the book: as coded and as found, shared out, compared, and held against each other."""

import math
import re
import shutil

import pytest
from scipy.stats import binomtest, fisher_exact

from reading.analysis import themes
from reading.data import coding
from reading.data.book import Book
from reading.figures import registry
from reading.measures import keyness
from reading.measures.incidence import SENTENCE


@pytest.fixture(scope="module")
def consensus(book):
    return themes.sentence_themes(book)


def test_every_source_has_a_name_and_sentences(book):
    assert list(themes.sources(book)) == ["consensus", "a", "b", "refined", "frozen"]
    for source in themes.sources(book):
        assert len(themes.sentence_themes(book, source)) > 50


def test_a_source_that_there_is_not_is_refused(book):
    with pytest.raises(ValueError, match="none of consensus"):
        themes.sentence_themes(book, "nobody")


def test_the_consensus_lies_between_the_passes(book, consensus):
    keys = [*SENTENCE, "theme"]
    sets = [
        set(themes.sentence_themes(book, coder)[keys].itertuples(index=False, name=None)) for coder in "ab"
    ]
    agreed = set(consensus[keys].itertuples(index=False, name=None))
    assert sets[0] & sets[1] <= agreed <= sets[0] | sets[1]


@pytest.mark.parametrize("source", ["consensus", "refined"])
def test_rows_go_by_the_document_and_then_by_the_codebook(book, source):
    rows = themes.sentence_themes(book, source)
    paragraphs, order = list(book.document.section_of), list(themes.labels(book))
    keys = [
        (paragraphs.index(row.paragraph), row.sentence, order.index(row.theme)) for row in rows.itertuples()
    ]
    assert keys == sorted(keys)


def test_a_sentence_is_found_by_any_of_its_terms_once(book):
    """By hand: the lemmas and phrases of each sentence against each term."""
    incidence = book.document.incidence
    expected = {
        (paragraph, sentence, theme.id)
        for (paragraph, sentence), lemmas in incidence.groupby(SENTENCE)["lemma"]
        for theme in book.lexicon.themes
        if any(stands(term, lemma) for term in theme.terms for lemma in lemmas)
    }
    found = themes.sentence_themes(book, "refined")
    assert not found.duplicated([*SENTENCE, "theme"]).any()
    assert set(found[[*SENTENCE, "theme"]].itertuples(index=False, name=None)) == expected


def stands(term, lemma):
    """Whether a term is a lemma or phrase, or a wildcard for a word."""
    if "*" not in term:
        return term == lemma
    return re.fullmatch(".*".join(map(re.escape, term.split("*"))), lemma) is not None and " " not in lemma


def test_shares_of_parts_add_up_to_those_of_the_document(book):
    whole = themes.shares(book).set_index("theme")["sentences"]
    for place in ("section", "paragraph"):
        parts = themes.shares(book, by=place)
        assert parts.groupby("theme")["sentences"].sum().to_dict() == whole.to_dict()
        assert (parts["share"] * parts["of"]).to_numpy() == pytest.approx(parts["sentences"].to_numpy())
        assert len(parts) == 10 * parts[place].nunique()


def test_ranks_begin_anew_in_each_section(book):
    parts = themes.shares(book, by="section")
    for _, rows in parts.groupby("section"):
        larger = [(rows["share"] > share).sum() for share in rows["share"]]
        assert rows["rank"].tolist() == [1 + number for number in larger]


def test_intervals_hold_the_shares_they_belong_to(book):
    for frame in (themes.shares_with_intervals(book), themes.compare_sections(book)):
        known = frame.dropna(subset="low")
        assert (known["low"] <= known["share"]).all()
        assert (known["share"] <= known["high"]).all()
        assert frame["share"].le(1).all()


def test_interval_of_a_share_is_exact_and_missing_below_three_sentences(book):
    for frame in (themes.shares_with_intervals(book), themes.compare_sections(book)):
        for row in frame.itertuples():
            interval = binomtest(row.sentences, row.of).proportion_ci(0.95, "exact")
            expected = (interval.low, interval.high) if row.sentences > 2 else (math.nan, math.nan)
            assert (row.low, row.high) == pytest.approx(expected, nan_ok=True)
    assert frame["low"].isna().any()


def test_a_verdict_follows_from_fishers_test_of_the_themes_that_could_pass(book, consensus):
    """By hand, theme by theme, with SciPy's test of the sentences with and without the theme."""
    frame = themes.compare_sections(book).set_index(["section", "theme"])
    sizes = book.document.sentences.groupby("section", sort=False).size()
    held = consensus.groupby(["theme", "section"]).size().unstack(fill_value=0)[sizes.index]
    tests = {
        theme: fisher_exact([row.tolist(), (sizes - row).tolist()]).pvalue for theme, row in held.iterrows()
    }
    # Themes in 7 sentences or fewer have a least p-value above .05 / 8, and 8 themes are in more.
    tests = {theme: p for theme, p in tests.items() if held.loc[theme].sum() > 7}
    assert len(tests) == 8
    for section in sizes.index:
        assert frame.loc[section]["p"].dropna().to_dict() == pytest.approx(tests)
        rare = frame.loc[section]["verdict"] == keyness.Verdict.TOO_RARE
        assert set(rare.index[~rare]) == tests.keys()
    # Benjamini and Hochberg's: the k smallest, where the k-th is at most k tests' share of the rate.
    ordered = sorted(tests.values())
    most = max((p for k, p in enumerate(ordered, 1) if p <= keyness.Q * k / len(ordered)), default=0)
    assert {theme for theme, p in tests.items() if p <= most} == {"partnership"}
    first, last = sizes.index
    assert frame.loc[(first, "partnership"), "verdict"] == keyness.Verdict.LESS
    assert frame.loc[(last, "partnership"), "verdict"] == keyness.Verdict.MORE


def test_themes_of_a_paragraph_are_more_alike_than_those_of_any_sentences(book):
    frame = themes.likeness_within_paragraphs(book)
    assert list(frame["theme"]) == list(themes.labels(book))
    assert frame["icc"].between(-0.5, 1).all()
    assert frame.set_index("theme")["icc"].idxmax() == "neighbourhood"


def test_pairs_are_every_two_themes_once_in_the_codebooks_order(book):
    frame = themes.pairs(book)
    order = list(themes.labels(book))
    keys = [(order.index(row.first), order.index(row.second)) for row in frame.itertuples()]
    assert keys == [(one, other) for one in range(10) for other in range(one + 1, 10)]


def test_numbers_of_errors_agree_with_the_list_of_errors(book):
    for lexicon in themes.LEXICONS:
        frame, apart = themes.validity(book, lexicon), themes.misclassified(book, lexicon)
        assert frame["misses"].sum() == (apart["kind"] == "miss").sum()
        assert frame["false_alarms"].sum() == (apart["kind"] == "false alarm").sum()


def test_false_alarm_has_the_terms_that_caused_it_and_a_miss_has_none(book):
    for lexicon in themes.LEXICONS:
        apart = themes.misclassified(book, lexicon)
        assert (apart["terms"] == "").equals(apart["kind"] == "miss")


def test_every_miss_and_false_alarm_of_the_book_has_its_reason(book):
    for lexicon in themes.LEXICONS:
        assert (themes.misclassified(book, lexicon)["reason"] != "").all()


def test_the_refined_lexicon_agrees_better_with_what_it_was_fitted_to(book):
    scores = {lexicon: themes.validity(book, lexicon)["f1"].mean() for lexicon in themes.LEXICONS}
    assert scores["refined"] > scores["frozen"]
    assert scores["refined"] >= 0.85


def test_agreement_of_two_passes_follows_from_their_table_of_yes_and_no(book):
    """By hand, from how many sentences both passes, the first, the second or none give a theme."""
    frame = themes.agreement_of_passes(book).set_index("theme")
    first, second = (
        {theme: set(rows[SENTENCE].itertuples(index=False, name=None)) for theme, rows in codes}
        for codes in (themes.sentence_themes(book, coder).groupby("theme") for coder in "ab")
    )
    sentences = len(book.document.sentences)
    tables = []
    for theme in themes.labels(book):
        a, b = first[theme], second[theme]
        tables.append((len(a & b), len(a - b), len(b - a), sentences - len(a | b)))
        assert frame.loc[theme, "alpha"] == pytest.approx(alpha_of(*tables[-1]))
        assert frame.loc[theme, "kappa"] == pytest.approx(kappa_of(*tables[-1]))
        assert frame.loc[theme, "differing"] == len(a ^ b)
    alpha, low, high = themes.agreement_overall(book)
    assert alpha == pytest.approx(alpha_of(*map(sum, zip(*tables, strict=True))))
    assert low < alpha < high < 1


def alpha_of(both, one, other, none):
    """Krippendorff's alpha of two coders: 1 less the codes that differ, over those that would by chance."""
    yes, no = 2 * both + one + other, 2 * none + one + other
    return 1 - (yes + no - 1) * (one + other) / (yes * no)


def kappa_of(both, one, other, none):
    """Cohen's kappa: what two coders agree beyond chance, over what they could."""
    of = both + one + other + none
    yes, no = (both + one) * (both + other), (none + one) * (none + other)
    return (of * (both + none) - yes - no) / (of * of - yes - no)


def test_where_passes_never_differ_the_most_that_they_may_is_given_instead_of_an_interval(book):
    frame = themes.agreement_of_passes(book)
    never = frame["differing"] == 0
    assert frame["low"].isna().equals(never)
    assert frame.loc[never, "most"].to_numpy() == pytest.approx(0.084, abs=5e-4)


def test_a_persons_pass_is_compared_with_the_models_and_moves_no_number(small_root):
    folder = small_root / coding.FOLDER
    people = {}
    for name in ("a", "b"):
        text = (folder / f"pass-{name}.csv").read_text()
        people[name] = text
        (folder / f"pass-{name}.csv").write_text(text.replace("person", "model"))
    models = Book.load(small_root)
    assert themes.agreement_by_kind(models)["group"].tolist() == ["models"]
    # Ann codes as reader B does, but one theme more in the second sentence, and stops after the fourth.
    rows = (
        people["b"]
        .replace("reader B", "Ann")
        .replace("harbour/quay,1,works", "harbour/quay,1,commerce works")
    )
    (folder / "pass-ann.csv").write_text("\n".join(rows.splitlines()[:5]) + "\n")
    both = Book.load(small_root)
    moved = registry(both).items() - registry(models).items()
    assert {name.split(".")[1].split("-")[0] for name, _ in moved} == {"between", "all", "passes"}
    assert themes.sources(both) == themes.sources(models)
    frame = themes.agreement_by_kind(both).set_index("group")
    # The models differ on one of 14 codes. On Ann's four sentences, their consensus differs on one of 8.
    assert frame[["passes", "differing", "of"]].to_dict("index") == {
        "models": {"passes": 2, "differing": 1, "of": 14},
        "between": {"passes": 2, "differing": 1, "of": 8},
        "all": {"passes": 3, "differing": 2, "of": 14},
    }
    # Alpha of 8 pairs, 4 and 5 of which are "yes": 1 - (1 * 2 / 16) / (2 * 9 * 7 / (16 * 15)).
    assert frame["alpha"]["between"] == pytest.approx(1 - (2 / 16) / (2 * 9 * 7 / 240))
    assert themes.list_passes(both)[["coder", "kind", "sentences", "of", "codes"]].to_numpy().tolist() == [
        ["reader A", "model", 7, 7, 8],
        ["Ann", "person", 4, 7, 5],
        ["reader B", "model", 7, 7, 7],
    ]
    (folder / "pass-ann.csv").write_text(rows)
    whole = Book.load(small_root)
    assert list(themes.sources(whole)) == ["consensus", "a", "ann", "b", "refined", "frozen"]
    (folder / "pass-bo.csv").write_text(people["a"].replace("reader A", "Bo"))
    two_people = Book.load(small_root)
    assert themes.PEOPLE in themes.sources(two_people)
    within = themes.agreement_by_kind(two_people).set_index("group").loc["people"]
    assert within[["passes", "differing", "of"]].tolist() == [2, 2, 14]
    people_say = themes.shares(whole, themes.PEOPLE).set_index("theme")["sentences"]
    assert people_say.to_dict() == {"commerce": 4, "works": 4}


def test_three_passes_go_by_the_majority_and_two_need_a_decision(small_root):
    folder = small_root / coding.FOLDER
    shutil.copy(folder / "pass-a.csv", folder / "pass-c.csv")
    consensus = folder / coding.CONSENSUS
    kept = consensus.read_text()
    consensus.write_text("decisions: []\n")
    code = ("ties/trade", 2, "commerce")
    three = Book.load(small_root).coding
    assert (three.ties, three.differences) == ([], [code])
    assert code in set(three.consensus.itertuples(index=False, name=None))
    consensus.write_text(kept)
    assert code not in set(Book.load(small_root).coding.consensus.itertuples(index=False, name=None))


def test_unfinished_pass_of_a_person_does_not_lead_beside_a_finished_one(small_root):
    folder = small_root / coding.FOLDER
    (folder / coding.CONSENSUS).write_text("decisions: []\n")
    for path in (folder / "pass-b.csv", folder / "samples" / "judged" / "pass-b.csv"):
        path.write_text("\n".join(path.read_text().splitlines()[:2]) + "\n")
    unfinished = registry(Book.load(small_root))
    for path in (folder / "pass-b.csv", folder / "samples" / "judged" / "pass-b.csv"):
        path.unlink()
    alone = registry(Book.load(small_root))
    assert {name: figure.value for name, figure in unfinished.items()} == pytest.approx(
        {name: figure.value for name, figure in alone.items()} | {"themes.passes-by-people": 2}, nan_ok=True
    )
