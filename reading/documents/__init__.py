"""Reads a document of any format: its title, headings and paragraphs, as plain text."""
