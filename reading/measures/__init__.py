"""Pure functions from counts and tidy frames to measures; each with its source and its published oracle."""
