"""Creates a book on any document in English."""
