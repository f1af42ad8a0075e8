"""The notebooks are packed with all that they need, and their prose needs no site."""

import ast
import json
import re
import subprocess
import sys
import zipfile
from importlib import metadata

import pytest

from reading.files.write import ZIP_EPOCH
from reading.site.notebook_archive import ARCHIVE, list_requirements, make_portable
from tests.conftest import ROOT

OPTIONAL = {"distributed", "pybtex"}
"""What only commands and the check import: a cluster, and the references of a book."""


def portable(text, site=""):
    notebook = {
        "cells": [{"cell_type": "markdown", "source": text}, {"cell_type": "code", "source": "`{fig}`"}]
    }
    prose, code = make_portable(notebook, {"a.b": 7}, site=site)["cells"]
    assert code["source"] == "`{fig}`"
    assert notebook["cells"][0]["source"] == text
    return prose["source"]


def test_roles_become_plain_text_and_numbers():
    text = ["Of {fig}`a.b` {term}`turns <turn>`, {n}`5 %` {cite:p}`cohen1960,von2001a`."]
    assert portable(text) == "Of 7 turns, 5 % (Cohen 1960, Von 2001a)."


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
    assert html.count("vegaEmbed(") == 1
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
