"""The built page of the package."""

from reading.site.pages.api import PAGE, list_names


def test_each_function_that_notebooks_may_import_is_described(pages):
    listed = {f"{module}.{name}" for module, names in list_names().items() for name in names}
    assert {tag["id"] for tag in pages[f"{PAGE}.html"].select("dt.sig")} == listed
