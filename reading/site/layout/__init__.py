"""The parts of every page around its content, and what each page may load."""
