/* Defines what Sphinx's search expects from a theme: settings, translations, and a function that starts it. */
"use strict";

const DOCUMENTATION_OPTIONS = {
  BUILDER: "html",
  FILE_SUFFIX: ".html",
  LINK_SUFFIX: ".html",
  // A page that is opened from disk cannot read other pages.
  SHOW_SEARCH_SUMMARY: location.protocol !== "file:",
};
const SPHINX_HIGHLIGHT_ENABLED = false;

const wording = {
  "Search Results": "Results",
  "Search finished, found ${resultCount} page(s) matching the search query.": "Places found: ${resultCount}",
};
const _ = (text) => wording[text] ?? (text.startsWith("Your search did not") ? "Nothing was found. All words of a search must stand on a page." : text);
const Documentation = { gettext: _ };

/* Excerpts leave out the numbers of sentences and the labels of drawings. The index has all words of the book, so
   it is loaded only when a reader searches. */
const _ready = (start) => document.addEventListener("DOMContentLoaded", () => {
  const words = Search.htmlToText;
  Search.htmlToText = (html, anchor) => words(html.replace(/<svg.*?<\/svg>|<a [^>]*sentence-mark.*?<\/a>/gs, ""), anchor);
  start();
  if (new URLSearchParams(location.search).get("q")) Search.loadIndex("searchindex.js");
});
