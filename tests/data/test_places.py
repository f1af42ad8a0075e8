"""The places that a document names: what is read, and what a book without them has."""

from reading.data import places

FILE = "places:\n  quay:\n    names: [quay, Harbour]\n"


def test_a_place_is_called_by_its_name_or_by_the_first_of_its_names(small_root):
    path = small_root / places.PATH
    path.write_text(FILE, encoding="utf-8")
    [quay] = places.read(small_root).places.values()
    assert quay.title == "quay"
    path.write_text(f"{FILE}    name: The quay\n", encoding="utf-8")
    assert places.read(small_root).places["quay"].title == "The quay"
