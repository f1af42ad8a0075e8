/* Splits paragraphs into sentences and words and finds lemmas, with the same result as `reading/text`: Punkt with the
   book's abbreviations, NLTK's tokeniser, and simplemma's English rules. The build writes the table of lemmas and the lists
   of words to `window.textRules`. Text must be normalized. */
"use strict";

window.textWords = (() => {
  // Characters, as Python and its module `regex` class them -----------------------------------------------------

  const WORD = "[\\p{L}\\p{N}_]";
  const REGEX_WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";
  const compile = (pattern, flags = "u") => new RegExp(pattern.replaceAll("\\w", WORD).replaceAll("\\d", "\\p{Nd}"), flags);
  const compileAsRegex = (pattern, flags = "gu") => new RegExp(pattern.replaceAll("\\w", REGEX_WORD).replaceAll("\\d", "\\p{Nd}"), flags);

  const hasLetterOrDigit = (text) => /[\p{L}\p{N}]/u.test(text);
  const startsUpper = (text) => /^\p{Uppercase}/u.test(text);
  const startsLower = (text) => /^\p{Lowercase}/u.test(text);
  const isUpper = (text) => /\p{Uppercase}/u.test(text) && !/[\p{Lowercase}\p{Lt}]/u.test(text);
  const capitalize = (text) => {
    const [first = ""] = text;
    const [upper = "", ...rest] = first.toUpperCase();
    return upper + rest.join("").toLowerCase() + text.slice(first.length).toLowerCase();
  };

  // Sentences, as NLTK's Punkt finds them -----------------------------------------------------------------------

  const NON_WORD = "[)\";}\\]*:@'({[\\u2018\\u2019\\u201c\\u201d\\xab\\xbb?!]";
  const MULTI = "(?:-{2,}|\\.{2,}|(?:\\.\\s){2,}\\.)";
  const WORD_END = `\\s|$|${NON_WORD}|${MULTI}`;
  const WORD_START = "[^(\"`{[:;&#*@)}\\]\\-,]";
  const PUNKT_WORD = compileAsRegex(`${MULTI}|(?=${WORD_START})\\S+?(?=${WORD_END}|,(?=${WORD_END}))|\\S`);
  const PERIOD_CONTEXT = compileAsRegex(`[.?!](?=(${NON_WORD}|\\s+(\\S+)))`);
  const REALIGNED = /^["')\]}\u2018\u2019\u201c\u201d\xab\xbb]+?(?:\s+|(?=--)|$)/;
  const NUMERIC = compileAsRegex("^-?[.,]?\\d[\\d,.\\-]*\\.?$", "u");
  const INITIAL = compileAsRegex("^(?!\\d)\\w\\.$", "u");
  const MARK_OF_NEXT_WORD = compile("(\\s\\S*?\\w)(?:[?!]|\\.[\"')\\]])\\S*$");

  const TITLE_AT_END = compile("(?<!\\w)(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Rev|Hon|Gen|Col|Lt|Maj|Capt|Sgt|Adm|Gov|Sen|Rep|Pres|Amb)\\.$");
  const LABEL_AT_END = compile("(?<!\\w)(?:arts?|chs?|chap|figs?|eqs?|nos?|paras?|pp?|regs?|secs?|sects?|v|vols?)\\.$", "iu");
  const NUMBER_AT_START = compile("^(?:\\d|[IVXLC]{2,}(?!\\w)|[VX](?!\\w))");
  const QUOTATION_END = /[.!?]["')\]]+$/;
  const REST_OF_SENTENCE = /^(?:["')\]]*[,;:]|\)[.!?])/;
  const INITIAL_AT_END = compile("(?<!\\w)[A-Z]\\.$");
  const YEAR_AT_START = compile("^\\(\\d{4}[a-z]?\\)");
  const ELLIPSIS = /(?<= )\.(?: \.){2,}/g;
  const ITEM = compile("^\\(?(?:1?\\d|20)(?:(?:\\.\\d{1,2}){2,3})?[.)]$");
  const NOTE_MARK = compile("^[\"')\\]]*\\[\\d{1,3}\\](?:\\s+|$)");

  let rules = null;

  /* Reads a token of Punkt: whether it ends a sentence, or is an abbreviation. */
  function readPunktToken(text) {
    const type = NUMERIC.test(text.toLowerCase()) ? "##number##" : text.toLowerCase();
    const token = { text, type, ends: false, abbreviated: false };
    if ([".", "?", "!"].includes(text)) token.ends = true;
    else if (/^\.\.+$/.test(text)) token.abbreviated = true;
    else if (text.endsWith(".") && !text.endsWith("..")) {
      const bare = text.slice(0, -1).toLowerCase();
      if (rules.abbreviations.has(bare) || rules.abbreviations.has(bare.split("-").at(-1))) token.abbreviated = true;
      else token.ends = true;
    }
    return token;
  }

  const dropPoint = (type) => (type.length > 1 && type.endsWith(".") ? type.slice(0, -1) : type);

  /* Tells whether a token still ends its sentence, now that the next one is known. */
  function endsBefore(token, next) {
    if (!token.text.endsWith(".")) return token.ends;
    const isInitial = INITIAL.test(token.text);
    if (token.abbreviated && !isInitial && startsUpper(next.text) && rules.closed.has(next.ends ? dropPoint(next.type) : next.type)) return true;
    if (isInitial || dropPoint(token.type) === "##number##") {
      if ([...";:,.!?"].includes(next.text) || startsLower(next.text)) return false;
      if (isInitial && startsUpper(next.text)) return false;
    }
    return token.ends;
  }

  /* Tells whether a word with a mark, and the word after it, are of two sentences. */
  function containsBreak(context) {
    const tokens = (context.replace(MARK_OF_NEXT_WORD, "$1").match(PUNKT_WORD) ?? []).map(readPunktToken);
    return tokens.some((token, index) => index < tokens.length - 1 && endsBefore(token, tokens[index + 1]));
  }

  /* Lists the marks that may end a sentence: `end`, the `context` to judge them by, and the start of the `next` word. Of marks
     of one word, only the last counts. */
  function listMarks(block) {
    const marks = [];
    let [wordStart, wordEnd] = [0, 0];
    for (const { 0: mark, 1: after, 2: next, index } of block.matchAll(PERIOD_CONTEXT)) {
      const space = block.slice(wordEnd, index).lastIndexOf(" ");
      const start = space > 0 ? wordEnd + space + 1 : wordStart;
      if (wordEnd > start) marks.pop();
      [wordStart, wordEnd] = [start, index];
      const end = index + mark.length;
      marks.push({ end, context: block.slice(start, index) + mark + after, next: next === undefined ? end : end + after.length - next.length });
    }
    return marks;
  }

  /* Splits a paragraph into sentences. */
  function splitSentences(block) {
    const slices = [];
    let start = 0;
    for (const { end, context, next } of listMarks(block)) {
      if (!containsBreak(context)) continue;
      slices.push([start, end]);
      start = next;
    }
    slices.push([start, block.length]);
    // Closing marks belong to the sentence before them.
    const spans = [];
    let moved = 0;
    slices.forEach(([from, to], index) => {
      const begin = from + moved;
      const following = slices[index + 1];
      const closing = following && REALIGNED.exec(block.slice(...following));
      moved = closing ? closing[0].length : 0;
      if (closing) spans.push([begin, following[0] + closing[0].trimEnd().length]);
      else if (begin < to) spans.push([begin, to]);
    });
    const joined = [];
    const dots = new Set([...block.matchAll(ELLIPSIS)].flatMap(({ 0: ellipsis, index }) => [...ellipsis].map((_, place) => index + place)));
    for (let [from, to] of spans) {
      const last = joined.at(-1);
      if (last && (dots.has(from) || (dots.has(last[1] - 1) && startsLower(block.slice(from, to))))) {
        last[1] = to;
        continue;
      }
      const mark = last && NOTE_MARK.exec(block.slice(from, to))?.[0];
      if (mark) {
        last[1] = from + mark.trimEnd().length;
        from += mark.length;
      }
      if (last && from < to && continues(block.slice(...last), block.slice(from, to))) last[1] = to;
      else if (from < to) joined.push([from, to]);
    }
    return joined.map((span) => block.slice(...span));
  }

  /* Tells whether Punkt has split a sentence: at a title or an initial, before a number, or after a quotation in it. */
  const continues = (before, after) => TITLE_AT_END.test(before) || (LABEL_AT_END.test(before) && NUMBER_AT_START.test(after))
    || (QUOTATION_END.test(before) && startsLower(after)) || REST_OF_SENTENCE.test(after)
    || (INITIAL_AT_END.test(before) && YEAR_AT_START.test(after))
    || (ITEM.test(before) && startsUpper(after)) || (before.at(-1) === "!" && after[0] === "!");

  // Tokens, as NLTK's tokeniser splits them ---------------------------------------------------------------------

  const PLAIN_SENTENCE = /^[\p{L}\p{N}_ -]+(?:[.,](?![.,])[\p{L}\p{N}_ -]*)*$/u;
  const COMMA = compile(",(?!\\d)", "gu");
  const STEPS = [
    ["[\\xab\\u201c\\u2018\\u201e]|`+", " $& "], ['^"', "``"], ["``", " $& "], ["([ ([{<])(\"|'{2})", "$1 `` "],
    ["(?<!\\w)'(?!(?:re|ve|ll|m|t|s|d|n)(?!\\w))(?=\\w)", "$& ", "giu"],
    ["([^.])(\\.)([\\])}>\"'\\xbb\\u201d\\u2019 ]*)\\s*$", "$1 $2 $3 "], ["([:,])([^\\d])", " $1 $2"], ["[:,]$", " $& "], ["\\.{2,}", " $& "],
    ["[;@#$%&]", " $& "], ["[\\u2012-\\u2015]", " $& "], ["([^.])(\\.)([\\])}>\"']*)\\s*$", "$1 $2$3 "], ["[?!]", " $& "], ["([^'])' ", "$1 ' "],
    ["[*]", " $& "], ["[\\][(){}<>]", " $& "], ["--", " -- "],
  ].map(([pattern, replacement, flags]) => [compileAsRegex(pattern, flags), replacement]);
  const LAST_STEPS = [
    ["[\\xbb\\u201d\\u2019]", " $& "], ["''", " '' "], ['"', " '' "], ["\\s+", " "], ["([^' ])('[sS]|'[mM]|'[dD]|') ", "$1 $2 "],
    ["([^' ])('ll|'LL|'re|'RE|'ve|'VE|n't|N'T) ", "$1 $2 "],
  ].map(([pattern, replacement]) => [compileAsRegex(pattern), replacement]);
  const apply = (steps, text) => steps.reduce((result, [pattern, replacement]) => result.replace(pattern, replacement), text);
  const splitAtSpaces = (text) => text.split(" ").filter(Boolean);

  function tokenize(sentence) {
    if (sentence.includes("--") || !PLAIN_SENTENCE.test(sentence)) return splitAtSpaces(apply(LAST_STEPS, ` ${apply(STEPS, sentence)} `));
    const text = sentence.trimEnd();
    return splitAtSpaces((text.endsWith(".") ? `${text.slice(0, -1)} .` : text).replace(COMMA, " , "));
  }

  // Lemmas ------------------------------------------------------------------------------------------------------

  /* Finds the lemma of a form in the table. */
  function findListed(form) {
    const { endings, replaced, longest } = rules.lemmas;
    for (let end = form.length; end >= Math.max(0, form.length - longest); end -= 1) {
      const added = form.slice(end);
      for (const removed of replaced.get(added) ?? []) {
        const lemma = form.slice(0, end) + removed;
        if (endings.get(lemma)?.has(`${removed}>${added}`)) return lemma;
      }
    }
    return undefined;
  }

  /* Looks a word up in the table, also with the other case of its first letter and with other apostrophes. */
  function lookUp(word) {
    const find = (form) => findListed(form) ?? findListed(startsUpper(form) ? form.toLowerCase() : capitalize(form));
    const found = find(word);
    if (found !== undefined || !word.includes("'")) return found;
    return find(word.replaceAll("'", "\u2019")) ?? find(word.replaceAll("'", "\u02bc"));
  }

  const CLITIC = /(?:n't|'re|'ve|'ll|'m|'s|'d)$/;

  /* The lemma of a word with one or two clitics at its end. */
  function findWithoutClitic(word) {
    if (["can't", "won't", "shan't"].includes(word.toLowerCase())) return undefined;
    let stem = word;
    for (let number = 0; number < 2; number += 1) {
      const clitic = CLITIC.exec(stem);
      if (!clitic || clitic.index === 0) return undefined;
      stem = stem.slice(0, clitic.index);
      const found = lookUp(stem) ?? lookUp(stem.normalize("NFD").replace(/\p{Mn}/gu, "").normalize("NFC"));
      if (found !== undefined) return found;
    }
    return undefined;
  }

  /* The lemma of a word with hyphens: of the word without them, or with the lemma of its last part. */
  function findWithoutHyphens(word) {
    const parts = word.split(/([-_])/);
    if (parts.length === 1 || !parts.at(-1)) return undefined;
    const whole = parts.filter((part) => part !== "-" && part !== "_").join("").toLowerCase();
    const found = lookUp(startsUpper(word) ? capitalize(whole) : whole);
    if (found !== undefined) return found;
    const last = lookUp(parts.at(-1));
    return last === undefined ? undefined : parts.slice(0, -1).join("") + last;
  }

  /* The lemma of a word that is not in the table, by its ending. */
  function findByEnding(word) {
    if (word.length > 7 && word.endsWith("cies")) return `${word.slice(0, -3)}y`;
    if (/(?:dom|ism|ist|ment|nce|ship|tion|um|erve)s$/.test(word)) return word.slice(0, -1); // codespell:ignore
    return word.endsWith("ized") ? word.slice(0, -1) : undefined;
  }

  function findInEnglish(word) {
    const form = word.normalize("NFC");
    if (/^\p{N}+$/u.test(form)) return form;
    return lookUp(form) ?? findWithoutClitic(form) ?? findWithoutHyphens(form) ?? findByEnding(form) ?? form;
  }

  function lemmatize(token) {
    const { corrections, wrong, prepositions, closed } = rules;
    if (corrections.has(token)) return corrections.get(token);
    if (prepositions.has(token)) return token;
    if (/^[A-Za-z]+$/.test(token)) {
      const listed = lookUp(token);
      if (listed === undefined) return findByEnding(token) ?? token;
      const lemma = (wrong.get(listed) ?? listed).toLowerCase();
      return lemma.endsWith("ing") && token === `${lemma}s` && !closed.has(lemma) ? lemmatize(lemma) : lemma;
    }
    if (token.includes("-") && lookUp(token.normalize("NFC")) === undefined) {
      const last = token.slice(token.lastIndexOf("-") + 1);
      return !last.endsWith("s") || closed.has(last) ? token : token.slice(0, -last.length) + lemmatize(last);
    }
    return findInEnglish(token).toLowerCase();
  }

  // Words -------------------------------------------------------------------------------------------------------

  const CLITICS = ["n't", "'ll", "'re", "'ve", "'d", "'m", "'em"];
  const MARKS_AT_ENDS = /^['`"\-_/|~+=^]+|['`"\-_/|~+=^]+$/g;
  const POSSESSIVES = ["'s", "'S"];

  /* Reads a token: its form as it is written and in lower case, its lemma, and whether it is of a closed class. Null for a mark. */
  function readWord(written, isOpening) {
    const form = CLITICS.includes(written.toLowerCase()) ? written : written.replace(MARKS_AT_ENDS, "");
    if (!hasLetterOrDigit(form)) return null;
    return { form, token: form.toLowerCase(), ...classWord(form, isOpening) };
  }

  function classWord(form, isOpening) {
    const { closed, corrections } = rules;
    const token = form.toLowerCase();
    if (isUpper(form) && /\p{L}.*\p{L}/u.test(form)) return { lemma: token, closed: false };
    if (closed.has(token)) return { lemma: lemmatize(token), closed: true };
    // A capitalised word at the start is a name if the table knows it only as a name.
    if (startsUpper(form) && (!isOpening || startsUpper(findInEnglish(form)))) {
      return { lemma: isOpening ? corrections.get(token) ?? token : token, closed: false };
    }
    return { lemma: lemmatize(token), closed: false };
  }

  function readWordOnce(written, isOpening) {
    const cache = rules.read[Number(isOpening)];
    if (!cache.has(written)) cache.set(written, readWord(written, isOpening));
    return cache.get(written);
  }

  /* Drops an apostrophe after a plural, unless it closes a quotation. */
  function dropPluralPossessives(tokens) {
    const remaining = [];
    let isQuoted = false;
    for (const token of tokens) {
      if (token === "'") {
        if (!isQuoted && /[sS]$/.test(remaining.at(-1) ?? "")) continue;
        isQuoted = !isQuoted;
      }
      remaining.push(token);
    }
    return remaining;
  }

  /* Gives words that are of a closed class only within a unit, such as "in the face of", the unit as their lemma. */
  function markUnits(words) {
    const forms = words.map((word) => word?.token ?? "");
    forms.forEach((form, place) => {
      const unit = rules.units.get(form)?.find((parts) => parts.every((part, index) => forms[place + index] === part));
      unit?.forEach((token, index) => {
        if (!rules.closed.has(token)) words[place + index] = { ...words[place + index], token, lemma: unit.join(" "), closed: true };
      });
    });
  }

  /* Splits a sentence into its words, with null for each mark between them. Each word has its place in the sentence: `start`
     and `end`. */
  function splitWords(sentence) {
    const tokens = dropPluralPossessives(tokenize(sentence));
    const words = [];
    let [isOpening, position] = [true, 0];
    for (const written of tokens) {
      const isPossessive = POSSESSIVES.includes(written);
      const word = isPossessive ? null : readWordOnce(written, isOpening);
      if (word || isPossessive) {
        const at = sentence.indexOf(written, position);
        position = at + written.length;
        if (word) {
          const start = at + written.indexOf(word.form);
          words.push({ ...word, start, end: start + word.form.length });
          isOpening = false;
        }
      } else words.push(null);
    }
    if (tokens.some((token) => rules.unitWords.has(token))) markUnits(words);
    return words;
  }

  // The rules that the build writes -----------------------------------------------------------------------------

  /* Unpacks the table of lemmas, see `reading/text/lemma_table.py`: `endings` of each lemma, and for what a form may end in,
     the letters that may stand there in its lemma. */
  function unpackLemmas(packed) {
    const table = { endings: new Map(), replaced: new Map(), longest: 0 };
    for (const line of packed.split("\n")) {
      const [first, second] = line.split("\t");
      const endings = new Set(first.split(" "));
      for (const ending of endings) {
        const [removed, added] = ending.split(">");
        table.replaced.set(added, (table.replaced.get(added) ?? new Set()).add(removed));
        table.longest = Math.max(table.longest, added.length);
      }
      let lemma = "";
      for (const entry of second.split(" ")) {
        lemma = lemma.slice(0, parseInt(entry[0], 36)) + entry.slice(1);
        table.endings.set(lemma, endings);
      }
    }
    return table;
  }

  const groupByFirst = (sequences) => sequences.reduce((groups, parts) => groups.set(parts[0], [...(groups.get(parts[0]) ?? []), parts]), new Map());

  /* Takes the rules of the build. Must be called before anything else here. */
  function prepare({ lemmas, closed, prepositions, units, corrections, wrong, abbreviations }) {
    const sequences = units.map((unit) => unit.split(" "));
    const closedWords = new Set(closed.split(" "));
    const unitWords = sequences.flat().filter((word) => !closedWords.has(word));
    rules = {
      lemmas: unpackLemmas(lemmas),
      closed: closedWords,
      prepositions: new Set(prepositions.split(" ")),
      abbreviations: new Set(abbreviations.split(" ")),
      corrections: new Map(Object.entries(corrections)),
      wrong: new Map(Object.entries(wrong)),
      // Of units that start at the same word, the longest is taken.
      units: groupByFirst(sequences.sort((a, b) => b.length - a.length)),
      unitWords: new Set(unitWords.flatMap((word) => [word, capitalize(word)])),
      read: [new Map(), new Map()],
    };
  }

  return { prepare, splitSentences, splitWords };
})();
