"""What surrounds the content of every page."""
