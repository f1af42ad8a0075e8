"""Runs the scripts in the folder `scripts` on a page, and waits for a page.

Playwright's `wait_for_function` evaluates a string. The policy of our pages forbids that from its second
attempt on.
"""

import functools
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import Page


@functools.cache
def script(name: str) -> str:
    """The function of JavaScript in a file of `scripts`."""
    return Path(__file__).with_name("scripts").joinpath(f"{name}.js").read_text(encoding="utf-8")


def run_script(page: Page, name: str, argument: Any = None) -> Any:
    """Call a function of `scripts` on a page."""
    return page.evaluate(script(name), argument)


def wait_until(page: Page, condition: str, argument: Any = None) -> None:
    """Wait until a function of JavaScript, which may take an argument, returns something true."""
    end = time.monotonic() + 10
    while not page.evaluate(condition, argument):
        assert time.monotonic() < end, "waited for 10 seconds"
        page.wait_for_timeout(15)
