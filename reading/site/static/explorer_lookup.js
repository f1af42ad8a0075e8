/* The explorer's part that finds terms by what readers type: another form of a word, another spelling,
 * another name of an actor, a misspelling. */
"use strict";

window.makeLookup = ({ terms, termsById }) => {
  const { normalizeText, splitWords, computeDistance } = window.bookWords;
  const byLabel = new Map();
  // Of terms with one name, the first has it.
  for (const term of terms.toReversed()) byLabel.set(normalizeText(term.label), term);

  const unifySpelling = (text) => splitWords(text).map(window.bookWords.unifySpelling).join(" ");
  const findStems = (text) => splitWords(text).map(window.bookWords.findStem).join(" ");

  /* Makes the terms by their other forms, the most frequent term of each stem, and the terms in one spelling
   * for British and American English. */
  function makeIndex() {
    const [byForm, byStem, bySpelling] = [new Map(), new Map(), new Map()];
    for (const term of terms) for (const form of term.forms) byForm.set(normalizeText(form), term);
    for (const term of [...terms].sort((a, b) => b.count - a.count)) {
      const stems = findStems(term.label);
      if (!byStem.has(stems)) byStem.set(stems, term);
      const spelt = unifySpelling(term.label);
      if (!bySpelling.has(spelt)) bySpelling.set(spelt, term);
    }
    return { byForm, byStem, bySpelling };
  }

  /* It is made when a reader looks for what is no name of a term. */
  let index = null;
  const getIndex = () => (index ??= makeIndex());

  /* Finds a term by its id, by its label, by one of its forms, or in another spelling. */
  const findTerm = (text) => termsById.get(text) ?? byLabel.get(normalizeText(text))
    ?? getIndex().byForm.get(normalizeText(text)) ?? getIndex().bySpelling.get(unifySpelling(text));

  /* Splits a text into names of terms: at commas, and what is no term at "and" or "vs". */
  const splitNames = (text) => text.split(",").map((part) => part.trim()).filter(Boolean)
    .flatMap((part) => (findTerm(part) ? part : part.split(/\s+(?:and|vs\.?)\s+/)));

  /* Finds a term whose words have the same stems as a text, such as `cooperation` for `cooperating`. */
  const findRelated = (text) => getIndex().byStem.get(findStems(text)) ?? null;

  /* Finds the terms that are spelt most like a text. */
  function findSimilar(text) {
    const normalized = normalizeText(text);
    return terms
      .map((term) => ({ term, distance: computeDistance(normalized, normalizeText(term.label)) }))
      .filter(({ distance }) => distance <= Math.max(1, normalized.length / 3))
      .sort((a, b) => a.distance - b.distance || b.term.count - a.term.count)
      .slice(0, 3)
      .map(({ term }) => term);
  }

  const sorted = [...terms].sort((a, b) => b.ranked - a.ranked || b.count - a.count);

  /* Lists the terms in which a word begins with a text, and for a longer text also those that contain it, or
   * have it as another form. A term that the text names comes first, then terms that begin with it. */
  function listMatches(text) {
    const normalized = normalizeText(text);
    const startsWithText = (term) => normalizeText(term.label).startsWith(normalized);
    const found = sorted.filter((term) => {
      const label = normalizeText(term.label);
      return ` ${label}`.includes(` ${normalized}`) || (normalized.length > 2 && label.includes(normalized));
    });
    const named = findTerm(text) ?? findRelated(text);
    return [...new Set([...(named ? [named] : []), ...found.filter(startsWithText), ...found])];
  }

  return { findTerm, splitNames, findRelated, findSimilar, listMatches, sorted };
};
