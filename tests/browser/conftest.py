"""The built site, served on this machine, in a Chromium that reaches nothing else."""

from pathlib import Path

import pytest

from tests.browser.chromium import OFFLINE, executable
from tests.browser.server import served
from tests.browser.visits import Visits, listened
from tests.conftest import EXTENDED


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


NOTEBOOK = "notebooks/united_nations.html"

WITH_CHARTS = ["index.html", "chapters/diplomacy-and-politics/great-powers.html", NOTEBOOK]
"""Pages that are visited in all ways: also without scripts, and from a folder."""

KINDS = [*WITH_CHARTS, "codebook.html", "evidence.html"]
"""A page of each kind. The explorer, the search, and the pages for coding and copies have their own tests."""


@pytest.fixture(scope="session")
def visits(browser, address, site, page_names):
    """What pages show in a browser; each kind of visit is made when a test first asks for it."""
    # The page for lost addresses has links from the top of a host, and none of a folder.
    own = [name for name in page_names if name != "404.html"]
    names = (page_names, own) if EXTENDED else (KINDS, WITH_CHARTS)
    return Visits(browser, address, site, *names)


@pytest.fixture
def problems(page, address, site):
    """What goes wrong while pages load: errors on the console, failed requests, requests to other origins."""
    with listened(page, address, site.as_uri()) as problems:
        yield problems


@pytest.fixture(scope="session")
def small_site(built_small_book):
    """The folder of the small book's site."""
    return built_small_book / "_build" / "html"


@pytest.fixture(scope="session")
def copy_text(built_small_book):
    """The text of the small book."""
    return (built_small_book / "text.txt").read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def small_address(small_site):
    with served(small_site) as address:
        yield address


@pytest.fixture
def watched(page, small_address, small_site):
    """A page whose requests are watched: none may leave the site, and none may carry anything."""
    page.asked, sent = [], []

    def ask(request):
        page.asked.append(request.url)
        sent.append((request.method, request.post_data))

    page.on("request", ask)
    with listened(page, small_address, small_site.as_uri()) as problems:
        yield page
    page.remove_listener("request", ask)
    assert problems == []
    assert set(sent) == {("GET", None)}
