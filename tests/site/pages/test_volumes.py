"""The pages of the volumes that long evidence is divided into."""

import shutil
from types import SimpleNamespace

import pytest
from docutils import nodes

from reading.evidence import pages
from reading.site.pages import volumes
from tests.site.builds import change, command_build, differing, run, site_of

SCRIPT = "<script>alert(1)</script>"


def test_title_of_a_volume_is_escaped(monkeypatch):
    monkeypatch.setattr(volumes, "published_book", lambda _app: SimpleNamespace(metadata=None))
    monkeypatch.setattr(volumes.citation, "cite", lambda *_: None)
    builder = SimpleNamespace(render_partial=lambda _node: {"fragment": ""})
    app = SimpleNamespace(builder=builder, config=SimpleNamespace(html_baseurl=""))
    section = nodes.section("", nodes.title("", f"Actors: {SCRIPT}"), ids=["entries"])
    context = volumes._page_context(app, "evidence/actors-1", section, 1)
    assert "<script" not in context["title"] + context["metatags"]
    assert "alert(1)" in context["title"]


def build_in_volumes():
    """Build a book whose evidence is divided, though it is short."""
    pages.MAX_ON_ONE_PAGE, pages.MAX_IN_VOLUME = 0, 20
    return command_build()


@pytest.mark.slow
def test_volumes_are_kept_until_the_page_that_lists_them_is_written(small_copy):
    def build_again():
        done = run(build_in_volumes, small_copy, {})
        assert (done.status, done.err) == (0, "")
        site = site_of(small_copy)
        times = {name: (small_copy / "_build/html" / name).stat().st_mtime_ns for name in site}
        return site, {name: time for name, time in times.items() if name.startswith("evidence/")}

    shutil.rmtree(small_copy / "_build")  # it has no volumes
    change(small_copy / "data/document/outline.yml", "title: Free trade", "title: Trade's freedom")
    first, times = build_again()
    assert len(times) > 3
    assert sum("Trade\u2019s freedom, sentence 1".encode() in first[name] for name in times) > 1
    assert b'href="terms-2.html"' in first["evidence/terms-1.html"]
    change(small_copy / "chapters/ties/trade.md", "## In brief\n", "## In brief\n\nAnew.\n")
    assert build_again()[1] == times
    new = '"Some" are said to gain'
    change(small_copy / "chapters/ties/trade.md", "Both are said to gain", new)
    edited, _ = build_again()
    shown = "\u201cSome\u201d are said to gain".encode()
    assert shown not in b"".join(first.values())
    assert sum(shown in edited[name] for name in times) > 1
    shutil.rmtree(small_copy / "_build")
    assert differing(edited, build_again()[0]) == []
