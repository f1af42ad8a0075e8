"""Executes the notebooks of a book."""
