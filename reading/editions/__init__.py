"""Makes the book in other forms from its built site: an EPUB and a PDF."""
