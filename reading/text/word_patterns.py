r"""The patterns by which this package, and the script that reads an own copy, split a text into words.

NLTK splits at `SPLIT`, and splits `CLITICS` and the possessive from their words. What it leaves is a word
without the punctuation in `ENDS`. The build writes them into the data of the script. They are strings and
regular expressions that mean the same in Python and in JavaScript.
"""

from __future__ import annotations

PLAIN = {
    "\u201c\u201d\u201e\u201f\u00ab\u00bb": '"',
    "\u2018\u2019\u201a\u201b\u02bc": "'",
    "\u2010\u2011": "-",
    "\u2026": "...",
    # Invisible characters: the soft hyphen, spaces without width, and the byte order mark.
    "\u00ad\u200b\u2060\ufeff": "",
}
"""What punctuation marks are written as before anything is split."""

SPLIT = r'--|\.\.+|[;@#$%&?!()\[\]{}<>*"]|[:,](?!\d)'
"""What is no part of a word, wherever it stands."""

ENDS = "'`\"-_/|~+=^"
"""What is no part of a word at its start and at its end."""

CLITICS = ("n't", "'ll", "'re", "'ve", "'d", "'m", "'em")
"""Parts of contractions that are words, and keep their apostrophe."""

POSSESSIVE = "'s"
"""What is split off and is no word."""

PATTERNS = {"plain": PLAIN, "split": SPLIT, "ends": ENDS, "clitics": CLITICS, "possessive": POSSESSIVE}
"""The patterns as the script gets them."""
