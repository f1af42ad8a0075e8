"""Notebooks run in parallel, once for each state of their inputs; each failure is one line."""

import functools
import gc
import json
import shutil
from pathlib import Path

import nbformat
import pytest

import reading
from reading.data import cached
from reading.execution import run_notebooks
from reading.execution.run_notebooks import FOLDER, LOG, Outputs, hash_read
from reading.files.errors import ReadingErrors
from tests.site.builds import change

START = "from reading.data.book import Book\nbook = Book.here()"


def write_notebook(root, name, *code):
    """Write a notebook of code cells into a book, and return its path."""
    cells = [nbformat.v4.new_markdown_cell(f"# {name}", id="title")]
    cells += [nbformat.v4.new_code_cell(source, id=f"c{place}") for place, source in enumerate(code)]
    path = root / "notebooks" / f"{name}.ipynb"
    kernel = {"kernelspec": {"name": "python3", "display_name": "Python 3", "language": "python"}}
    nbformat.write(nbformat.v4.new_notebook(cells=cells, metadata=kernel), path)
    return path


# nbclient leaves the sockets and the loops of its kernels to the collector of garbage.
pytestmark = pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")


@pytest.fixture(scope="module", autouse=True)
def collect_garbage():
    yield
    gc.collect()


@pytest.fixture(autouse=True)
def few_imports(monkeypatch):
    """Start kernels without the libraries of charts, which are two thirds of their time."""
    monkeypatch.setattr(run_notebooks, "SETTINGS", run_notebooks.SETTINGS[:-1])


@pytest.fixture
def make(small_root):
    """Write a notebook into the small book."""
    return functools.partial(write_notebook, small_root)


def run(root, *paths):
    """Execute notebooks, which must not fail, and return their cells of code."""
    outputs = Outputs(root)
    assert outputs.execute(paths) == []
    return [cells(outputs.load(path)) for path in paths]


def cells(notebook):
    """The cells of code of a notebook."""
    return [cell for cell in nbformat.from_dict(notebook).cells if cell.cell_type == "code"]


def kept(root):
    """The files of all outputs that are kept. A file that is written again has another inode."""
    return {path: path.stat().st_ino for path in (root / FOLDER).glob("*.json")}


def test_outputs_are_those_of_a_kernel_side_by_side(make, small_root):
    path = make(
        "all",
        "print('a')\nprint('b', end='')\ndisplay({'x': 1})\nprint('c')\n41 + 1",
        "quiet = 3;\nquiet;",
        "import pandas as pd\npd.DataFrame({'n': [1]})",
        "_ is not None, Out[1]",
        "import importlib.util\nimportlib.util.find_spec('planted') is None and 'started' not in dir()",
    )
    # No code runs that somebody has left where earlier builds kept the settings of kernels.
    startup = small_root / "_build/executed.ipython/profile_default/startup/00.py"
    startup.parent.mkdir(parents=True)
    startup.write_text("started = 1\n")
    # Neither a module of the book nor one beside a notebook is imported.
    for folder in (small_root, path.parent):
        (folder / "planted.py").touch()
    outputs, other = Outputs(small_root), make("other", "7")
    assert outputs.execute([path, other]) == []
    first, second, third, fourth, fifth = cells(outputs.load(path))
    assert cells(outputs.load(other))[0].outputs[0].data["text/plain"] == "7"
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
    assert fifth.outputs[0].data["text/plain"] == "True"


