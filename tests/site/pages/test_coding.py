"""What the coding page offers, and the passes that it compares with."""

from reading.data.book import Book
from reading.site.pages.coding import list_passes, list_sample_sentences, list_tasks


def test_each_task_has_its_rules_and_the_passes_of_others(small_root):
    book = Book.load(small_root)
    themes, stances, judged, made = list_tasks(book)
    assert [code["id"] for code in themes["codes"]] == ["commerce", "works"]
    assert (themes["size"], themes["folder"], stances["file"]) == (7, "data/coding", "stances")
    assert [actor["id"] for actor in stances["actors"]] == list(book.stances.rule.actors)
    assert (judged["folder"], made["unit"]) == ("data/coding/samples/judged", ["text", "sentence"])
    passes = list_passes(book)
    assert list(passes) == [task["id"] for task in (themes, stances, judged, made)]
    assert passes["themes"][1]["codes"][-1] == ["works"]
    coded = sum(len(codes) for codes in passes["stances"][0]["codes"])
    assert coded == len(book.stances.passes["a"])
    assert len(list_sample_sentences(book, book.samples["judged"])) == judged["size"]
