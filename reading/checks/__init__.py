"""The checks of `reading check`, one subject a module."""