def find_line(path, text):
    """The number of the first line of a file that has a text, as JSON holds it."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if json.dumps(text)[1:-1] in line)


READ = "sorted(Path('../data/lexicon/stopwords.txt').read_text().split())"


def test_a_notebook_runs_again_for_its_code_and_for_data_and_not_for_its_prose(make, small_root):
    """Three kernels start."""
    path, stop_words = make("read", "from pathlib import Path", READ), "data/lexicon/stopwords.txt"
    run(small_root, path)
    change(path, "# read", "# other words")
    before = kept(small_root)
    assert "'regard'" not in run(small_root, path)[0][-1].outputs[0].data["text/plain"]
    assert Outputs(small_root).load(path)["cells"][0]["source"] == ["# other words"]
    assert kept(small_root) == before
    change(small_root / stop_words, "\n", "\nregard\n")
    assert "'regard'" in run(small_root, path)[0][-1].outputs[0].data["text/plain"]
    change(small_root / stop_words, "\nregard\n", "\n")
    outputs = Outputs(small_root)
    assert outputs.list_outdated([path]) == []
    assert before.items() <= kept(small_root).items()
    change(path, "sorted", "list")
    assert Outputs(small_root).list_outdated([path]) == [path]
    with pytest.raises(ReadingErrors) as raised:
        outputs.load(path)
    assert raised.value.exceptions[0].problem == "its outputs are not kept"


def test_data_count_and_pages_do_not(small_root):
    for name, counts in {
        "data/lexicon/stopwords.txt": True,
        "data/claims.yml": False,
        "data/document/incidence.csv": True,
        "chapters/harbour/quay.md": False,
        "index.md": False,
    }.items():
        before = hash_read(small_root)
        with (small_root / name).open("a", encoding="utf-8") as file:
            file.write("\n")
        assert (hash_read(small_root) != before) == counts, name


def test_modules_that_notebooks_import_count_and_versions_of_packages(small_root, tmp_path, monkeypatch):
    package = tmp_path / "reading"
    shutil.copytree(Path(reading.__file__).parent, package, ignore=shutil.ignore_patterns("__pycache__"))
    before = hash_read(small_root, package)
    for module, counts in {
        "measures/deals.py": True,
        "tables/rows.py": True,
        "text/closed_class.py": True,
        "show/display.py": True,
        "formatting.py": True,
        "__init__.py": True,
        "site/charts/chart_writer.py": False,
        "cli.py": False,
    }.items():
        change(package / module, "\n", "\n\n")
        after = hash_read(small_root, package)
        assert (after != before) == counts, module
        before = after
    monkeypatch.setattr(cached, "hash_environment", lambda: "other versions")
    assert hash_read(small_root, package) != before


def test_what_is_edited_during_the_run_ends_the_build(make, small_root):
    outputs, path = Outputs(small_root), make("slow", "1")
    change(small_root / "data/lexicon/stopwords.txt", "\n", "\nregard\n")
    (error,) = outputs.execute([path])
    assert error.problem == "something that it may read was edited while it ran"
    change(small_root / "data/lexicon/stopwords.txt", "\nregard\n", "\n")
    assert Outputs(small_root).list_outdated([path]) == [path]


ALTAIR = "import altair as alt, reading.show.display"

FAILURES = {
    "x = 1\nx = = 2": (2, "SyntaxError: invalid syntax"),
    "import sys\nprint('Oh', file=sys.stderr)": (1, "it writes to standard error: Oh"),
    "import json\ndef f():\n    json.loads('{')\nf()": (3, "JSONDecodeError: Expecting property name"),
    "from IPython.display import SVG\nSVG('<svg><script/></svg>')": (2, "it shows image/svg+xml"),
    "from IPython.display import HTML\nHTML('<meta http-equiv=refresh>')": (2, "it shows HTML of its own"),
    f"{ALTAIR}\nalt.Chart(alt.Data(values=[{{}}])).mark_bar()": (2, "a chart without a title"),
    f"{START}\nbook.claims": (1, "ReadingErrors: "),
}
"""The line of each failure and the beginning of its message."""


def test_failures_are_reported_with_cell_and_line_and_none_hides_another(make, small_root):
    """Seven kernels start, a second each."""
    (small_root / "data/claims.yml").write_text("claims: 3\n")
    paths = {make(f"failing{place}", "print('fine')", code): code for place, code in enumerate(FAILURES)}
    outputs = Outputs(small_root)
    errors = outputs.execute(paths)
    assert {*outputs.list_outdated(paths)} == {*paths}
    assert [error.path for error in errors] == sorted(paths)
    for error in errors:
        code = paths[error.path]
        line, problem = FAILURES[code]
        assert error.line == find_line(error.path, code.split("\n")[0]) + line - 1
        assert error.problem.startswith(f"cell 3: {problem}")
        assert "\n" not in str(error)
    assert f"{small_root}/data/claims.yml:1: " in errors[-1].problem


def test_a_cell_without_end_and_one_that_kills_its_process_are_reported(make, small_root, capfd):
    """It waits for the time limit of a cell, three seconds."""
    endless, dead = make("endless", "import time\ntime.sleep(60)"), make("dead", "import os\nos._exit(3)")
    errors = Outputs(small_root).execute([endless, dead], timeout=3)
    assert {error.path: (error.line, error.problem) for error in errors} == {
        endless: (find_line(endless, "import time"), "cell 2: it takes more than 3 s"),
        dead: (0, "its kernel has failed"),
    }
    assert "Traceback" not in capfd.readouterr().err
    assert "DeadKernelError" in (small_root / LOG).read_text()
