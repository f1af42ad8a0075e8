"""The built site, served on this machine, in a Chromium that reaches nothing else."""

from pathlib import Path

import pytest

from tests.browser.chromium import OFFLINE, executable
from tests.browser.server import served


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


@pytest.fixture
def problems(page, address, site):
    """What goes wrong while pages load: errors on the console, failed requests, requests to other origins."""
    seen = []
    own = (address, site.as_uri())

    def failed(request):
        # What was still on its way when the test went on to another page says nothing of the first.
        if request.failure != "net::ERR_ABORTED":
            seen.append(f"failed: {request.url}, {request.failure}")

    page.on("console", lambda message: message.type in ("error", "warning") and seen.append(message.text))
    page.on("pageerror", lambda error: seen.append(str(error)))
    page.on("requestfailed", failed)
    page.on("response", lambda response: response.status >= 400 and seen.append(f"not there: {response.url}"))
    page.on("request", lambda request: request.url.startswith(own) or seen.append(f"foreign: {request.url}"))
    return seen
