"""Gives each page a Content-Security-Policy, and keeps out of the pages what the policy would block."""

from __future__ import annotations

import base64
import hashlib
from typing import Any
from urllib.parse import urlsplit

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

logger = logging.getLogger(__name__)

THEME_SCRIPT = (
    "{let theme;try{theme=localStorage.getItem('theme')}catch{}"
    "document.documentElement.dataset.theme=['light','dark'].includes(theme)?theme:'auto'}"
)
"""The only inline script. It sets the reader's choice of light or dark before the page is painted.

It stands before the style sheet, for which it would wait otherwise, and the parser with it.
"""

SCHEMES = frozenset({"", "http", "https", "mailto"})
"""The URL schemes that a link may have."""


def source_hash(text: str) -> str:
    """The CSP source expression that allows an inline script or style with this text."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' {source_hash(THEME_SCRIPT)}",
        # A chart that a reader saves as a picture is drawn from a copy of its file in memory.
        "img-src 'self' blob:",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
)


class PolicyTransform(SphinxPostTransform):
    """Removes inline styles from tables, which the policy blocks, and warns of links that it cannot allow."""

    default_priority = 600
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Check the tables and links of a page."""
        for table in self.document.findall(nodes.table):
            table["classes"].append("colwidths-auto")
        for link in self.document.findall(nodes.reference):
            address = link.get("refuri", "")
            if scheme(address) not in SCHEMES:
                logger.warning("a page must not link to %r", address, location=link)
                link["refuri"] = "#"


def scheme(address: str) -> str:
    """The scheme of an address as browsers read it, which ignore blanks and control characters."""
    plain = "".join(character for character in address if character > " ")
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return "unreadable"


def setup(app: Sphinx) -> None:
    """Give every page the policy, and disable raw HTML."""
    app.add_post_transform(PolicyTransform)
    app.connect("builder-inited", _apply_policy)


def _apply_policy(app: Sphinx) -> None:
    app.env.settings["raw_enabled"] = False
    app.config.html_context |= {"policy": POLICY, "first_script": THEME_SCRIPT}
