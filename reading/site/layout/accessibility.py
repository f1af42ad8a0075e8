"""Fixes accessibility faults in the HTML that Sphinx and furo write."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

FIXES = {
    # The role is deprecated, and a list must not contain it.
    ' role="doc-biblioentry"': ' role="listitem"',
    # The label hides the visible text of the summary.
    '<summary aria-label="Toggle hidden content">': "<summary>",
    # On a narrow screen a wide table scrolls, and so does an example, which keeps its columns. The keyboard
    # has to reach them.
    '<div class="table-wrapper colwidths-auto docutils container">': (
        '<div class="table-wrapper colwidths-auto docutils container" tabindex="0">'
    ),
    '<pre><span></span><span class="gp">': '<pre class="example" tabindex="0"><span></span><span class="gp">',
}

_PERMALINK = re.compile(r' title="(Link to this \w+)">¶</a>')
"""The end of the link of a heading to itself. Its name would be the sign, and each would be a stop of Tab."""


def setup(app: Sphinx) -> None:
    """Fix every page."""
    app.add_post_transform(_IdsOfTables)
    app.connect("html-page-context", _fix_body)


class _IdsOfTables(SphinxPostTransform):
    """Takes its ids from the container that furo puts around a table, which has them itself."""

    formats = ("html",)
    default_priority = 501  # after furo's own

    def run(self, **_: Any) -> None:
        for table in self.document.findall(nodes.table):
            if isinstance(table.parent, nodes.container):
                table.parent["ids"] = []


def _fix_body(_app: Sphinx, _page: str, _template: str, context: dict[str, Any], _doctree: object) -> None:
    if "body" in context:
        context["body"] = fix_accessibility(context["body"])


def fix_accessibility(html: str) -> str:
    """Replace each fault in the HTML of a page."""
    for fault, fixed in FIXES.items():
        html = html.replace(fault, fixed)
    return _PERMALINK.sub(r' aria-label="\1" tabindex="-1">¶</a>', html)
