"""The evidence: for each published number, the sentences behind it and the address of their page."""
