/* Compares words as readers mean them: without accents, capitals and hyphens, in British and American
 * spelling, by their stem, and by edit distance. The build adds `Stemmer`, the Porter stemmer of Sphinx. The
 * search uses this script, and so does the explorer when a reader types. */
"use strict";

window.bookWords = (() => {
  /* Removes what a search ignores: accents, case, hyphens, the points of acronyms and extra spaces. */
  const normalizeText = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
    .replace(/\u2019/g, "'").replace(/(?<!\p{L})(?:\p{L}\.){2,}/gu, (acronym) => acronym.replaceAll(".", ""))
    .replace(/[\s-]+/g, " ").trim();

  /* Splits a text into normalized words. A possessive is no part of its word. */
  const splitWords = (text) => (normalizeText(text).match(/[\p{L}\p{N}]+(?:['.][\p{L}\p{N}]+)*/gu) ?? [])
    .map((word) => word.replace(/'s$/, ""));

  /* British spellings with their American ones. What is no word of either spelling may change too, in both
   * texts. */
  const SPELLINGS = [
    [/(?<=\w{3})i[sz](?=(e[drs]?|ing|ers?|able|ations?|ational)$)/, "iz"],
    [/(?<=\w{2})yse(?=[drs]?$)/, "yze"], [/(?<=\w{2})our/, "or"], [/(?<=\w{2})tre(?=s?$)/, "ter"],
    [/(?<=def|lic|off|pret)ence(?=s?$)/, "ense"], [/gramme(?=s?$)/, "gram"], [/logue(?=s?$)/, "log"],
    [/(?<=\w{4})ll(?=(ed|ing|ers?)$)/, "l"],
  ];

  const stemmer = new Stemmer();
  const stems = new Map();

  /* Returns a normalized word in one spelling for both. */
  const unifySpelling = (word) =>
    SPELLINGS.reduce((text, [british, american]) => text.replace(british, american), word);

  /* Returns the stem of a normalized word. It is the same for both spellings. */
  function findStem(word) {
    if (!stems.has(word)) stems.set(word, stemmer.stemWord(unifySpelling(word)));
    return stems.get(word);
  }

  /* Computes the edit distance of two words. Two letters in the wrong order count as one edit. */
  function computeDistance(first, second) {
    let [before, row] = [[], Array.from({ length: second.length + 1 }, (_, index) => index)];
    for (let i = 1; i <= first.length; i += 1) {
      const next = [i];
      for (let j = 1; j <= second.length; j += 1) {
        const cost = first[i - 1] === second[j - 1] ? 0 : 1;
        next.push(Math.min(row[j] + 1, next[j - 1] + 1, row[j - 1] + cost));
        const areSwapped = first[i - 1] === second[j - 2] && first[i - 2] === second[j - 1];
        if (areSwapped) next[j] = Math.min(next[j], before[j - 2] + 1);
      }
      [before, row] = [row, next];
    }
    return row[second.length];
  }

  /* Tells whether a word may be a misspelling of another: by one edit, in a long word by two. */
  function isNear(word, other) {
    const most = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
    return Math.abs(word.length - other.length) <= most && computeDistance(word, other) <= most;
  }

  return { normalizeText, splitWords, unifySpelling, findStem, computeDistance, isNear };
})();
