/* Splits a text into headings, paragraphs and sections, with the same result as `reading new`: see
   `reading/text/sentences.py` and `reading/new/outline.py`. `text_headings.js` finds the headings. What the
   command leaves out around a text (labels of speakers, code, tables, title pages) is counted here: readers see what they gave. */
"use strict";

window.textOutline = (() => {
  const normalize = window.normalizeText;
  const { findHeadings, hasLetterOrDigit, isLabelled, isNumbered, isWrapped, DIGIT } = window.textHeadings;
  const MAX_SECTIONS = 24;
  const FEW_SECTIONS = 4;
  const MIN_GROWTH = 3;
  const DIGIT_AT_END = new RegExp(`[${DIGIT}]$`, "u");

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

  // Sections ----------------------------------------------------------------------------------------------------

  /* Groups blocks: sections begin at headings of the highest level that has several headings, and of levels above it. Where these
     are few, and one of them without a number holds most of the text, its own parts are sections, if they are as many. */
  function groupIntoSections(blocks, levels) {
    const counts = new Map();
    for (const { text, isHeading } of blocks) {
      const level = isHeading ? levels.get(text) : 0;
      if (level) counts.set(level, (counts.get(level) ?? 0) + 1);
    }
    const below = [...counts.keys()].sort((first, second) => first - second);
    const deepest = below.find((level) => counts.get(level) > 1) ?? below.at(-1) ?? 0;
    let sections = splitAt(blocks, levels, deepest);
    for (const level of below.filter((other) => other > deepest)) {
      const size = ({ paragraphs }) => paragraphs.length;
      const largest = sections.reduce((best, section) => (size(section) > size(best) ? section : best));
      const isMost = 3 * size(largest) >= 2 * sections.reduce((sum, section) => sum + size(section), 0);
      const own = largest.paragraphs.flatMap(({ headings }) => headings).filter((heading) => levels.get(heading) === level).length;
      const deeper = splitAt(blocks, levels, level);
      if (sections.length > FEW_SECTIONS || !isMost || own < sections.length || deeper.length > MAX_SECTIONS) break;
      if (largest.headings.some(isNumbered)) break;
      sections = deeper;
    }
    return sections;
  }

  /* Splits blocks into sections that begin at the headings of a level, and of the levels above it. */
  function splitAt(blocks, levels, deepest) {
    const sections = [];
    let waiting = [];
    for (const { text, isHeading } of blocks) {
      if (isHeading) {
        waiting.push(text);
        continue;
      }
      const size = waiting.findLastIndex((heading) => levels.get(heading) <= deepest) + 1;
      if (size || !sections.length) {
        const headings = waiting.slice(0, size);
        // Below a title page stands no heading of a section, so that the title is that of the section.
        const title = size && !levels.get(headings[size - 1]) ? headings[0] : headings[size - 1] ?? "";
        sections.push({ title, headings, paragraphs: [] });
        waiting = waiting.slice(size);
      }
      sections.at(-1).paragraphs.push({ title: waiting.at(-1) ?? "", headings: waiting, text });
      waiting = [];
    }
    return sections;
  }

  /* Joins the sections of a preview, such as a synopsis of a play, with the section before them. They come again, in the same order,
     and are then several times as long. */
  function joinPreview(sections) {
    const names = sections.map(({ headings }) => headings.at(-1) ?? "");
    const countWords = (parts) => parts.flatMap(({ paragraphs }) => paragraphs).reduce((sum, { text }) => sum + text.split(" ").filter(Boolean).length, 0);
    for (let start = 0; start < sections.length; start += 1) {
      for (let size = 2; start + 2 * size <= sections.length; size += 1) {
        const [middle, end] = [start + size, start + 2 * size];
        if (names[start] !== names[middle] || names[start] === names[start + 1]) continue;
        const preview = names.slice(start, middle);
        const isAgain = preview.every((name, place) => name === names[middle + place]) && new Set(preview).size === size;
        if (!isAgain || MIN_GROWTH * countWords(sections.slice(start, middle)) > countWords(sections.slice(middle, end))) continue;
        const opening = start ? sections[start - 1] : { title: "", headings: [], paragraphs: [] };
        for (const section of sections.slice(start, middle)) {
          opening.paragraphs.push(...section.paragraphs.map((paragraph, place) => (place ? paragraph : { ...paragraph, title: paragraph.title || section.title })));
        }
        return [...sections.slice(0, start), ...(start ? [] : [opening]), ...sections.slice(middle)];
      }
    }
    return sections;
  }

  /* Joins sections where they are many: up to the next one with a label, or with a heading above its own, else neighbours. The headings then stand at their
     paragraphs. */
  function joinSections(sections) {
    const size = Math.ceil(sections.length / MAX_SECTIONS);
    if (size <= 1) return sections;
    const labelled = sections.flatMap(({ headings }, place) => (headings.some(isLabelled) && place ? [place] : []));
    // The first poem of a book of poems has a heading above its own.
    const above = sections.flatMap(({ headings }, place) => (headings.length > 1 ? [place] : []));
    const dividing = [labelled, above].find(({ length }) => length > 1 && length < MAX_SECTIONS);
    if (dividing === above) sections = sections.map((section, place) => (above.includes(place) ? { ...section, title: section.headings.at(-2) } : section));
    const isDivided = dividing !== undefined;
    const starts = isDivided ? [...new Set([0, ...dividing])] : sections.map((_, place) => place).filter((place) => place % size === 0);
    const joined = [];
    for (const [index, first] of starts.entries()) {
      const group = sections.slice(first, starts[index + 1]);
      const paragraphs = group.flatMap((section) => section.paragraphs.map((paragraph, place) =>
        (place ? paragraph : { ...paragraph, title: paragraph.title || section.title })));
      const title = (isDivided ? [group[0]] : [group[0], group.at(-1)]).map((section) => section.title || "Opening").join(" to ");
      joined.push({ title, paragraphs });
    }
    return joined;
  }

  const LIGATURES = { "\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\ufb05": "st", "\ufb06": "st" };

  /* What nobody can read: control characters, and characters that each font defines for itself. */
  const UNREADABLE = /[\u0000-\u0008\u000e-\u001f\u007f-\u0084\u0086-\u009f\u200e\u200f\u202a-\u202e\u2060-\u206f\ue000-\uf8ff\ufff0-\uffff]/g;

  /* Leaves out what nobody can read, and all but one of the characters that are struck over one another, spells ligatures out, and joins
     words at soft hyphens: see `reading/documents/repair.py`. Other hyphens at the end of a line stay, since a list of English words would
     have to decide about them. */
  function repair(text) {
    return text.replace(/[^\n]\u0008/gu, "").replace(UNREADABLE, "").replace(/[\ufb00-\ufb06]/g, (ligature) => LIGATURES[ligature]).replace(/\u00ad(?:[ \t]*\n[ \t]*(?=\p{L}))?/gu, "");
  }

  /* Reads a text. Returns its sections, each with its `title` and its `paragraphs`, which have a `title` and a `text`. A title
     may be empty. */
  function readText(text, isMarkdown) {
    const plain = repair(text.replace(/^\ufeff/, "").replace(/\r\n?/g, "\n"));
    // Text whose headings are Markdown's is Markdown.
    const isMarked = isMarkdown || /^\s*#{1,6}[ \t]+\S/.test(plain) || (plain.match(/^#{1,6}[ \t]+\S/gm) ?? []).length > 1;
    const { text: source, levels } = isMarked ? window.plainMarkdown(plain) : { text: window.textRunIn.separateHeadings(plain), levels: null };
    const byBlankLines = isMarked || isWrapped(source);
    const depths = levels ?? findHeadings(source, byBlankLines);
    let blocks = splitBlocks(source, new Set(depths.keys()), byBlankLines);
    // A heading without a paragraph below it is part of the text.
    while (blocks.at(-1)?.isHeading) {
      depths.delete(blocks.at(-1).text);
      blocks = splitBlocks(source, new Set(depths.keys()), byBlankLines);
    }
    // A heading of Markdown without text below it divides nothing, unless it is the title.
    if (isMarked) blocks = blocks.filter(({ text: heading, isHeading }, place) => !isHeading || !place || !blocks[place + 1].isHeading || depths.get(blocks[place + 1].text) > depths.get(heading));
    return joinSections(joinPreview(groupIntoSections(blocks, depths)));
  }

  return { readText };
})();
