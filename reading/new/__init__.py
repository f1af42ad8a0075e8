"""Creates a book on any document, and new chapters."""

from reading.new.book import NewBook, create_book

__all__ = ["NewBook", "create_book"]
