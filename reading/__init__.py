"""What the book's notebooks, pages and checks share."""

__version__ = "0.1.0"
