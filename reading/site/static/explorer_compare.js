/* The explorer's comparison of several terms: a table with a column for each. */
"use strict";

window.makeComparisonTable = ({ part, text }) => {
  const { makeElement, makeHidden, formatCount, quote } = window.pageTools;
  const { makeTermAddress, sayCount: { formatRate } } = window;

  const countShared = (first, second) => {
    const own = new Set(first.occurrences.map(({ sentence }) => sentence));
    return second.occurrences.filter(({ sentence }) => own.has(sentence)).length;
  };

  /* Shows the terms side by side. The first is the one that the rest of the page is about. */
  return ({ shown: terms }) => {
    part.hidden = terms.length === 1;
    if (part.hidden) return;
    const [front] = terms;
    const hasRatio = front.log_ratio !== null;
    const rows = [
      ["Occurrences", ({ count }) => count],
      ["Per thousand tokens", ({ count }) => formatRate(count, text.tokens)],
      ["Sentences with it", ({ occurrences }) => occurrences.length],
      ["Paragraphs with it", text.countParagraphs],
      ...(hasRatio ? [["Log Ratio", ({ log_ratio: ratio }) => window.formatNumber(ratio)]] : []),
      [`Sentences shared with ${quote(front.label)}`,
        (term) => (term === front ? "\u2013" : countShared(front, term))],
    ];
    const makeHead = ({ id, label }, index) => {
      const others = terms.filter((term) => term.id !== id).map((term) => term.id);
      const href = makeTermAddress([id, ...others]);
      const choice = { class: "plain", title: "Show its details below", href };
      return makeElement("th", { scope: "col" },
        makeElement("a", { ...choice, "aria-current": !index && "true" }, label), " ",
        makeElement("a", { class: "plain remove", href: makeTermAddress(others) },
          "\u00d7", makeHidden(` Remove ${label}`)));
    };
    const heads = [makeElement("td", {}), ...terms.map(makeHead)];
    part.querySelector("thead").replaceChildren(makeElement("tr", {}, ...heads));
    part.querySelector("tbody").replaceChildren(...rows.map(([name, read]) => makeElement("tr", {},
      makeElement("th", { scope: "row" }, name),
      ...terms.map((term) => makeElement("td", {}, read(term))))));
    part.querySelector("caption").textContent = `${formatCount(terms.length, "term")} side by side`;
  };
};
