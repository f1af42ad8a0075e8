"""The Sphinx extension of the book: its roles, directives, charts and generated pages."""

from __future__ import annotations

import copy
from typing import Any

from sphinx.application import Sphinx

from reading.files.markdown import EXTENSIONS
from reading.site import (
    builder,
    data_package,
    metadata,
    notebook_archive,
    notebooks,
    outdated,
    published,
)
from reading.site.charts import chart_writer
from reading.site.layout import accessibility, assets, contribute, editions, not_found, policy, sidebar
from reading.site.pages import (
    application,
    bibliography,
    charts,
    codebook,
    coders,
    coding,
    evidence,
    explorer,
    glossary,
    node_html,
    own_copy,
    recoding,
    roles,
    search,
    sentences,
    steps,
    tables,
    texts,
)

BUILD = (notebooks, builder, published, outdated, chart_writer)
DIRECTIVES = (charts, codebook, evidence, explorer, recoding, tables, texts)
READERS = (coding, sentences, own_copy)
PAGES = (node_html, steps, application, bibliography, glossary, search, coders, roles)
FRAME = (policy, assets, metadata, sidebar, contribute, editions, not_found, accessibility)
FILES = (data_package, notebook_archive)

SETTINGS: dict[str, Any] = {
    "exclude_patterns": ["_build", ".*"],  # tools keep pages of their own in hidden folders
    "external_toc_exclude_missing": True,
    "nb_execution_mode": "off",  # the build runs notebooks before, in a cache that knows their inputs
    "myst_enable_extensions": sorted(EXTENSIONS),
    "myst_disable_syntax": ["html_block", "html_inline"],
    "html_theme": "furo",
    "html_theme_options": {},
    "html_copy_source": False,
    "html_show_sphinx": False,
    "html_use_index": False,
    "numfig": False,
    "bibtex_reference_style": "author_year",
    "bibtex_default_style": "by-name",
    "suppress_warnings": [],
}
"""The settings of Sphinx that all books have. Those of Jupyter Book are others."""


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect every part of the extension."""
    # Before other extensions read them.
    app.connect("config-inited", _apply_settings, priority=1)
    # Jupyter Book sets this value for an extension that the book does not load.
    app.add_config_value("comments_config", {}, "")
    for part in (*BUILD, *DIRECTIVES, *READERS, *PAGES, *FRAME, *FILES):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _apply_settings(app: Sphinx, config: Any) -> None:
    for name, value in SETTINGS.items():
        config[name] = copy.deepcopy(value)
