"""The scripts of the site, which the build makes smaller."""

import re

from tests.conftest import ROOT


def test_no_script_nests_template_literals_whose_spaces_the_minifier_would_remove():
    for path in sorted((ROOT / "_static").glob("*.js")):
        assert re.findall(r"\$\{[^}\n]*`", path.read_text(encoding="utf-8")) == [], path.name
