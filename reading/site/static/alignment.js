/* Finds the sentences of the document in a text that a reader has, and counts their words. It uses only what
 * the book publishes of each sentence: its content lemmas without their order, and its number of tokens. It
 * reads a text as `reading/text` does, by the same patterns, which come with the data. Nothing here touches
 * the page, stores anything or sends anything. */
"use strict";

window.alignment = (() => {
  // Tokens --------------------------------------------------------------------------------------------------

  /* What is a space in Python. */
  const SPACES = /[\s\x1c-\x1f\x85]+/g;

  /* Reads the patterns of `reading/text/word_patterns.py`. `normalize` gives a text plain quotation marks,
   * composed characters and single spaces, as that of `reading/text/sentences.py` does. */
  function readPatterns({ plain, split, ends, clitics, possessive }) {
    const atEnd = `[.${ends.replace(/[\^\-]/g, "\\$&")}]+`;
    const marks = Object.entries(plain).map(([each, text]) => [new RegExp(`[${each}]`, "g"), text]);
    return {
      normalize: (text) => marks.reduce((result, [mark, one]) => result.replace(mark, one), text)
        .normalize("NFC").replace(SPACES, " ").trim(),
      split: new RegExp(split),
      ends: new RegExp(`^${atEnd}|${atEnd}$`, "g"),
      clitic: new RegExp(`(?:${[...clitics, possessive].join("|")})$`),
      clitics, possessive,
    };
  }

  const HYPHEN = /[-\u2010\u2011\u00ad]$/;
  const WORD_EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;
  /* Where a copy may have no spaces around a mark. */
  const DASHES = /[\u2013\u2014|]/;
  const ASCII = /^[\x20-\x7e]*$/;
  /* What speaks for the start of a sentence: a full stop or an empty line before it, or a capital letter in a
   * new line. */
  const SENTENCE_END = /[.!?]|:\s*\n|\n[^\S\n]*\r?\n/;
  const LINE_EDGE = 0.6;
  /* What is no punctuation mark between two words. */
  const POSSESSIVE = /^['\u2019]s?(?=\s)/i;
  const PUNCTUATION = /\S/;

  /* Splits a text into words. Each has its `form` in lower case, its `start` and `end` in the text, and
   * `text` if it is written in two parts there. `punctuated` tells whether a punctuation mark is between it
   * and the word before, `edge` from 0 to 1 how much speaks for a sentence that starts with it. */
  function tokenize(text, { forms, patterns }) {
    const words = [];
    const lower = (part) =>
      (ASCII.test(part) ? part : patterns.normalize(part.normalize("NFKC"))).toLowerCase();
    const isKnown = (form) => forms.has(form) || forms.has(`${form}.`);
    let lastEnd = 0;

    function add(start, end, form, joined) {
      const between = text.slice(lastEnd, start);
      const plain = between === " " || !between;
      const punctuated = !plain && PUNCTUATION.test(between.replace(POSSESSIVE, ""));
      const startsLine = between.includes("\n") && /\p{Lu}/u.test(text[start]);
      const startsSentence = words.length === 0 || SENTENCE_END.test(between);
      const edge = plain ? 0 : startsSentence ? 1 : startsLine ? LINE_EDGE : 0;
      words.push({ form, start, end, text: joined, edge, punctuated });
      lastEnd = end;
    }

    /* Adds the words of a chunk that starts at `start`. What the document has as one word is not split, and a
     * full stop belongs to a word that the document has with it, except at the end. */
    function addChunk(chunk, start) {
      const plain = lower(chunk);
      const whole = patterns.clitics.includes(plain) ? chunk : chunk.replace(patterns.ends, "");
      const split = patterns.split.exec(whole) ?? DASHES.exec(whole);
      if (split && !isKnown(lower(whole))) {
        const [at, rest] = [start + chunk.indexOf(whole), split.index + split[0].length];
        addChunk(whole.slice(0, split.index), at);
        addChunk(whole.slice(rest), at + rest);
        return;
      }
      const bare = isKnown(lower(whole)) ? whole : chunk.replace(WORD_EDGES, "");
      if (!bare) return;
      const from = start + chunk.indexOf(bare);
      const [end, form] = [from + bare.length, lower(bare)];
      const stops = forms.has(`${form}.`) && text[end] === ".";
      const isMore = PUNCTUATION.test(text.slice(end + 1));
      addWord(from, end, stops && (!forms.has(form) || isMore) ? `${form}.` : form);
    }

    /* Adds a word, without its possessive. A contraction is two words. */
    function addWord(start, end, form, joined) {
      const clitic = forms.has(form) ? null : patterns.clitic.exec(form)?.[0];
      if (clitic && clitic !== form) {
        add(start, end - clitic.length, form.slice(0, -clitic.length), joined?.slice(0, -clitic.length));
        if (clitic !== patterns.possessive) add(end - clitic.length, end, clitic);
      } else add(start, end, form, joined);
    }

    const chunks = [...text.matchAll(/\S+/g)];
    for (let index = 0; index < chunks.length; index += 1) {
      const { 0: chunk, index: start } = chunks[index];
      const next = chunks[index + 1];
      const gap = next && text.slice(start + chunk.length, next.index);
      const broken = next && HYPHEN.test(chunk) && /^\p{Ll}/u.test(next[0]) && /^[^\n]*\n[^\n]*$/.test(gap);
      const ordinal = next && /\d$/.test(chunk) && /^(?:st|nd|rd|th)(?!\p{L})/u.exec(next[0]);
      if (broken || ordinal) {
        const first = chunk.replace(/^[^\p{L}\p{N}]+/u, "");
        const last = ordinal ? ordinal[0] : next[0].replace(/[^\p{L}\p{N}\p{M}]+$/u, "");
        const candidates = broken ? [first.replace(HYPHEN, "") + last, first + last] : [first + last];
        const isKnownWord = (candidate) => forms.has(lower(candidate).replace(patterns.clitic, ""));
        const known = candidates.find(isKnownWord);
        // A word that may end in a hyphen, as in "short- and long-term".
        const apart = broken && !known
          && forms.has(lower(first.replace(HYPHEN, ""))) && forms.has(lower(last));
        if (apart) { addChunk(chunk, start); continue; }
        const joined = known ?? candidates[0];
        addWord(start + chunk.length - first.length, next.index + last.length, lower(joined), joined);
        index += 1;
      } else addChunk(chunk, start);
    }
    return words;
  }

  // Alignment -----------------------------------------------------------------------------------------------

  /* The points of a word that the sentence does not have, of a token more or less, and of each edge at a
   * mark. */
  const FOREIGN = 0.5;
  const LENGTH = 0.5;
  const EDGE = 1;
  /* The share of a sentence's words below which it counts as missing. */
  const FOUND = 0.5;
  /* What a text must have to be taken for the document: the share of the words of those sentences that were
   * found, and the share of the document's words that stand in them. */
  const SURE = 0.67;
  const LEAST = 0.15;
  /* A short document must have so many words there, or the share `SURE` of all. */
  const LEAST_WORDS = 20;

  function countValues(values) {
    const counts = new Map();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  const sum = (values) => values.reduce((total, value) => total + value, 0);

  /* Prepares the published data of the document: its words by form, and its sentences. */
  function prepare(data) {
    const forms = new Map();
    data.forms.token.forEach((token, index) => {
      const entry = { lemma: data.forms.lemma[index], closed: data.forms.closed[index] === 1 };
      forms.set(token, [...(forms.get(token) ?? []), entry]);
    });
    const sentences = data.paragraphs
      .flatMap(({ tokens }, paragraph) => tokens.map((size) => ({ tokens: size, paragraph })))
      .map((size, number) => {
        const words = data.words[number];
        return { ...size, bag: countValues(words), words: words.length };
      });
    return { data, forms, sentences, patterns: readPatterns(data.patterns) };
  }

  /* How much speaks for a sentence that starts or ends before the word at a place, from 0 to 1. */
  const getEdge = (words, place) => (place ? words[place]?.edge ?? 1 : 1);

  /* The places, in order, at which a sentence may start: enough of its words may stand in the next `longest`
   * words. If it has none, a mark must be before it. */
  function findStarts(sentence, words, positions, longest) {
    const hits = new Uint8Array(words.length + longest);
    for (const lemma of sentence.bag.keys()) for (const place of positions[lemma]) hits[place] = 1;
    const least = FOUND * sentence.words;
    const starts = [];
    let count = 0;
    for (let start = words.length - 1; start >= 0; start -= 1) {
      count += hits[start] - hits[start + longest];
      if (count >= least && (count || getEdge(words, start) === 1)) starts.push(start);
    }
    return starts.reverse();
  }

  /* Places the sentences, in their order, where they have the most points in all. Returns of each its first
   * word, the word after its last, and how many of its words and of other words stand there; null where it is
   * missing. */
  function placeSentences(document, words, positions) {
    const size = words.length;
    // The most points of sentences that end before a word, and the last of these sentences.
    const best = new Float64Array(size + 1);
    const last = new Array(size + 1).fill(null);
    document.sentences.forEach((sentence, number) => {
      const slack = Math.ceil(sentence.tokens / 3) + 4;
      const spans = [];
      for (const start of findStarts(sentence, words, positions, sentence.tokens + slack)) {
        const left = new Map(sentence.bag);
        let [matched, foreign] = [0, 0];
        for (let end = start + 1; end <= Math.min(size, start + sentence.tokens + slack); end += 1) {
          const { lemmas, content } = words[end - 1];
          const lemma = lemmas.find((one) => left.get(one) > 0);
          if (lemma !== undefined) {
            left.set(lemma, left.get(lemma) - 1);
            matched += 1;
          } else if (content) foreign += 1;
          const ofWords = matched - FOREIGN * foreign - FOUND * sentence.words;
          const atEdges = getEdge(words, start) + getEdge(words, end) - 1;
          const ofShape = EDGE * atEdges - LENGTH * Math.abs(end - start - sentence.tokens);
          const points = best[start] + ofWords + ofShape;
          if (points > best[end]) {
            spans.push({ number, start, end, matched, foreign, points, before: last[start] });
          }
        }
      }
      spans.sort((a, b) => b.points - a.points);
      for (const span of spans) {
        for (let place = span.end; place <= size && span.points > best[place]; place += 1) {
          [best[place], last[place]] = [span.points, span];
        }
      }
    });
    const placed = new Array(document.sentences.length).fill(null);
    for (let span = last[size]; span; span = span.before) placed[span.number] = span;
    return placed;
  }

  /* Places missing sentences between two that were found, if about as many words stand there as they have.
   * None of their words counts as found. */
  function fillGaps({ sentences }, words, placed) {
    for (let number = 1; number < placed.length; number += 1) {
      const next = placed.findIndex((span, later) => span && later > number);
      if (placed[number] || !placed[number - 1] || next < 0) continue;
      const start = placed[number - 1].end;
      const stop = placed[next].start;
      const expected = sum(sentences.slice(number, next).map(({ tokens }) => tokens));
      if (stop === start || Math.abs(stop - start - expected) > 0.3 * expected + 1) continue;
      const { tokens } = sentences[number];
      const likelihood = (end) => EDGE * getEdge(words, end) - 0.2 * Math.abs(end - start - tokens);
      let end = next === number + 1 ? stop : start + 1;
      for (let other = start + 2; other < stop && next > number + 1; other += 1) {
        if (likelihood(other) > likelihood(end)) end = other;
      }
      placed[number] = { start, end, matched: 0, foreign: 0 };
    }
  }

  /* Returns the text from one word to before another as one line, with the marks around it. */
  function extract(text, words, { start, end }) {
    let from = words[start].start;
    while (from > 0 && /["'(\[\u00ab\u2018\u201c\u201e]/.test(text[from - 1])) from -= 1;
    let to = words[end - 1].end;
    while (to < text.length && /[.!?:;,"')\]\u00bb\u2019\u201d\u2026]/.test(text[to])) to += 1;
    let line = "";
    for (let place = start; place < end; place += 1) {
      if (!words[place].text) continue;
      line += text.slice(from, words[place].start) + words[place].text;
      from = words[place].end;
    }
    return (line + text.slice(from, to)).replace(/\s+/g, " ").trim();
  }

  /* Finds the document's `sentences` in a text, null for each that is missing. Returns them, and whether the
   * text `isDocument`: whether it is taken for the document. */
  function align(text, document) {
    const words = tokenize(text, document);
    const positions = document.data.lemmas.map(() => []);
    words.forEach((word, place) => {
      const entries = document.forms.get(word.form) ?? [];
      word.lemmas = entries.map(({ lemma }) => lemma);
      word.content = !entries.length || entries.some(({ closed }) => !closed);
      for (const lemma of word.lemmas) positions[lemma].push(place);
    });
    const placed = placeSentences(document, words, positions);
    fillGaps(document, words, placed);
    const total = sum(document.sentences.map((sentence) => sentence.words));
    const matched = sum(placed.map((span) => span?.matched ?? 0));
    const content = sum(placed.map((span, number) =>
      (span ? Math.max(document.sentences[number].words, span.matched + span.foreign) : 0)));
    const least = Math.max(LEAST * total, Math.min(SURE * total, LEAST_WORDS));
    return {
      sentences: placed.map((span) => (span ? extract(text, words, span) : null)),
      isDocument: matched >= SURE * content && matched >= least,
    };
  }

  // Counts --------------------------------------------------------------------------------------------------

  /* Whether words from a place on have these values, with no mark between them. */
  const matchesAt = (words, place, values, read) =>
    values.every((value, index) => {
      const word = words[place + index];
      return word && read(word) === value && !(index && word.punctuated);
    });

  /* Finds phrases as `reading/text/phrases.py` does: of those that start at a word, the longest; none
   * overlap. */
  function findPhrases(words, phrases, read) {
    const found = [];
    for (let place = 0; place < words.length; place += 1) {
      const [longest] = phrases.filter((phrase) => matchesAt(words, place, phrase.words, read))
        .sort((a, b) => b.words.length - a.words.length);
      if (!longest) continue;
      found.push({ phrase: longest, start: place, end: place + longest.words.length });
      place += longest.words.length - 1;
    }
    return found;
  }

  /* Whether a word belongs to a multiword, such as "in the face of". */
  function isInMultiword(words, place, multiword) {
    const parts = multiword.split(" ");
    const getForm = ({ form }) => form;
    return parts.some((part, index) =>
      part === words[place].form && place >= index && matchesAt(words, place - index, parts, getForm));
  }

  /* Reads a sentence as the book does. Returns its words, each with its lemma and whether it is of a closed
   * class, and the phrases. */
  function readSentence(sentence, document) {
    const { lemmas } = document.data;
    const words = tokenize(sentence, document);
    const [names, terms] = [true, false].map((isName) =>
      document.data.phrases.filter(({ name }) => name === isName));
    const foundNames = findPhrases(words, names, (word) => word.form);
    for (const { start, end } of foundNames) {
      for (const word of words.slice(start, end)) word.inName = true;
    }
    words.forEach((word, place) => {
      const written = sentence.slice(word.start, word.end);
      const isAcronym = written === written.toUpperCase() && /\p{L}.*\p{L}/u.test(written);
      const isName = isAcronym || word.inName || (place > 0 && /^\p{Lu}/u.test(written));
      const entries = document.forms.get(word.form) ?? [];
      const asName = (entry) => (lemmas[entry.lemma] === word.form) === isName;
      const multiwords = entries.filter(({ lemma }) => lemmas[lemma].includes(" "));
      const others = entries.filter(({ lemma }) => !lemmas[lemma].includes(" "));
      const fitting = multiwords.find(({ lemma }) => isInMultiword(words, place, lemmas[lemma]))
        ?? others.find(asName) ?? others[0];
      word.lemma = fitting ? lemmas[fitting.lemma] : word.form;
      word.closed = fitting?.closed === true && !isAcronym;
    });
    // A comparative is of no set term.
    const isCompared = (word) => /(?:er|est)$/.test(word.form) && !/(?:er|est)$/.test(word.lemma);
    const getLemma = (word) => (word.inName || isCompared(word) ? null : word.lemma);
    const foundTerms = findPhrases(words, terms, getLemma);
    return { words, phrases: [...foundNames, ...foundTerms] };
  }

  /* Reads the sentences of a copy; null stands for each that is missing. */
  const readSentences = (sentences, document) =>
    sentences.map((sentence) => (sentence === null ? null : readSentence(sentence, document)));

  /* Counts a copy again and compares it with what is published. Returns `rows` with a name, the published
   * value and that of the copy, or for several values how many there are and how many are equal; and the
   * `terms` that differ. */
  function compare(read, document) {
    const { data, sentences } = document;
    const rows = [];
    const addValue = (name, published, own) => rows.push({ name, published, own, agrees: published === own });
    const addEqual = (name, isEqual) => {
      const equal = isEqual.filter(Boolean).length;
      rows.push({ name, published: isEqual.length, own: equal, agrees: equal === isEqual.length });
    };
    const isContent = (word) => !word.closed;
    const ownWords = read.map((sentence) => sentence?.words ?? []);
    addEqual("Sentences found", read.map(Boolean));
    addValue("Words", sum(sentences.map(({ tokens }) => tokens)), ownWords.flat().length);
    data.sections.forEach((title, section) => {
      const isHere = (_, number) => data.paragraphs[sentences[number].paragraph].section === section;
      const forms = ownWords.filter(isHere).flat().map(({ form }) => form);
      const counts = data.forms.counts.map((ofForm) => ofForm[section]);
      const name = (text) => (data.sections.length > 1 ? `${text}, ${title}` : text);
      if (data.sections.length > 1) addValue(name("Words"), sum(counts), forms.length);
      const published = new Set(data.forms.token.filter((_, row) => counts[row]));
      addValue(name("Different words"), published.size, new Set(forms).size);
    });
    const hasLength = ({ tokens }, number) => ownWords[number].length === tokens;
    addEqual("Sentences with as many words", sentences.map(hasLength));
    const content = data.words.map((words) => words.map((lemma) => data.lemmas[lemma]));
    const ownContent = ownWords.map((words) => words.filter(isContent).map(({ lemma }) => lemma));
    const sortLemmas = (lemmas) => [...lemmas].sort().join("\n");
    const hasSameContent = (lemmas, number) =>
      read[number] !== null && sortLemmas(lemmas) === sortLemmas(ownContent[number]);
    addEqual("Sentences with the same content words", content.map(hasSameContent));
    const counts = countValues(ownContent.flat());
    const published = countValues(content.flat());
    const names = [...new Set([...published.keys(), ...counts.keys()])].sort();
    const compareName = (name) => ({ name, published: published.get(name) ?? 0, own: counts.get(name) ?? 0 });
    const hasSameCount = ([name, count]) => counts.get(name) === count;
    addEqual("Content words with the same count", [...published].map(hasSameCount));
    const ownPhrases = read.flatMap((sentence) => sentence?.phrases.map(({ phrase }) => phrase) ?? []);
    const found = countValues(ownPhrases);
    const phrases = data.phrases.map((phrase) =>
      ({ name: phrase.label, published: phrase.sentences.length, own: found.get(phrase) ?? 0 }));
    const isSame = (row) => row.own === row.published;
    if (phrases.length) addEqual("Phrases with the same count", phrases.map(isSame));
    const pairs = countValues(ownWords.flatMap((words) => words.flatMap((word, place) => {
      const before = words[place - 1];
      const isPair = before && !word.punctuated && isContent(word) && isContent(before);
      return isPair ? [`${before.lemma}\n${word.lemma}`] : [];
    })));
    const hasSamePairs = ([first, second, count]) => pairs.get(`${first}\n${second}`) === count;
    const name = "Repeated pairs of words with the same count";
    if (data.pairs.length) addEqual(name, data.pairs.map(hasSamePairs));
    const different = [...names.map(compareName), ...phrases];
    return { rows, terms: different.filter((row) => !isSame(row)) };
  }

  return { prepare, align, readSentences, countValues, compare };
})();
