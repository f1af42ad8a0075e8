"""A book whose files hold scripts gets a site without them."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from tests.site import builds
from tests.site.layout.faults import policy_faults

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
BREAKOUT = f"'\"></title></script>{SCRIPT}"


def build_unchecked():
    """Build without the check, which would refuse the book before any page is made.

    The site of a book with mistakes never takes the place of the last one, so that it is built elsewhere.
    """
    from reading.checks import run
    from reading.site.build import DOCTREES, run_builder

    checked = run.check_whole
    run.check_whole = lambda *arguments, **options: ([], checked(*arguments, **options)[1])
    return run_builder(Path.cwd(), "html", Path.cwd() / UNCHECKED, Path.cwd() / DOCTREES, {})


PAGE = "chapters/harbour/quay"

UNCHECKED = "_build/unchecked"


@pytest.fixture(scope="module")
def hostile(complete_small_book, tmp_path_factory):
    """The site of a small book in which each kind of file holds what would be a script."""
    folder = shutil.copytree(
        complete_small_book,
        tmp_path_factory.mktemp("hostile") / "book",
        ignore=shutil.ignore_patterns("_build"),
    )
    _edit(folder / "data/document/outline.yml", "title: The quay", f"title: The {IMAGE} quay")
    _edit(folder / "data/lexicon/actors.yml", "name: Northport\\b", f"name: Northport {SCRIPT}")
    _edit(folder / "data/coding/codebook.yml", "label: Commerce", f"label: Commerce {SCRIPT}")
    _edit(folder / "data/coding/codebook.yml", "definition: Buying", f"definition: {SCRIPT} Buying")
    _edit(folder / "data/coding/consensus.yml", "reason: Ships", f"reason: {SCRIPT} Ships")
    _edit(folder / "data/reference/speeches/reference.yml", "title: ", f"title: {SCRIPT} ")
    _edit(folder / "_config.yml", "html_title: ", f"html_title: </title>{SCRIPT} ")
    _edit(folder / "_toc.yml", "caption: ", f"caption: {SCRIPT} ")
    _edit(folder / "CITATION.cff", "title: ", f"title: </title>{SCRIPT} ")
    _edit(folder / "data/claims.yml", "says: ", f"says: {SCRIPT} ")
    # The script has a number, which titles with it must prove.
    _edit(folder / "data/claims.yml", "holds:", "holds:\n      - terms.trade.count >= 1")
    _edit(
        folder / "data/document/datapackage.json", '"description": "', f'"description": "</script>{SCRIPT} '
    )
    _edit(folder / "references.bib", r"title = \{\{", f"title = {{{{{IMAGE} ")
    _edit(folder / "CITATION.cff", "abstract: ", f"abstract: </script>{SCRIPT} ")
    _edit(folder / "about/glossary.md", "^quay\n  ", f"quay\n  {BREAKOUT} {IMAGE} ")
    page = folder / f"{PAGE}.md"
    page.with_name("dot.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    _edit(page, "^The quay matters", f"{BREAKOUT} The quay matters")
    _edit(page, "^# The quay", f"# The {IMAGE} {SCRIPT} quay")
    _edit(page, ":title: Trade", f":title: {IMAGE} {SCRIPT} Trade")
    with page.open("a", encoding="utf-8") as file:
        file.write(f"""
{SCRIPT}

The Quay. A {IMAGE}, an [address](javascript:alert%281%29), [another](<java&#10;script:alert(1)>),
{{term}}`quay`, {{cite:p}}`gazette2020`, <javascript:alert(1)>, a {{download}}`x <javascript:alert(1)>`.

```{{raw}} html
{SCRIPT}
```

```{{eval-rst}}
`a <javascript:alert(1)>`_

.. raw:: html

   {SCRIPT}
```

```{{image}} dot.png
:target: javascript:alert(1)
```

<style>body {{ display: none }}</style>
""")
    done = builds.run(build_unchecked, folder, {})
    assert "build finished with problems" in done.out, done.out + done.err
    return folder / UNCHECKED, done


@pytest.mark.slow
def test_no_file_of_the_book_can_add_a_script_to_a_page(hostile):
    """It builds the book, for the tests below as well."""
    site, _ = hostile
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        found[path.relative_to(site).as_posix()] = list(policy_faults(page))
    assert f"{PAGE}.html" in found
    assert found == {name: [] for name in found}


@pytest.mark.slow
def test_markup_in_the_files_of_the_book_is_shown_as_text(hostile):
    page = (hostile[0] / f"{PAGE}.html").read_text(encoding="utf-8")
    page = BeautifulSoup(page, "html.parser")
    assert SCRIPT in page.select_one("h1").get_text()
    assert IMAGE in page.select_one("figure.chart figcaption").get_text()
    assert SCRIPT in page.select_one("meta[name=description]")["content"]
    assert any(IMAGE in link["title"] for link in page.select("a:has(> .std-term)[title]"))


@pytest.mark.slow
def test_the_build_warns_of_addresses_that_are_not_allowed(hostile):
    status, _, errors = hostile[1]
    assert status == 1
    assert "a page must not link to 'javascript:alert(1)'" in errors
    assert '"raw" directive disabled' in errors


def _edit(path, pattern, text):
    before = path.read_text(encoding="utf-8")
    after = re.sub(pattern, lambda _: text, before, count=1, flags=re.MULTILINE)
    assert after != before, f"{path.name} does not hold {pattern}"
    path.write_text(after, encoding="utf-8")
