"""`reading compare`: the report of what a change moves, in Markdown."""

import json
import os
import re
import shutil
import subprocess
import tempfile
from contextlib import contextmanager, nullcontext

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reading import cli, figures
from reading.compare import compare, pages, report, retellings, versions
from reading.compare.changes import compare_figures
from reading.data.book import Book
from reading.data.cached import STORE
from reading.figures import Figure, Subject, as_json, parse_name
from reading.files.errors import ReadingErrors
from tests.conftest import ROOT

CHAPTER = "chapters/diplomacy-and-politics/security"

GIT = ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]


def git(folder, *arguments):
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    done = subprocess.run([*GIT, *arguments], cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def committed(folder):
    """A folder whose files are committed on a branch `main`."""
    (folder / ".gitignore").write_text("/_build/\n")
    git(folder, "init", "--quiet")
    git(folder, "symbolic-ref", "HEAD", "refs/heads/main")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All of it")
    return folder


@contextmanager
def edited(path, old, new):
    """A file with an edit in it, taken back in the end."""
    before = path.read_text(encoding="utf-8")
    assert old in before
    path.write_text(before.replace(old, new, 1), encoding="utf-8")
    try:
        yield
    finally:
        path.write_text(before, encoding="utf-8")


def mistakes(root, *arguments):
    with pytest.raises(ReadingErrors) as raised:
        compare(root, *arguments)
    return [str(one) for one in raised.value.exceptions]


# Three changes of the book itself ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def repository(tmp_path_factory):
    """A copy of this book in a repository of its own, with what is measured of it already."""
    folder = tmp_path_factory.mktemp("compare") / "book"
    folder.mkdir()
    for name in ("_config.yml", "CITATION.cff", "index.md", "evidence.md", "data", "chapters", "notebooks"):
        (shutil.copytree if (ROOT / name).is_dir() else shutil.copy)(ROOT / name, folder / name)
    # A few pages, so that few charts are drawn.
    chapters = "".join(f"  - file: {name}\n" for name in (CHAPTER, "evidence"))
    (folder / "_toc.yml").write_text(f"format: jb-book\nroot: index\nchapters:\n{chapters}")
    if (ROOT / STORE).exists():
        shutil.copytree(ROOT / STORE, folder / STORE)
    return committed(folder)


def test_reworded_retelling_changes_its_pages_and_no_figure(repository):
    with edited(repository / f"{CHAPTER}.md", "{s}`1`", ", in short{s}`1`"):
        text = compare(repository, "main", site="https://example.org/preview")
    assert "**No published figure changed.**" in text
    page = f"https://example.org/preview/{CHAPTER}.html"
    assert f"- retold in other words: `diplomacy-and-politics/security`, sentence [1]({page}#s1)" in text
    assert f"]({page}) (`{CHAPTER}`): edited" in text
    assert "(`evidence`): lists content that changed elsewhere" in text
    assert text.count("https://example.org/preview/chapters") == 2


@pytest.fixture(scope="module")
def two_edits(repository, book):
    """The theme that has a term more, the word that is no stop word any more, and the report of both edits.

    They are made together since the figures of the whole book are computed for each report.
    """
    theme, term = find_theme_and_foreign_word(book)
    path = repository / "data/lexicon/themes.yml"
    opening = re.search(rf"  {theme}:\n.*\n    terms: ?(\[|\n      - )", path.read_text(encoding="utf-8"))
    more = ", " if opening[1] == "[" else opening[1]
    counts = book.document.incidence.groupby("lemma")["count"].sum()
    word = counts[counts.index.isin(book.lexicon.stopwords)].idxmax()
    with (
        edited(path, opening[0], f'{opening[0]}"{term}"{more}'),
        edited(repository / "data/lexicon/stopwords.txt", f"\n{word}\n", "\n"),
        edited(repository / "_toc.yml", "evidence", "notebooks/themes"),
    ):
        return theme, word, compare(repository, "main")


def test_term_added_to_a_theme_changes_the_validity_of_its_lexicon(two_edits):
    theme, _, text = two_edits
    row = next(line for line in text.splitlines() if line.startswith(f"| `{theme}` | refined lexicon |"))
    assert "→" in row.split("|")[3]
    assert f"`theme.{theme}.lexicon.share`" in text
    assert re.search(r"\(`notebooks/themes`\): new; shows .*`themes.macro-f1`", text)


def find_theme_and_foreign_word(book):
    """A theme and a word that stands in three sentences or more, none of which carries the theme."""
    coded = book.coding.consensus
    words = book.document.incidence.query("kind == 'word'").groupby("lemma")
    for theme in book.coding.codebook.themes:
        carried = set(
            coded[coded["theme"] == theme][["paragraph", "sentence"]].itertuples(index=False, name=None)
        )
        for lemma, found in words:
            places = set(found[["paragraph", "sentence"]].itertuples(index=False, name=None))
            if len(places) >= 3 and not places & carried:
                return theme, lemma
    raise AssertionError("every word goes with every theme")


def test_removed_stop_word_changes_ranks(two_edits):
    _, word, text = two_edits
    assert "### Ranks of themes, and of the first 15 terms" in text
    assert re.search(rf"\| `{word}` \| \u2013 \| \d+ \| new \|", text)
    assert re.search(r"\| `\w+` \| \d+ \| \d+ \| ↓ 1 \|", text)
    assert re.search(rf"^ +\d+ \w+ +\d+ {word} +new$", text, re.MULTILINE)


# Refs and files ---------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def small(derived_small_book, tmp_path_factory):
    """A small book in a repository, to be left as it is."""
    folder = shutil.copytree(derived_small_book, tmp_path_factory.mktemp("compare") / "small")
    figures.cached_registry(Book.load(folder))
    return committed(folder)


@pytest.fixture
def working(small, tmp_path):
    """A copy of it, to work in."""
    return shutil.copytree(small, tmp_path / "working")


def test_unchanged_book_has_an_empty_report(small):
    text = compare(small, "HEAD")
    assert "**No published figure changed.**" in text
    assert "### " not in text


def test_book_is_compared_with_the_commit_where_its_branch_started(working):
    git(working, "checkout", "--quiet", "-b", "mine")
    started = git(working, "rev-parse", "HEAD")
    git(working, "checkout", "--quiet", "main")
    with (working / "data/lexicon/stopwords.txt").open("a") as file:
        file.write("trade\n")
    git(working, "commit", "--quiet", "--all", "--message=Theirs")
    git(working, "checkout", "--quiet", "mine")
    text = compare(working, "main")
    assert "**No published figure changed.**" in text
    assert f"Compared with `{started[:7]}`, where this branch started from `main`." in text


def test_figures_of_a_ref_are_computed_by_its_own_code(working):
    package = working / "reading"
    shutil.copytree(ROOT / "reading", package, ignore=shutil.ignore_patterns("__pycache__"))
    sizes = package / "figures" / "sizes.py"
    text = sizes.read_text()
    assert "differing" not in text
    sizes.write_text(text.replace("different tokens in", "differing tokens in"))
    git(working, "add", "--all")
    git(working, "commit", "--quiet", "--message=Another measure")
    output = compare(working, "HEAD")
    assert "**No published figure changed.**" in output
    assert (
        "| `document.types` | differing tokens in the document | different tokens in the document |" in output
    )


def test_new_and_removed_pages_are_reported(working):
    (working / "more.md").write_text("# More\n\nOf {fig}`document.tokens` tokens.\n")
    contents = working / "_toc.yml"
    contents.write_text(contents.read_text().replace("file: explorer", "file: more"))
    text = compare(working, "main", site="https://example.org")
    assert "- [More](https://example.org/more.html) (`more`): new" in text
    assert "- explorer (`explorer`): removed" in text


def test_added_and_removed_sentence_marks_are_reported(working):
    chapter = working / "chapters/harbour/quay.md"
    chapter.write_text(chapter.read_text().replace("{s}`3`", "{s}`4`"))
    assert [one[:3] for one in retellings.compare_retellings(changed_from(working), working)] == [
        ("harbour/quay", 3, "no longer retold"),
        ("harbour/quay", 4, "newly retold"),
    ]


def changed_from(working):
    """What was committed, in a folder of its own."""
    folder = working.parent / "committed"
    git(working, "clone", "--quiet", ".", str(folder))
    return folder


def test_two_files_of_figures_are_compared_without_git(small_root, tmp_path):
    published = as_json(figures.registry(Book.load(small_root)))
    before = tmp_path / "before.json"
    before.write_text(json.dumps(published))
    published["term.trade.count"]["value"] += 1
    after = tmp_path / "figures.json"
    after.write_text(json.dumps(published))
    text = compare(small_root, str(before), after)
    assert "**1 published figure changed.**" in text
    assert "To compare retellings and text, name a git ref" in text
    assert re.search(r"^- .*\(`notebooks/counts`\): shows `term.trade.count`$", text, re.MULTILINE)
    assert "**No published figure changed.**" in compare(small_root, str(after), after)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        (None, "figures.json: the file is missing"),
        ('{\n"a": 3}', "figures.json:2: 'a': a figure has value, unit, definition, table"),
        ('{"a": {"value": 1, "unit": "x", "definition": "y"}}', "figures.json:1: 'a': 'table' is missing"),
        (
            '{"a": {"value": null, "unit": "x", "definition": "y", "table": "z"}}',
            "figures.json:1: 'a': 'value' is of another type than a figure's",
        ),
        (
            '{\n\n"a": {"value": 1e999, "unit": "x", "definition": "y", "table": "z"}}',
            "figures.json:3: 'a': 'value' is not a finite number",
        ),
    ],
)
def test_file_without_figures_is_an_error_with_its_line(small, tmp_path, text, problem):
    path = tmp_path / "figures.json"
    if text is not None:
        path.write_text(text)
    (mistake,) = mistakes(small, str(path))
    assert mistake.removeprefix(f"{tmp_path}/").startswith(problem)
    assert mistakes(small, "HEAD", path) == [mistake]


