"""Reads and validates what people write and what was derived."""
