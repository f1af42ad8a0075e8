"""The Sphinx extension of the book: its roles, directives, charts and generated pages."""

from __future__ import annotations

import json
from pathlib import Path

from sphinx.application import Sphinx

from reading.figures import as_json
from reading.files.errors import ReadingErrors
from reading.site import data_package, metadata, notebooks, outdated
from reading.site.book import published_book, read_book
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
    """Connect every part of the extension."""
    # Jupyter Book sets this value for an extension that the book does not load.
    app.add_config_value("comments_config", {}, "")
    notebooks.setup(app)
    app.connect("config-inited", _read_book)
    app.connect("build-finished", _write_figures)
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
    app.add_role("s", roles.SentenceMarkRole())
    app.add_role("fig", roles.FigureRole())
    app.add_role("n", roles.TypedNumberRole())
    app.add_directive("chart", charts.ChartDirective)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def _read_book(app: Sphinx, config: object) -> None:
    try:
        read_book(app)
    except ReadingErrors as errors:
        raise notebooks.mistakes_error(Path(app.srcdir), errors) from None


def _write_figures(app: Sphinx, exception: Exception | None) -> None:
    """Write `figures.json`, a line for each figure."""
    if exception is None and app.builder.format == "html":
        figures = as_json(published_book(app).figures)
        # `json.dumps` with `indent` would write nearly the same, but takes ten times as long.
        lines = [
            f"{json.dumps(name)}: {json.dumps(figure, ensure_ascii=False)}"
            for name, figure in figures.items()
        ]
        text = "{\n" + ",\n".join(lines) + "\n}\n"
        (Path(app.outdir) / "figures.json").write_text(text, encoding="utf-8", newline="\n")
