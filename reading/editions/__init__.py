"""Makes the book in other forms from its built site: an EPUB, a PDF and an archive."""
