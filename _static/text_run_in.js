/* Sets the headings of plain text on lines of their own, by the rules of `reading/text/run_in_headings.py`, and leaves out lines at
   the end of a part, as `reading/text/surroundings.py` does. */
"use strict";

window.textRunIn = (() => {
  const { hasLetterOrDigit, isUpper, startsLower } = window.textHeadings;

  const MIN_SERIES = 3;
  const MIN_RUN_IN = 2;
  const LONG_WORD = 5;
  const LONGEST_NAME = 60;
  const LONGEST_LABELLED = 100;
  const LONGEST_HEADING = 12;
  const MAX_BROKEN = 3;

  const KIND = "(?:[Ss][Ee][Cc][Tt][Ii][Oo][Nn]|[Ss][Ee][Cc]\\.|[Aa][Rr][Tt][Ii][Cc][Ll][Ee]|[Aa][Rr][Tt]\\.|[Rr][Uu][Ll][Ee]|[Cc][Ll][Aa][Uu][Ss][Ee]|\u00a7)";
  const SHORT_KINDS = { "sec.": "section", "art.": "article" };
  const START = new RegExp(`^(?<kind>${KIND}\\s*)?(?<number>[0-9]{1,2}(?:\\.[0-9]{1,2})*)\\.?\\s`);
  const NUMBERED = new RegExp(`${START.source}\\s*(?<name>[A-Z][^.?!:]{3,})(?:[.!?](?<rest>\\s+(?:["'(\u201c\u2018]?[A-Z]|\\([a-z0-9]{1,3}\\)\\s).*)?)?$`, "u");
  const ABBREVIATION = /(?<![\p{L}\p{N}_])(?:[A-Z]|Mrs?|Ms|Dr|No|St|Art|Sec|vs?|cf|etc|Inc|Ltd|Corp|Co)$/u;
  const LABEL = /^(?:(?:ACT|ARTICLE|BOOK|CHAPTER|PART|SCENE|SECTION|TITLE|VOLUME)(?![\p{L}\p{N}_])|.*(?<![\p{L}\p{N}_])(?:BY|VERSION)(?![\p{L}\p{N}_])|.*\p{Nd})/u;
  const END = /^_?(?:THE END|The End|FINIS|Finis|ACT[- ]DROP|CURTAIN|(?:THE )?END OF [A-Z][A-Z ,'\u2019&-]*|(?:The )?End of (?:the )?(?:[A-Z][a-z]+ )?(?:Act|Book|Part|Play|Scene|Volume)(?: [A-Z0-9]+)?)[.!]?_?$/;

  const listWords = (text) => text.split(/\s+/).filter(Boolean);
  const joinWords = (text) => listWords(text).join(" ");
  const countIndent = (text) => text.search(/[^ ]|$/);
  const countCharacters = (text) => [...text].length;

  /* Leaves out lines such as THE END, which stand alone, below a blank line or the end of a sentence. */
  const stripEnds = (lines) => lines.map((line, place) => {
    const before = (lines[place - 1] ?? "").trim();
    const isAlone = (!before || /[.!?]["')\]\u201d\u2019]*$/.test(before)) && !startsLower((lines[place + 1] ?? "").trim());
    return END.test(line.trim()) && isAlone ? "" : line;
  });

  const mayBePart = (text) => isUpper(text) && text.includes(" ") && !text.includes("  ") && !LABEL.test(text) && !/[.!?:;,]$/.test(text);

  /* Joins the lines of each heading in capitals that blank lines set apart. */
  function joinBroken(lines) {
    const joined = [];
    for (let start = 0, end; start < lines.length; start = end) {
      end = start + 1;
      if (hasLetterOrDigit(lines[start])) while (end < lines.length && hasLetterOrDigit(lines[end])) end += 1;
      const group = lines.slice(start, end).map((line) => line.trim());
      const text = group.join(" ");
      if (group.length > 1 && group.length <= MAX_BROKEN && group.every(mayBePart) && listWords(text).length <= LONGEST_HEADING) {
        // The middle of the heading stays where it is.
        const indent = countIndent(lines[start]) - Math.floor((countCharacters(text) - countCharacters(group[0])) / 2);
        joined.push(" ".repeat(Math.max(0, indent)) + text);
      } else joined.push(...lines.slice(start, end));
    }
    return joined;
  }

  function matchHeading(text) {
    const found = NUMBERED.exec(text);
    if (!found || ABBREVIATION.test(found.groups.name) || countCharacters(found.groups.name) > (found.groups.kind ? LONGEST_LABELLED : LONGEST_NAME)) return null;
    const isTitleCase = listWords(found.groups.name).every((word) => countCharacters(word) < LONG_WORD || !startsLower(word));
    return isTitleCase ? found.groups : null;
  }

  /* Reads what a paragraph begins with. Null where none begins, or where it has no number. */
  function readOpening(lines, place) {
    const text = joinWords(lines[place]);
    const start = START.exec(text);
    const before = (lines[place - 1] ?? "").trim();
    if (!start || (hasLetterOrDigit(before) && !/[.!?:;]$/.test(before))) return null;
    const numbers = start.groups.number.split(".").map(Number);
    const after = joinWords(lines[place + 1] ?? "");
    let [found, whole, size] = [matchHeading(text), text, 1];
    if (hasLetterOrDigit(after) && !/[.?!]$/.test(text) && !found?.rest) {
      // The heading itself may be broken, and its text then begins in the second line.
      const both = `${text} ${after}`;
      const broken = matchHeading(both);
      if (broken?.rest && both.length - broken.rest.length > text.length) [found, whole, size] = [broken, both, 2];
    }
    const heading = found?.rest ? whole.slice(0, whole.length - found.rest.length) : whole;
    const named = (start.groups.kind ?? "").trim().toLowerCase();
    const kind = SHORT_KINDS[named] ?? named;
    return { place, indent: countIndent(lines[place]), found, heading, size, kind, series: [kind, ...numbers.slice(0, -1)].join("."), isWhole: !kind && numbers.length === 1, number: numbers.at(-1) };
  }

  /* Finds the openings that belong to a series of headings. */
  function findSeries(lines) {
    const openings = lines.map((_, place) => readOpening(lines, place)).filter(Boolean);
    const found = new Map();
    for (const indent of new Set(openings.map((opening) => opening.indent))) {
      const runs = [];
      for (const opening of openings.filter((other) => other.indent === indent)) {
        const before = runs.at(-1)?.at(-1);
        if (before && before.series === opening.series && opening.number === before.number + 1) runs.at(-1).push(opening);
        else runs.push([opening]);
      }
      for (const run of runs) {
        const runIn = run.filter((opening) => opening.found?.rest);
        const isSeries = run.length >= MIN_SERIES && run.every((opening) => opening.found);
        const isList = run[0].isWhole && 3 * (run.at(-1).place - run[0].place) < lines.length;
        if (isSeries && !isList && runIn.length >= MIN_RUN_IN) for (const opening of runIn) found.set(opening.place, opening);
      }
    }
    return found;
  }

  const MIN_INDENTED = 5;
  const SENTENCE_END = /[.!?:]["'\u201d\u2019)\]]*[0-9]{0,2}\s*$/;
  const SENTENCE_START = /^\s*["'(\u201c\u2018]?[A-Z]/;

  /* Sets a blank line before each indented first line of a paragraph, where a text has several: see `reading/text/indented_paragraphs.py`. */
  function partParagraphs(lines) {
    const ends = lines.filter(hasLetterOrDigit).map((line) => countCharacters(line.trimEnd())).sort((first, second) => first - second);
    const width = ends[Math.floor((ends.length * 9) / 10)] ?? 0;
    const isStart = (text, place) => {
      const [before, after] = [lines[place - 1] ?? "", lines[place + 1] ?? ""];
      const indent = countIndent(before);
      const deeper = countIndent(text) - indent;
      return [before, text, after].every(hasLetterOrDigit) && deeper >= 2 && deeper <= 8 && countIndent(after) <= indent + 1
        && 4 * countCharacters(text.trimEnd()) >= 3 * width && SENTENCE_END.test(before) && SENTENCE_START.test(text);
    };
    const starts = new Set([...lines.keys()].filter((place) => isStart(lines[place], place)));
    return starts.size < MIN_INDENTED ? lines : lines.flatMap((line, place) => (starts.has(place) ? ["", line] : [line]));
  }

  /* Returns the text with its headings on lines of their own, with a blank line after them. */
  function separateHeadings(text) {
    const lines = joinBroken(stripEnds(partParagraphs(text.split("\n"))));
    const openings = findSeries(lines);
    const separated = [];
    for (let place = 0; place < lines.length; place += 1) {
      const opening = openings.get(place);
      if (!opening) separated.push(lines[place]);
      else {
        const indent = " ".repeat(opening.indent);
        separated.push(indent + opening.heading, "", indent + opening.found.rest.trim());
        place += opening.size - 1;
      }
    }
    return separated.join("\n");
  }

  return { separateHeadings };
})();
