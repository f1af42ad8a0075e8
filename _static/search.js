/* What Sphinx's search expects of its theme: its settings, its wording, and a start. */
"use strict";

const DOCUMENTATION_OPTIONS = {
  BUILDER: "html",
  FILE_SUFFIX: ".html",
  LINK_SUFFIX: ".html",
  // A page opened from disk may not read other pages.
  SHOW_SEARCH_SUMMARY: location.protocol !== "file:",
};
const SPHINX_HIGHLIGHT_ENABLED = false;

const wording = {
  "Search Results": "Results",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Places found: ${resultCount}",
};
const _ = (text) => wording[text] ?? (text.startsWith("Your search did not") ? "Nothing was found. All words of a search must stand on a page." : text);
const Documentation = { gettext: _ };

/* An excerpt holds a page's words, neither the numbers of sentences nor the labels of drawings. The index, which
   holds all words of the book, comes once somebody searches. */
const _ready = (start) => document.addEventListener("DOMContentLoaded", () => {
  const words = Search.htmlToText;
  Search.htmlToText = (html, anchor) => words(html.replace(/<svg.*?<\/svg>|<a [^>]*sentence-mark.*?<\/a>/gs, ""), anchor);
  start();
  if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
});
