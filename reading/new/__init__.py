"""Creates a book on any document, and new chapters."""
