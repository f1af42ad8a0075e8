"""The Sphinx extension of the book: its roles, directives, charts and generated pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from reading.site import (
    builder,
    data_package,
    metadata,
    notebook_archive,
    notebooks,
    outdated,
    published,
)
from reading.site.charts import pool
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

BUILD = (notebooks, builder, published, outdated, pool)
DIRECTIVES = (charts, codebook, evidence, explorer, recoding, tables, texts)
READERS = (coding, sentences, own_copy)
PAGES = (node_html, steps, application, bibliography, glossary, search, coders, roles)
FRAME = (policy, assets, metadata, sidebar, contribute, editions, not_found, accessibility)
FILES = (data_package, notebook_archive)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect every part of the extension."""
    # Jupyter Book sets this value for an extension that the book does not load.
    app.add_config_value("comments_config", {}, "")
    for part in (*BUILD, *DIRECTIVES, *READERS, *PAGES, *FRAME, *FILES):
        part.setup(app)
    return {"parallel_read_safe": True, "parallel_write_safe": True}
