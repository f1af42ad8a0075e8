"""Reads the pages of PDFs: paragraphs, headings, and what stands around the text."""
