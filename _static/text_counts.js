/* Counts the words of a text of the reader's own: terms and their forms, how evenly they spread, and the words around them.
   It reads the text as `reading derive` does; see `text_outline.js` and `text_words.js`, which are parts of this script. The
   page loads it when a reader uses the form. Nothing here touches the page, stores anything or sends anything. */
"use strict";

window.textCounts = (() => {
  /* Words before and after a term that count as around it. */
  const SPAN = 5;

  const count = (counts, key, added = 1) => counts.set(key, (counts.get(key) ?? 0) + added);
  const compareText = (first, second) => (first < second ? -1 : Number(first > second));

  /* Reads a text. Returns its `sections`, each with a `title` and its number of `tokens`; its `paragraphs`, each with a `title`, the
     index of its `section`, its `tokens` and the index of its `first` sentence; its `sentences`, each with its `text`, its `words`
     and the index of its `paragraph`; and its `terms`, see `listTerms`. */
  function readText(text, isMarkdown) {
    const [sections, paragraphs, sentences] = [[], [], []];
    for (const section of window.textOutline.readText(text, isMarkdown)) {
      const firstOfSection = sentences.length;
      for (const { title, text: block } of section.paragraphs) {
        const first = sentences.length;
        for (const sentence of window.textWords.splitSentences(block)) {
          sentences.push({ text: sentence, paragraph: paragraphs.length, words: window.textWords.splitWords(sentence).filter(Boolean) });
        }
        paragraphs.push({ title, section: sections.length, first, tokens: countTokens(sentences.slice(first)) });
      }
      sections.push({ title: section.title, tokens: countTokens(sentences.slice(firstOfSection)) });
    }
    return { sections, paragraphs, sentences, tokens: countTokens(sentences), terms: listTerms(sentences) };
  }

  const countTokens = (sentences) => sentences.reduce((sum, { words }) => sum + words.length, 0);

  /* Lists the terms, the most frequent first: each with its `lemma`, whether it is `closed`, its `count`, its `forms` with their
     counts, and its `places`: the index of a sentence and of a word in it. */
  function listTerms(sentences) {
    const terms = new Map();
    sentences.forEach(({ words }, sentence) => words.forEach(({ token, lemma, closed }, place) => {
      const key = `${lemma}\n${closed}`;
      if (!terms.has(key)) terms.set(key, { lemma, closed, count: 0, forms: new Map(), places: [] });
      const term = terms.get(key);
      term.count += 1;
      count(term.forms, token);
      term.places.push([sentence, place]);
    }));
    for (const term of terms.values()) term.forms = [...term.forms].sort((a, b) => b[1] - a[1] || compareText(a[0], b[0]));
    return [...terms.values()].sort((a, b) => b.count - a.count || compareText(a.lemma, b.lemma));
  }

  /* Counts a term in each part: `findPart` returns the index of the part of a sentence. */
  function countByPart(term, parts, findPart) {
    const counts = parts.map(() => 0);
    for (const [sentence] of term.places) counts[findPart(sentence)] += 1;
    return counts;
  }

  const countBySection = (read, term) => countByPart(term, read.sections, (sentence) => read.paragraphs[read.sentences[sentence].paragraph].section);
  const countByParagraph = (read, term) => countByPart(term, read.paragraphs, (sentence) => read.sentences[sentence].paragraph);
  const countBySentence = (read, term) => countByPart(term, read.sentences, (sentence) => sentence);

  /* Measures how evenly a term spreads over parts of the given sizes, see `reading/measures/dispersion.py`. NaN where a measure
     has no value. */
  function measureDispersion(counts, sizes) {
    const filled = sizes.map((size, index) => [counts[index], size]).filter(([, size]) => size > 0);
    const sum = (values) => values.reduce((total, value) => total + value, 0);
    const [total, tokens] = [sum(filled.map(([own]) => own)), sum(filled.map(([, size]) => size))];
    const dp = sum(filled.map(([own, size]) => Math.abs(own / total - size / tokens))) / 2;
    const most = 1 - filled.reduce((least, [, size]) => Math.min(least, size), Infinity) / tokens;
    const rates = filled.map(([own, size]) => own / size);
    const mean = sum(rates) / rates.length;
    const deviation = Math.sqrt(sum(rates.map((rate) => (rate - mean) ** 2)) / rates.length);
    const hasParts = filled.length > 1;
    return {
      range: filled.filter(([own]) => own > 0).length,
      dp,
      dp_norm: hasParts ? dp / most : NaN,
      juilland_d: hasParts ? 1 - deviation / mean / Math.sqrt(filled.length - 1) : NaN,
    };
  }

  const measureOverParagraphs = (read, term) => measureDispersion(countByParagraph(read, term), read.paragraphs.map(({ tokens }) => tokens));
  const measureOverSentences = (read, term) => measureDispersion(countBySentence(read, term), read.sentences.map(({ words }) => words.length));

  /* Counts the content words around a term, in the same sentence and at most `SPAN` words away: each with its `lemma`, how often
     it is `before` and `after`, both `together`, and its count in `all`. The most frequent first. */
  function findCollocates(read, term) {
    const found = new Map();
    for (const [sentence, place] of term.places) {
      const { words } = read.sentences[sentence];
      for (let other = Math.max(0, place - SPAN); other <= Math.min(words.length - 1, place + SPAN); other += 1) {
        const { lemma, closed } = words[other];
        if (closed || lemma === term.lemma) continue;
        if (!found.has(lemma)) found.set(lemma, { lemma, before: 0, after: 0 });
        found.get(lemma)[other < place ? "before" : "after"] += 1;
      }
    }
    const totals = new Map(read.terms.filter(({ closed }) => !closed).map((other) => [other.lemma, other.count]));
    return [...found.values()].map((row) => ({ ...row, together: row.before + row.after, all: totals.get(row.lemma) }))
      .sort((a, b) => b.together - a.together || a.all - b.all || compareText(a.lemma, b.lemma));
  }

  /* The name of a section in tables, as a new book has it. Only the first one may be without a title. */
  const nameSection = (read, index) => read.sections[index].title || (read.sections.length > 1 ? "Opening" : "The document");

  /* The rows of the table that `reading derive` writes as `vocabulary.csv`, with titles of sections in the place of ids. */
  function makeVocabulary(read) {
    const rows = read.sections.flatMap((_, section) => {
      const counts = new Map();
      for (const { words, paragraph } of read.sentences) {
        if (read.paragraphs[paragraph].section === section) for (const { token, lemma } of words) count(counts, `${token}\n${lemma}`);
      }
      const pairs = [...counts].map(([key, number]) => [...key.split("\n"), number]).sort((a, b) => compareText(a[0], b[0]) || compareText(a[1], b[1]));
      return pairs.map((pair) => [nameSection(read, section), ...pair]);
    });
    return [["section", "token", "lemma", "count"], ...rows];
  }

  /* The rows of a table of all content words. */
  function makeTermTable(read) {
    const format = (value) => (Number.isFinite(value) ? value.toFixed(4) : "");
    const rows = read.terms.filter(({ closed }) => !closed).map((term) => {
      const { range, dp, dp_norm: norm, juilland_d: juilland } = measureOverParagraphs(read, term);
      const bySection = read.sections.length > 1 ? countBySection(read, term) : [];
      const forms = term.forms.map(([form, number]) => `${form} ${number}`).join("; ");
      return [term.lemma, term.count, (1000 * term.count / read.tokens).toFixed(4), forms, range, format(dp), format(norm), format(juilland), ...bySection];
    });
    const titles = read.sections.length > 1 ? read.sections.map((_, index) => nameSection(read, index)) : [];
    return [["lemma", "count", "per_thousand", "forms", "paragraphs", "dp", "dp_norm", "juilland_d", ...titles], ...rows];
  }

  return {
    SPAN, prepare: window.textWords.prepare, readText, countBySection, countByParagraph, measureOverParagraphs, measureOverSentences, findCollocates,
    nameSection, makeVocabulary, makeTermTable,
  };
})();
