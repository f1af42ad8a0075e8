"""The policy: what pages may load and run, whoever wrote what stands on them."""

import re

import pytest

from reading.site.layout import policy
from tests.site.layout.faults import policy_faults


def test_every_page_states_the_policy_before_it_loads_anything(pages):
    """It is the first to ask for all pages, which are parsed once for all tests."""
    for name, page in pages.items():
        first = page.head.find(True)
        assert first.get("http-equiv") == "Content-Security-Policy", name
        assert first["content"] == policy.POLICY, name


def test_the_policy_allows_nothing_by_kind_alone():
    assert "unsafe" not in policy.POLICY
    assert re.findall(r"(?<!-)\b(?:https?|data|blob):|\*", policy.POLICY) == ["blob:"]
    assert {"img-src 'self' blob:", "base-uri 'none'", "form-action 'self'"} < {*policy.POLICY.split("; ")}


def test_no_page_contains_anything_that_the_policy_blocks(pages):
    assert {name: list(policy_faults(page)) for name, page in pages.items()} == {name: [] for name in pages}


@pytest.mark.parametrize(
    ("address", "scheme"),
    [
        ("a/b.html#c", ""),
        ("HTTPS://example.org", "https"),
        ("java\nscript:alert(1)", "javascript"),
        ("\x01 javascript:alert(1)", "javascript"),
        ("data:text/html,a", "data"),
        ("http://[", "unreadable"),
    ],
)
def test_the_scheme_of_an_address_is_read_as_a_browser_reads_it(address, scheme):
    assert policy.scheme(address) == scheme
