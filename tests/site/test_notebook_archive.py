"""The notebooks are packed with all that they need, and their prose needs no site."""

import ast
import json
import re
import subprocess
import sys
import zipfile
from importlib import metadata

import pytest
from pybtex.database import parse_string

from reading.data import citation
from reading.data.book import Book
from reading.files.write import ZIP_EPOCH
from reading.site.notebook_archive import (
    ARCHIVE,
    CitedWork,
    _list_files,
    list_requirements,
    make_portable,
    name_authors,
)
from reading.site.published import PublishedBook
from reading.tables.figures import Figures
from tests.conftest import ROOT

OPTIONAL = {"distributed", "pybtex"}
"""What only commands and the check import: a cluster, and the references of a book."""


SOURCES = {
    "cohen1960": CitedWork("Cohen 1960", "Cohen, Jacob\\. *A Coefficient*\\.\n1960\\."),
    "von2001a": CitedWork("Von Aa et al. 2001", "Von Aa, Bo\\. 2001\\."),
}


def portable(text, site=""):
    """The text of the cells that a cell of Markdown makes."""
    notebook = {
        "cells": [{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": "`{fig}`"}]
    }
    for cell in notebook["cells"]:
        cell["metadata"] = {}
    prose, code, *added = make_portable(notebook, {"a.b": 7}, SOURCES, site=site)["cells"]
    assert code["source"] == "`{fig}`"
    assert notebook["cells"][0]["source"] == text
    return "\n\n".join(cell["source"] for cell in (prose, *added))


def test_roles_become_plain_text_and_numbers_and_sources_are_listed_at_the_end():
    text = ["Of {fig}`a.b` {term}`turns <turn>`, {n}`5 %` {cite:p}`von2001a, cohen1960`."]
    assert portable(text) == (
        "Of 7 turns, 5 % (Von Aa et al. 2001; Cohen 1960).\n\n## References\n\n"
        "- Cohen, Jacob\\. *A Coefficient*\\. 1960\\.\n- Von Aa, Bo\\. 2001\\."
    )


def test_the_archive_has_no_data_that_git_does_not_track(small_root):
    for command in (["git", "init", "--quiet"], ["git", "add", "--all"]):
        subprocess.run(command, cwd=small_root, check=True)
    (small_root / "data/README.md").write_text("Private.\n")
    book = Book(small_root)
    titles = {small_root / "notebooks/counts.ipynb": "Counts"}
    published = PublishedBook(book, Figures(book), citation.read(small_root))
    names = {name for name, _ in _list_files(published, titles, {}, "")}
    assert "data/claims.yml" in names
    assert "data/README.md" not in names


def test_links_lead_to_the_site_where_it_has_an_address_and_are_words_elsewhere():
    text = "See [how](../about/method.md#how) and [this](https://example.org)."
    assert portable(text) == "See how and [this](https://example.org)."
    assert portable(text, "https://quay.example/notebooks/words.html") == (
        "See [how](https://quay.example/notebooks/../about/method.html#how) and [this](https://example.org)."
    )


def test_a_box_is_plain_markdown_with_its_title_in_bold():
    box = ":::{admonition} Try this\nA word.\n\n```diff\n-a\n+b\n```\n:::"
    assert portable(f"Before.\n\n{box}\n\n{box}\n") == (
        "Before.\n\n**Try this**\n\nA word.\n\n```diff\n-a\n+b\n```\n\n"
        "**Try this**\n\nA word.\n\n```diff\n-a\n+b\n```\n"
    )


def test_a_list_that_the_build_writes_is_said_to_be_on_the_site():
    assert portable("Open one.\n\n```{texts}\n```") == "Open one.\n\nThe page on the site has the list."


def test_the_answer_to_an_exercise_is_folded():
    cell = {"cell_type": "code", "id": "one", "metadata": {"tags": ["answer"]}, "source": ["a = 1\n", "a"]}
    (answer,) = make_portable({"cells": [cell]}, {}, {}, site="")["cells"]
    assert answer["cell_type"] == "markdown"
    assert answer["source"].startswith("<details>\n<summary>Answer</summary>\n\n```python\na = 1\na\n```\n")


def test_a_source_is_named_by_at_most_two_authors_and_its_year():
    text = """
    @book{one, author = {van Aa, Bo}, year = {2001}}
    @book{two, author = {{Ministry of Quays} and Lee, Al}, year = {2002}}
    @book{three, editor = {Lee, Al and Lo, Bo and Li, Cy}, year = {2003}}
    """
    entries = parse_string(text, "bibtex").entries
    names = [name_authors(entries[key]) for key in ("one", "two", "three")]
    assert names == ["van Aa 2001", "Ministry of Quays and Lee 2002", "Lee et al. 2003"]


@pytest.fixture(scope="module")
def unpacked(site, tmp_path_factory):
    """The folder in the archive of the site."""
    folder = tmp_path_factory.mktemp("unpacked")
    with zipfile.ZipFile(site / ARCHIVE) as archive:
        assert {info.date_time for info in archive.infolist()} == {ZIP_EPOCH}
        archive.extractall(folder)
    (book,) = folder.iterdir()
    return book


def test_all_notebooks_are_there_without_outputs_and_roles(unpacked):
    names = {path.name for path in (unpacked / "notebooks").iterdir()}
    assert names == {path.name for path in (ROOT / "notebooks").glob("*.ipynb")}
    for path in (unpacked / "notebooks").iterdir():
        notebook = json.loads(path.read_text(encoding="utf-8"))
        assert not any(cell.get("outputs") for cell in notebook["cells"])
        assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
        prose = [cell["source"] for cell in notebook["cells"] if cell["cell_type"] == "markdown"]
        assert not re.search(r"\{\w+(:\w+)?\}`", "".join("".join(source) for source in prose))


def test_links_in_what_comes_with_the_notebooks_lead_to_files_there_or_are_words(unpacked):
    for path in [*unpacked.rglob("*.md"), *unpacked.rglob("*.ipynb")]:
        for link in re.findall(r"\]\(([^)#:]+)\)", path.read_text(encoding="utf-8")):
            assert (path.parent / link).exists(), (path.name, link)


def test_the_readme_names_the_lesson_first_and_every_notebook(unpacked):
    readme = (unpacked / "README.md").read_text(encoding="utf-8")
    first, *others = re.findall(r"^\d\. .*: `(notebooks/\S+)`$", readme, re.MULTILINE)
    assert first == "notebooks/corpus.ipynb"
    assert readme.split("\n")[2].startswith("Begin with *How the numbers are made*, ")
    assert f"jupyter lab {first}\n" in readme
    assert {first, *others} == {f"notebooks/{path.name}" for path in (ROOT / "notebooks").glob("*.ipynb")}


CELLS = """
from types import SimpleNamespace
import IPython, altair as alt
IPython.get_ipython = lambda: SimpleNamespace(kernel=object())
from reading import tables
from reading.show import agrees, show
words = tables.words().groupby("lemma", as_index=False)["count"].sum()
agrees(int(tables.sentences()["tokens"].sum()), "document.tokens")
chart = alt.Chart(words.head(9)).mark_bar(clip=True).encode(x="count", y="lemma")
for shown in (show(chart, "Counts"), show(tables.sentences(), "Sentences")):
    bundle = shown._repr_mimebundle_()
    assert set(bundle) == {"text/html", "text/plain"}
    print(bundle["text/html"])
"""


def test_what_is_packed_is_enough_for_a_kernel_to_count_compare_and_draw(unpacked):
    """The package is that of the archive, and the book has no page, no style sheet and no configuration."""
    command = [sys.executable, "-c", f"{CELLS}\nimport reading; print(reading.__file__)"]
    environment = {"PYTHONPATH": str(unpacked), "PYTHONDONTWRITEBYTECODE": "1"}
    ran = subprocess.run(
        command, cwd=unpacked / "notebooks", env=environment, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    html, _, package = ran.stdout.strip().rpartition("\n")
    assert package == str(unpacked / "reading" / "__init__.py")
    assert html.count("<svg") == 1
    assert "<script" not in html
    assert html.count("<table") == 2
    assert "book.invalid" not in html


def test_the_list_of_packages_brings_every_package_that_is_imported(unpacked):
    *lines, last = (unpacked / "requirements-notebooks.txt").read_text().splitlines()
    assert lines == list_requirements()
    assert last == "."
    names = {name for path in unpacked.rglob("reading/**/*.py") for name in imported(path)}
    of_module = metadata.packages_distributions()
    needed = {normalize(of_module[name][0]) for name in names & of_module.keys()} - {"reading"}
    installed = {normalize(package.name) for package in metadata.distributions()}
    brought, waiting = set(), [normalize(line) for line in lines]
    while waiting:
        name = waiting.pop()
        if name in installed and name not in brought:
            brought.add(name)
            required = metadata.requires(name) or []
            waiting += [normalize(line) for line in required if "extra ==" not in line]
    assert needed - brought - OPTIONAL == set()


def normalize(requirement):
    """The name of the package in a requirement."""
    return re.match(r"[\w.-]+", requirement)[0].lower().replace("_", "-")


def imported(path):
    """The packages that a module imports."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name.partition(".")[0] for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module.partition(".")[0]
