"""Derives figures from texts, by hand, when a text changes: those of the document, and of a reference."""
