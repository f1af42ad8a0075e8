"""The drawing library `vl_convert`, made to use its own fonts and not those of the machine.

So a drawing is the same on every machine. It also takes half the time: vl-convert would open and map the file
of a system font again for each text that it measures.
"""

from __future__ import annotations

import os
from pathlib import Path

import vl_convert as vl_convert

_VARIABLE = "FONTCONFIG_FILE"


def _use_own_fonts() -> None:
    """Load the fonts, once for this process and those that are forked from it, before anything is drawn."""
    before = os.environ.get(_VARIABLE)
    os.environ[_VARIABLE] = str(Path(__file__).with_name("fonts.conf"))
    try:
        # The first drawing loads the fonts.
        vl_convert.svg_to_png('<svg xmlns="http://www.w3.org/2000/svg" width="1" height="1"/>')
    finally:
        # A browser that this process starts needs the fonts of the machine.
        if before is None:
            del os.environ[_VARIABLE]
        else:
            os.environ[_VARIABLE] = before


_use_own_fonts()
