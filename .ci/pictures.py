"""Takes the pictures of the README from the built site, a landing page and a finding: `make pictures`."""

import sys
from pathlib import Path

from playwright.sync_api import sync_playwright

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))

from tests.browser.chromium import OFFLINE, executable  # noqa: E402
from tests.browser.server import served  # noqa: E402

FOLDER = ROOT / ".github" / "pictures"
LIMIT = 120_000
"""The most bytes of both together."""


def main() -> None:
    """Write the pictures, and fail where they are too large."""
    FOLDER.mkdir(exist_ok=True)
    landing, finding = FOLDER / "landing.jpg", FOLDER / "finding.jpg"
    with served(ROOT / "_build/html") as site, sync_playwright() as playwright:
        chromium = playwright.chromium
        path = executable(Path(chromium.executable_path))
        browser = chromium.launch(executable_path=path, args=OFFLINE)
        page = browser.new_page(viewport={"width": 1100, "height": 700}, color_scheme="light")
        page.goto(site)
        page.screenshot(path=landing, quality=40)
        page.goto(f"{site}notebooks/themes.html")
        page.locator("figure").first.screenshot(path=finding, quality=40)
    size = landing.stat().st_size + finding.stat().st_size
    if size > LIMIT:
        sys.exit(f"the pictures take {size} bytes; at most {LIMIT} are allowed")


if __name__ == "__main__":
    main()
