/* Splits a text into headings, paragraphs and sections, with the same result as `reading new`: see
   `reading/text/sentences.py` and `reading/new/outline.py`. */
"use strict";

window.textOutline = (() => {
  const normalize = window.normalizeText;

  const hasLetterOrDigit = (text) => /[\p{L}\p{N}]/u.test(text);
  const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
  /* What Python takes for a digit. */
  const DIGIT = "\\p{Nd}\\u00b2\\u00b3\\u00b9\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792";
  const DIGIT_AT_END = new RegExp(`[${DIGIT}]$`, "u");
  const UPPER_OR_DIGIT_AT_START = new RegExp(`^[\\p{Uppercase}${DIGIT}]`, "u");

  // Blocks ------------------------------------------------------------------------------------------------------

  const LINE_END = /[.!?:]["')\]]*$/;
  const POINT = /^(?:\p{Nd}{1,3}[.)]|\(?[a-z]\)|\((?:\p{Nd}{1,3}|[ivx]{1,4})\)|[-*+\u2022\u2013\u2014\u25cf\u25aa])[ \t]+(?=\S)/u;
  const POINT_BEFORE = /[.!?:;,]["')\]]*$|(?<![\p{L}\p{N}_])(?:and|or)$/u;
  const ORDINAL_ENDING = /^(?:st|nd|rd|th)(?![\p{L}\p{N}_])/u;

  /* Joins lines. The ending of an ordinal on a line of its own is joined with its number. */
  const joinLines = (lines) => lines.reduce((text, line, index) =>
    (index && !(DIGIT_AT_END.test(lines[index - 1]) && ORDINAL_ENDING.test(line)) ? `${text} ${line}` : text + line), "");

  /* Splits a text into headings and paragraphs, each on one line. `headings` is a Set; with `byBlankLines`, only empty lines
     end paragraphs. */
  function splitBlocks(text, headings, byBlankLines) {
    const found = [];
    let [lines, isListed] = [[], false];
    const close = () => {
      if (lines.length) found.push({ text: joinLines(lines), isHeading: false });
      [lines, isListed] = [[], false];
    };
    for (const raw of text.split(/\r\n?|\n/)) {
      let line = normalize(raw);
      if (!hasLetterOrDigit(line)) close();
      else if (headings.has(line)) {
        close();
        found.push({ text: line, isHeading: true });
      } else {
        // A number at the start of a line may also belong to the running text.
        const point = !lines.length || isListed || POINT_BEFORE.test(lines.at(-1)) ? POINT.exec(line) : null;
        if (point) {
          close();
          isListed = true;
          line = line.slice(point[0].length);
        } else if (!byBlankLines && lines.length && LINE_END.test(lines.at(-1)) && !/^\p{Lowercase}/u.test(line)) close();
        lines.push(line);
      }
    }
    close();
    return found;
  }

  // Headings of plain text --------------------------------------------------------------------------------------

  const LONGEST_NAME = 5;
  const LONGEST_HEADING = 12;
  const MIN_LIST = 3;
  const MAX_SECTIONS = 24;
  const SENTENCE_END = /[.!?:;,]["')\]]*$/;
  const NUMBER = /^(?:(?:\p{Nd}{1,2}(?:\.\p{Nd}{1,2})*|[IVX]{1,5}|[A-Z])[.):]|\p{Nd}{1,2}(?:\.\p{Nd}{1,2})+)\s+(?=\S)/u;
  const LABEL = /^(Act|Annex|Appendix|Article|Book|Chapter|Clause|Division|Part|Rule|Scene|Section|Title|Volume)\s+(?:\p{Nd}+[A-Z]?|[IVXLC]+|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten)(?![\p{L}\p{N}_])([.:]?)/iu;
  const BULLET = /^[-*+\u2022\u2013\u2014\u25cf\u25aa]\s/;
  const countWords = (text) => text.split(" ").filter(Boolean).length;

  /* Tells whether lines are broken at a margin, so that only blank lines end paragraphs. */
  function isWrapped(text) {
    const groups = text.trim().split(/\n\s*\n/).map((group) => group.split("\n").map(normalize).filter(Boolean));
    const inside = groups.flatMap((group) => group.slice(0, -1));
    const broken = inside.filter((line) => !SENTENCE_END.test(line)).length;
    return groups.length > 1 && 2 * broken > inside.length;
  }

  /* Tells whether a numbered line ends with a full stop like a heading: it has few words, and no stop within. */
  function isOneName(line) {
    const start = NUMBER.exec(line) ?? LABEL.exec(line);
    const rest = start ? line.slice(start[0].length).trim() : line;
    return rest.endsWith(".") && countWords(rest) <= LONGEST_NAME && !/[.!?;:,]\s/.test(rest);
  }

  function mayBeHeading(lines, place, byBlankLines, isBelowHeading) {
    const { text, blankBefore, blankAfter } = lines[place];
    const label = LABEL.exec(text);
    const number = NUMBER.exec(text);
    // A full stop may also end a heading with a number of its own.
    const isNumbered = (label || number) && blankBefore && blankAfter && isOneName(text);
    // A line that goes on after the end of a sentence opens a paragraph.
    const goesOn = !label && !number && /[a-z]{3}[.!?]\s+[A-Z]/.test(text);
    if (countWords(text) > LONGEST_HEADING || goesOn || (SENTENCE_END.test(text) && !isNumbered)) return false;
    if (!UPPER_OR_DIGIT_AT_START.test(text) || BULLET.test(text)) return false;
    const after = lines[place + 1]?.text ?? "";
    if (!after || /^\p{Lowercase}/u.test(after)) return false;
    const before = lines[place - 1]?.text ?? "";
    const starts = blankBefore || !before || isBelowHeading || SENTENCE_END.test(before);
    const isLabel = label !== null && (label[0].length === text.length || label[2] !== "");
    if (byBlankLines) return blankBefore && Boolean(blankAfter || isUpper(text) || number || isLabel);
    return starts && (blankAfter || [...after].length > [...text].length);
  }

  /* Tells whether headings follow one another, such as a part, its chapter and its title, and are no list. */
  function areNested(texts) {
    const kinds = texts.map((text) => LABEL.exec(text)?.[1].toLowerCase()).filter(Boolean);
    return texts.length === MIN_LIST && kinds.length > 0 && new Set(kinds).size === kinds.length;
  }

  /* Finds the headings of plain text: a Map of each to its level. */
  function findHeadings(text, byBlankLines) {
    const raw = text.split("\n").map(normalize);
    const lines = raw.flatMap((line, index) => (hasLetterOrDigit(line)
      ? [{ text: line, blankBefore: index === 0 || !raw[index - 1], blankAfter: index + 1 < raw.length && !raw[index + 1] }] : []));
    const likely = [];
    lines.forEach((_, place) => likely.push(mayBeHeading(lines, place, byBlankLines, likely[place - 1] ?? false)));
    const [headings, levels] = [[], new Map()];
    for (let start = 0, end; start < lines.length; start = end) {
      end = start + 1;
      while (end < lines.length && likely[end] === likely[start]) end += 1;
      const texts = lines.slice(start, end).map((line) => line.text);
      if (!likely[start] || (texts.length >= MIN_LIST && start > 0 && !areNested(texts))) continue;
      // Several headings at the start are a title page.
      if (start === 0) texts.splice(0, texts.length - 1).forEach((title) => levels.set(title, 0));
      headings.push(...texts);
    }
    const hasCapitals = headings.some(isUpper);
    for (const heading of new Set(headings)) {
      const number = NUMBER.exec(heading)?.[0].replace(/^[ .):]+|[ .):]+$/g, "");
      // Where some headings are in capitals, the others are below them.
      levels.set(heading, (number ? number.split(".").length - 1 : 0) + 1 + Number(hasCapitals && !isUpper(heading)));
    }
    return levels;
  }

  // Sections ----------------------------------------------------------------------------------------------------

  /* Groups blocks: sections begin at headings of the highest level that has several headings, and of levels above it. */
  function groupIntoSections(blocks, levels) {
    const counts = new Map();
    for (const { text, isHeading } of blocks) if (isHeading) counts.set(levels.get(text), (counts.get(levels.get(text)) ?? 0) + 1);
    const several = [...counts].filter(([, count]) => count > 1).map(([level]) => level);
    const deepest = several.length ? Math.min(...several) : Math.max(0, ...counts.keys());
    const sections = [];
    let waiting = [];
    for (const { text, isHeading } of blocks) {
      if (isHeading) {
        waiting.push(text);
        continue;
      }
      const opening = waiting.findLastIndex((heading) => levels.get(heading) <= deepest) + 1;
      if (opening || !sections.length) {
        sections.push({ title: waiting[opening - 1] ?? "", paragraphs: [] });
        waiting = waiting.slice(opening);
      }
      sections.at(-1).paragraphs.push({ title: waiting.at(-1) ?? "", text });
      waiting = [];
    }
    return sections;
  }

  /* Joins neighbours where sections are many. The headings then stand at their paragraphs. */
  function joinSections(sections) {
    const size = Math.ceil(sections.length / MAX_SECTIONS);
    if (size <= 1) return sections;
    const joined = [];
    for (let first = 0; first < sections.length; first += size) {
      const group = sections.slice(first, first + size);
      const paragraphs = group.flatMap((section) => section.paragraphs.map((paragraph, place) =>
        (place ? paragraph : { ...paragraph, title: paragraph.title || section.title })));
      const names = [group[0].title, group.at(-1).title];
      const title = names.every(Boolean) ? names.join(" to ") : `Parts ${first + 1} to ${first + group.length}`;
      joined.push({ title, paragraphs });
    }
    return joined;
  }

  const LIGATURES = { "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st" };

  /* What nobody can read: control characters, and characters that each font defines for itself. */
  const UNREADABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200e\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufff0-\uffff]/g;

  /* Leaves out what nobody can read, spells ligatures out, and joins words at soft hyphens: see `reading/text/repair.py`.
     Other hyphens at the end of a line stay, since a list of English words would have to decide about them. */
  function repair(text) {
    return text.replace(UNREADABLE, "").replace(/[\ufb00-\ufb06]/g, (ligature) => LIGATURES[ligature]).replace(/\u00ad(?:[ \t]*\n[ \t]*(?=\p{L}))?/gu, "");
  }

  /* Reads a text. Returns its sections, each with its `title` and its `paragraphs`, which have a `title` and a `text`. A title
     may be empty. */
  function readText(text, isMarkdown) {
    const plain = repair(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
    const { text: source, levels } = isMarkdown ? window.plainMarkdown(plain) : { text: plain, levels: null };
    const byBlankLines = isMarkdown || isWrapped(source);
    const depths = levels ?? findHeadings(source, byBlankLines);
    let blocks = splitBlocks(source, new Set(depths.keys()), byBlankLines);
    // A heading without a paragraph below it is part of the text.
    while (blocks.at(-1)?.isHeading) {
      depths.delete(blocks.at(-1).text);
      blocks = splitBlocks(source, new Set(depths.keys()), byBlankLines);
    }
    return joinSections(groupIntoSections(blocks, depths));
  }

  return { readText };
})();
