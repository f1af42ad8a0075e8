"""The Sphinx extension of the book: its roles, directives, charts and generated pages."""

from __future__ import annotations

from sphinx.application import Sphinx

from reading.site import (
    book,
    builder,
    data_package,
    metadata,
    notebook_archive,
    notebooks,
    outdated,
)
from reading.site.drawings import pool
from reading.site.frame import accessibility, assets, contribute, editions, moved, not_found, policy, sidebar
from reading.site.pages import (
    bibliography,
    charts,
    codebook,
    coders,
    coding,
    evidence,
    explorer,
    full_text,
    glossary,
    nodes,
    own_copy,
    package,
    roles,
    search,
    section_rest,
    tables,
    texts,
    timeline,
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Connect every part of the extension."""
    # Jupyter Book sets this value for an extension that the book does not load.
    app.add_config_value("comments_config", {}, "")
    notebooks.setup(app)
    builder.setup(app)
    book.setup(app)
    outdated.setup(app)
    nodes.setup(app)
    charts.setup(app)
    pool.setup(app)
    bibliography.setup(app)
    policy.setup(app)
    assets.setup(app)
    glossary.setup(app)
    evidence.setup(app)
    texts.setup(app)
    search.setup(app)
    explorer.setup(app)
    own_copy.setup(app)
    codebook.setup(app)
    tables.setup(app)
    package.setup(app)
    coding.setup(app)
    coders.setup(app)
    full_text.setup(app)
    section_rest.setup(app)
    timeline.setup(app)
    metadata.setup(app)
    sidebar.setup(app)
    contribute.setup(app)
    editions.setup(app)
    not_found.setup(app)
    moved.setup(app)
    data_package.setup(app)
    notebook_archive.setup(app)
    accessibility.setup(app)
    app.add_role("s", roles.SentenceMarkRole())
    app.add_role("fig", roles.FigureRole())
    app.add_role("n", roles.TypedNumberRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
