"""Gives the page for a reader's own copy a text, as the page on which readers code may need one."""

import re


def announced(page):
    status = page.locator("[data-part=status]")
    status.filter(has_text=re.compile(r"^(?!Reading).")).wait_for()
    return status.inner_text()


def give(page, address, text, keep=""):
    """Open the page and give it a text. Returns what it announces."""
    page.goto(f"{address}your-copy.html")
    page.locator(f"input[name=keep][value='{keep}']").check()
    page.get_by_label("Paste the text").fill(text)
    page.get_by_role("button", name="Read beside my copy").press("Enter")
    return announced(page)
