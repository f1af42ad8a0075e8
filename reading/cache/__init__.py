"""Stores results on disk and finds out what they depend on."""
