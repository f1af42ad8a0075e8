"""Analyses of a book, as tidy frames: counts of words, actors, themes, and robustness."""
