"""Finds headings by type: its size and its weight, and by the forms of their numbers."""
