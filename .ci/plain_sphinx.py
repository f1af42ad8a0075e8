"""Builds the book with Sphinx alone: the way out if Jupyter Book 1 can no longer be installed.

    python .ci/plain_sphinx.py requirements
    python .ci/plain_sphinx.py FOLDER

The first prints what to install. The second builds the site in a folder, and fails if there is a warning. The
package of the book has to be installed without its dependencies (`pip install --no-deps .`).
"""

import re
import sys
import tomllib
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]

REPLACED = ("jupyter-book", "myst-parser", "sphinx-autobuild")
"""The packages of `pyproject.toml` that Sphinx alone does without, or takes in another version."""

INSTEAD = ("sphinx>=9,<10", "myst-parser>=5,<6", "myst-nb>=1.4", "sphinx-external-toc>=1.1")
"""What takes their place. Jupyter Book 1 allows neither this Sphinx nor this parser."""


def list_requirements() -> list[str]:
    """What the book needs without Jupyter Book, as pip reads it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    kept = [line for line in project["dependencies"] if re.split(r"[^\w-]", line)[0] not in REPLACED]
    return [*kept, *INSTEAD]


def read_settings() -> dict[str, Any]:
    """The settings of Sphinx that `_config.yml` stands for, and those that Jupyter Book adds."""
    import yaml

    book = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))
    settings: dict[str, Any] = book["sphinx"]["config"]
    settings["extensions"].remove("jupyter_book")
    return settings | {
        "project": book["title"],
        "author": book["author"],
        "copyright": book["copyright"],
        "bibtex_bibfiles": book["bibtex_bibfiles"],
        "external_toc_path": str(ROOT / "_toc.yml"),
        "html_sourcelink_suffix": "",
        "myst_url_schemes": ["mailto", "http", "https"],
        "nb_output_stderr": "show",
        "nitpicky": True,
        "use_multitoc_numbering": book["html"]["use_multitoc_numbering"],
    }


def build(folder: str) -> int:
    """Build the site in a folder. Returns the exit status, which is 1 after a warning, too."""
    from sphinx.application import Sphinx

    settings, doctrees = read_settings(), f"{folder}/.doctrees"
    app = Sphinx(ROOT, None, folder, doctrees, "html", confoverrides=settings, warningiserror=True)
    app.build()
    return app.statuscode


if __name__ == "__main__":
    if sys.argv[1:] == ["requirements"]:
        print(*list_requirements(), sep="\n")
    elif len(sys.argv) == 2:
        sys.exit(build(sys.argv[1]))
    else:
        sys.exit("give a folder for the site, or `requirements`")
