/* The explorer's first lines on a term: how often it occurs, and how its rates in two sections compare. */
"use strict";

window.makeHeadline = ({ findPart, text }) => {
  const { makeElement, formatCount, quote } = window.pageTools;
  const { formatTimes, formatRate } = window.sayCount;

  function describe(term) {
    const { kind, count, occurrences } = term;
    return `The ${kind} occurs ${formatTimes(count)} in ${formatCount(occurrences.length, "sentence")} `
      + `and ${text.countParagraphs(term)} of ${formatCount(text.parts.length, "paragraph")}: `
      + `${formatRate(count, text.tokens)} per thousand tokens. `;
  }

  /* Says in one line how the rates in two sections compare; empty for more sections. */
  function describeLogRatio({ log_ratio: ratio, occurrences }) {
    if (ratio === null) return "";
    const [first, second] = text.sections.map(({ title }) => quote(title));
    const holding = new Set(occurrences.map(({ sentence }) => text.sentences[sentence].paragraph.section));
    const noteOnZero = holding.size === 2 ? "" : ", where a count of zero is taken as a half";
    const factor = 2 ** ratio;
    return `Log Ratio ${window.formatNumber(ratio)}: the rate in ${first} is `
      + `${window.formatNumber(factor, factor < 1 ? 2 : 1)} times that in ${second}${noteOnZero}.`;
  }

  return ({ term, others }) => {
    findPart("name").replaceChildren(term.label);
    findPart("headline").replaceChildren(
      describe(term),
      makeElement("a", { href: window.bookAddress.getEvidence(term.id) }, "Its evidence"), " \u00b7 ",
      makeElement("a", { href: window.bookAddress.getSearch(term.label) }, "Elsewhere in the book"),
    );
    findPart("log-ratio").textContent = describeLogRatio(term);
    findPart("more").hidden = !others.length;
    findPart("more").textContent = `More about ${quote(term.label)}`;
  };
};
