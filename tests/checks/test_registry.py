"""The list of checks and the table of what it holds: `python -m tests.checks.test_registry` writes it."""

from reading.checks.registry import list_checks
from tests.conftest import ROOT

GUIDE = ROOT / "reading" / "checks" / "README.md"
SCOPES = ("data", "book", "page", "notebook", "use")


def describe():
    """The table of checks."""
    yield "| Check | Finds | A line may allow it |"
    yield "|---|---|---|"
    for check in sorted(list_checks().values(), key=lambda one: (SCOPES.index(one.scope), one.name)):
        yield f"| `{check.name}` | {check.finds} | {'no' if check.is_firm else 'yes'} |"


def test_the_guide_has_the_table_of_the_checks():
    lines = GUIDE.read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if line.startswith("|")] == list(describe())


def test_a_check_says_what_it_finds_and_follows_those_that_hide_it():
    names = list(list_checks())
    for name, check in list_checks().items():
        assert check.finds[:1].islower(), name
        assert all(names.index(other) < names.index(name) for other in check.after)


if __name__ == "__main__":
    head, table = GUIDE.read_text(encoding="utf-8").split("| Check |")[0], "\n".join(describe())
    GUIDE.write_text(f"{head}{table}\n", encoding="utf-8")
