"""The roles, directives and nodes of the pages, and the pages that the build generates."""
