"""Runs the notebooks of a book."""
