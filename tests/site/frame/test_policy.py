"""The policy: what pages may load and run, whoever wrote what stands on them."""

import re
import shutil
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from reading.site.frame import policy
from tests.site import builds

SCRIPT = "<script>alert(1)</script>"
IMAGE = "<img src=x onerror=alert(1)>"
BREAKOUT = f"'\"></title></script>{SCRIPT}"

MADE = shutil.ignore_patterns("_build")


def faults(page):
    """What of a page the policy blocks, or would have to."""
    for tag in page.find_all(True):
        yield from (f"<{tag.name} {name}>" for name in tag.attrs if name.startswith("on") or name == "style")
        for name in ("href", "src", "action", "formaction"):
            if policy.scheme(tag.get(name) or "") not in policy.SCHEMES:
                yield f"{name}={tag[name]}"
    for script in page.select("script:not([src], [type='application/ld+json'])"):
        if policy.source_hash(script.string) not in policy.POLICY:
            yield f"script: {script.string}"
    yield from (
        f"<{tag.name}>" for tag in page.select("style, iframe, object, embed, base, [http-equiv=refresh]")
    )


def test_every_page_states_the_policy_before_it_loads_anything(pages):
    for name, page in pages.items():
        first = page.head.find(True)
        assert first.get("http-equiv") == "Content-Security-Policy", name
        assert first["content"] == policy.POLICY, name


def test_the_policy_allows_nothing_by_kind_alone():
    assert "unsafe" not in policy.POLICY
    assert re.findall(r"(?<!-)\b(?:https?|data|blob):|\*", policy.POLICY) == ["blob:"]
    assert "img-src 'self' blob:" in policy.POLICY


def test_the_policy_restricts_what_its_default_does_not_cover():
    assert {"base-uri 'none'", "form-action 'self'"} < set(policy.POLICY.split("; "))


def test_no_page_contains_anything_that_the_policy_blocks(pages):
    assert {name: list(faults(page)) for name, page in pages.items()} == {name: [] for name in pages}


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("a/b.html#c", ""),
        ("HTTPS://example.org", "https"),
        ("java\nscript:alert(1)", "javascript"),
        ("\x01 javascript:alert(1)", "javascript"),
        ("data:text/html,a", "data"),
        ("http://[", "unreadable"),
    ],
)
def test_the_scheme_of_an_address_is_read_as_a_browser_reads_it(address, scheme):
    assert policy.scheme(address) == scheme


def build_unchecked():
    """Build without the check, which would refuse the book before any page is made.

    The site of a book with mistakes never takes the place of the last one, so that it is built elsewhere.
    """
    from reading.checks import run
    from reading.site.build import DOCTREES, run_builder

    checked = run.check_whole
    run.check_whole = lambda *arguments, **options: checked(*arguments, **options)._replace(errors=[])
    return run_builder(Path.cwd(), "html", Path.cwd() / UNCHECKED, Path.cwd() / DOCTREES, {})


PAGE = "chapters/harbour/quay"

UNCHECKED = "_build/unchecked"


@pytest.fixture(scope="module")
def hostile(complete_small_book, tmp_path_factory):
    """The site of a small book in which each kind of file holds what would be a script."""
    folder = shutil.copytree(complete_small_book, tmp_path_factory.mktemp("hostile") / "book", ignore=MADE)
    _edit(folder / "data/document/outline.yml", "title: The quay", f"title: The {IMAGE} quay")
    _edit(folder / "data/lexicon/actors.yml", "name: Northport\\b", f"name: Northport {SCRIPT}")
    _edit(folder / "data/lexicon/themes.yml", "label: Commerce", f"label: Commerce {SCRIPT}")
    _edit(folder / "data/coding/codebook.yml", "label: Commerce", f"label: Commerce {SCRIPT}")
    _edit(folder / "data/coding/codebook.yml", "definition: Buying", f"definition: {SCRIPT} Buying")
    _edit(folder / "data/coding/consensus.yml", "reason: Ships", f"reason: {SCRIPT} Ships")
    _edit(folder / "data/reference/speeches/reference.yml", "title: ", f"title: {SCRIPT} ")
    _edit(folder / "_config.yml", "html_title: ", f"html_title: </title>{SCRIPT} ")
    _edit(folder / "_toc.yml", "caption: ", f"caption: {SCRIPT} ")
    _edit(folder / "CITATION.cff", "title: ", f"title: </title>{SCRIPT} ")
    _edit(folder / "data/claims.yml", "says: ", f"says: {SCRIPT} ")
    _edit(
        folder / "data/document/datapackage.json", '"description": "', f'"description": "</script>{SCRIPT} '
    )
    _edit(folder / "references.bib", r"title = \{\{", f"title = {{{{{IMAGE} ")
    _edit(folder / "CITATION.cff", "abstract: ", f"abstract: </script>{SCRIPT} ")
    _edit(folder / "about/glossary.md", "^quay\n  ", f"quay\n  {BREAKOUT} {IMAGE} ")
    page = folder / f"{PAGE}.md"
    _edit(page, "^The quay matters", f"{BREAKOUT} The quay matters")
    _edit(folder / "about/method.md", "^# ", f"---\ndescription: |-\n  {BREAKOUT}\n---\n\n# ")
    _edit(page, "^# The quay", f"# The {IMAGE} {SCRIPT} quay")
    _edit(page, ":title: Trade", f":title: {IMAGE} {SCRIPT} Trade")
    with page.open("a", encoding="utf-8") as file:
        file.write(f"""
{SCRIPT}

A {IMAGE}, an [address](javascript:alert%281%29), [another](<java&#10;script:alert(1)>), {{term}}`quay`,
{{cite:p}}`gazette2020`, <javascript:alert(1)>, a {{download}}`x <javascript:alert(1)>`.

```{{raw}} html
{SCRIPT}
```

```{{eval-rst}}
`a <javascript:alert(1)>`_

.. raw:: html

   {SCRIPT}
```

```{{image}} ../../_static/favicon.svg
:target: javascript:alert(1)
:width: 50%
```

<style>body {{ display: none }}</style>
""")
    done = builds.run(build_unchecked, folder, {})
    assert "build finished with problems" in done.out, done.out + done.err
    return folder / UNCHECKED, done


@pytest.mark.slow
def test_no_file_of_the_book_can_add_a_script_to_a_page(hostile):
    site, _ = hostile
    found = {}
    for path in sorted(site.rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
        found[path.relative_to(site).as_posix()] = list(faults(page))
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
def test_the_build_warns_of_addresses_and_sizes_that_are_not_allowed(hostile):
    status, _, errors = hostile[1]
    assert status == 1
    assert "a page must not link to 'javascript:alert(1)'" in errors
    assert "width: 50%: write a whole number of pixels" in errors
    assert '"raw" directive disabled' in errors


def _edit(path, pattern, text):
    before = path.read_text(encoding="utf-8")
    after = re.sub(pattern, lambda _: text, before, count=1, flags=re.MULTILINE)
    assert after != before, f"{path.name} does not hold {pattern}"
    path.write_text(after, encoding="utf-8")