@pytest.mark.parametrize("ref", ["mainn", "--output=x", "HEAD:index.md", "", "a b", "0" * 40])
def test_unknown_ref_is_an_error_of_one_line(small, ref):
    (mistake,) = mistakes(small, ref)
    assert "there is no such git ref, and no such file" in mistake
    assert ("did you mean 'main'?" in mistake) == (ref == "mainn")


def test_book_in_a_subfolder_of_its_repository_is_compared(small_root):
    git(small_root.parent, "init", "--quiet")
    git(small_root.parent, "add", "small/_toc.yml", "small/data", "small/chapters", "small/index.md")
    git(small_root.parent, "commit", "--quiet", "--message=A book among others")
    with edited(small_root / "index.md", "printed", "published"):
        assert "- The harbour plan (`index`): edited" in compare(small_root, "HEAD")


def test_ref_with_mistakes_is_an_error_of_one_line_and_leaves_no_files(working, tmp_path, monkeypatch):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    with edited(working / "data/lexicon/stopwords.txt", "matter\n", "Matter\n"):
        git(working, "commit", "--quiet", "--all", "--message=A mistake")
    (mistake,) = mistakes(working, "HEAD")
    assert mistake.startswith("HEAD: its figures cannot be computed: data/lexicon/stopwords.txt:2: ")
    assert not list((tmp_path / "temporary").iterdir())


