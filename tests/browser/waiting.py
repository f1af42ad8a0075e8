"""Waits for a page.

Playwright's `wait_for_function` evaluates a string. The policy of our pages forbids that from its second
attempt on.
"""

from typing import Any

from playwright.sync_api import Page

WAIT = """async (argument) => {
  const end = performance.now() + 10000;
  while (!(%s)(argument)) {
    if (performance.now() > end) throw new Error("waited for 10 seconds");
    await new Promise(requestAnimationFrame);
  }
}"""


def wait_until(page: Page, condition: str, argument: Any = None) -> None:
    """Wait until a function of JavaScript, which may take an argument, returns something true."""
    page.evaluate(WAIT % condition, argument)
