"""A book in, tidy frames out: counts, actors, themes, robustness."""
