"""The pages of the volumes that long evidence is divided into."""

from types import SimpleNamespace

from docutils import nodes

from reading.site.pages import volumes

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
