/* The explorer's part on other texts, for books that have a reference. `explorer.js` passes the functions
 * that both use. The texts that have a term are loaded when a reader opens their list. */
"use strict";

window.makeOtherTexts = ({ findPart, makeEntries, getTerm }) => {
  const { formatNumber } = window;
  const { makeElement, formatCount, loadScript, quote } = window.pageTools;
  const { reference, through_time: throughTime } = window.terms;
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
    findPart("through-time").replaceChildren(...(term.history ? makeHistory(term) : []));
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

  /* Makes the line of a term through the years, and says what it counts. */
  function makeHistory({ followed, history: { counted, texts } }) {
    const { years, all_texts: allTexts, page } = throughTime;
    const shares = texts.map((count, index) => count / allTexts[index]);
    const last = shares.length - 1;
    const top = shares.indexOf(Math.max(...shares));
    const format = (index) => `${formatNumber(100 * shares[index], 0)}\u00a0%`;
    const points = [...new Set([0, top, last])];
    const describePoint = (index) => `${index === top ? "most " : ""}${format(index)} in ${years[index]}`;
    const label = points.map(describePoint).join(", ");
    const wildcards = counted.some((term) => term.includes("*")) ? ", where * stands for any letters" : "";
    const note = counted.length ? `Counted together: ${counted.join(", ")}${wildcards}. ` : "";
    return [
      makeElement("h4", {}, `Share of texts that use ${quote(followed)}, by year`),
      makeLine({ years, shares, top, last, format }, `Share of texts that use it: ${label}`),
      makeElement("p", { class: "hint" },
        note, page ? makeElement("a", { href: page }, "Words through time") : ""),
    ];
  }

  /* Draws the shares by year. The highest share and that of the last year are written beside the line. */
  function makeLine({ years, shares, top, last, format }, label) {
    const placeYear = (index) => (100 * (years[index] - years[0])) / (years[last] - years[0]);
    const placeShare = (share) => 44 - (44 * share) / (shares[top] || 1);
    // The right end has room for the last share.
    const toX = (index) => `${1 + 0.87 * placeYear(index)}%`;
    const toY = (index) => 20 + placeShare(shares[index]);
    const topAnchor = placeYear(top) < 15 ? "start" : placeYear(top) > 85 ? "end" : "middle";
    const path = shares.map((share, index) => `${placeYear(index)} ${placeShare(share)}`).join("L");
    const view = { viewBox: "0 0 100 44", preserveAspectRatio: "none", overflow: "visible" };
    const makeText = (x, y, text, anchor = null) =>
      makeElement("text", { x, y, "text-anchor": anchor }, text);
    const attributes = { class: "course", role: "img", "aria-label": label, width: "100%", height: "88" };
    return makeElement("svg", attributes,
      makeElement("line", { x1: toX(0), x2: toX(last), y1: 64, y2: 64 }),
      makeElement("svg", { x: "1%", y: 20, width: "87%", height: 44, ...view },
        makeElement("path", { d: `M${path}` })),
      ...[top, last].map((index) => makeElement("circle", { cx: toX(index), cy: toY(index), r: 3.5 })),
      top === last ? null : makeText(toX(top), 11, `${format(top)} in ${years[top]}`, topAnchor),
      makeText("89.5%", toY(last) + 4, format(last)),
      makeText("1%", 82, years[0]),
      makeText("88%", 82, years[last], "end"));
  }

  return showOtherTexts;
};
