/* The search. It ranks the places of the book, which the build writes to `window.searchIndex`, and shows the
 * best place of each page with the words around what was found. The index is large, so it is loaded only when
 * a reader searches. */
"use strict";

(() => {
  const { splitWords, findStem, isNear } = window.bookWords;
  const { makeElement, loadScript, quote } = window.pageTools;

  /* How much a match in a title counts, beside one in the text, by the kind of the place. */
  const TITLE_WEIGHTS = { page: 7, section: 4, entry: 6, chart: 2, sentence: 0 };

  /* How far a word matches a word of a search. */
  const EXACT = 1, SAME_STEM = 0.8, BEGINNING = 0.4, NEAR = 0.5;

  /* What readers call parts of a book that has other words for them. */
  const OTHER_NAMES = {
    bibliography: "references", bibtex: "cite", ebook: "epub",
    contribute: "corrections", edit: "corrections", typo: "corrections",
    theme: "codebook", themes: "codebook", subject: "acts", verb: "acts",
  };

  /* Words that are left out of a search with other words. */
  const STOP_WORDS = new Set((
    "a an and are as at be by for from how i in is it its my of on or that the this to was "
    + "what which who with"
  ).split(" "));

  /* An entry without a title is a reference. It is for those who search for nothing else. */
  const REFERENCE_WEIGHT = 0.3;

  /* The most pages, other places of a page, and characters of an excerpt that are shown. */
  const MAX_PAGES = 20, MAX_PLACES = 3, MAX_EXCERPT = 200;

  // The index -----------------------------------------------------------------------------------------------

  const places = [];
  const postings = new Map();

  /* Lists each place with its page, and for each word the places that have it in their title or text. */
  function readIndex(index) {
    for (const [page, rows] of index) {
      const [, , pageTitle] = rows[0];
      for (const [kind, anchor, title, text, example] of rows) {
        const [titleWords, words] = [splitWords(title), splitWords(text)];
        for (const [field, list] of [["inTitle", titleWords], ["inText", words]]) {
          for (const word of list) {
            const found = postings.get(word) ?? postings.set(word, new Map()).get(word);
            const count = found.get(places.length) ?? { inTitle: 0, inText: 0 };
            found.set(places.length, { ...count, [field]: count[field] + 1 });
          }
        }
        places.push({
          page, pageTitle, kind, anchor, title, text, example, titleWords, length: words.length,
        });
      }
    }
  }

  // Ranking -------------------------------------------------------------------------------------------------

  /* Finds the words of the book that match a word of a search, each with how far it matches, and the book's
   * own name for it. If there is none, near words are taken. */
  function matchWord(word) {
    const found = new Map();
    const [start, stem] = [word.slice(0, 3), findStem(word)];
    for (const other of postings.keys()) {
      if (!other.startsWith(start)) continue;
      if (other === word) found.set(other, EXACT);
      else if (findStem(other) === stem) found.set(other, SAME_STEM);
      else if (word.length > 3 && other.startsWith(word)) {
        found.set(other, BEGINNING * word.length / other.length);
      }
    }
    const name = Object.hasOwn(OTHER_NAMES, word) ? OTHER_NAMES[word] : null;
    if (postings.has(name)) found.set(name, found.size ? EXACT : NEAR);
    if (!found.size) for (const other of postings.keys()) if (isNear(word, other)) found.set(other, NEAR);
    return found;
  }

  /* Computes for each place how well it answers a word of a search. */
  function scoreWord(matches) {
    const scores = new Map();
    const matched = new Set();
    for (const word of matches.keys()) for (const [index] of postings.get(word)) matched.add(index);
    const rarity = Math.log(1 + places.length / matched.size);
    for (const [word, quality] of matches) {
      for (const [index, { inTitle, inText }] of postings.get(word)) {
        const { kind, titleWords, length } = places[index];
        const ofTitle = inTitle ? TITLE_WEIGHTS[kind] * (0.4 + 0.6 * inTitle / titleWords.length) : 0;
        const ofText = inText && (2 * inText) / (inText + 0.5 + length / 100);
        const score = rarity * quality * (ofTitle + ofText);
        scores.set(index, Math.max(scores.get(index) ?? 0, score));
      }
    }
    return scores;
  }

  /* Returns the pages that answer a search, best first: each with its score, its places in order of their
   * scores, and the words that were found. */
  function findPages(text) {
    const all = [...new Set(splitWords(text))];
    const content = all.filter((word) => !STOP_WORDS.has(word));
    const words = content.length ? content : all;
    const matches = words.map(matchWord);
    const scores = matches.map(scoreWord);
    const indices = new Set(scores.flatMap((ofWord) => [...ofWord.keys()]));
    const pages = new Map();
    for (const index of indices) {
      const place = places[index];
      const found = scores.filter((ofWord) => ofWord.has(index)).length;
      const sum = scores.reduce((total, ofWord) => total + (ofWord.get(index) ?? 0), 0);
      const { page, pageTitle: title } = place;
      if (!pages.has(page)) pages.set(page, { page, title, places: [] });
      const weight = place.kind === "entry" && !place.title ? REFERENCE_WEIGHT : 1;
      pages.get(page).places.push({ place, score: sum * weight * (found / words.length) ** 2 });
    }
    for (const page of pages.values()) {
      page.places.sort((a, b) => b.score - a.score);
      page.score = page.places.slice(0, 8).reduce((total, { score }, rank) => total + score / 8 ** rank, 0);
    }
    return { pages: [...pages.values()].sort((a, b) => b.score - a.score), words, matches };
  }

  // Results -------------------------------------------------------------------------------------------------

  /* Splits a text into words and what is between them, with marks around the words that were found. */
  const markFound = (text, found) => text.split(/([\p{L}\p{M}\p{N}]+(?:['\u2019.][\p{L}\p{M}\p{N}]+)*)/u)
    .map((part) => (splitWords(part).some((word) => found.has(word)) ? makeElement("mark", {}, part) : part));

  /* Cuts a text to the part with the most of the words that were found. */
  function makeExcerpt(text, found) {
    const starts = [0, ...Array.from(text.matchAll(/(?<=[.?!:;] )/g), ({ index }) => index)];
    const cuts = starts.map((start) => text.slice(start, start + MAX_EXCERPT));
    const counts = cuts.map((cut) => new Set(splitWords(cut).filter((word) => found.has(word))).size);
    const best = counts.indexOf(Math.max(...counts));
    const isCut = starts[best] + MAX_EXCERPT < text.length;
    const cut = isCut ? cuts[best].slice(0, Math.max(cuts[best].lastIndexOf(" "), 1)) : cuts[best];
    return [starts[best] ? "\u2026 " : "", ...markFound(cut, found), isCut ? " \u2026" : ""];
  }

  /* Returns the address of a place. Its page highlights the words that stand there as they were found. */
  function makeAddress({ page, title, anchor, text }, found) {
    const here = [...new Set(splitWords(`${title} ${text}`).filter((word) => found.has(word)))];
    const query = here.length ? `?${new URLSearchParams({ highlight: here.slice(0, 12).join(" ") })}` : "";
    return `${page}.html${query}${anchor && "#"}${anchor}`;
  }

  /* The name of a place in the list. References have no title, so they begin with their text. */
  const getName = ({ title, text }) => title || `${text.slice(0, 60).replace(/\S*$/, "")}\u2026`;

  /* What the excerpt of a place is cut from. An entry of the evidence has a count, and the first sentence
   * that it counts. */
  const getText = ({ text, example }) => (example === undefined ? text : `${text}. ${places[example].text}`);

  function makeResult({ title, places: [{ place: first, score }, ...others] }, found) {
    // Places that answer the search far worse than the first are left out.
    const shown = others.filter((other) => other.score > score / 4).slice(0, MAX_PLACES);
    const links = shown.flatMap(({ place }, index) =>
      [index ? ", " : "", makeElement("a", { href: makeAddress(place, found) }, getName(place))]);
    return makeElement("li", {},
      makeElement("a", { href: makeAddress(first, found) }, ...markFound(getName(first), found)),
      first.kind === "page" ? "" : makeElement("span", { class: "page-title" }, title),
      makeElement("p", { class: "context" }, ...makeExcerpt(getText(first), found)),
      links.length ? makeElement("p", { class: "also" }, "Also there: ", ...links) : "");
  }

  /* Says how many pages were found, and which words were taken for others. */
  function summarize({ pages, words, matches }) {
    const taken = words.flatMap((word, index) => {
      const near = [...matches[index]];
      const isNearOnly = near.length && near.every(([, quality]) => quality === NEAR);
      return isNearOnly ? [`${quote(near[0][0])} for ${quote(word)}, which is not in the book`] : [];
    });
    const missing = words.filter((_, index) => !matches[index].size).map(quote);
    const { length } = pages;
    const count = length > MAX_PAGES ? `The best ${MAX_PAGES} of ${length}` : length || "No";
    return [
      length === 1 ? "1 page." : `${count} pages.`,
      taken.length ? `Searched ${taken.join("; ")}.` : "",
      missing.length ? `The book does not have ${missing.join(" or ")}.` : "",
    ].filter(Boolean).join(" ");
  }

  function showResults(text) {
    const result = findPages(text);
    const found = new Set(result.matches.flatMap((matches) => [...matches.keys()]));
    summary.textContent = result.words.length ? summarize(result) : "";
    list.replaceChildren(...result.pages.slice(0, MAX_PAGES).map((page) => makeResult(page, found)));
  }

  // The page ------------------------------------------------------------------------------------------------

  const summary = document.getElementById("search-summary");
  const list = document.getElementById("search-results");
  const form = document.querySelector("article .search-form");
  const field = form.querySelector("input");

  /* Shows what is in the field, once the index is there. */
  function search() {
    const text = field.value.trim();
    if (window.searchIndex) {
      if (!places.length) readIndex(window.searchIndex);
      showResults(text);
    } else if (text) {
      summary.textContent = "Loading the index.";
      const fail = () => { summary.textContent = "The index of the search could not be loaded."; };
      loadScript(list.dataset.index).then(search, fail);
    }
  }

  function searchAndKeep() {
    const text = field.value.trim();
    history.replaceState(null, "", text ? `?${new URLSearchParams({ q: text })}` : location.pathname);
    search();
  }

  field.addEventListener("input", searchAndKeep);
  form.addEventListener("submit", (event) => { event.preventDefault(); searchAndKeep(); });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  // On a touch screen the keyboard would cover the results.
  if (!field.value || matchMedia("(hover: hover)").matches) field.focus();
  search();
  window.findPages = findPages;
})();
