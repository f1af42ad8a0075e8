"""`reading compare`: the report of what a change moves, in Markdown."""

import json
import math
import os
import re
import shutil
import subprocess
import tempfile
from types import SimpleNamespace

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from reading import cli
from reading import compare as room
from reading.compare import compare
from reading.compare.report import write_report
from reading.compare.tables import TableCell, Value, compare_figures, list_unmatched
from reading.data.book import Book
from tests.site.builds import change

PUBLISHED = {
    "document": "tokens\n835\n",
    "terms": "term,label,count,dp_norm\nchina,China,22,0.25\ntrade,trade,4,\n",
    "pairs": "term,other_term,p\na,b,0.04\n",
    "claims": "claim,holds\nclaims.china-first,true\n",
}
"""Published tables."""

KEYS = ("term", "other_term", "claim")
UNITS = {"tokens": "tokens", "count": "occurrences", "dp_norm": "ratio", "p": "ratio"}

OWN_CODE = "import shutil\n\n\ndef main(arguments):\n    shutil.copytree('published', arguments[1])\n"
"""The command of an earlier version, which writes its tables."""

FILES = {
    "_toc.yml": "format: jb-book\nroot: index\nchapters:\n- file: bars\n",
    "index.md": "# A book\n\n{fig}`document.tokens` {fig}`terms.china.dp-norm` {fig}`terms.trade.count`\n",
    "bars.ipynb": json.dumps({"cells": [{"source": ['show(bars, claim="claims.china-first")']}]}),
    "reading/__init__.py": "",
    "reading/cli.py": OWN_CODE,
}


def publish(folder, tables):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "tables").mkdir(parents=True)
    resources = []
    for name, text in tables.items():
        columns = text.split("\n")[0].split(",")
        fields = [{"name": column, "unit": UNITS.get(column, "word")} for column in columns]
        schema = {"primaryKey": [column for column in columns if column in KEYS], "fields": fields}
        resources.append({"name": name, "path": f"tables/{name}.csv", "schema": schema})
        (folder / f"tables/{name}.csv").write_text(text)
    (folder / "datapackage.json").write_text(json.dumps({"resources": resources}))


def git(folder, *arguments):
    identity = ["-c", "user.name=a", "-c", "user.email=a@example.org", "-c", "commit.gpgsign=false"]
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    command = ["git", *identity, *arguments]
    done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, check=True)
    return done.stdout.decode().strip()


def commit(folder):
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message=All of it")


@pytest.fixture
def book(tmp_path, monkeypatch):
    """A book in a repository, whose present tables are those in its folder `published`."""
    root = tmp_path / "book"
    for name, text in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text)
    publish(root / "published", PUBLISHED)
    git(root, "init", "--quiet", "--initial-branch=main")
    commit(root)
    monkeypatch.setattr(Book, "load", lambda root: SimpleNamespace(root=root))
    monkeypatch.setattr(
        room, "write_package", lambda book, folder: shutil.copytree(book.root / "published", folder)
    )
    return root


# What is reported -------------------------------------------------------------------------------------------


def test_changed_cells_rows_columns_and_tables_are_reported(book):
    changed = {
        "terms": "term,label,count,dp_norm\nchina,China,33,0.5\nrussia,Russia,9,1\n",
        "pairs": "term,other_term,npmi\na,b,1\n",
        "claims": "claim,holds\nclaims.china-first,false\n",
        "places": "term,count\nasia,3\n",
    }
    publish(book / "published", changed)
    text = compare(book, "main")
    assert (
        "**Figures changed: 3. Claims flipped: 1. Columns added: 1. Rows added: 1. "
        "Tables added: 1. Columns removed: 1. Rows removed: 1. Tables removed: 1.**"
    ) in text
    assert re.findall(r"^(?:###|\| `).*", text, re.MULTILINE) == [
        "### Claims that flipped",
        "| `claims.china-first` | `true` | `false` |",
        "### Pages",
        "### Added and removed",
        "### `terms`",
        "| `terms.china.dp-norm` | `0.25` | `0.50` |",
        "| `terms.china.count` | `22` | `33` |",
    ]
    for line in (
        "- Rows added: `terms.russia`",
        "- Rows removed: `terms.trade`",
        "- Columns added: `pairs.npmi`",
        "- Columns removed: `pairs.p`",
        "- Tables added: `places`",
        "- Tables removed: `document`",
        "- `index`: shows `terms.china.dp-norm`",
        "- `bars`: shows `claims.china-first`",
    ):
        assert f"\n{line}\n" in text


