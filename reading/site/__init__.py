"""The Sphinx extension: how charts, sentence marks and figures of the book become HTML."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx

from reading.figures import as_json
from reading.files.errors import ReadingErrors
from reading.site import book, data_package, metadata, notebooks, outdated
from reading.site.drawings import pool
from reading.site.frame import accessibility, assets, contribute, not_found, policy, sidebar
from reading.site.pages import (
    bibliography,
    charts,
    codebook,
    evidence,
    explorer,
    full_text,
    glossary,
    nodes,
    roles,
    volumes,
)


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what the book's pages are written with."""
    # Jupyter Book sets this for an extension that the book does not load.
    app.add_config_value("comments_config", {}, "")
    notebooks.setup(app)
    app.connect("config-inited", _read_book)
    app.connect("build-finished", _publish_figures)
    outdated.setup(app)
    nodes.setup(app)
    pool.setup(app)
    bibliography.setup()
    policy.setup(app)
    assets.setup(app)
    glossary.setup(app)
    evidence.setup(app)
    volumes.setup(app)
    explorer.setup(app)
    codebook.setup(app)
    full_text.setup(app)
    metadata.setup(app)
    sidebar.setup(app)
    contribute.setup(app)
    not_found.setup(app)
    data_package.setup(app)
    accessibility.setup(app)
    app.add_role("s", roles.SentenceMark())
    app.add_role("fig", roles.FigureByName())
    app.add_role("n", roles.Convention())
    app.add_directive("chart", charts.ChartByName)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read_book(app: Sphinx, config: object) -> None:
    try:
        book.read(app)
    except ReadingErrors as errors:
        raise notebooks.refused(Path(app.srcdir), errors) from None


def _publish_figures(app: Sphinx, exception: Exception | None) -> None:
    if exception is None and app.builder.format == "html":
        figures = as_json(book.of(app).figures)
        # A line for each; `indent` would do about the same at ten times the cost.
        lines = [
            f"{json.dumps(name)}: {json.dumps(one, ensure_ascii=False)}" for name, one in figures.items()
        ]
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        (Path(app.outdir) / "figures.json").write_text(text, encoding="utf-8", newline="\n")
