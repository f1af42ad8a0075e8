"""Puts the scripts, style sheets and templates of the site into a wheel of the package.

An editable install finds them in the clone. Copies of them would hide the package there.
"""

from __future__ import annotations

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class WheelHook(BuildHookInterface[Any]):
    """Adds the folders to a standard wheel."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Name the folders with their places in the wheel."""
        if version == "standard":
            build_data["force_include"] |= {name: f"reading/{name}" for name in ("_static", "_templates")}