def test_change_that_rounding_would_hide_has_more_digits():
    place = TableCell("terms", "china", "share")
    before, after = ({place: Value(str(number), number, "share")} for number in (0.1301, 0.1302))
    (moved,) = compare_figures(before, after)
    assert (moved.before, moved.after) == ("0.1301", "0.1302")


# What is compared -------------------------------------------------------------------------------------------


def test_book_is_compared_with_the_commit_where_its_branch_started(book):
    started = git(book, "rev-parse", "HEAD")
    git(book, "checkout", "--quiet", "-b", "mine")
    git(book, "checkout", "--quiet", "main")
    change(book / "published/tables/terms.csv", "22", "33")
    commit(book)
    git(book, "checkout", "--quiet", "mine")
    text = compare(book, "main")
    assert "**No published figure changed.**" in text
    assert f"Compared with `{started[:7]}` (where this branch left `main`)." in text


@pytest.mark.parametrize("name", ["release", "release/datapackage.json", "data.zip"])
def test_book_is_compared_with_published_tables(book, tmp_path, name):
    publish(tmp_path / "release", PUBLISHED)
    shutil.make_archive(tmp_path / "data", "zip", tmp_path / "release")
    change(book / "published/tables/document.csv", "835", "836")
    text = compare(book, str(tmp_path / name))
    assert "| `document.tokens` | `835` | `836` |" in text
    assert "- `index`: shows `document.tokens`" in text
    publish(tmp_path / "release", {})
    assert compare(book, str(tmp_path / "release")).endswith("publishes no tables.\n")


# Mistakes ---------------------------------------------------------------------------------------------------


def test_command_prints_the_report_and_leaves_no_files(book, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    (tmp_path / "temporary").mkdir()
    monkeypatch.chdir(book)
    assert cli.main(["compare", "main"]) == 0
    assert capsys.readouterr().out.startswith("## What this change does to published numbers\n")
    assert cli.main(["compare", "mainn"]) == 1
    assert not list((tmp_path / "temporary").iterdir())


# Any text at all --------------------------------------------------------------------------------------------


def reported(before, after):
    return write_report("`main`", compare_figures(before, after), list_unmatched(before, after), [])


@given(st.text("`|\\<>![](){}@#~*_-=$&;:/. \n\tab", max_size=20))
@example("</details><img src=x>")
@example("<!-- x")
@example("a\n\n## Forged\n\n~~~")
@example("![x](https://a.org/b.png) @everyone #12")
@example("a\\|b`|c")
def test_no_text_of_a_book_swallows_or_forges_a_part_of_the_report(text):
    before = {
        TableCell(text, f"{text}{number}", "label"): Value("z", math.nan, "word") for number in range(9)
    }
    after = {place: Value(text, math.nan, "word") for place in [*before, TableCell(f"{text}.", text, text)]}
    shown = reported(before, after)
    tokens = MarkdownIt("commonmark").enable("table").parse(shown)
    assert [token.content for token in tokens if token.type == "html_block"] == [
        "<details><summary>9 rows</summary>\n",
        "</details>\n",
    ]
    inline = [child for token in tokens for child in token.children or ()]
    assert {child.type for child in inline} <= {"text", "code_inline", "strong_open", "strong_close"}
    assert not [child for child in inline if child.type == "text" and re.search("[@#]", child.content)]
    for table in re.findall("(?:^\\|.*\n)+", shown, re.MULTILINE):
        assert {len(re.findall(r"(?:\\.|[^|\\])*\|", line)) for line in table.splitlines()} == {4}
