/* Gives a text plain characters, as `normalize` in `reading/text/sentences.py` does. It is part of the script that
   reads a reader's own copy. */
"use strict";

window.normalizeText ??= (() => {
  const PLAIN = [[/[\u201c-\u201f\u00ab\u00bb]/g, '"'], [/[\u2018-\u201b\u02bc]/g, "'"], [/[\u2010\u2011]/g, "-"], [/[\u00ad\u200b\u2060\ufeff]/g, ""], [/\u2026/g, "..."]];
  /* What is a space in Python. */
  const SPACES = /[\s\x1c-\x1f\x85]+/g;

  /* Returns a text with plain quotation marks, composed characters and single spaces. */
  return (text) => PLAIN.reduce((result, [mark, plain]) => result.replace(mark, plain), text).normalize("NFC").replace(SPACES, " ").trim();
})();
