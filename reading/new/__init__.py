"""Creates a book on any document, and new chapters."""

from reading.new.book import STEPS, NewBook, Wishes, create_book, find_source_book

__all__ = ["STEPS", "NewBook", "Wishes", "create_book", "find_source_book"]
