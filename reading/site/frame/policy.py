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
    "document.body.dataset.theme=['light','dark'].includes(theme)?theme:'auto'}"
)
"""The only inline script. It sets the reader's choice of light or dark before the page is painted."""

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
    """Removes inline styles, which the policy blocks, and warns of sizes and links that it cannot allow."""

    default_priority = 600
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Check the tables, pictures and links of a page."""
        for table in self.document.findall(nodes.table):
            table["classes"].append("colwidths-auto")
        for picture in self.document.findall(lambda node: isinstance(node, nodes.image | nodes.figure)):
            self._remove_styled_sizes(picture)
        for link in self.document.findall(nodes.reference):
            address = link.get("refuri", "")
            if scheme(address) not in SCHEMES:
                logger.warning("a page must not link to %r", address, location=link)
                link["refuri"] = "#"

    def _remove_styled_sizes(self, picture: nodes.Element) -> None:
        """Remove the sizes of a picture that docutils would write as an inline style."""
        for side in ("width", "height", "scale"):
            if not str(picture.get(side, "0")).isdigit() or (side == "scale" and side in picture):
                logger.warning(
                    "%s: %s: write a whole number of pixels", side, picture[side], location=picture
                )
                del picture[side]


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
