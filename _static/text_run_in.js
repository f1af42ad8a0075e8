/* Sets the headings of plain text on lines of their own, by the rules of `reading/documents/plain/run_in_headings.py` and of
   `reading/documents/plain/broken_headings.py`, and leaves out lines at the end of a part, as `reading/documents/plain/surroundings.py` does. */
"use strict";

window.textRunIn = (() => {
  const { hasLetterOrDigit, isUpper, startsLower } = window.textHeadings;

  const MIN_SERIES = 3;
  const MIN_RUN_IN = 2;
  const LONG_WORD = 5;
  const LONGEST_NAME = 60;
  const LONGEST_LABELLED = 100;
  const LONGEST_HEADING = 12;
  const LONGEST_LOUD = 20;
  const MAX_BROKEN = 3;

  const KIND = "(?:[Ss][Ee][Cc][Tt][Ii][Oo][Nn]|[Ss][Ee][Cc]\\.|[Aa][Rr][Tt][Ii][Cc][Ll][Ee]|[Aa][Rr][Tt]\\.|[Rr][Uu][Ll][Ee]|[Cc][Ll][Aa][Uu][Ss][Ee]|\u00a7)";
  const SHORT_KINDS = { "sec.": "section", "art.": "article" };
  const START = new RegExp(`^(?<kind>${KIND}\\s*)?(?<number>[0-9]{1,2}(?:\\.[0-9]{1,2})*)\\.?\\s`);
  const NUMBERED = new RegExp(`${START.source}\\s*(?<name>[A-Z][^.?!:]{3,})(?:[.!?](?<rest>\\s+(?:["'(\u201c\u2018]?[A-Z]|\\([a-z0-9]{1,3}\\)\\s).*)?)?$`, "u");
  const ABBREVIATION = /(?<![\p{L}\p{N}_])(?:[A-Z]|Mrs?|Ms|Dr|No|St|Art|Sec|vs?|cf|etc|Inc|Ltd|Corp|Co)$/u;
  const LABEL = "(?:ACT|ARTICLE|BOOK|CHAPTER|PART|SCENE|SECTION|TITLE|VOLUME)(?![\\p{L}\\p{N}_])|.*(?<![\\p{L}\\p{N}_])(?:BY|VERSION)(?![\\p{L}\\p{N}_])";
  const LOUD_LABEL = new RegExp(`^(?:${LABEL}|.*\\p{Nd})`, "u");
  const NAMED_LABEL = /^(?:ACT|ARTICLE|BOOK|CHAPTER|PART|SCENE|SECTION|TITLE|VOLUME) (?:\p{Nd}{1,3}|[IVXLC]{1,7})(?![\p{L}\p{N}_])(?:[.:]|\.?[ \u2013\u2014-]+(?=\S)) *\p{L}/u;
  const TITLE_LABEL = new RegExp(`^(?:${LABEL}|.*\\p{Nd}{4})`, "iu");
  const STOP = /[.!?:]["')\]]*$/;
  const PAUSE = /[.!?:;,]["')\]]*$/;
  const NUMBER_ALONE = /^(?<number>[IVX]{1,6}|\p{Nd}{1,2})\.?$/u;
  const ITEM = /^(?<number>\p{Nd}{1,2})[.)] +[A-Z]/u;
  const ROMAN = /^X{0,4}(?:IX|IV|V?I{0,3})$/;
  const END = /^_?(?:THE END|T H E {1,5}E N D|The End|F {0,3}I {0,3}N {0,3}I {0,3}S|Finis|ACT[- ]DROP|CURTAIN|(?:THE )?END OF [A-Z][A-Z ,'\u2019&-]*|(?:The )?End of (?:the )?(?:[A-Z][a-z]+ )?(?:Act|Book|Part|Play|Scene|Volume)(?: [A-Z0-9]+)?)[.!]?_?$/;

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

  /* Tells whether a line has a gap between columns. After a full stop, two spaces are none. */
  const hasGap = (text) => text.replaceAll(".  ", ". ").includes("  ");

  const mayBePart = (text, place, group) => isUpper(text) && text.includes(" ") && !hasGap(text) && !LOUD_LABEL.test(text)
    && !(place + 1 < group.length ? /[.!?:;]$/ : /[!?:;,]$/).test(text);

  /* Tells whether a line has no room for the first word of the next one. */
  const isFull = (text, after, indent, width) => indent + countCharacters(text) + 1 + countCharacters(listWords(after)[0]) > width;

  /* Tells whether lines are one in capitals. A full stop may end them where each other line ends with a comma, and had room for more. */
  function isLoud(group, indent, width) {
    const isParted = group.slice(1).every((after, place) => group[place].endsWith(",") && !isFull(group[place], after, indent, width));
    return group.every(mayBePart) && (isParted || !group.at(-1).endsWith("."));
  }

  /* Tells whether lines in capitals are a label with its name, and no line had room for the next word. */
  function isLabelled(group, indent, width) {
    return NAMED_LABEL.test(group[0]) && group.every((text) => isUpper(text) && !text.includes("  "))
      && !group.slice(1).some((text) => LOUD_LABEL.test(text)) && !group.slice(0, -1).some((text) => /[.!?:;]$/.test(text))
      && group.slice(1).every((after, place) => isFull(group[place], after, indent, width));
  }

  /* Tells whether lines are one in title case, and none of them had room for the first word of the next. */
  function isTitle(group, indent, width) {
    const words = listWords(group.join(" "));
    const isTitleCase = isUpper(words[0][0]) && words.every((word) => countCharacters(word) < LONG_WORD || !startsLower(word));
    return isTitleCase && !group.some((text) => PAUSE.test(text) || text.includes("  ") || TITLE_LABEL.test(text))
      && group.slice(1).every((after, place) => isFull(group[place], after, indent, width));
  }

  /* Joins the lines of each heading that blank lines set apart. */
  function joinLines(lines, width) {
    const joined = [];
    for (let start = 0, end; start < lines.length; start = end) {
      end = start + 1;
      if (hasLetterOrDigit(lines[start])) while (end < lines.length && hasLetterOrDigit(lines[end])) end += 1;
      const group = lines.slice(start, end).map((line) => line.trim());
      const text = joinWords(group.join(" "));
      const size = group.length > 1 && group.length <= MAX_BROKEN ? listWords(text).length : Infinity;
      const own = countIndent(lines[start]);
      if ((size <= LONGEST_LOUD && (isLoud(group, own, width) || isLabelled(group, own, width))) || (size <= LONGEST_HEADING && isTitle(group, own, width))) {
        // The middle of the heading stays where it is.
        const indent = own - Math.floor(Math.max(0, countCharacters(text) - countCharacters(group[0])) / 2);
        joined.push(" ".repeat(Math.max(0, indent)) + text);
      } else joined.push(...lines.slice(start, end));
    }
    return joined;
  }

  /* Reads a number in digits or Roman letters; 0 where the letters are none. */
  function readNumber(text) {
    if (/^\p{Nd}+$/u.test(text)) return Number(text);
    if (!ROMAN.test(text)) return 0;
    const values = [...text].map((letter) => ({ I: 1, V: 5, X: 10 })[letter]);
    return values.reduce((sum, value, place) => sum + (value < (values[place + 1] ?? 0) ? -value : value), 0);
  }

  /* Lists the runs of numbers that count up from 1. */
  function listSeries(found) {
    const starts = [...found.keys()].filter((place) => found[place].number === 1);
    const runs = starts.map((start, index) => {
      const run = found.slice(start, starts[index + 1] ?? found.length);
      const end = run.findIndex(({ number }, place) => number !== place + 1);
      return end < 0 ? run : run.slice(0, end);
    });
    return runs.filter((run) => run.length >= MIN_SERIES);
  }

  /* Joins numbers that are alone on their lines with the names below them. */
  function joinNumbers(lines) {
    const filled = [...lines.keys()].filter((place) => hasLetterOrDigit(lines[place]));
    const found = filled.slice(0, -2).flatMap((place, index) => {
      const number = NUMBER_ALONE.exec(lines[place].trim())?.groups.number;
      const [below, after] = [filled[index + 1], filled[index + 2]];
      return number !== undefined && place + 1 < below && below + 1 < after ? [{ number: readNumber(number), place, below }] : [];
    });
    const isName = (text) => listWords(text).length <= LONGEST_HEADING && isUpper([...text][0]) && !/[.,;:]$/.test(text) && !NUMBER_ALONE.test(text);
    const runs = listSeries(found).filter((run) => run.every(({ below }) => isName(lines[below].trim().replace(/^_+|_+$/g, ""))));
    const named = new Map(runs.flat().map(({ place, below }) => [place, below]));
    const names = new Set(named.values());
    return lines.flatMap((line, place) => {
      const name = lines[named.get(place)];
      return name === undefined ? (names.has(place) ? [] : [line]) : [`${" ".repeat(countIndent(name))}${line.trim()} ${name.trim()}`];
    });
  }

  /* Tells whether a line has room for the first word of the next, which begins a sentence below its own text. A line of verse has room,
     too, but so has the next. */
  function endsEarly(lines, place, width) {
    const [text, after, last] = [0, 1, 2].map((step) => (lines[place + step] ?? "").trimEnd());
    const [own, indent] = [countIndent(text), countIndent(after)];
    const isBelow = hasLetterOrDigit(after) && isUpper([...after.trim()][0]) && indent > own;
    const isName = listWords(text).length <= LONGEST_HEADING && !PAUSE.test(text);
    if (!isBelow || !isName || isFull(text.trim(), after, own, width)) return false;
    return (hasLetterOrDigit(last) && isFull(after.trim(), last, indent, width)) || STOP.test(after);
  }

  /* Sets blank lines around numbered lines that stand right above their text, and had room for its start. */
  function partItems(lines, width) {
    const found = lines.flatMap((line, place) => {
      const number = ITEM.exec(line.trim())?.groups.number;
      return number === undefined ? [] : [{ number: Number(number), place }];
    });
    const parted = new Set(listSeries(found).filter((run) => run.every(({ place }) => endsEarly(lines, place, width))).flat().map(({ place }) => place));
    return lines.flatMap((line, place) => (parted.has(place) ? ["", line, ""] : [line]));
  }

  /* Joins the headings that are broken into lines, and parts numbered ones from their text. */
  function joinBroken(lines) {
    const ends = lines.filter(hasLetterOrDigit).map((line) => countCharacters(line.trimEnd())).sort((first, second) => first - second);
    const width = ends[Math.floor((ends.length * 9) / 10)] ?? 0;
    return joinNumbers(partItems(joinLines(lines, width), width));
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

  /* Sets a blank line before each indented first line of a paragraph, where a text has several: see `reading/documents/plain/indented_paragraphs.py`. */
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
    return window.textClosing.join(separated.join("\n"));
  }

  return { separateHeadings };
})();
