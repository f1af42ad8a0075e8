"""Reads and writes files: text, YAML, CSV and Markdown. Defines the error for mistakes in them."""
