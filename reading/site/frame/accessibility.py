"""A page's HTML goes in; it comes out without what its writers get wrong for assistive technology."""

from __future__ import annotations

from typing import Any

from sphinx.application import Sphinx

FAULTS = {
    # A list's items, under a role that is deprecated and that no list may hold.
    ' role="doc-biblioentry"': ' role="listitem"',
    # A name that hides the words which stand there.
    '<summary aria-label="Toggle hidden content">': "<summary>",
}


def setup(app: Sphinx) -> None:
    """Mend every page."""
    app.connect("html-page-context", _mend)


def _mend(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if "body" in context:
        context["body"] = mended(context["body"])


def mended(html: str) -> str:
    """The HTML with each fault put right."""
    for fault, right in FAULTS.items():
        html = html.replace(fault, right)
    return html
