"""What `reading check` looks at, one subject a module."""
