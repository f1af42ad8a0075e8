/* Finds the headings of plain text with their levels, by the rules of `reading/documents/plain/headings.py`. */
"use strict";

window.textHeadings = (() => {
  const normalize = window.normalizeText;

  const hasLetterOrDigit = (text) => /[\p{L}\p{N}]/u.test(text);
  const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
  const startsLower = (text) => /^\p{Lowercase}/u.test(text);
  /* What Python takes for a digit. */
  const DIGIT = "\\p{Nd}\\u00b2\\u00b3\\u00b9\\u2070\\u2074-\\u2079\\u2080-\\u2089\\u2460-\\u2468\\u2474-\\u247c\\u2488-\\u2490\\u24ea\\u24f5-\\u24fd\\u24ff\\u2776-\\u277e\\u2780-\\u2788\\u278a-\\u2792";
  const UPPER_OR_DIGIT_AT_START = new RegExp(`^[\\p{Uppercase}${DIGIT}]`, "u");
  const countCharacters = (text) => [...text].length;
  const listWords = (text) => text.split(" ").filter(Boolean);

  const LONGEST_HEADING = 12;
  const LONGEST_LABELLED = 16;
  const LONGEST_LOUD = 20;
  const LONGEST_PERSON = 4;
  const LONGEST_TITLE = 25;
  const LONGEST_LOUD_TITLE = 40;
  const SHORT_NAME = 5;
  const MIN_LIST = 3;
  const MIN_OUTER = 2;
  const MIN_DATELINES = 3;
  const MAX_ABOVE = 4;
  const MARGIN = 40;
  const LONGEST_LINE = 120;
  const SLACK = 2;
  const TAB = 8;

  const NUMBER = /^(?:(?:(?:\p{Nd}{1,2}(?:\.\p{Nd}{1,2})*|[IVX]{1,5}|[A-Z](?:\.\p{Nd}{1,2})*)[.):]|\p{Nd}{1,2}(?:\.\p{Nd}{1,2})+)\s+(?=\S)|\p{Nd}{1,2}\.(?=[A-Z][a-z]))/u;
  const FORM = /^(?<number>[IVX]{1,5}|[A-Za-z]|\p{Nd}{1,2})[.)]\s+\S/u;
  const KINDS = "Act|Annex|Appendix|Article|Attachment|Book|Chapter|Clause|Division|Exhibit|Part|Rule|Scene|Schedule|Section|Title|Volume|Art\\.|Sec\\.";
  const SHORT_KINDS = { "art.": "article", "sec.": "section" };
  const ORDINALS = "First|Second|Third|Fourth|Fifth|Sixth|Seventh|Eighth|Ninth|Tenth|Eleventh|Twelfth|Last";
  const NUMERALS = "\\p{Nd}+[A-Z]?|[IVXLC]+|[A-Z]|One|Two|Three|Four|Five|Six|Seven|Eight|Nine|Ten|Eleven|Twelve|Thirteen|Fourteen|Fifteen|Sixteen|Seventeen|Eighteen|Nineteen|Twenty";
  const LABEL = new RegExp(`^(?:(?<kind>${KINDS})\\s+(?:${NUMERALS}|(?:the\\s+)?(?:${ORDINALS})(?=[.:]|\\s+--?|\\s*$))|(?:${ORDINALS})\\s+(?<last>${KINDS})|(?<alone>Annex|Appendix|Scene(?=\\.?$))(?=[:.]|$))(?![\\p{L}\\p{N}_])(?<mark>[.:]|\\s+--?)?`, "iu");
  const AT_ANY_LEVEL = ["annex", "appendix", "attachment", "exhibit", "schedule"];
  const OPENINGS = new Set(["abstract", "acknowledgements", "acknowledgments", "afterword", "author's note", "background", "bibliography", "characters", "conclusion",
    "conclusions", "contents", "dedication", "dramatis personae", "editor's note", "epilogue", "executive summary", "foreword", "glossary",
    "introduction", "introductory note", "overview", "persons", "persons in the play", "preamble", "preface", "proceedings", "prologue", "publisher's note", "publishers' note", "references",
    "summary", "table of contents", "the persons in the play", "translator's note"]);

  const SENTENCE_END = /(?:[.!?:;,]["')\]]*(?:[(\[][0-9]{1,3}[)\]])?|--?)$/;
  const TITLE_END = /[.:;,]$/;
  const SENTENCE_INSIDE = /[a-z]{3}[.!?]\s+[A-Z]/;
  const WHOLE_NUMBER = /^([0-9]{1,2})[.):](?![0-9])/;
  const STOP_INSIDE = /(?<![^\p{L}][A-Z])(?<!^[A-Z])[.!?;:]\s/u;
  const BYLINE = /^(?:.*\s)?by$/i;
  const ADDRESS = /^(?=.*[\p{Nd}_/-])\S{6,}$/u;
  const ITEM = /^\(?[a-z]{1,4}[.)]\s/;
  const DATELINE = /^[A-Z][A-Za-z. ]{2,40}, (?:Jan|Feb|Mar|Apr|May|June?|July?|Aug|Sept?|Oct|Nov|Dec)[a-z]{0,6}\.? [0-9]{1,2}(?:st|nd|rd|th)?,? [0-9]{4}\.?$/i;
  const PERSON = /^(?:(?:[A-Z]\. ?)+[A-Z][A-Za-z'-]+(?:,? (?:Jr|JR|D\.D|M\.D|Ph\.D)\.?)?\.?|[A-Z][A-Za-z'-]+ (?:[A-Z]\. ?)+[A-Z][A-Za-z'-]+\.?)$/;
  const PLACE_OR_DATE = /^(?:(?!(?:Dear|My|To)(?![\p{L}\p{N}_])|Sir|Madam)[A-Z][a-z]+(?: [A-Z][a-z]+){0,2},|(?:\p{Nd}{1,2}(?:st|nd|rd|th)? )?[A-Z][a-z]+(?: \p{Nd}{1,2},?)? \p{Nd}{4}\.?)$/u;
  const NUMBER_BEFORE_GAP = /^\s*(?:[0-9]+(?:\.[0-9]+)+[.)]?|[0-9]+[.)]) +/;
  const BULLET = /^[-*+o\u2022\u2013\u2014\u25cf\u25aa]\s/;
  const UNDERLINE = /^([=\-~^*+#_])\1{2,}$/;
  const COLUMNS = /\S {3,}\S|(?:\. ?){4,}/;
  const CAPTION = /^(?:Figure|Fig\.|Table|Plate) (?:[0-9]{1,3}|[IVXLC]+)(?![\p{L}\p{N}_])/iu;
  const COPYRIGHT = /^(?:(?:copyright\s*)?(?:\(c\)|\u00a9|\[)|copyright\s+[\p{Nd}[{(<]|last (?:modified|updated)\b)/iu;
  const IMPRINT = /^(?:(?:(?:(?:compiled|edited|prepared|written) )?by|version)(?![\p{L}\p{N}_])|.*(?<![\p{L}\p{N}_])(?:\p{Nd}{4}|\p{Nd}{1,2}:\p{Nd}{2})(?![\p{L}\p{N}_]))/iu;
  const INITIALS = /^(?:[A-Z]\. ?)+[A-Z][a-z]+(?:[ -][A-Z][a-z]+)?$/;

  const isNumbered = (text) => NUMBER.test(text) || LABEL.test(text);
  const isWholeLabel = (text) => LABEL.exec(text)?.[0].length === text.length;
  const OPENING_OF = /^(?:afterword|author's note|epilogue|foreword|introduction|preface|prologue) (?:of|to)(?![\p{L}\p{N}_])/iu;
  const isOpening = (text) => OPENINGS.has(text.toLowerCase().replaceAll("\u00e6", "ae").replace(/\.$/, ""));
  const opensPart = (text) => LABEL.test(text) || isOpening(text);
  const getKind = ({ groups }) => {
    const kind = (groups.kind ?? groups.last ?? groups.alone).toLowerCase();
    return SHORT_KINDS[kind] ?? kind;
  };
  const countPoints = (number) => number.replace(/^[ .):]+|[ .):]+$/g, "").replace(/(?<=[0-9])\.0$/, "").split(".").length - 1;

  /* Tells whether lines are broken at a margin, so that only blank lines end paragraphs. */
  function isWrapped(text) {
    const groups = text.trim().split(/\n\s*\n/).map((group) => group.split("\n").map(normalize).filter(Boolean));
    const all = groups.flatMap((group) => group.slice(0, -1));
    // Short lines, such as the name of a speaker, tell nothing about the margin.
    const long = all.filter((line) => countCharacters(line) >= MARGIN);
    const inside = long.length ? long : all;
    const broken = inside.filter((line) => !SENTENCE_END.test(line)).length;
    return groups.length > 1 && 2 * broken > inside.length;
  }

  // Lines -------------------------------------------------------------------------------------------------------

  /* Counts the columns before a line. A tab leads to the next column that is a multiple of eight. */
  function measureIndent(line) {
    const marks = [...line.slice(0, line.search(/[^ \t]|$/))];
    return marks.reduce((columns, mark) => columns + (mark === "\t" ? TAB - (columns % TAB) : 1), 0);
  }

  /* Lists the lines that have letters or digits, each with how it is set. */
  function listLines(text) {
    const raw = text.split("\n");
    const lines = raw.map(normalize);
    const filled = lines.map(hasLetterOrDigit);
    return lines.map((line, index) => ({
      text: line,
      indent: measureIndent(raw[index]),
      // Below a whole paragraph, which no margin breaks, a heading needs no blank line.
      blankBefore: !filled[index - 1] || (countCharacters(lines[index - 1]) > LONGEST_LINE && SENTENCE_END.test(lines[index - 1])),
      blankAfter: index + 1 < raw.length && !filled[index + 1],
      // A row of marks that is far shorter than a line frames something else.
      underline: 3 * countCharacters(lines[index + 1] ?? "") >= countCharacters(line) ? UNDERLINE.exec(lines[index + 1] ?? "")?.[1] ?? "" : "",
      hasColumns: COLUMNS.test(raw[index].replace(NUMBER_BEFORE_GAP, "")),
    })).filter((_, index) => filled[index]);
  }

  /* Returns the key with the largest sum, the first one of equal sums. */
  const findLargest = (sums) => [...sums].reduce((best, entry) => (entry[1] > best[1] ? entry : best), [null, 0])[0];

  const addUp = (lines, measure) => {
    const sums = new Map();
    for (const line of lines) sums.set(line.indent, (sums.get(line.indent) ?? 0) + measure(line));
    return sums;
  };

  /* Tells whether a line is set apart, with several words in capitals. */
  const isLoud = ({ text, blankBefore, blankAfter }) => isUpper(text) && text.includes(" ") && blankBefore && blankAfter;

  /* Tells whether two headings in capitals are set alike: the columns before them, and whether they end with a full stop. */
  const isSetLike = (first, second) => first.indent === second.indent && first.text.endsWith(".") === second.text.endsWith(".");

  /* Describes how a text is set as a whole: where it begins (`indent`) and ends (`width`), where numbered headings stand to the left
     of it (`hanging`), and which letters number its lines. */
  function describePage(lines, byBlankLines) {
    const sums = [...addUp(lines, ({ text }) => countCharacters(text))].sort(([first], [second]) => first - second);
    const indent = findLargest(sums) ?? 0;
    const ends = lines.map((line) => line.indent + countCharacters(line.text)).sort((first, second) => first - second);
    const outside = lines.filter((line) => line.blankBefore && line.indent < indent && NUMBER.test(line.text) && !countPoints(NUMBER.exec(line.text)[0]));
    return {
      lines, byBlankLines, indent,
      width: ends[Math.floor((lines.length * 9) / 10)] ?? 0,
      hanging: outside.length >= MIN_LIST ? findLargest(addUp(outside, () => 1)) : null,
      loud: lines.filter((line) => isLoud(line) && listWords(line.text).length <= LONGEST_HEADING),
      isDiary: lines.filter((line) => DATELINE.test(line.text)).length >= MIN_DATELINES,
      letters: new Set(lines.filter(({ text }) => /^[A-Z][.):]/.test(text)).map(({ text }) => text[0])),
    };
  }

  const isCentred = (page, line) => line.indent > page.indent + SLACK
    && Math.abs(2 * line.indent + countCharacters(line.text) - page.width - page.indent) <= 12;

  const hangs = (page, line) => page.hanging !== null && line.indent <= page.hanging;

  /* Finds the number of a heading. A letter is one only after the letter before it, and A only before B. */
  function matchNumber(page, text) {
    const number = NUMBER.exec(text);
    const isLetter = number && /^\p{L}/u.test(text) && !/^[IVX]/.test(text);
    const neighbour = text[0] === "A" ? "B" : String.fromCodePoint(text.codePointAt(0) - 1);
    return !isLetter || page.letters.has(neighbour) ? number : null;
  }

  /* Finds the lines of the title: the first lines, or those in the middle below a head in columns. */
  function findTitle(page) {
    const { lines, byBlankLines } = page;
    for (let turn = 0, start = 0; turn < 3 && start < lines.length; turn += 1) {
      let end = start + 1;
      while (byBlankLines && end < lines.length && !lines[end].blankBefore) end += 1;
      const group = lines.slice(start, end);
      if (end === lines.length) break;
      if (isTitle(page, group, lines[end].text) && (!start || group.every((line) => isCentred(page, line)))) return [start, end];
      if (!start && !group.some(({ hasColumns }) => hasColumns)) break;
      start = end;
    }
    return findTitleBelowNote(page);
  }

  /* Finds the only lines in the middle of a text, which stand near its start, below a note. */
  function findTitleBelowNote(page) {
    const { lines, byBlankLines } = page;
    const centred = lines.flatMap((line, place) => (isCentred(page, line) ? [place] : []));
    const start = centred[0] ?? 0;
    const isRun = centred.every((place, number) => place === start + number);
    const above = lines.slice(0, start).filter(({ blankBefore }) => blankBefore).length;
    if (!start || !isRun || above > MAX_ABOVE || centred.at(-1) + 1 === lines.length) return [0, 0];
    let end = start + 1;
    while (byBlankLines && end < lines.length && !lines[end].blankBefore) end += 1;
    const group = lines.slice(start, end);
    return group.every((line) => isCentred(page, line)) && isTitle(page, group, lines[end].text) ? [start, end] : [0, 0];
  }

  function isTitle(page, group, after) {
    const first = group[0].text;
    const last = group.at(-1);
    const words = group.reduce((sum, { text }) => sum + listWords(text).length, 0);
    const longest = group.every(({ text }) => isUpper(text)) ? LONGEST_LOUD_TITLE : LONGEST_TITLE;
    if (group.length > MIN_LIST || words > longest || TITLE_END.test(last.text)) return false;
    if (group.some(({ text, hasColumns }) => hasColumns || SENTENCE_INSIDE.test(text))) return false;
    if (!UPPER_OR_DIGIT_AT_START.test(first) && !/^["']/.test(first)) return false;
    if (opensPart(first) || matchNumber(page, first) || BULLET.test(first) || (startsLower(after) && !BULLET.test(after))) return false;
    return last.blankAfter || opensPart(after);
  }

  function mayBeHeading(page, place, isBelowHeading) {
    const line = page.lines[place];
    const { text, blankBefore, blankAfter, indent } = line;
    if (line.underline && blankBefore) return true;
    const label = LABEL.exec(text);
    const number = matchNumber(page, text);
    const start = number ?? label;
    const isLabel = label !== null && (label[0].length === text.length || Boolean(label.groups.mark));
    // A full stop may also end a heading with a number of its own.
    const isHanging = hangs(page, line) && text.endsWith(":") && text.includes(" ");
    const isNamed = (start || (isUpper(text) && text.includes(" "))) && isName(text);
    const endsLikeName = blankBefore && blankAfter && (isNamed || isHanging || isOpening(text));
    const goesOn = SENTENCE_INSIDE.test(start ? text.slice(start[0].length) : text);
    const isLikeOthers = isLoud(line) && page.loud.filter((other) => isSetLike(line, other)).length >= MIN_LIST;
    if (listWords(text).length > (isLikeOthers ? LONGEST_LOUD : isLabel ? LONGEST_LABELLED : LONGEST_HEADING) || goesOn || (SENTENCE_END.test(text) && !endsLikeName)) return false;
    // The rows of a table have numbers, too, and those of a form have names.
    if (text.includes("____")) return false;
    if (number && !/\p{L}{2}/u.test(text.slice(number[0].length))) return false;
    if (!UPPER_OR_DIGIT_AT_START.test(text) || BULLET.test(text) || line.hasColumns || CAPTION.test(text) || COPYRIGHT.test(text) || ((PERSON.test(text) || (!page.isDiary && DATELINE.test(text))) && !number && !isBelowHeading)) return false;
    if (!isCentred(page, line) && (indent > page.indent + SLACK || (page.hanging !== null && !start && !hangs(page, line)))) return false;
    const after = page.lines[place + 1]?.text ?? "";
    // A sentence may go on below a name, but not below a label that blank lines set apart.
    const isClosed = blankBefore && blankAfter && (isLabel || (start && ITEM.test(after)));
    if (!after || (startsLower(after) && !isClosed && !ADDRESS.test(after))) return false;
    if (isUpper(text) && listWords(text).length <= LONGEST_PERSON && !start && PLACE_OR_DATE.test(after)) return false;
    const before = page.lines[place - 1]?.text ?? "";
    if (before.endsWith(",") || / by$/i.test(text) || (BYLINE.test(before) && !isBelowHeading)) return false;
    if (page.byBlankLines) {
      // A line that reaches the margin goes on in the next one, also where it has a number or capitals.
      const isShort = 5 * (indent + countCharacters(text)) < 4 * page.width;
      const isMarked = (isUpper(text) && !isUpper(after)) || number || isLabel;
      const isFirst = isBelowHeading && number && isFirstWithin(number[0], before);
      const isWhole = isShort || blankAfter || /[)\]]$/.test(text);
      return Boolean((blankBefore && (blankAfter || (isMarked && isShort))) || (isBelowHeading && blankAfter && isWholeLabel(before)) || (isFirst && isWhole));
    }
    const starts = blankBefore || !before || isBelowHeading || SENTENCE_END.test(before);
    return starts && (blankAfter || countCharacters(after) > countCharacters(text));
  }

  /* Tells whether a number such as 2.1 is the first below that of another heading, such as 2. */
  function isFirstWithin(number, before) {
    const above = NUMBER.exec(before)?.[0];
    const trim = (mark) => mark.replace(/[ .):]+$/, "");
    return above !== undefined && trim(number) === `${trim(above)}.1`;
  }

  /* Tells whether a numbered line with a full stop reads like a heading: short or with capitals, and no stop. */
  function isName(text) {
    const start = (NUMBER.exec(text) ?? LABEL.exec(text))?.[0] ?? "";
    const rest = text.slice(start.length).trim();
    if (!rest) return true;
    const words = listWords(rest);
    const isNamed = /[:-]\s*$/.test(start);
    const isQuestion = NUMBER.test(text) && rest.endsWith("?");
    const isTitleCase = words.every((word) => countCharacters(word) < SHORT_NAME || !startsLower(word));
    const hasStop = STOP_INSIDE.test(rest) || (rest.includes(", ") && !isTitleCase && !isQuestion);
    return /[.?!]$/.test(rest) && !/^["']/.test(rest) && (words.length <= SHORT_NAME || isTitleCase || isNamed || isQuestion) && !hasStop;
  }

  // Headings ----------------------------------------------------------------------------------------------------

  /* Finds the headings of plain text: a Map of each to its level, which is 0 for a line of the title page. */
  function findHeadings(text, byBlankLines) {
    const page = describePage(listLines(text), byBlankLines);
    const { lines } = page;
    const [titleStart, titleEnd] = findTitle(page);
    const judged = [];
    lines.forEach((_, place) => judged.push(titleStart <= place && (place < titleEnd || mayBeHeading(page, place, judged[place - 1] ?? false))));
    const likely = dropItems(lines, judged);
    const underlined = new Map(lines.filter(({ underline, blankBefore }) => underline && blankBefore).map((line) => [line.text, line.underline]));
    if (underlined.size < 2) underlined.clear();
    const runs = [];
    let front = [];
    for (let start = 0, end; start < lines.length; start = end) {
      end = start + 1;
      while (end < lines.length && likely[end] === likely[start]) end += 1;
      if (!likely[start]) continue;
      let texts = lines.slice(start, end).map((line) => line.text);
      if (start === titleStart) {
        const rest = texts.slice(titleEnd - titleStart);
        const part = rest.findIndex((line) => opensPart(line) || OPENING_OF.test(line) || matchNumber(page, line) || (page.isDiary && DATELINE.test(line)));
        front = texts.splice(0, titleEnd - titleStart + (part < 0 ? rest.length : part));
      }
      if (underlined.size) {
        // Where headings are underlined, all are.
        texts = [...front, ...texts].filter((line) => underlined.has(line));
        front = front.filter((line) => !underlined.has(line));
      } else if (texts.length >= MIN_LIST && !areNested(texts)) {
        // A list of contents ends where its first entry comes again, as a heading.
        texts = texts.slice(0, -1).includes(texts.at(-1)) ? texts.slice(-1) : [];
      }
      runs.push(texts);
    }
    if (front.length > titleEnd - titleStart && !underlined.size && isSectionName(front.at(-1), runs.flat())) runs.unshift([front.pop()]);
    const levels = new Map(front.map((line) => [line, 0]));
    const centred = new Set(lines.filter((line) => isCentred(page, line)).map((line) => line.text));
    for (const [line, level] of rank(runs, underlined, centred)) if (!levels.has(line)) levels.set(line, level);
    return levels;
  }

  /* Tells which lines may be headings. A number above 1 is that of an item if no heading has one next to it. A heading between two
     with numbers may have none. */
  function dropItems(lines, likely) {
    const numbers = lines.map(({ text }, place) => Number((likely[place] && WHOLE_NUMBER.exec(text)?.[1]) || 0));
    const near = new Set(numbers.filter(Boolean).flatMap((number) => [number - 2, number - 1, number + 1, number + 2]));
    return likely.map((known, place) => known && (numbers[place] <= 1 || near.has(numbers[place])));
  }

  /* Tells whether the last line of a title page is the name of the first section: others are set like it. */
  const isSectionName = (text, others) => !IMPRINT.test(text) && !INITIALS.test(text) && others.some((other) => isUpper(other) === isUpper(text) && !isNumbered(other));

  /* Tells whether headings follow one another, such as a part, its chapter and its title, and are no list. */
  function areNested(texts) {
    const kinds = texts.map((text) => LABEL.exec(text)).filter(Boolean).map(getKind);
    const points = texts.map((text) => NUMBER.exec(text)).filter(Boolean).map(([number]) => countPoints(number));
    const forms = new Set(nameForms(texts).map((form, index) => `${points[index]}${form}`));
    const goesDown = points.length === texts.length && forms.size === texts.length && points.every((count, index) => !index || count >= points[index - 1]);
    return goesDown || (kinds.length > 0 && new Set(kinds).size === kinds.length && texts.length <= 2 * kinds.length + 1);
  }

  /* The form of the number of each heading: I, A, 1 or a; empty where it has none. After B, the letter C is no Roman number. See
     `reading/documents/typography/number_forms.py`. */
  function nameForms(texts) {
    let letter = "";
    return texts.map((text) => {
      const number = FORM.exec(text)?.groups.number ?? "";
      const goesOn = number.length === 1 && letter && number.charCodeAt(0) === letter.charCodeAt(0) + 1;
      if (/^\p{Nd}+$/u.test(number)) return "1";
      if (/^[IVX]+$/.test(number) && !goesOn) return "I";
      if (/^[A-Z]$/.test(number)) letter = number;
      return !number ? "" : /^[A-Z]$/.test(number) ? "A" : "a";
    });
  }

  /* Tells how far each heading is below others, by the forms of their numbers: a form is below the one before it where that goes on
     after it. */
  function findDepths(texts) {
    const forms = nameForms(texts);
    const order = [...new Set(forms.filter(Boolean))];
    const isNested = order.length > 1 && order.slice(1).every((lower, index) => forms.indexOf(lower) < forms.lastIndexOf(order[index]));
    if (!isNested || forms.filter((form) => form === order[0]).length < MIN_OUTER) return texts.map(() => 0);
    return forms.map((form) => (form ? order.indexOf(form) : 0));
  }

  /* Lists the headings with their levels. Of two kinds of labels, the rarer is the higher. Below the labels come numbers, by their
     points and their forms. Where some headings without either are in capitals, what is not in capitals is below them, unless both are centred. */
  function rank(runs, underlined, centred) {
    const marks = [...new Set(underlined.values())];
    if (marks.length) return runs.flat().map((text) => [text, marks.indexOf(underlined.get(text)) + 1]);
    const headings = runs.flat();
    const counts = new Map();
    for (const label of headings.map((text) => LABEL.exec(text)).filter(Boolean)) counts.set(getKind(label), (counts.get(getKind(label)) ?? 0) + 1);
    const order = [...counts.keys()].filter((kind) => !AT_ANY_LEVEL.includes(kind)).sort((first, second) => counts.get(first) - counts.get(second));
    const capitals = headings.filter((text) => !isNumbered(text) && isUpper(text));
    const hasCentredCapitals = capitals.some((text) => centred.has(text));
    const hasNumberInCapitals = headings.some((text) => NUMBER.test(text) && isUpper(text));
    const numbered = headings.filter((text) => NUMBER.test(text) && !countPoints(NUMBER.exec(text)[0]));
    const depths = new Map(findDepths(numbered).map((depth, index) => [numbered[index], depth]));
    const isPart = (text) => LABEL.test(text) && order.includes(getKind(LABEL.exec(text))) && counts.get(getKind(LABEL.exec(text))) > 1;
    const [firstPart, lastPart] = [headings.findIndex(isPart), headings.findLastIndex(isPart)];
    let passed = 0;
    return runs.flatMap((run) => {
      const levels = [];
      run.forEach((text, place) => {
        const label = LABEL.exec(text);
        const number = NUMBER.exec(text);
        const isLikeCapitals = (number && hasNumberInCapitals) || (hasCentredCapitals && centred.has(text));
        const below = Number(capitals.length > 0 && !isUpper(text) && !isLikeCapitals);
        if (label) levels.push(AT_ANY_LEVEL.includes(getKind(label)) ? 1 : order.indexOf(getKind(label)) + 1);
        else if (place && isWholeLabel(run[place - 1]) && !number) levels.push(levels.at(-1));
        else if (number) levels.push(order.length + 1 + below + (depths.get(text) ?? 0) + countPoints(number[0]));
        // Each part may have an introduction of its own.
        else if (isOpening(text) || OPENING_OF.test(text)) levels.push(firstPart >= 0 && firstPart < passed + place && passed + place < lastPart ? order.length + 1 : 1);
        else levels.push((run.slice(place + 1).some((other) => LABEL.test(other)) ? 1 : order.length + 1) + below);
      });
      passed += run.length;
      return run.map((text, place) => [text, levels[place]]);
    });
  }

  const isLabelled = (text) => LABEL.test(text);

  return { findHeadings, hasLetterOrDigit, isLabelled, isNumbered, isOpening, isUpper, isWrapped, startsLower, DIGIT };
})();
