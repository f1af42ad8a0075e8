"""The list of rules and the table that says what it holds: `python -m tests.checks.test_rules` writes it."""

from reading.checks.rules import list_rules
from tests.conftest import ROOT

GUIDE = ROOT / "reading" / "checks" / "README.md"
SCOPES = ("data", "book", "page", "notebook", "use")


def describe():
    """The table of rules."""
    yield "| Rule | Finds | A line may allow it |"
    yield "|---|---|---|"
    for rule in sorted(list_rules().values(), key=lambda one: (SCOPES.index(one.scope), one.name)):
        yield f"| `{rule.name}` | {rule.finds} | {'no' if rule.is_firm else 'yes'} |"


def test_the_guide_has_the_table_of_the_rules():
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("|")] == list(describe())


def test_a_rule_says_what_it_finds_and_follows_those_that_hide_it():
    names = list(list_rules())
    for name, rule in list_rules().items():
        assert rule.finds[:1].islower(), name
        assert all(names.index(other) < names.index(name) for other in rule.after)


if __name__ == "__main__":
    head, table = GUIDE.read_text(encoding="utf-8").split("| Rule |")[0], "\n".join(describe())
    GUIDE.write_text(f"{head}{table}\n", encoding="utf-8")
