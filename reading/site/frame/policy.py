"""What a page may load and run: a Content-Security-Policy, and the refusal of what it would block."""

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

THEME = (
    "{let theme;try{theme=localStorage.getItem('theme')}catch{}"
    "document.body.dataset.theme=['light','dark'].includes(theme)?theme:'auto'}"
)
"""The one script within the pages: the colours that were chosen are there before anything is painted."""

SCHEMES = frozenset({"", "http", "https", "mailto"})
"""The kinds of addresses that a page may lead to."""


def digest(text: str) -> str:
    """How a policy names a script or a style that stands within a page."""
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


POLICY = "; ".join(
    [
        "default-src 'self'",
        f"script-src 'self' {digest(THEME)}",
        "object-src 'none'",
        "base-uri 'none'",
        "form-action 'self'",
    ]
)


class WithinPolicy(SphinxPostTransform):
    """Leaves out inline styles, which the policy blocks; warns of sizes and addresses that cannot stay."""

    default_priority = 600
    formats = ("html",)

    def run(self, **_: Any) -> None:
        """Go through a page's tables, pictures and links."""
        for table in self.document.findall(nodes.table):
            table["classes"].append("colwidths-auto")
        for picture in self.document.findall(lambda node: isinstance(node, nodes.image | nodes.figure)):
            self._unsized(picture)
        for link in self.document.findall(nodes.reference):
            address = link.get("refuri", "")
            if scheme(address) not in SCHEMES:
                logger.warning("the address %r is not for readers", address, location=link)
                link["refuri"] = "#"

    def _unsized(self, picture: nodes.Element) -> None:
        for side in ("width", "height", "scale"):
            if not str(picture.get(side, "0")).isdigit() or (side == "scale" and side in picture):
                logger.warning(
                    "%s: %s: write a whole number of pixels", side, picture[side], location=picture
                )
                del picture[side]


def scheme(address: str) -> str:
    """The scheme of an address as a browser reads it: blanks and control characters do not count."""
    plain = "".join(character for character in address if character > " ")
    try:
        return urlsplit(plain).scheme.lower()
    except ValueError:
        return "unreadable"


def setup(app: Sphinx) -> None:
    """Give every page the policy, and take raw HTML from none."""
    app.add_post_transform(WithinPolicy)
    app.connect("builder-inited", _rule)


def _rule(app: Sphinx) -> None:
    app.env.settings["raw_enabled"] = False
    app.config.html_context |= {"policy": POLICY, "first_script": THEME}
