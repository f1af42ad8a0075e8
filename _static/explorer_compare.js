/* The explorer's comparison of several terms: a table with a column for each. */
"use strict";

window.makeComparisonTable = ({ findPart, makeElement, sections, formatNumber, formatInterval, formatCount, quote, describeSections, countSentencesBySection }) => {
  const MAX_SECTIONS = 4;

  const countShared = (first, second) => {
    const own = new Set(first.occurrences.map(({ sentence }) => sentence));
    return second.occurrences.filter(({ sentence }) => own.has(sentence)).length;
  };

  const formatRate = ({ rate, rate_low: low, rate_high: high }) =>
    formatNumber(rate, 1) + (low === null ? "" : ` (${formatInterval(low, high, 1)})`);

  /* Shows the terms side by side. The first is the one that the rest of the page is about. */
  return (terms) => {
    const part = findPart("comparison");
    const [front] = terms;
    const rows = [
      ["Occurrences", ({ count }) => count],
      ["Per thousand tokens, 95\u00a0% interval", formatRate],
      ["Paragraphs with it", ({ paragraphs }) => paragraphs],
      ["Sentences with it", ({ sentences }) => sentences],
      ...(sections.length < 2 || sections.length > MAX_SECTIONS ? []
        : sections.map(({ title }, index) => [`of these in ${quote(title)}`, (term) => countSentencesBySection(term)[index]])),
      ...(sections.length < 2 ? [] : [["Do the sections differ?", describeSections]]),
      [`Sentences shared with ${quote(front.label)}`, (term) => (term === front ? "\u2013" : countShared(front, term))],
    ];
    const makeHead = (term, index) => makeElement("th", { scope: "col" },
      makeElement("button", { type: "button", class: "plain", "data-front": term.id, "aria-pressed": String(!index), title: "Show its details below" }, term.label), " ",
      makeElement("button", { type: "button", class: "plain remove", "data-remove": term.id }, "\u00d7", makeElement("span", { class: "visually-hidden" }, ` Remove ${term.label}`)));
    part.querySelector("thead").replaceChildren(makeElement("tr", {}, makeElement("td", {}), ...terms.map(makeHead)));
    part.querySelector("tbody").replaceChildren(...rows.map(([name, read]) => makeElement("tr", {},
      makeElement("th", { scope: "row" }, name), ...terms.map((term) => makeElement("td", {}, String(read(term)))))));
    part.querySelector("caption").textContent = `${formatCount(terms.length, "term", "terms")} side by side`;
  };
};
