"""Reads plain text: headings, paragraphs, and what only surrounds them."""
