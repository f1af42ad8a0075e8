"""Results on disk, and what they depend on."""