# The command ------------------------------------------------------------------------------------------------


@pytest.fixture
def run(small, monkeypatch, capsys):
    def run(*arguments):
        status = cli.main(["compare", *arguments])
        return status, *capsys.readouterr()

    monkeypatch.chdir(small)
    return run


def test_report_is_printed_or_written_to_a_file(run, tmp_path):
    status, printed, _ = run("main")
    assert status == 0
    assert printed.startswith("## What this change does to published numbers\n")
    assert run("main", "--output", str(tmp_path / "report.md")) == (0, "", "")
    assert (tmp_path / "report.md").read_text(encoding="utf-8") == printed


@pytest.mark.parametrize(
    ("address", "fits"),
    [("https://a.example/b/", True), ("", True), ("a.example", False), ("https://a.example/)(", False)],
)
def test_address_that_cannot_be_linked_is_refused(run, address, fits):
    with nullcontext() if fits else pytest.raises(SystemExit):
        assert run("main", "--site", address)[0] == 0


# Any figures at all -----------------------------------------------------------------------------------------

NAMES = [
    *("a", "a.b", "a.b.low", "claims.x", "themes.macro-f1", "themes.general.misses", "theme.x.rank"),
    *(
        f"theme.{theme}.{name}.{one}"
        for theme in "xy"
        for name in ("lexicon", "frozen", "general")
        for one in ("f1", "misses")
    ),
    *(f"{section}term.{term}.rank" for section in ("", "section.s.") for term in "tuv"),
]
TEXT = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cf", "Zl", "Zp")), max_size=12)
VALUES = st.one_of(st.booleans(), st.integers(0, 40), st.floats(-9, 9), TEXT)
UNITS = st.sampled_from(["rank", "ratio", "share", "verdict", "true or false", "probability"])


def registries(names=NAMES, texts=TEXT):
    named = st.dictionaries(st.sampled_from(names), st.tuples(VALUES, UNITS, texts, texts))
    return named.map(lambda found: {name: Figure(*parse_name(name), *rest) for name, rest in found.items()})


def reported(before, after):
    version = versions.Version("main", before)
    changed = [pages.PageChange("p", "A page", figures=tuple(sorted(compare_figures(before, after).names)))]
    return report.Report(version, compare_figures(before, after), [], changed, "").text()


