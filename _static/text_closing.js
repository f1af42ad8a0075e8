/* Joins short lines that close a text to it, by the rules of `reading/documents/plain/closing_lines.py`. */
"use strict";

window.textClosing = (() => {
  const { findHeadings, hasLetterOrDigit, isNumbered, isOpening, isUpper, isWrapped } = window.textHeadings;

  const LONGEST_CLOSING = 6;
  const MIN_TEXT = 8;
  const OPEN_END = /(?<![\p{L}\p{N}_'-])(?:am|an?|and|are|his|is|my|of|our|the|their|was|were|your)$/u;

  const countIndent = (text) => text.search(/[^ ]|$/);
  const listWords = (text) => text.split(" ").filter(Boolean);

  /* Lists the groups of lines that stand together: their first place, the place after them, and their texts. */
  function listGroups(lines) {
    const groups = [];
    lines.forEach((line, place) => {
      if (!hasLetterOrDigit(line)) return;
      if (groups.at(-1)?.end !== place) groups.push({ start: place, end: place, texts: [] });
      groups.at(-1).end = place + 1;
      groups.at(-1).texts.push(window.normalizeText(line));
    });
    return groups;
  }

  const mayClose = (text) => listWords(text).length <= LONGEST_CLOSING && !isNumbered(text) && !isOpening(text) && !/[:?!]$/.test(text);

  /* Tells whether a paragraph is one quotation, without words that say who speaks. */
  function isQuotation({ texts }) {
    const text = texts.join(" ");
    return text.startsWith('"') && text.endsWith('"') && !/"[^"]*"/.test(text.slice(1, -1));
  }

  /* Finds the groups that name who said the quotation above them, where several are in a row. */
  function findSaid(groups) {
    const named = [...groups.keys()].filter((number) => {
      const [name] = groups[number].texts;
      const isAlone = number > 0 && groups[number].texts.length === 1 && mayClose(name) && isQuotation(groups[number - 1]);
      return isAlone && listWords(name).every((word) => isUpper([...word][0]));
    });
    return new Set(named.filter((number) => named.includes(number - 2) || named.includes(number + 2)));
  }

  /* Tells whether a line stands to the right of the text below it, and all of the text above it does so, too. */
  function isBeside(lines, above, own, below) {
    const indent = countIndent(lines[own.start]);
    return lines.slice(above.start, above.end).every((line) => countIndent(line) >= indent) && indent > countIndent(lines[below.start]);
  }

  /* Returns the text in which such lines end the paragraphs that they close. */
  function join(text) {
    const lines = text.split("\n");
    const levels = findHeadings(text, isWrapped(text));
    const groups = listGroups(lines);
    const said = findSaid(groups);
    groups.forEach((own, number) => {
      const [above, below] = [groups[number - 1], groups[number + 1]];
      const [name] = own.texts;
      const isAlone = above && below && own.texts.length === 1 && levels.get(name) > 0 && mayClose(name);
      if (!above || levels.has(above.texts.at(-1)) || !(isAlone || said.has(number))) return;
      const isNearer = below && own.start - above.end < below.start - own.end;
      const isAboveHeading = isNearer && levels.get(below.texts[0]) > 0 && above.texts.flatMap(listWords).length >= MIN_TEXT;
      const closes = isAboveHeading || (isNearer && isBeside(lines, above, own, below)) || said.has(number);
      if (!closes && !OPEN_END.test(above.texts.at(-1))) return;
      lines[above.end - 1] = `${lines[above.end - 1].trimEnd()} ${name}`;
      lines[own.start] = "";
    });
    return lines.join("\n");
  }

  return { join };
})();
