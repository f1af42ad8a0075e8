/* The explorer's part that finds terms by what readers type: another form of a word, another spelling, another name of
   an actor, a misspelling. What this needs beside the names of the terms is loaded when a reader types, or when the
   address names none of them. */
"use strict";

window.makeLookup = ({ terms, termsById, foldText, loadScript }) => {
  const { forms: formsScript, scripts, through_time: throughTime } = window.terms;
  const byLabel = new Map();
  for (const term of terms) if (!byLabel.has(foldText(term.label))) byLabel.set(foldText(term.label), term);
  for (const [index, { name }] of (throughTime?.terms ?? []).entries()) {
    const term = terms.find(({ followed }) => followed === index);
    if (term && !byLabel.has(foldText(name))) byLabel.set(foldText(name), term);
  }

  /* The terms by their other forms, the most frequent term of each stem, and the terms in one spelling for British and
     American English. All are null before they are loaded. */
  let byForm = null, byStem = null, bySpelling = null;
  const unifySpelling = (text) => window.bookWords.splitWords(text).map(window.bookWords.unifySpelling).join(" ");
  const findStems = (text) => window.bookWords.splitWords(text).map(window.bookWords.findStem).join(" ");

  /* Adds the other forms of each term, as one text with a bar between them. */
  window.terms.addForms = (lists) => {
    byForm = new Map();
    byStem = new Map();
    bySpelling = new Map();
    lists.forEach((list, index) => list.split("|").filter(Boolean).forEach((form) => byForm.set(foldText(form), terms[index])));
    for (const term of [...terms].sort((a, b) => b.count - a.count)) {
      const stems = findStems(term.label);
      if (!byStem.has(stems)) byStem.set(stems, term);
      const spelt = unifySpelling(term.label);
      if (!bySpelling.has(spelt)) bySpelling.set(spelt, term);
    }
  };

  const isLoaded = () => byForm !== null;

  /* Loads what finds other forms, and calls `onEnd`, also if that fails. */
  const load = (onEnd) => loadScript(scripts.words, () => loadScript(formsScript, onEnd));

  /* Finds a term by its id, by its label, by one of its forms, or in another spelling. */
  const findTerm = (text) =>
    termsById.get(text) ?? byLabel.get(foldText(text)) ?? byForm?.get(foldText(text)) ?? bySpelling?.get(unifySpelling(text));

  /* Finds a term whose words have the same stems as a text, such as `cooperation` for `cooperating`. */
  const findRelated = (text) => byStem?.get(findStems(text)) ?? null;

  /* Finds the terms that are spelt most like a text. */
  function findSimilar(text) {
    if (!isLoaded()) return [];
    const folded = foldText(text);
    return terms
      .map((term) => ({ term, distance: window.bookWords.computeDistance(folded, foldText(term.label)) }))
      .filter(({ distance }) => distance <= Math.max(1, folded.length / 3))
      .sort((a, b) => a.distance - b.distance || b.term.count - a.term.count)
      .slice(0, 3)
      .map(({ term }) => term);
  }

  const sorted = [...terms].sort((a, b) => b.ranked - a.ranked || b.count - a.count);

  /* Lists the terms in which a word begins with a text, and for a longer text also those that contain it, or have it as
     another form. A term that the text names comes first, then terms that begin with it. */
  function listMatches(text) {
    const folded = foldText(text);
    const startsWithText = (term) => foldText(term.label).startsWith(folded);
    const found = sorted.filter((term) => {
      const label = foldText(term.label);
      return ` ${label}`.includes(` ${folded}`) || (folded.length > 2 && label.includes(folded));
    });
    const named = findTerm(text) ?? findRelated(text);
    return [...new Set([...(named ? [named] : []), ...found.filter(startsWithText), ...found])];
  }

  return { isLoaded, load, findTerm, findRelated, findSimilar, listMatches, sorted };
};
