/* The explorer's part on other texts, for books that have a reference. `explorer.js` passes the functions
 * that both use. The texts that have a term are loaded when a reader opens their list. */
"use strict";

window.makeOtherTexts = ({ findPart, makeEntries, getTerm }) => {
  const { formatNumber } = window;
  const { makeElement, formatCount, loadScript, quote } = window.pageTools;
  const { reference } = window.terms;
  if (!reference) return null;

  function showOtherTexts(term) {
    const allTexts = formatCount(reference.texts, "text") + ` of ${reference.year}`;
    const { texts, median, upper } = term;
    const none = texts === 0 ? "None of them has it in this spelling." : "This phrase was not counted there.";
    findPart("reference-text").textContent =
      `The document is compared with ${allTexts}: ${reference.title}.${texts ? "" : ` ${none}`}`;
    findPart("reference-rates").hidden = !texts;
    findPart("reference-rates").replaceChildren(...(texts ? makeEntries([
      ["This document", `${formatNumber(term.rate, 1)} per thousand tokens`],
      ["Median", `${formatNumber(median, 1)} in these texts`],
      ["95\u00a0% of them", `at most ${formatNumber(upper, 1)}`],
    ]) : []));
    const details = findPart("uses");
    details.hidden = !texts;
    if (details.dataset.of !== term.id) {
      details.open = false;
      details.querySelector("ul").replaceChildren();
    }
    details.dataset.of = term.id;
    details.querySelector("summary").textContent = `In ${texts} of ${allTexts}`;
    const link = term.listed && makeElement("a", { href: term.listed },
      `Share of texts that use ${quote(term.followed)}, by year`);
    findPart("through-time").replaceChildren(link ?? "");
  }

  /* Shows the texts that have the term, when a reader opens their list. */
  async function showUses() {
    const term = getTerm();
    const fill = (items) => {
      if (term === getTerm()) findPart("uses").querySelector("ul").replaceChildren(...items);
    };
    const makeItem = ([index, count]) =>
      makeElement("li", {}, `${window.termUses.names[index]} `, makeElement("span", {}, count));
    try {
      await loadScript(`_static/${reference.uses}`);
      fill(window.termUses.terms[term.id].map(makeItem));
    } catch {
      fill([makeElement("li", {}, "The list could not be loaded.")]);
    }
  }

  findPart("uses").addEventListener("toggle", ({ target }) => { if (target.open) showUses(); });

  return showOtherTexts;
};
