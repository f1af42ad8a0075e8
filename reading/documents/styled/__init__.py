"""Finds the headings and the title of Word documents and web pages: by their styles, else by type."""
