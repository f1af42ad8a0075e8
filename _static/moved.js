/* Leads from an earlier address to what stood there. The place within the page is kept; a year of a list of
 * texts was called `year-1992`. */
"use strict";

const { address, place } = document.currentScript.dataset;
const hash = location.hash.replace(/^#(?:year-|all\.texts|years)/, (name) => (name === "#year-" ? "." : ""));
location.replace(address + (hash.replace("#", "") || place));
