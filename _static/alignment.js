/* Finds the sentences of the document in a text that a reader has, and counts their words. It uses only what the book
   publishes of each sentence: its content lemmas without their order, and its number of tokens. It reads a text as
   `reading/text` does. Nothing here touches the page, stores anything or sends anything. */
"use strict";

window.alignment = (() => {
  // Tokens --------------------------------------------------------------------------------------------------

  const PLAIN = [[/[\u201c-\u201f\u00ab\u00bb]/g, '"'], [/[\u2018-\u201b\u02bc]/g, "'"], [/[\u2010\u2011]/g, "-"], [/[\u00ad\u200b\u2060\ufeff]/g, ""], [/\u2026/g, "..."]];
  /* What is a space in Python. */
  const SPACES = /[\s\x1c-\x1f\x85]+/g;

  /* Gives a text plain quotation marks, composed characters and single spaces, as `normalize` in
     `reading/text/sentences.py` does. */
  const normalize = (text) => PLAIN.reduce((result, [mark, plain]) => result.replace(mark, plain), text).normalize("NFC").replace(SPACES, " ").trim();

  const HYPHEN = /[-\u2010\u2011\u00ad]$/;
  const WORD_EDGES = /^[^\p{L}\p{N}]+|[^\p{L}\p{N}\p{M}]+$/gu;
  /* Where a chunk between spaces is split, unless the document has it as one word. */
  const INNER_MARKS = /--|\.\.+|[;@#$%&?!()[\]{}<>"\u2013\u2014|*]|[:,](?!\p{N})/u;
  const CLITIC = /(n't|'(?:s|ll|re|ve|d|m))$/;
  const ASCII = /^[\x20-\x7e]*$/;
  const PLAIN_CHUNK = /^([A-Za-z]+)[.,]?$/;
  /* What speaks for the start of a sentence: a full stop or an empty line before it, or a capital letter in a new line. */
  const SENTENCE_END = /[.!?]|:\s*\n|\n[^\S\n]*\r?\n/;
  const LINE_EDGE = 0.6;
  /* What is no mark between two words. */
  const POSSESSIVE = /^['\u2019]s?(?=\s)/i;
  const MARKS = /\S/;

  /* Splits a text into words. Each has its `form` in lower case, its `start` and `end` in the text, and `text` if it is
     written in two parts there. `marked` tells whether a mark is between it and the word before, `edge` from 0 to 1 how
     much speaks for a sentence that starts with it. */
  function tokenize(text, forms) {
    const words = [];
    const fold = (part) => (ASCII.test(part) ? part : normalize(part.normalize("NFKC"))).toLowerCase();
    let lastEnd = 0;

    function add(start, end, form, joined) {
      const between = text.slice(lastEnd, start);
      const plain = between === " " || !between;
      const edge = plain ? 0 : words.length === 0 || SENTENCE_END.test(between) ? 1 : between.includes("\n") && /\p{Lu}/u.test(text[start]) ? LINE_EDGE : 0;
      words.push({ form, start, end, text: joined, edge, marked: !plain && MARKS.test(between.replace(POSSESSIVE, "")) });
      lastEnd = end;
    }

    /* Adds the words of a chunk that starts at `start`. */
    function addChunk(chunk, start) {
      const plain = PLAIN_CHUNK.exec(chunk);
      if (plain && !chunk.endsWith(".")) return add(start, start + plain[1].length, plain[1].toLowerCase());
      const bare = chunk.replace(WORD_EDGES, "");
      if (!bare) return undefined;
      const from = start + chunk.indexOf(bare);
      const form = fold(bare);
      const split = INNER_MARKS.exec(bare);
      if (forms.has(form) || forms.has(`${form}.`) || !split) {
        const abbreviated = !forms.has(form) && forms.has(`${form}.`) && text[from + bare.length] === ".";
        addWord(from, from + bare.length, abbreviated ? `${form}.` : form);
      } else {
        addChunk(bare.slice(0, split.index), from);
        const rest = split.index + split[0].length;
        addChunk(bare.slice(rest), from + rest);
      }
      return undefined;
    }

    /* Adds a word, without its possessive. A contraction is two words. */
    function addWord(start, end, form, joined) {
      const clitic = forms.has(form) ? null : CLITIC.exec(form);
      const length = clitic && clitic[0].length < form.length ? clitic[0].length : 0;
      if (!length) return add(start, end, form, joined);
      add(start, end - length, form.slice(0, -length), joined?.slice(0, -length));
      if (clitic[0] !== "'s") add(end - length, end, clitic[0]);
      return undefined;
    }

    const chunks = [...text.matchAll(/\S+/g)];
    for (let index = 0; index < chunks.length; index += 1) {
      const { 0: chunk, index: start } = chunks[index];
      const next = chunks[index + 1];
      const broken = next && HYPHEN.test(chunk) && /^\p{Ll}/u.test(next[0]) && /^[^\n]*\n[^\n]*$/.test(text.slice(start + chunk.length, next.index));
      const ordinal = next && /\d$/.test(chunk) && /^(?:st|nd|rd|th)(?!\p{L})/u.exec(next[0]);
      if (broken || ordinal) {
        const first = chunk.replace(/^[^\p{L}\p{N}]+/u, "");
        const last = ordinal ? ordinal[0] : next[0].replace(/[^\p{L}\p{N}\p{M}]+$/u, "");
        const candidates = broken ? [first.replace(HYPHEN, "") + last, first + last] : [first + last];
        const known = candidates.find((candidate) => forms.has(fold(candidate).replace(CLITIC, "")));
        // A word that may end in a hyphen, as in "short- and long-term".
        const apart = broken && !known && forms.has(fold(first.replace(HYPHEN, ""))) && forms.has(fold(last));
        if (apart) { addChunk(chunk, start); continue; }
        const joined = known ?? candidates[0];
        addWord(start + chunk.length - first.length, next.index + last.length, fold(joined), joined);
        index += 1;
      } else addChunk(chunk, start);
    }
    return words;
  }

  // Alignment -----------------------------------------------------------------------------------------------

  /* The share of a sentence's words by which a place in the text is a candidate for it. */
  const CANDIDATE = 0.5;
  /* The points of a word that the sentence does not have, of a token more or less, and of each edge at a mark. */
  const FOREIGN = 0.5;
  const LENGTH = 0.5;
  const EDGE = 1;
  /* The share of a sentence's words below which it counts as missing. */
  const FOUND = 0.5;
  /* What a text must have to be taken for the document: the share of the words of those sentences that were found, and
     the share of the document's words that stand in them. */
  const SURE = 0.75;
  const LEAST = 0.15;
  /* A short document must have so many words there, or the share `SURE` of all. */
  const LEAST_WORDS = 20;

  /* Prepares the published data of the document: its words by form, and its sentences. */
  function prepare(data) {
    const forms = new Map();
    data.forms.token.forEach((token, index) => {
      const entry = { lemma: data.forms.lemma[index], closed: data.forms.closed[index] === 1 };
      forms.set(token, [...(forms.get(token) ?? []), entry]);
    });
    const rarity = new Float64Array(data.lemmas.length);
    data.words.forEach((words) => new Set(words).forEach((lemma) => { rarity[lemma] += 1; }));
    rarity.forEach((sentences, lemma) => { rarity[lemma] = Math.log(1 + data.words.length / (sentences || 1)); });
    const sizes = data.paragraphs.flatMap(({ tokens }, paragraph) => tokens.map((size) => ({ tokens: size, paragraph })));
    const sentences = sizes.map((size, index) => {
      const bag = new Map();
      for (const lemma of data.words[index]) bag.set(lemma, (bag.get(lemma) ?? 0) + 1);
      return { ...size, bag, words: data.words[index].length, weight: data.words[index].reduce((sum, lemma) => sum + rarity[lemma], 0) };
    });
    return { data, forms, rarity, sentences };
  }

  /* For each sentence the places in the text with many of its words. Each has the number of the sentence, the index of
     its first word, and the weight of the words. */
  function findCandidates(document, positions) {
    const candidates = [];
    document.sentences.forEach((sentence, number) => {
      const events = [...sentence.bag.keys()].flatMap((lemma) => positions[lemma].map((place) => ({ place, lemma }))).sort((a, b) => a.place - b.place);
      const counts = new Map();
      let weight = 0;
      let first = 0;
      let best = null;
      for (const event of events) {
        const count = (counts.get(event.lemma) ?? 0) + 1;
        counts.set(event.lemma, count);
        if (count <= sentence.bag.get(event.lemma)) weight += document.rarity[event.lemma];
        while (event.place - events[first].place > sentence.tokens + 2) {
          const { lemma } = events[first];
          const left = counts.get(lemma) - 1;
          counts.set(lemma, left);
          if (left < sentence.bag.get(lemma)) weight -= document.rarity[lemma];
          first += 1;
        }
        if (weight < CANDIDATE * sentence.weight) continue;
        // Of places that overlap, the best is taken.
        const start = events[first].place;
        if (best && start <= best.start + sentence.tokens / 2) {
          if (weight > best.weight) Object.assign(best, { start, weight });
        } else {
          best = { number, start, weight };
          candidates.push(best);
        }
      }
    });
    return candidates;
  }

  /* The heaviest series of candidates in which sentences follow one another as in the document. `size` is the number of
     words in the text. */
  function chainCandidates(document, candidates, size) {
    // A Fenwick tree: the best series that ends before a place.
    const tree = new Array(size + 2).fill(null);
    const findBest = (place) => {
      let best = null;
      for (let index = place + 1; index > 0; index -= index & -index) {
        if (tree[index] && (!best || tree[index].total > best.total)) best = tree[index];
      }
      return best;
    };
    const insert = (place, candidate) => {
      for (let index = place + 1; index < tree.length; index += index & -index) {
        if (!tree[index] || candidate.total > tree[index].total) tree[index] = candidate;
      }
    };
    let index = 0;
    while (index < candidates.length) {
      const end = candidates.findIndex(({ number }, later) => later > index && number !== candidates[index].number);
      const group = candidates.slice(index, end < 0 ? candidates.length : end);
      for (const candidate of group) {
        candidate.before = findBest(candidate.start);
        candidate.total = candidate.weight + (candidate.before?.total ?? 0);
      }
      for (const candidate of group) insert(Math.min(size, candidate.start + Math.ceil(document.sentences[candidate.number].tokens / 2)), candidate);
      index += group.length;
    }
    const chain = [];
    for (let last = findBest(size); last; last = last.before) chain.unshift(last);
    return chain;
  }

  /* Places every sentence: the pairs of first word and word after the last, or null where it is missing. The series of
     candidates limits where each sentence is looked for, so that a long text takes no longer than a short one. */
  function placeSentences(document, words, chain) {
    const { sentences } = document;
    const size = words.length;
    const anchors = new Array(sentences.length).fill(null);
    for (const { number, start } of chain) anchors[number] = start;
    const edges = new Float64Array(size + 1);
    words.forEach(({ edge }, index) => { edges[index] = edge; });
    edges[0] = 1;
    edges[size] = 1;

    const highs = new Array(sentences.length);
    let high = size;
    for (let number = sentences.length - 1; number >= 0; number -= 1) {
      highs[number] = high;
      if (anchors[number] !== null) high = Math.min(high, anchors[number] + Math.ceil(sentences[number].tokens / 2) + 2);
    }
    // best[p]: the points of the sentences so far, all of them before word p.
    const best = new Float64Array(size + 1);
    let low = 0;
    const rows = sentences.map((sentence, number) => {
      const limit = highs[number];
      const from = low;
      const sums = new Float64Array(limit - from + 1);
      for (let place = from; place < limit; place += 1) {
        const { lemmas, content } = words[place];
        const gain = lemmas.some((lemma) => sentence.bag.has(lemma)) ? 1 : content ? -FOREIGN : 0;
        sums[place - from + 1] = sums[place - from] + gain;
      }
      const slack = Math.ceil(sentence.tokens / 3) + 4;
      const starts = new Int32Array(limit - from + 1).fill(-1);
      const points = new Float64Array(limit - from + 1).fill(-Infinity);
      for (let end = from + 1; end <= limit; end += 1) {
        for (let start = Math.max(from, end - sentence.tokens - slack); start < end && start <= end - sentence.tokens + slack; start += 1) {
          const matched = sums[end - from] - sums[start - from];
          const value = best[start] + matched - FOUND * sentence.words - LENGTH * Math.abs(end - start - sentence.tokens) + EDGE * (edges[start] + edges[end] - 1);
          if (value > points[end - from]) {
            points[end - from] = value;
            starts[end - from] = start;
          }
        }
      }
      const ends = new Int32Array(limit - from + 1).fill(-1);
      let running = -Infinity;
      let lastEnd = -1;
      for (let end = from; end <= limit; end += 1) {
        if (points[end - from] > running) { running = points[end - from]; lastEnd = end; }
        if (running > best[end]) { best[end] = running; ends[end - from] = lastEnd; }
      }
      const nextLimit = highs[number + 1] ?? size;
      for (let place = limit + 1; place <= nextLimit; place += 1) best[place] = Math.max(best[place], best[limit]);
      if (anchors[number] !== null) low = Math.max(low, anchors[number] - 2);
      return { from, limit, starts, ends };
    });
    const placed = new Array(sentences.length).fill(null);
    let place = size;
    for (let number = sentences.length - 1; number >= 0; number -= 1) {
      const { from, limit, starts, ends } = rows[number];
      const end = place < from ? -1 : ends[Math.min(place, limit) - from];
      if (end >= 0) {
        placed[number] = [starts[end - from], end];
        place = starts[end - from];
      }
    }
    return placed;
  }

  /* The words of a sentence that a part of the text has. */
  function countMatches(sentence, words, [start, end]) {
    const left = new Map(sentence.bag);
    let matches = 0;
    for (let place = start; place < end; place += 1) {
      const lemma = words[place].lemmas.find((one) => left.get(one) > 0);
      if (lemma === undefined) continue;
      left.set(lemma, left.get(lemma) - 1);
      matches += 1;
    }
    return matches;
  }

  /* Moves the edges of each sentence to where it has the most points, now with each of its words counted once. */
  function refineEdges(document, words, placed) {
    const found = placed.map((span, number) => number).filter((number) => placed[number]);
    found.forEach((number, index) => {
      const span = placed[number];
      const sentence = document.sentences[number];
      const lowest = Math.max(span[0] - 3, placed[found[index - 1]]?.[1] ?? 0);
      const highest = Math.min(span[1] + 3, placed[found[index + 1]]?.[0] ?? words.length);
      let best = -Infinity;
      let bestSpan = span;
      for (let start = lowest; start < span[1]; start += 1) {
        for (let end = Math.max(span[0], start) + 1; end <= highest; end += 1) {
          const difference = Math.abs(end - start - sentence.tokens);
          if (difference > Math.abs(span[1] - span[0] - sentence.tokens) + 3) continue;
          const matches = countMatches(sentence, words, [start, end]);
          let foreign = -matches;
          for (let place = start; place < end; place += 1) foreign += words[place].content ? 1 : 0;
          const value = matches - FOREIGN * Math.max(0, foreign) - LENGTH * difference + EDGE * ((start ? words[start].edge : 1) + (words[end]?.edge ?? 1));
          if (value > best) [best, bestSpan] = [value, [start, end]];
        }
      }
      placed[number] = bestSpan;
    });
  }

  /* Places missing sentences between two that were found, if about as many words stand there as they have. */
  function fillGaps(document, words, placed) {
    let before = -1;
    for (let number = 0; number < placed.length; number += 1) {
      if (!placed[number]) continue;
      const missing = document.sentences.slice(before + 1, number);
      let start = before < 0 ? 0 : placed[before][1];
      const end = placed[number][0];
      const expected = missing.reduce((sum, { tokens }) => sum + tokens, 0);
      if (before >= 0 && missing.length && Math.abs(end - start - expected) <= 0.3 * expected + 1) {
        missing.forEach(({ tokens }, index) => {
          const value = (place) => EDGE * (words[place]?.edge ?? 1) - 0.2 * Math.abs(place - start - tokens);
          let stop = end;
          if (index < missing.length - 1) {
            stop = Math.min(start + tokens, end);
            for (let place = start + 1; place < end; place += 1) if (value(place) > value(stop)) stop = place;
          }
          if (stop > start) placed[before + 1 + index] = [start, stop];
          start = stop;
        });
      }
      before = number;
    }
  }

  /* Returns the text from one word to before another as one line, with the marks around it. */
  function extract(text, words, [start, end]) {
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

  /* Finds the document's sentences in a text. Returns them, null for each that is missing, or null where the text is not
     taken for the document. */
  function align(text, document) {
    const words = tokenize(text, document.forms);
    const positions = document.data.lemmas.map(() => []);
    words.forEach((word, place) => {
      const entries = document.forms.get(word.form) ?? [];
      word.lemmas = entries.map(({ lemma }) => lemma);
      word.content = !entries.length || entries.some(({ closed }) => !closed);
      for (const lemma of word.lemmas) positions[lemma].push(place);
    });
    const chain = chainCandidates(document, findCandidates(document, positions), words.length);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    const total = sum(document.sentences.map((sentence) => sentence.words));
    const least = Math.max(LEAST, Math.min(SURE, LEAST_WORDS / total));
    const near = sum(chain.map(({ number }) => document.sentences[number].words)) / total;
    if (near < least) return null;
    const placed = placeSentences(document, words, chain);
    refineEdges(document, words, placed);
    fillGaps(document, words, placed);
    const share = sum(placed.map((span, number) => (span ? countMatches(document.sentences[number], words, span) : 0))) / total;
    const content = sum(placed.map((span, number) => (span ? Math.max(document.sentences[number].words, words.slice(...span).filter((word) => word.content).length) : 0))) / total;
    if (share / (content || 1) < SURE || share < least) return null;
    return placed.map((span) => (span ? extract(text, words, span) : null));
  }

  // Counts --------------------------------------------------------------------------------------------------

  /* Whether words from a place on have these values, with no mark between them. */
  const matchesAt = (words, place, values, read) =>
    values.every((value, index) => words[place + index] && read(words[place + index]) === value && !(index && words[place + index].marked));

  /* Finds phrases as `reading/text/phrases.py` does: of those that start at a word, the longest; none overlap. */
  function findPhrases(words, phrases, read) {
    const found = [];
    for (let place = 0; place < words.length; place += 1) {
      const longest = phrases.filter((phrase) => matchesAt(words, place, phrase.words, read)).sort((a, b) => b.words.length - a.words.length)[0];
      if (!longest) continue;
      found.push({ phrase: longest, start: place, end: place + longest.words.length });
      place += longest.words.length - 1;
    }
    return found;
  }

  /* Whether a word belongs to a unit of grammar, such as "in the face of". */
  function isInUnit(words, place, unit) {
    const parts = unit.split(" ");
    return parts.some((part, index) => part === words[place].form && place >= index && matchesAt(words, place - index, parts, (word) => word.form));
  }

  /* Reads a sentence as the book does. Returns its words, each with its lemma and whether it is of a closed class, and the
     phrases. */
  function readSentence(sentence, document) {
    const { lemmas } = document.data;
    const words = tokenize(sentence, document.forms);
    const [names, terms] = [true, false].map((name) => document.data.phrases.filter((phrase) => phrase.name === name));
    const foundNames = findPhrases(words, names, (word) => word.form);
    for (const { start, end } of foundNames) words.slice(start, end).forEach((word) => { word.inName = true; });
    words.forEach((word, place) => {
      const written = sentence.slice(word.start, word.end);
      const isAcronym = written === written.toUpperCase() && /\p{L}.*\p{L}/u.test(written);
      const isName = isAcronym || word.inName || (place > 0 && /^\p{Lu}/u.test(written));
      const entries = document.forms.get(word.form) ?? [];
      const asName = (entry) => (lemmas[entry.lemma] === word.form) === isName;
      const fitting = entries.find((entry) => lemmas[entry.lemma].includes(" ") && isInUnit(words, place, lemmas[entry.lemma]))
        ?? entries.find((entry) => !lemmas[entry.lemma].includes(" ") && asName(entry)) ?? entries.find((entry) => !lemmas[entry.lemma].includes(" "));
      word.lemma = fitting ? lemmas[fitting.lemma] : word.form;
      word.closed = fitting?.closed === true && !isAcronym;
    });
    // A comparative is of no set term.
    const isCompared = (word) => /(?:er|est)$/.test(word.form) && !/(?:er|est)$/.test(word.lemma);
    const foundTerms = findPhrases(words, terms, (word) => (word.inName || isCompared(word) ? null : word.lemma));
    return { words, phrases: [...foundNames, ...foundTerms] };
  }

  /* Reads the sentences of a copy; null stands for each that is missing. */
  const readSentences = (sentences, document) => sentences.map((sentence) => (sentence === null ? null : readSentence(sentence, document)));

  const countValues = (values) => values.reduce((counts, value) => counts.set(value, (counts.get(value) ?? 0) + 1), new Map());

  /* Counts a copy again and compares it with what is published. Returns `rows` with a name, the published value and that
     of the copy, or for several values how many there are and how many are equal; and the `terms` that differ. */
  function compare(read, document) {
    const { data, sentences } = document;
    const rows = [];
    const addValue = (name, published, own) => rows.push({ name, published, own, agrees: published === own });
    const addEqual = (name, isEqual) => {
      const equal = isEqual.filter(Boolean).length;
      rows.push({ name, published: isEqual.length, own: equal, agrees: equal === isEqual.length });
    };
    const isContent = (word) => !word.closed;
    const tokensOf = (numbers) => numbers.flatMap((number) => read[number]?.words.map(({ form }) => form) ?? []);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    const all = sentences.map((_, number) => number);
    addEqual("Sentences found", read.map(Boolean));
    addValue("Words", sum(sentences.map(({ tokens }) => tokens)), tokensOf(all).length);
    data.sections.forEach((title, section) => {
      const tokens = tokensOf(all.filter((number) => data.paragraphs[sentences[number].paragraph].section === section));
      const name = (text) => (data.sections.length > 1 ? `${text}, ${title}` : text);
      if (data.sections.length > 1) addValue(name("Words"), sum(data.forms.counts.map((counts) => counts[section])), tokens.length);
      addValue(name("Different words"), new Set(data.forms.token.filter((_, row) => data.forms.counts[row][section])).size, new Set(tokens).size);
    });
    addEqual("Sentences with as many words", sentences.map(({ tokens }, number) => read[number]?.words.length === tokens));
    const listContent = (number) => read[number]?.words.filter(isContent).map(({ lemma }) => lemma).sort().join("\n");
    addEqual("Sentences with the same content words", data.words.map((words, number) => words.map((lemma) => data.lemmas[lemma]).sort().join("\n") === listContent(number)));
    const content = read.flatMap((sentence) => sentence?.words.filter(isContent).map(({ lemma }) => lemma) ?? []);
    const counts = countValues(content);
    const published = countValues(data.words.flat().map((lemma) => data.lemmas[lemma]));
    const names = [...new Set([...published.keys(), ...counts.keys()])].sort();
    const terms = names.map((name) => ({ name, published: published.get(name) ?? 0, own: counts.get(name) ?? 0 }));
    addEqual("Content words with the same count", [...published].map(([name, count]) => counts.get(name) === count));
    const phrases = countValues(read.flatMap((sentence) => sentence?.phrases.map(({ phrase }) => phrase) ?? []));
    if (data.phrases.length) addEqual("Phrases with the same count", data.phrases.map((phrase) => phrases.get(phrase) === phrase.sentences.length));
    const pairs = countValues(read.flatMap((sentence) => (sentence?.words ?? []).flatMap((word, place, words) => {
      const before = words[place - 1];
      return before && !word.marked && isContent(word) && isContent(before) ? [`${before.lemma}\n${word.lemma}`] : [];
    })));
    if (data.pairs.length) addEqual("Repeated pairs of words with the same count", data.pairs.map(([first, second, count]) => pairs.get(`${first}\n${second}`) === count));
    const different = [...terms, ...data.phrases.map((phrase) => ({ name: phrase.label, published: phrase.sentences.length, own: phrases.get(phrase) ?? 0 }))];
    return { rows, terms: different.filter((term) => term.published !== term.own) };
  }

  return { normalize, prepare, align, readSentences, compare };
})();
