"""Notebooks run in parallel, once for each state of their inputs; each failure is one line."""

import functools
import json
import os
import shutil
import sys
from pathlib import Path

import nbformat
import pytest

import reading
import reading.show.shown  # imported here, it need not be imported in each forked process
from reading.execution import run as execution
from reading.execution.run import FOLDER, BackgroundExecution, execute

START = "from reading.data.book import Book\nbook = Book.here()"

READERS = {
    "document": "len(book.document.incidence)",
    "chapters": "sorted(book.chapters)",
    "stopwords": "sorted(book.lexicon.stopwords)",
    "themes": "[theme.terms for theme in book.lexicon.themes]",
    "claims": "[claim.says for claim in book.claims]",
    "none": "book.root.is_dir()",
}
"""Notebooks by the one part of a book that each reads."""


def write_notebook(root, name, *code):
    """Write a notebook of code cells into a book, and return its path."""
    cells = [nbformat.v4.new_markdown_cell(f"# {name}", id="title")]
    cells += [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(code)]
    path = root / "notebooks" / f"{name}.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


def run_notebooks(root, paths, **options):
    """Execute notebooks, which must not fail, and return the names of those that ran."""
    records = [root / FOLDER / "notebooks" / f"{path.stem}.json" for path in paths]
    for record in filter(Path.exists, records):
        os.utime(record, (0, 0))
    assert execute(root, paths, **options) == []
    return {record.stem for record in records if record.stat().st_mtime}


@pytest.fixture
def make(small_root):
    """Write a notebook into the small book."""
    return functools.partial(write_notebook, small_root)


@pytest.fixture
def run(small_root):
    """Execute notebooks of the small book."""
    return functools.partial(run_notebooks, small_root)


@pytest.fixture(scope="module")
def executed_book(derived_small_book, tmp_path_factory):
    """The small book with the notebooks of `READERS`, all of which were executed."""
    folder = shutil.copytree(derived_small_book, tmp_path_factory.mktemp("executed") / "book")
    for name, code in READERS.items():
        write_notebook(folder, name, START, code)
    paths = sorted((folder / "notebooks").glob("*.ipynb"))
    assert run_notebooks(folder, paths) == {*READERS, "counts"}
    return folder


@pytest.fixture
def executed_root(executed_book, tmp_path):
    """A copy of it, to make edits in."""
    return shutil.copytree(executed_book, tmp_path / "executed")


def readers_of(root):
    return [root / "notebooks" / f"{name}.ipynb" for name in READERS]


