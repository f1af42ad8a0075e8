"""Puts the scripts, styles and templates of the site into the package, which other books take them from."""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class SharedFiles(BuildHookInterface):
    """Adds the folders to a wheel. An editable install reads them where they are."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders and their places in the wheel."""
        if version != "editable":
            build_data["force_include"] |= {name: f"reading/{name}" for name in ("_static", "_templates")}
