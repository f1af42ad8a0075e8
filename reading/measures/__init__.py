"""Measures: pure functions of numbers and tidy frames. Each names the source of its formula."""
