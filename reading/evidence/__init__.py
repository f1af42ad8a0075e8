"""The sentences behind each published number."""
