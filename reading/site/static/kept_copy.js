/* The copy of the document that this browser keeps, and the check that no text repeats it that leaves the
 * browser. It is part of the scripts of the own copy and of the coding page. */
"use strict";

window.keptCopy ??= (() => {
  const STORAGES = ["sessionStorage", "localStorage"];
  /* So many words in a row count as copied. */
  const RUN = 8;

  /* Returns the `sentences` of the copy, null for each that is missing, and the storage that has them. Null
   * without a copy. */
  function read() {
    const key = document.querySelector("script[data-own-copy]")?.dataset.ownCopy;
    for (const keep of key ? STORAGES : []) {
      try {
        const sentences = JSON.parse(window[keep].getItem(key));
        if (Array.isArray(sentences)) return { keep, sentences };
      } catch { /* There is no storage, or something else is stored. */ }
    }
    return null;
  }

  /* Returns a text on one line, without characters that cannot be seen. Joiners are part of some scripts. */
  const clean = (text) => text.replace(/\s+/gu, " ").replace(/[^\P{C}\u200c\u200d]/gu, "").trim();

  function splitWords(text) {
    const plain = clean(text).replace(/[\u200c\u200d]/g, "").normalize("NFKC").toLowerCase();
    return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
  }
  const listRuns = (text) => {
    const words = splitWords(text);
    return words.slice(RUN - 1).map((_, start) => words.slice(start, start + RUN).join(" "));
  };

  /* Tells whether a text repeats eight words in a row of a copy. Such a text must not leave this browser. */
  function isRepeatedBy(text, sentences) {
    const runs = new Set(listRuns(sentences.map((sentence) => sentence ?? "").join(" ")));
    return listRuns(text).some((run) => runs.has(run));
  }

  /* Says how many sentences a copy has, and what to do if it lacks some. `nameAt` names one by its index. */
  function describeFound(sentences, nameAt) {
    const found = sentences.filter((sentence) => sentence !== null).length;
    const first = sentences.indexOf(null);
    return `${found} of ${sentences.length} sentences found. ` + (first < 0 ? ""
      : `The first that is missing is ${nameAt(first)}: give a text that has its paragraph, too. `);
  }

  return { STORAGES, read, isRepeatedBy, clean, describeFound };
})();
