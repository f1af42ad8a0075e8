"""From plain text to sentences, tokens, lemmas and phrases."""
