/* The explorer's words around a term: a table of those that share sentences with it. */
"use strict";

window.makeCollocateTable = ({ findPart, termsById, listsAllPairs }) => {
  const { makeElement, makeHidden, formatCount, quote, showFirst } = window.pageTools;

  /* The number of collocates in the table before a reader asks for all of them. */
  const FIRST_ROWS = 10;

  function describe({ occurrences, collocates }, place, sharedHere) {
    const holding = formatCount(occurrences.length, "sentence holds", "sentences hold");
    const sharing = collocates.length ? formatCount(collocates.length, "word shares", "words share")
      : "No word shares";
    const text = listsAllPairs ? `${holding} it. ${sharing} two or more with it.`
      : `${holding} it. ${sharing} many with it; pairs that share fewer are not listed.`;
    if (!place) return text;
    const occurring = formatCount(sharedHere, "of these words occurs", "of these words occur");
    return `${text} Limited to ${quote(place.title)}: ${occurring} with it there. `
      + "logDice is still that of the whole document.";
  }

  function makeRow({ id, shared, log_dice: logDice }, sharedHere, { place, collocate }) {
    const { label } = termsById.get(id);
    const sharedText = place ? `${sharedHere} of ${shared.length}` : shared.length;
    const isPicked = collocate?.id === id;
    const button = makeElement("button",
      { class: "plain", "aria-pressed": String(isPicked), "data-key": `with ${id}` },
      sharedText, makeHidden(` shared with ${label}: mark them`));
    const address = { class: "plain", href: window.makeTermAddress([id]), title: "Look at this word" };
    return makeElement("tr", { "data-with": id, class: isPicked && "picked-row" },
      makeElement("th", { scope: "row" },
        makeElement("a", address, label), " ",
        makeElement("a", { class: "proof", href: window.bookAddress.getEvidence(id) },
          "evidence", makeHidden(` for ${label}`))),
      makeElement("td", { class: "number" }, button),
      makeElement("td", { class: "number" }, window.formatNumber(logDice)));
  }

  return (state) => {
    const { term, place, isInPlace } = state;
    const found = term.collocates
      .map((row) => ({ row, sharedHere: row.shared.filter(isInPlace).length }))
      .filter(({ sharedHere }) => sharedHere);
    findPart("collocates-text").textContent = describe(term, place, found.length);
    findPart("collocates").hidden = found.length === 0;
    showFirst(findPart("collocate-rows"), findPart("show-all"), {
      items: found.map(({ row, sharedHere }) => makeRow(row, sharedHere, state)),
      first: FIRST_ROWS,
      of: term.id,
      label: `Show all ${found.length}`,
    });
  };
};