def change(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def executed(root, path, **options):
    notebook = execution.load_executed(root, path, **options)
    return notebook and nbformat.from_dict(notebook)


def shown(root, path):
    """What the last cell of an executed notebook shows."""
    return executed(root, path).cells[-1].outputs[-1].data["text/plain"]


def test_outputs_are_those_of_a_kernel(make, run, small_root):
    path = make(
        "all",
        "print('a')\nprint('b', end='')\ndisplay({'x': 1})\nprint('c')\n41 + 1",
        "quiet = 3;\nquiet;",
        "import pandas as pd\npd.DataFrame({'n': [1]})",
        "_ is not None, Out[1]",
    )
    run([path])
    notebook = executed(small_root, path)
    nbformat.validate(notebook)
    first, second, third, fourth = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [(out.output_type, out.get("text") or out["data"]["text/plain"]) for out in first.outputs] == [
        ("stream", "a\nb"),
        ("display_data", "{'x': 1}"),
        ("stream", "c\n"),
        ("execute_result", "42"),
    ]
    assert (first.execution_count, first.outputs[-1].execution_count, fourth.execution_count) == (1, 1, 4)
    assert second.outputs == []
    assert set(third.outputs[0].data) == {"text/plain", "text/html"}
    assert fourth.outputs[0].data["text/plain"] == "(True, 42)"
    assert notebook.metadata.kernelspec.name == "python3"


def test_chart_has_the_mime_type_that_the_site_renders(executed_book):
    path = executed_book / "notebooks" / "counts.ipynb"
    types = {
        kind
        for cell in executed(executed_book, path).cells
        for out in cell.get("outputs", [])
        for kind in out.data
    }
    assert "application/vnd.vegalite.v6+json" in types


def test_two_runs_give_the_same_bytes(executed_book, run, small_root):
    run([small_root / "notebooks" / "counts.ipynb"])
    record = FOLDER / "notebooks" / "counts.json"
    assert (small_root / record).read_bytes() == (executed_book / record).read_bytes()


def test_unchanged_notebooks_do_not_run_again(executed_root):
    assert run_notebooks(executed_root, readers_of(executed_root)) == set()


def test_notebook_runs_again_with_other_versions_of_packages(executed_root, monkeypatch):
    monkeypatch.setattr(execution, "hash_environment", lambda: "other versions")
    path = readers_of(executed_root)[0]
    assert run_notebooks(executed_root, [path]) == {path.stem}
    assert run_notebooks(executed_root, [path]) == set()


@pytest.mark.parametrize(
    ("name", "old", "new", "again"),
    [
        ("chapters/harbour/quay.md", "## In brief", "## In brief\nMore.", {"chapters"}),
        ("data/lexicon/stopwords.txt", "\n", "\nregard\n", {"stopwords"}),
        ("data/lexicon/themes.yml", "terms: [", "terms: [ ", {"themes"}),
        ("data/claims.yml", "says: ", "says: Surely ", {"claims"}),
        ("data/document/bigrams.csv", "\n", "\r\n", {"document"}),
        ("data/document/outline.yml", "source:", "# Of old\nsource:", {"document", "chapters"}),
        ("data/coding/codebook.yml", "themes:", "# New\nthemes:", set()),
        ("index.md", "# ", "# The ", set()),
    ],
)
def test_edited_file_makes_the_notebooks_that_read_it_run_again(executed_root, name, old, new, again):
    change(executed_root / name, old, new)
    assert run_notebooks(executed_root, readers_of(executed_root)) == again


def test_new_page_makes_the_notebooks_that_list_its_folder_run_again(executed_root):
    readers, chapters = readers_of(executed_root), executed_root / "chapters" / "ties"
    listing = write_notebook(executed_root, "listing", START, "sorted(book.root.glob('chapters/**/*.md'))")
    assert run_notebooks(executed_root, [*readers, listing]) == {"listing"}
    shutil.copy(chapters / "trade.md", chapters / ".#trade.md")
    assert run_notebooks(executed_root, [*readers, listing]) == set()
    shutil.copy(chapters / "trade.md", chapters / "more.md")
    assert run_notebooks(executed_root, [listing]) == {"listing"}
    assert executed(executed_root, readers[1]) is None


def test_edited_module_makes_the_notebooks_that_import_it_run_again(make, run, tmp_path):
    package = tmp_path / "reading"
    shutil.copytree(Path(reading.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    paths = [
        make("diversity", "from reading.measures.diversity import mtld"),
        make("charts", "from reading.show import show"),
        make("plain", "1 + 1"),
    ]
    assert len(run(paths, package=package)) == 3
    for module, again in [
        # A book may keep its text, which it reads as `derive` does.
        ("measures/diversity.py", {"charts", "diversity"}),
        ("measures/frequency.py", {"charts"}),
        ("text/closed_class.py", {"charts"}),
        ("show/shown.py", {"charts"}),
        ("tables/nouns.py", {"charts"}),
        ("site/drawings/pool.py", set()),
        ("cli.py", set()),
    ]:
        change(package / module, "\n", "\n\n")
        assert run(paths, package=package) == again, module


def test_output_is_new_after_an_edit_of_a_function(make, run, small_root, tmp_path, monkeypatch):
    package = tmp_path / "abacus_of_the_tests"
    package.mkdir()
    (package / "__init__.py").write_text("def count():\n    return 6\n")
    monkeypatch.syspath_prepend(tmp_path)
    path = make("counted", f"from {package.name} import count\ncount()")
    run([path], package=package)
    record = executed(small_root, path, package=package)
    assert record.cells[-1].outputs[0].data["text/plain"] == "6"
    (package / "__init__.py").write_text("def count():\n    return 12\n")
    assert executed(small_root, path, package=package) is None
    run([path], package=package)
    record = executed(small_root, path, package=package)
    assert record.cells[-1].outputs[0].data["text/plain"] == "12"


def test_output_is_new_after_an_edit_of_the_data(executed_root):
    path = executed_root / "notebooks" / "stopwords.ipynb"
    assert "'regard'" not in shown(executed_root, path)
    change(executed_root / "data/lexicon/stopwords.txt", "\n", "\nregard\n")
    run_notebooks(executed_root, [path])
    assert "'regard'" in shown(executed_root, path)


def test_edited_markdown_is_shown_without_a_run(make, run, small_root):
    path = make("prose", "6 * 7")
    run([path])
    change(path, "# prose", "# other words")
    assert run([path]) == set()
    assert executed(small_root, path).cells[0].source == ["# other words"]
    assert shown(small_root, path) == "42"


def test_changed_code_runs_again(make, run, small_root):
    path = make("code", "6 * 7")
    run([path])
    change(path, "6 * 7", "6 * 8")
    assert executed(small_root, path) is None
    assert run([path]) == {"code"}
    assert shown(small_root, path) == "48"


def test_outdated_outputs_are_shown_only_where_they_are_allowed_and_fit_the_cells(make, run, small_root):
    path = make("code", "6 * 7")
    assert executed(small_root, path, allow_outdated=True).cells[-1].outputs == []
    run([path])
    change(path, "6 * 7", "6 * 8")
    assert executed(small_root, path) is None
    (output,) = executed(small_root, path, allow_outdated=True).cells[-1].outputs
    assert output.data["text/plain"] == "42"
    path = make("code", "6 * 7", "6 * 9")
    assert [
        cell.get("outputs", []) for cell in executed(small_root, path, allow_outdated=True).cells
    ] == 3 * [[]]


def test_broken_record_is_ignored(make, run, small_root):
    path = make("code", "6 * 7")
    run([path])
    for text in ("", "{", "[]", '{"code": 1}'):
        (small_root / FOLDER / "notebooks/code.json").write_text(text)
        assert run([path]) == {"code"}


@pytest.mark.parametrize(
    ("code", "line", "problem"),
    [
        ("x = 1\ny = {}['no']\nz = 2", 2, "KeyError: 'no'"),
        (
            "import json\njson.loads('{')",
            2,
            "json.decoder.JSONDecodeError: Expecting property name enclosed in",
        ),
        ("x = 1\nx = = 2", 2, "SyntaxError: invalid syntax"),
        ("import sys\nprint('Oh', file=sys.stderr)", 1, "it writes to standard error: Oh"),
        ("def f():\n    g()\ndef g():\n    1 / 0\nf()", 4, "ZeroDivisionError: division by zero"),
        ("import os\nos._exit(3)", 1, "the process that runs it has died"),
        ("display({'text/plain': float('nan')}, raw=True)", 1, "what it shows is no JSON: "),
    ],
)
def test_failure_is_reported_with_cell_and_line(make, small_root, code, line, problem):
    path = make("failing", "print('fine')", code)
    lines = path.read_text(encoding="utf-8").splitlines()
    first = next(
        number for number, text in enumerate(lines, 1) if json.dumps(code.split("\n")[0])[1:-1] in text
    )
    (error,) = execute(small_root, [path])
    assert (error.path, error.line) == (path, first + line - 1)
    assert error.problem.startswith(f"cell 3: {problem}")
    assert "\n" not in str(error)
    assert executed(small_root, path) is None


@pytest.mark.parametrize("code", ["chart", "display(chart)\n1"])
def test_a_bare_chart_fails_its_cell(make, small_root, code):
    chart = "import altair as alt\nchart = alt.Chart(alt.Data(values=[{}])).mark_bar()"
    (error,) = execute(small_root, [make("bare", chart, code)])
    assert error.problem == 'cell 3: a chart without a title: write show(chart, "What it shows")'


def test_mistake_in_a_file_is_reported_with_its_own_line(make, small_root):
    path = make("reader", START, "book.claims")
    (small_root / "data/claims.yml").write_text("claims: 3\n")
    (error,) = execute(small_root, [path])
    assert error.problem.startswith(f"cell 3: {small_root}/data/claims.yml:1: ")


def test_one_failure_hides_no_other_failure(make, small_root):
    paths = [make(name, f"{name}()") for name in ("one", "two", "three")]
    (small_root / "notebooks" / "broken.ipynb").write_text("{")
    errors = execute(small_root, [*paths, small_root / "notebooks" / "broken.ipynb"])
    assert [error.path.stem for error in errors] == ["broken", "one", "three", "two"]


def test_endless_cell_is_stopped(make, small_root):
    path = make("endless", "1 + 1", "while True:\n    pass")
    (error,) = execute(small_root, [path], timeout=1)
    assert error.problem == "cell 3: it takes more than 1 seconds"


def test_cell_that_waits_for_nothing_is_stopped(make, small_root):
    path = make("asleep", "import time\ntime.sleep(60)")
    (error,) = execute(small_root, [path], timeout=1)
    assert error.problem == "cell 2: it takes more than 1 seconds"


def test_cell_that_has_to_share_a_processor_gets_its_time(make, run):
    path = make("slow", "import time\nfor _ in range(20):\n    time.sleep(0.1)\n    sum(range(10**6))")
    assert run([path], timeout=1) == {"slow"}


@pytest.mark.skipif((os.cpu_count() or 1) < 2, reason="needs two processors")
def test_notebooks_run_in_parallel(make, run, tmp_path):
    meet = (
        "import pathlib, time\npathlib.Path({own!r}).touch()\nwhile not pathlib.Path({other!r}).exists():\n"
    )
    meet += "    time.sleep(0.01)"
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    paths = [make("one", meet.format(own=one, other=two)), make("two", meet.format(own=two, other=one))]
    assert run(paths, timeout=60) == {"one", "two"}


def test_notebooks_run_in_the_background(make, small_root):
    paths = [make("good", "6 * 7"), make("bad", "1 / 0")]
    lines = []
    (error,) = BackgroundExecution(small_root, paths, lines.append).errors
    assert sorted(line.split(" in ")[0] for line in lines) == [
        "executed bad.ipynb",
        "executed good.ipynb",
        "executing bad.ipynb",
        "executing good.ipynb",
    ]
    assert error.problem == "cell 2: ZeroDivisionError: division by zero"
    assert shown(small_root, paths[0]) == "42"


def test_run_does_not_change_this_process(make, run, small_root):
    path = make("sly", "import os, sys\nos.environ['SLY'] = '1'\nos.chdir('/')\nsys.modules['sly'] = sys")
    here = Path.cwd()
    run([path])
    assert Path.cwd() == here
    assert "SLY" not in os.environ
    assert "sly" not in sys.modules