def test_reworded_definition_is_no_changed_value():
    before = {
        "a": Figure(Subject("a"), "", 3, "tokens", "once", "t"),
        "b": Figure(Subject("b"), "", 3, "tokens", "same", "t"),
    }
    after = {
        "a": Figure(Subject("a"), "", 3, "tokens", "anew", "t"),
        "b": Figure(Subject("b"), "", 4, "tokens", "same", "t"),
    }
    moved = compare_figures(before, after)
    assert [one.name for one in moved.reworded] == ["a"]
    assert [one.name for one in moved.changed] == ["b"]
    text = reported(before, after)
    assert "| `a` | once | anew |" in text
    assert "| `b` | 3 | 4 | same |" in text


def test_change_that_rounding_would_hide_has_more_digits():
    before, after = (
        Figure(Subject("a"), "", 0.1301, "share", "", ""),
        Figure(Subject("a"), "", 0.1302, "share", "", ""),
    )
    assert str(before) == str(after)
    assert "| 0.1301 | 0.1302 |" in reported({"a": before}, {"a": after})


def test_equal_numbers_of_different_types_are_unchanged_but_true_is_not_one():
    one, other, true = (Figure(Subject("a"), "", value, "ratio", "", "") for value in (1, 1.0, True))
    assert not compare_figures({"a": one}, {"a": other}).changed
    assert compare_figures({"a": one}, {"a": true}).changed


@given(registries(), registries())
def test_report_is_markdown_with_complete_tables(before, after):
    text = reported(before, after)
    tokens = MarkdownIt("commonmark").enable("table").parse(text)
    kinds = [token.type for token in tokens]
    tables = re.findall(r"^\| ---", text, re.MULTILINE)
    assert kinds.count("table_open") == len(tables)
    assert text.count("<details>") == text.count("</details>") == text.count("</summary>")
    assert not [token for token in tokens if token.type == "html_inline"]
    assert "@" not in text.replace("@\u200b", "")


HOSTILE = (
    *(
        "``` b",
        "a\\|b`|c",
        "<!-- x",
        "--> y",
        "@everyone #12",
        "</details><img src=x>",
        "![x](https://a.org/b.png)",
    ),
    *("[x](https://a.org)", "</code></summary>", "a\n\n## Forged\n\n~~~", "| forged | cells |", "\\"),
)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_of_a_book_swallows_or_forges_a_part_of_the_report(text):
    name = f"term.{text}.count"
    subject = Subject("term", text, section=text)
    before = {
        name: Figure(subject, "count", 3, text, text, text),
        "z": Figure(Subject("z"), "", 1, "", "", ""),
    }
    before |= {f"{name}{number}": before[name] for number in range(4)}
    before["rank"] = Figure(Subject("term", text), "rank", 1, "rank", text, text)
    after = {key: figure._replace(value=9, table=f"{text}.") for key, figure in before.items()}
    figures = compare_figures(before, after)
    changed = [pages.PageChange(text, text, "edited", (name,), chart=text)]
    retold = [retellings.RetellingChange(text, 1, retellings.Kind.REWORDED, text)]
    version = versions.Version(text, before)
    shown = report.Report(version, figures, retold, changed, "https://site.org").text()
    tokens = MarkdownIt("commonmark", {"linkify": False}).enable("table").parse(shown)
    assert not re.search("^#+ Forged", shown, re.MULTILINE)
    inline = [child for token in tokens for child in token.children or ()]
    assert not [child for child in inline if child.type in ("image", "html_inline")]
    links = {child.attrs["href"] for child in inline if child.type == "link_open"}
    assert all(link.startswith("https://site.org/") for link in links)
    blocks = "".join(token.content for token in tokens if token.type == "html_block")
    assert set(re.findall("<[^>]*>", blocks)) <= {
        *("<details>", "</details>", "<summary>", "</summary>", "<code>", "</code>")
    }
    assert blocks.count("<details>") == blocks.count("</details>") == blocks.count("</summary>") > 0
    assert not [child for child in inline if child.type == "text" and re.search("@e|#1", child.content)]
    for table in re.findall("(?:^\\|.*\n)+", shown, re.MULTILINE):
        pipes = {len(re.findall(r"(?:\\.|[^|\\])*\|", line)) for line in table.splitlines()}
        assert len(pipes) == 1, table


@pytest.mark.parametrize("number", [1_000, 4_000])
def test_thousands_of_changes_fit_in_a_comment(number):
    words = "a definition of many words, " * 20
    before = {
        name: Figure(*parse_name(name), place, f"unit {place % 90}", words, "t")
        for place, name in enumerate(f"term.{'x' * 90}{n}.count" for n in range(number))
    }
    after = {
        name: Figure(*parse_name(name), one.value + 1, one.unit, words, "t") for name, one in before.items()
    }
    text = reported(before, after)
    assert len(text) < 65_000
    assert f"**{number:,} published figures changed.**" in text
    assert "…" in text
