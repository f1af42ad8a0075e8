/* The explorer's addresses, which hold what the page shows: terms, a place and a collocate. */
"use strict";

/* Where terms and texts of a reader are found in the book. */
window.bookAddress = {
  getEvidence: (id) => `evidence.html#${id}`,
  getSearch: (text) => `search.html?${new URLSearchParams({ q: text })}`,
};

/* Makes the address of terms by their names, with a place and a collocate by their ids or without. */
window.makeTermAddress = ([name, ...others], { place, collocate } = {}) => {
  const parameters = new URLSearchParams({ term: name });
  for (const other of others) parameters.append("and", other);
  if (place) parameters.set("at", place);
  if (collocate) parameters.set("with", collocate);
  return `?${parameters}`;
};

/* Makes the function that reads an address. It returns the `terms` that the address names, the ids of a
 * `place` and a `collocate`, and messages on what does not exist. */
window.makeAddressReader = ({ lookup, places, firstTerm }) => {
  const { makeElement, quote } = window.pageTools;

  /* The most terms side by side. */
  const MAX_TERMS = 4;

  function describeUnknownTerm(text) {
    const similar = lookup.findSimilar(text);
    const links = similar.flatMap((term, index) => [
      index ? ", " : "; did you mean ",
      makeElement("a", { href: window.makeTermAddress([term.id]) }, term.label),
    ]);
    const search = makeElement("a", { href: window.bookAddress.getSearch(text) }, "Search the book for it");
    return [`No term is called ${quote(text)}`, ...links, similar.length ? "? " : ". ", search, ". "];
  }

  /* Finds the terms of names. Returns them, and a message on each that is unknown or has another name. */
  function findNamed(names) {
    const found = new Set();
    const problems = [];
    for (const text of names) {
      const term = lookup.findTerm(text);
      const related = term ? null : lookup.findRelated(text);
      if (term ?? related) found.add(term ?? related);
      if (related) problems.push(`No term is called ${quote(text)}; this is ${quote(related.label)}. `);
      else if (!term) problems.push(...describeUnknownTerm(text));
    }
    if (found.size > MAX_TERMS) problems.push(`At most ${MAX_TERMS} terms are shown side by side. `);
    return { terms: [...found].slice(0, MAX_TERMS), problems };
  }

  return (search) => {
    const parameters = new URLSearchParams(search);
    const names = [parameters.get("term") ?? "", ...parameters.getAll("and")].flatMap(lookup.splitNames);
    const { terms, problems } = findNamed(names.length ? names : [firstTerm]);
    const [placeId, collocate] = [parameters.get("at"), parameters.get("with")];
    const place = places.find(({ id }) => id === placeId) ?? null;
    if (placeId && !place) problems.push(`No place is called ${quote(placeId)}. `);
    return { terms, place, collocate, problems };
  };
};
