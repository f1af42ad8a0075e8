/* Defines the globals that Sphinx's search expects: settings, translations, and a function that starts it. */
"use strict";

const DOCUMENTATION_OPTIONS = {
  BUILDER: "html",
  FILE_SUFFIX: ".html",
  LINK_SUFFIX: ".html",
  // A page that is opened from disk cannot read other pages.
  SHOW_SEARCH_SUMMARY: location.protocol !== "file:",
};
const SPHINX_HIGHLIGHT_ENABLED = false;

/* What the search says instead of Sphinx's texts. */
const MESSAGES = {
  "Search Results": "Results",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Places found: ${resultCount}",
};
const _ = (text) => MESSAGES[text] ?? (text.startsWith("Your search did not") ? "Nothing was found. A page is found if it contains all words of the search." : text);
const Documentation = { gettext: _ };

/* A word of the search, without underscores around it. The index has none either: JavaScript gives a meaning to names
   such as `__proto__`. */
const trimWord = (word) => word.replace(/^_+|_+$/g, "") || word;

/* A copy of words with their pages that has no words which all objects of JavaScript have, such as `constructor`. */
const toDictionary = (words) => new Proxy(words, {
  get: (target, word) => (Object.hasOwn(target, word) || word === "hasOwnProperty" ? target[word] : undefined),
});

/* Starts the search. Its excerpts leave out the numbers of sentences and the labels of drawings. The index is large, so
   it is loaded only when a reader searches. */
const _ready = (start) => document.addEventListener("DOMContentLoaded", () => {
  const htmlToText = Search.htmlToText;
  Search.htmlToText = (html, anchor) => htmlToText(html.replace(/<svg.*?<\/svg>|<a [^>]*sentence-mark.*?<\/a>/gs, ""), anchor);
  const { query, setIndex } = Search;
  Search.query = (text) => query(text.split(/\s+/).map(trimWord).join(" "));
  Search.setIndex = (index) => setIndex({
    ...index,
    // Sphinx writes titles as HTML. Those of sections may hold a `<`.
    alltitles: Object.fromEntries(Object.entries(index.alltitles).map(([title, places]) => [title.replaceAll("<", "&lt;"), places])),
    terms: toDictionary(index.terms),
    titleterms: toDictionary(index.titleterms),
  });
  start();
  if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
});
