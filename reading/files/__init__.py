"""Reads and writes files: text, YAML, CSV, Markdown, and the one error."""
