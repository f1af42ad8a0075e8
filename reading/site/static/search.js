/* The search. It ranks the places of the book, which the build writes to `window.searchIndex`, and shows the
 * best place of each page with the words around what was found. Below what a search names stand its
 * sentences, retold. The index is large, so it is loaded only when a reader searches. */
"use strict";

(() => {
  const { splitWords, findStem, isNear } = window.bookWords;
  const { makeElement, linkArticle, loadScript, quote } = window.pageTools;

  /* How much a match in a title counts, beside one in the text, by the category of the place. */
  const TITLE_WEIGHTS = { page: 7, section: 4, entry: 6, theme: 6, table: 4, chart: 2, sentence: 0 };

  /* How far a word matches a word of a search. The book's own name for it comes first. */
  const OWN_NAME = 2, EXACT = 1, SAME_STEM = 0.8, BEGINNING = 0.4, NEAR = 0.5;

  /* Who searches for one of these alone asks how it is counted. All sentences use them. */
  const MODAL_VERBS = "can could may might must shall should will would".split(" ");

  /* What readers call parts of a book that has other words for them. */
  const OTHER_NAMES = {
    bibliography: "references", bibtex: "cite", ebook: "epub",
    contribute: "corrections", edit: "corrections", typo: "corrections",
    theme: "codebook", themes: "codebook", agency: "speaks", stance: "speaks", view: "speaks",
    ...Object.fromEntries(MODAL_VERBS.map((verb) => [verb, "modal"])),
  };

  /* Words that are left out of a search with other words. */
  const STOP_WORDS = new Set([...MODAL_VERBS, ...(
    "a an and are as at be by for from how i in is it its my of on or that the this to vs was "
    + "what which who with"
  ).split(" ")]);

  /* An entry without a title is a reference. It is for those who search for nothing else, as the description
   * of a published table is. A theme comes first where a search is its name. */
  const REFERENCE_WEIGHT = 0.3, NAMED_THEME_WEIGHT = 2;

  /* What stands between two names that are to be compared. A name may have an `and`, too. */
  const BETWEEN = /\s*(?:,|\bvs\.?\s|\bversus\s)\s*/i, AND = /\s+and\s+/i;

  /* The most pages, other places of a page, sentences, and characters of an excerpt that are shown. */
  const MAX_PAGES = 20, MAX_PLACES = 3, MAX_SENTENCES = 5, MAX_EXCERPT = 200;

  // The index -----------------------------------------------------------------------------------------------

  const places = [];
  const postings = new Map();
  /* The entries of the evidence by their names. */
  const entries = new Map();
  const normalizeName = (text) => splitWords(text).join(" ");

  /* Lists each place with its page, and for each word the places that have it in their title or text. */
  function readIndex(index) {
    for (const [page, rows] of index) {
      const [, , pageTitle] = rows[0];
      for (const [category, anchor, title, text, ...behind] of rows) {
        const [titleWords, words] = [splitWords(title), splitWords(text)];
        for (const [field, list] of [["inTitle", titleWords], ["inText", words]]) {
          for (const word of list) {
            const found = postings.get(word) ?? postings.set(word, new Map()).get(word);
            const count = found.get(places.length) ?? { inTitle: 0, inText: 0 };
            found.set(places.length, { ...count, [field]: count[field] + 1 });
          }
        }
        // Of a sentence, the index has the address in the published article.
        const article = category === "sentence" ? behind.pop() : null;
        places.push({
          page, pageTitle, category, anchor, title, text, behind, article, titleWords, length: words.length,
        });
        if (behind.length) entries.set(normalizeName(title), places.at(-1));
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
    if (postings.has(name)) found.set(name, found.size ? OWN_NAME : NEAR);
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
        const { category, titleWords, length } = places[index];
        const ofTitle = inTitle ? TITLE_WEIGHTS[category] * (0.4 + 0.6 * inTitle / titleWords.length) : 0;
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
      const isNamed = place.category === "theme" && normalizeName(place.anchor) === normalizeName(text);
      const isReference = place.category === "table" || (place.category === "entry" && !place.title);
      const weight = isNamed ? NAMED_THEME_WEIGHT : isReference ? REFERENCE_WEIGHT : 1;
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

  /* Cuts the text of a place to the part with the most of the words that were found; that of a theme begins
   * with what it means. */
  function makeExcerpt({ category, text }, found) {
    const later = category === "theme" ? [] : text.matchAll(/(?<=[.?!:;] )/g);
    const starts = [0, ...Array.from(later, ({ index }) => index)];
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

  const makeLine = (name, ...content) => makeElement("p", { class: name }, ...content);

  const nameSentence = ({ pageTitle, title }) => `${pageTitle}, ${title.toLowerCase()}`;

  /* Makes a list of the first retold sentences of some, which are places. */
  const makeSentences = (indices, found, most = MAX_SENTENCES) => makeElement("ul", { class: "context" },
    ...indices.slice(0, most).map((index) => places[index]).map((place) => {
      const name = nameSentence(place);
      const link = makeElement("a", { href: makeAddress(place, found) }, name);
      const inArticle = linkArticle(place.article, name);
      return makeElement("li", {}, link, " ", ...markFound(place.text, found), " ", inArticle);
    }));

  const linkExplorer = (names, label) =>
    makeElement("a", { href: `${explorer}?${new URLSearchParams({ term: names.join(", ") })}` }, label);

  /* Makes the result of a page: its best place, with the sentences behind it if it is an entry of the
   * evidence, all of them if the search is its name. */
  function makeResult({ title, places: [{ place: first, score }, ...others] }, found, name) {
    // Places that answer the search far worse than the first are left out.
    const shown = others.filter((other) => other.score > score / 4).slice(0, MAX_PLACES);
    const links = shown.flatMap(({ place }, index) =>
      [index ? ", " : "", makeElement("a", { href: makeAddress(place, found) }, getName(place))]);
    const most = entries.get(name) === first ? MAX_SENTENCES : 1;
    return makeElement("li", {},
      makeElement("a", { href: makeAddress(first, found) }, ...markFound(getName(first), found)),
      first.category === "page" ? "" : makeElement("span", { class: "page-title" }, title),
      makeLine("context", ...makeExcerpt(first, found)),
      first.article ? makeLine("also", linkArticle(first.article, nameSentence(first))) : "",
      first.behind.length ? makeSentences(first.behind, found, most) : "",
      first.behind.length && explorer ? makeLine("also", linkExplorer([first.title], "In the explorer")) : "",
      links.length ? makeLine("also", "Also there: ", ...links) : "");
  }

  /* Makes the comparison of the entries that a search names, as `russia, india` does. Without two, there is
   * none. */
  function makeComparison(text, found) {
    const named = text.replace(/^compare /i, "").split(BETWEEN)
      .flatMap((part) => (entries.has(normalizeName(part)) ? [part] : part.split(AND)))
      .map((part) => entries.get(normalizeName(part)));
    if (named.length < 2 || !named.every(Boolean) || !explorer) return [];
    const names = named.map(({ title }) => title);
    const shared = named.map(({ behind }) => behind)
      .reduce((first, second) => first.filter((index) => second.includes(index)));
    return [makeElement("li", {},
      linkExplorer(names, `${names.join(", ")}: side by side`),
      ...named.map(({ title, text: summary }) => makeLine("context", `${title}: ${summary}.`)),
      makeLine("context", `Sentences with all of these: ${shared.length}.`),
      makeSentences(shared, found))];
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
    const pages = result.pages.slice(0, MAX_PAGES);
    list.replaceChildren(
      ...makeComparison(text, found), ...pages.map((page) => makeResult(page, found, normalizeName(text))));
  }

  // The page ------------------------------------------------------------------------------------------------

  const summary = document.getElementById("search-summary");
  const list = document.getElementById("search-results");
  /* The address of the explorer, if the book has one. */
  const { explorer } = list.dataset;
  const form = document.querySelector("article .search-form");
  const field = form.querySelector("input");
  const isTouch = matchMedia("(hover: none)").matches;

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
  // Enter opens the first result. On a touch screen it closes the keyboard, which covers the results.
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.repeat || event.isComposing) return;
    if (isTouch) field.blur();
    else list.querySelector("a")?.click();
  });
  field.value = new URLSearchParams(location.search).get("q") ?? "";
  // On a touch screen the keyboard would cover the results.
  if (!field.value || !isTouch) field.focus();
  search();
  window.findPages = findPages;
})();
