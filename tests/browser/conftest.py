"""The built site, served on this machine, in a Chromium that reaches nothing else."""

import re
from pathlib import Path

import pytest

from tests.browser.chromium import OFFLINE, executable
from tests.browser.server import served
from tests.browser.visits import Visits, listened


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type, browser_type_launch_args):
    try:
        found = executable(Path(browser_type.executable_path))
    except RuntimeError as missing:
        pytest.fail(str(missing), pytrace=False)
    return {
        **browser_type_launch_args,
        "executable_path": found,
        "args": [*OFFLINE],
        "chromium_sandbox": False,
    }


@pytest.fixture(scope="session")
def address(site):
    """The served site's address, with a closing slash."""
    with served(site) as address:
        yield address


@pytest.fixture(scope="session")
def only_page(browser, browser_context_args):
    """The page that tests use one after the other: to open a new one takes longer than most tests do."""
    with browser.new_context(**browser_context_args) as context:
        yield context.new_page()


@pytest.fixture
def page(only_page):
    """A blank page. What a test changes about it or stores in it is undone in the end."""
    size = only_page.viewport_size
    yield only_page
    for page in only_page.context.pages:
        page.unroute_all()
        if not page.url.startswith("about:"):
            page.evaluate("localStorage.clear(), sessionStorage.clear()")
        page.goto("about:blank")
        if page != only_page:
            page.close()
    only_page.context.clear_permissions()
    only_page.set_viewport_size(size)
    only_page.emulate_media(
        media="screen", color_scheme="light", reduced_motion="no-preference", forced_colors="none"
    )
    only_page.mouse.move(0, 0)


@pytest.fixture
def context(page):
    """The browser context of the page; other pages in it are closed in the end."""
    return page.context


@pytest.fixture(scope="session")
def visits(browser, address, site, page_names):
    """What every page shows in a browser; each kind of visit is made when a test first asks for it."""
    # Lists of texts are alike, and so are the letters of the evidence. Visits to all would take minutes.
    alike = [
        sorted(filter(re.compile(pattern).match, page_names), key=lambda name: (site / name).stat().st_size)
        for pattern in (r"texts/.*/terms/", r"evidence/\w\.")
    ]
    left_out = {name for names in alike for name in names[1:-1]}
    return Visits(browser, address, site, [name for name in page_names if name not in left_out])


@pytest.fixture
def problems(page, address, site):
    """What goes wrong while pages load: errors on the console, failed requests, requests to other origins."""
    with listened(page, address, site.as_uri()) as problems:
        yield problems
