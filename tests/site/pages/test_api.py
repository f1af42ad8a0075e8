"""The built page of the package."""

import re

import pytest

from reading.site.pages.api import PAGE, list_names
from tests.conftest import ROOT

EXAMPLES = re.findall(
    r"```python\n(.*?)```", (ROOT / PAGE).with_suffix(".md").read_text(encoding="utf-8"), re.DOTALL
)


def test_each_function_that_notebooks_use_is_described(pages):
    names = list_names((ROOT / "notebooks").glob("*.ipynb"))
    assert {"words", "sentences"} <= set(names["reading.tables"])
    assert names["reading.measures.frequency"] == ["tf_idf"]
    listed = {f"{module}.{name}" for module, functions in names.items() for name in functions}
    assert {tag["id"] for tag in pages[f"{PAGE}.html"].select("dt.sig")} == listed


@pytest.mark.parametrize("number", range(len(EXAMPLES)))
def test_each_example_of_the_page_runs_by_itself(number, monkeypatch):
    monkeypatch.chdir(ROOT)
    exec(compile(EXAMPLES[number], PAGE, "exec"), {})


def test_the_page_begins_with_examples():
    assert len(EXAMPLES) >= 6
