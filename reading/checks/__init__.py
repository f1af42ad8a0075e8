"""The rules of `reading check`, one subject a module."""
