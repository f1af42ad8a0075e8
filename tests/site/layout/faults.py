"""What of a page the policy is about."""

from reading.site.layout import policy


def policy_faults(page):
    """What of a page the policy blocks, or would have to."""
    for tag in page.find_all(True):
        yield from (f"<{tag.name} {name}>" for name in tag.attrs if name.startswith("on") or name == "style")
        for name in ("href", "src", "action", "formaction"):
            if policy.scheme(tag.get(name) or "") not in policy.SCHEMES:
                yield f"{name}={tag[name]}"
    for script in page.select("script:not([src])"):
        if policy.source_hash(script.string) not in policy.POLICY:
            yield f"script: {script.string}"
    yield from (
        f"<{tag.name}>" for tag in page.select("style, iframe, object, embed, base, [http-equiv=refresh]")
    )
