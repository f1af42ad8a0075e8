"""Reads documents in Markdown, reStructuredText and AsciiDoc."""
