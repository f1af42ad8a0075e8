/* Joins short lines that close a text to it, by the rules of `reading/documents/plain/closing_lines.py`. */
"use strict";

window.textClosing = (() => {
  const { findHeadings, hasLetterOrDigit, isNumbered, isOpening, isUpper, isWrapped } = window.textHeadings;

  const LONGEST_CLOSING = 6;
  const MIN_TEXT = 8;
  const MAX_SHARE = 0.25;
  const MAX_SHARE_SAID = 0.5;
  const LONGEST_NAME = 5;
  const OPEN_END = /(?<![\p{L}\p{N}_'-])(?:an?|and|my|of|our|the|their|your)$/u;
  const STOP = /[.!?]["')\]]*$/;
  const PARTICLES = new Set(["al", "bin", "da", "de", "del", "den", "der", "di", "du", "ibn", "la", "le", "ten", "van", "von"]);
  const NO_NAME = new Set(["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with"]);

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

  /* Tells whether a line looks like the name of a person: two words or more, each with a capital letter. */
  function isPerson(text) {
    const words = listWords(text).filter((word) => !PARTICLES.has(word));
    const isWord = (word) => isUpper([...word][0]) && /^[\p{L}.'-]+$/u.test(word) && !NO_NAME.has(word.toLowerCase());
    return words.length >= 2 && words.length <= LONGEST_NAME && words.every(isWord);
  }

  /* Tells whether a paragraph is one quotation, without words that say who speaks. A heading may answer one. */
  function isQuotation({ texts }) {
    const text = texts.join(" ");
    return text.startsWith('"') && text.endsWith('"') && !text.endsWith('?"') && !/"[^"]*"/.test(text.slice(1, -1));
  }

  /* Finds the groups that name who said the quotation above them, where several are in a row. */
  function findSaid(groups) {
    const named = [...groups.keys()].filter((number) => {
      const [name] = groups[number].texts;
      return number > 0 && groups[number].texts.length === 1 && mayClose(name) && isPerson(name) && isQuotation(groups[number - 1]);
    });
    return named.filter((number) => named.includes(number - 2) || named.includes(number + 2));
  }

  /* Tells whether a line stands to the right of the text below it, and all of the text above it does so, too.
     It looks like the name of a person, or ends with a full stop, as the source of verse may do. */
  function isBeside(lines, above, own, below) {
    const indent = countIndent(lines[own.start]);
    const isSource = isPerson(own.texts[0]) || lines[own.start].trimEnd().endsWith(".");
    return isSource && lines.slice(above.start, above.end).every((line) => countIndent(line) >= indent) && indent > countIndent(lines[below.start]);
  }

  /* Tells whether at least half of the paragraphs end with full stops, unlike those of some verse. */
  function hasStops(groups) {
    const long = groups.filter(({ texts }) => texts.flatMap(listWords).length >= MIN_TEXT);
    return 2 * long.filter(({ texts }) => STOP.test(texts.at(-1))).length >= long.length;
  }

  /* Returns the text in which such lines end the paragraphs that they close. */
  function join(text) {
    const lines = text.split("\n");
    const levels = findHeadings(text, isWrapped(text));
    const groups = listGroups(lines);
    const isHeading = (number) => levels.get(groups[number]?.texts[0]) > 0;
    const headings = [...groups.keys()].filter(isHeading);
    const isBelowText = (number) => number > 0 && !levels.has(groups[number - 1].texts.at(-1));
    const closing = headings.filter((number) => isBelowText(number) && number < groups.length - 1
      && groups[number].texts.length === 1 && mayClose(groups[number].texts[0]));
    const nearer = closing.filter((number) => groups[number].start - groups[number - 1].end < groups[number + 1].start - groups[number].end);
    const last = nearer.filter((number) => isHeading(number + 1) && isPerson(groups[number].texts[0])
      && groups[number - 1].texts.flatMap(listWords).length >= MIN_TEXT);
    const beside = nearer.filter((number) => isBeside(lines, ...groups.slice(number - 1, number + 2)));
    const unended = hasStops(groups) ? closing.filter((number) => OPEN_END.test(groups[number - 1].texts.at(-1))) : [];
    const said = findSaid(groups).filter(isBelowText);
    for (const [found, share] of [[last, MAX_SHARE], [beside, MAX_SHARE], [unended, MAX_SHARE], [said, MAX_SHARE_SAID]]) {
      // Where many headings stand in one of these ways, they are headings.
      const size = found.filter(isHeading).length;
      if (size >= 2 && size >= share * headings.length) continue;
      for (const number of found) {
        const [above, own] = [groups[number - 1], groups[number]];
        if (!lines[own.start]) continue;
        lines[above.end - 1] = `${lines[above.end - 1].trimEnd()} ${own.texts[0]}`;
        lines[own.start] = "";
      }
    }
    return lines.join("\n");
  }

  return { join };
})();
