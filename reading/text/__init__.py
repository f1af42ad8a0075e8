"""Splits plain text into sentences, tokens, lemmas and phrases."""
