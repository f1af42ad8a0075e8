/* The page on which readers count a text of their own. What counts it, and the table of lemmas, are loaded when a reader uses
   the form. The text is neither sent nor stored. */
"use strict";

(() => {
  const { makeElement, loadScript, formatCount, nameSentence } = window.pageTools;
  const { waitForPaint, readFile, makeConcordance } = window.copyTools;
  const { formatNumber, joinCsv } = window;
  const MAX_CHARACTERS = 600_000;
  const FIRST_ROWS = 15;
  const FIRST_LINES = 60;
  /* The most rows of places, and the most sections that have a column or a colour of their own. */
  const MAX_PLACES = 40;
  const MAX_COLUMNS = 4;
  /* The share of grammar words below which a text is hardly English, if it has so many words. */
  const LEAST_GRAMMAR = 0.2;
  const LEAST_WORDS = 50;
  /* Abraham Lincoln at Gettysburg, 19 November 1863, in the words of the Bliss copy. */
  const EXAMPLE = `Four score and seven years ago our fathers brought forth on this continent, a new nation, conceived in Liberty, and dedicated to the proposition that all men are created equal.

Now we are engaged in a great civil war, testing whether that nation, or any nation so conceived and so dedicated, can long endure. We are met on a great battle-field of that war. We have come to dedicate a portion of that field, as a final resting place for those who here gave their lives that that nation might live. It is altogether fitting and proper that we should do this.

But, in a larger sense, we can not dedicate -- we can not consecrate -- we can not hallow -- this ground. The brave men, living and dead, who struggled here, have consecrated it, far above our poor power to add or detract. The world will little note, nor long remember what we say here, but it can never forget what they did here. It is for us the living, rather, to be dedicated here to the unfinished work which they who fought here have thus far so nobly advanced. It is rather for us to be here dedicated to the great task remaining before us -- that from these honored dead we take increased devotion to that cause for which they gave the last full measure of devotion -- that we here highly resolve that these dead shall not have died in vain -- that this nation, under God, shall have a new birth of freedom -- and that government of the people, by the people, for the people, shall not perish from the earth.
`;

  const root = document.querySelector(".own-text");
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const form = root.querySelector("form.give");
  const field = root.querySelector("textarea");
  const look = root.querySelector("form.look");
  const quote = (text) => `\u2018${text}\u2019`;
  const formatWhole = (number) => number.toLocaleString("en");
  const announce = (text) => { findPart("status").textContent = text; };

  /* What was counted, and the term that is shown. */
  let read = null;
  let shown = null;
  let showsAll = false;

  // Reading -----------------------------------------------------------------------------------------------------

  let prepared = null;
  /* Loads what counts a text. It is kept until the reader leaves the page. */
  function prepare() {
    const load = (name) => loadScript(new URL(root.dataset[name], document.baseURI).href);
    prepared ??= Promise.all([load("rules"), load("counts")]).then(() => {
      window.textCounts.prepare(window.textRules);
      delete window.textRules;
    });
    prepared.catch(() => { prepared = null; });
    return prepared;
  }

  async function readText(text, isMarkdown) {
    if (!text.trim()) return "There is no text yet. Paste one, or choose a file.";
    if (text.length > MAX_CHARACTERS) return `This text is too long for this page, which takes ${formatWhole(MAX_CHARACTERS)} characters. The command below takes longer ones.`;
    await prepare();
    const found = window.textCounts.readText(text, isMarkdown);
    if (!found.terms.some(({ closed }) => !closed)) return "There are no words to count in this text.";
    read = found;
    showsAll = false;
    showTerms();
    showTerm(read.terms.find(({ closed }) => !closed));
    offerFiles();
    findPart("results").hidden = false;
    return describeText();
  }

  /* Says how much was counted. */
  function describeText() {
    const { sections, paragraphs, sentences, tokens, terms } = read;
    const content = terms.filter(({ closed }) => !closed);
    const grammar = terms.filter(({ closed }) => closed).reduce((sum, { count }) => sum + count, 0);
    const formatWords = (count, kind) => `${formatWhole(count)} ${kind}${count === 1 ? "" : "s"}`;
    const size = `${formatWords(tokens, "word")} in ${formatCount(sentences.length, "sentence")}, ${formatCount(paragraphs.length, "paragraph")}`;
    const parts = sections.length > 1 ? ` and ${sections.length} sections` : "";
    const kinds = `${formatWords(content.length, "different content word")} (by lemma), and ${formatWords(grammar, "grammar word")}, such as ${quote("the")}.`;
    const doubt = tokens >= LEAST_WORDS && grammar < LEAST_GRAMMAR * tokens ? " This text may not be in English: its lemmas and sentences are then wrong." : "";
    return `${size}${parts}: ${kinds}${doubt}`;
  }

  /* Runs a step and announces what it returns. The browser shows the first message before the work begins. */
  async function run(step) {
    announce("Counting \u2026");
    await waitForPaint();
    try {
      announce(await step());
      findPart("status").scrollIntoView({ block: "nearest" });
    } catch (error) {
      announce(`The text could not be counted: ${error.message}.`);
    }
  }

  // All terms ---------------------------------------------------------------------------------------------------

  const makeCell = (text) => makeElement("td", { class: "number" }, String(text));
  const makeHead = (text, className = "number") => makeElement("th", { scope: "col", class: className }, text);
  const formatMeasure = (value) => (Number.isFinite(value) ? formatNumber(value) : "\u2013");
  const hasColumns = () => read.sections.length > 1 && read.sections.length <= MAX_COLUMNS;
  const makeTermButton = (lemma) => makeElement("button", { type: "button", class: "plain", "data-term": lemma, title: "Look at this word" }, lemma);

  function makeTermRow(term) {
    const { range, dp } = window.textCounts.measureOverParagraphs(read, term);
    const counts = hasColumns() ? window.textCounts.countBySection(read, term).map(makeCell) : [];
    const forms = term.forms.map(([form, count]) => (term.forms.length > 1 ? `${form} ${count}` : form)).join(", ");
    return makeElement("tr", {}, makeElement("th", { scope: "row" }, makeTermButton(term.lemma)), makeCell(term.count), ...counts,
      makeCell(range), makeCell(formatMeasure(dp)), makeElement("td", { class: "forms" }, forms));
  }

  function showTerms() {
    const terms = read.terms.filter(({ closed }) => !closed);
    const listed = showsAll ? terms : terms.slice(0, FIRST_ROWS);
    const titles = hasColumns() ? read.sections.map((_, index) => makeHead(window.textCounts.nameSection(read, index))) : [];
    findPart("term-columns").replaceChildren(makeHead("Word", ""), makeHead("Count"), ...titles, makeHead(`Of ${formatCount(read.paragraphs.length, "paragraph")}`), makeHead("DP"), makeHead("Forms", "forms"));
    findPart("term-rows").replaceChildren(...listed.map(makeTermRow));
    findPart("show-all").hidden = listed.length === terms.length;
    findPart("show-all").textContent = `Show all ${formatWhole(terms.length)}`;
    root.querySelector("datalist").replaceChildren(...terms.map(({ lemma }) => makeElement("option", { value: lemma })));
  }

  // One term ----------------------------------------------------------------------------------------------------

  function showTerm(term) {
    shown = term;
    look.elements[0].value = term.lemma;
    findPart("name").textContent = quote(term.lemma);
    const forms = term.forms.map(([form, count]) => `${form} ${count}`).join(", ");
    const sentences = new Set(term.places.map(([sentence]) => sentence)).size;
    const { range } = window.textCounts.measureOverParagraphs(read, term);
    const kind = term.closed ? " It is a grammar word, which the table of words leaves out." : "";
    findPart("headline").textContent = `Occurs ${formatTimes(term.count)}, in ${formatCount(sentences, "sentence")} and ${range} of ${formatCount(read.paragraphs.length, "paragraph")}: `
      + `${formatNumber(1000 * term.count / read.tokens, 1)} per thousand words. Forms: ${forms}.${kind}`;
    showPlaces(term);
    showSpread(term);
    showLines(term);
    showCollocates(term);
  }

  const formatTimes = (count) => ["never", "once", "twice"][count] ?? `${formatWhole(count)} times`;

  /* The places of the strip: sections if there are several, else paragraphs, unless they are too many. */
  function listPlaces() {
    const { sections, paragraphs, sentences } = read;
    const sentencesOf = (test) => sentences.flatMap((sentence, index) => (test(sentence) ? [index] : []));
    if (sections.length > 1 && sections.length <= MAX_PLACES) {
      return sections.map((_, index) => ({ title: window.textCounts.nameSection(read, index), section: index, sentences: sentencesOf(({ paragraph }) => paragraphs[paragraph].section === index) }));
    }
    if (paragraphs.length > MAX_PLACES) return [{ title: "The text", section: 0, sentences: sentencesOf(() => true) }];
    return paragraphs.map(({ title, section }, index) => ({ title: title || `Paragraph ${index + 1}`, section, sentences: sentencesOf(({ paragraph }) => paragraph === index) }));
  }

  function showPlaces(term) {
    const counts = new Map();
    for (const [sentence] of term.places) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
    const rows = listPlaces().map((place) => ({ ...place, count: place.sentences.reduce((sum, sentence) => sum + (counts.get(sentence) ?? 0), 0) }));
    const most = Math.max(...rows.map(({ count }) => count));
    findPart("places").replaceChildren(makeElement("ul", { class: "places by-section" }, ...rows.map((row) => makePlace(row, most, counts))));
  }

  /* Makes the row of a place: its name, a bar, and a square for each sentence. */
  function makePlace({ title, section, sentences, count }, most, counts) {
    const colour = read.sections.length > 1 && read.sections.length <= MAX_COLUMNS ? `section-${section + 1}` : "section-none";
    const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
    const bar = document.createElementNS("http://www.w3.org/2000/svg", "rect");
    for (const [name, value] of Object.entries({ y: 3, height: 10, width: `${100 * count / most}%` })) bar.setAttribute(name, value);
    for (const [name, value] of Object.entries({ width: "100%", height: 16 })) svg.setAttribute(name, value);
    svg.append(bar);
    const squares = sentences.map((sentence, index) => {
      const own = counts.get(sentence) ?? 0;
      const square = makeElement("li", { class: own ? "mark holds" : "mark" }, String(index + 1));
      if (own > 1) square.dataset.count = own;
      return square;
    });
    return makeElement("li", { class: `place ${colour}` },
      makeElement("span", {}, title, makeElement("span", { class: "visually-hidden" }, `: ${formatTimes(count)}`)),
      makeElement("span", { class: "bar", "aria-hidden": "true" }, svg, makeElement("span", { class: "value" }, String(count))),
      makeElement("ol", { class: "strip", "aria-hidden": "true" }, ...squares));
  }

  function showSpread(term) {
    const rows = [
      [formatCount(read.paragraphs.length, "paragraph"), window.textCounts.measureOverParagraphs(read, term)],
      [formatCount(read.sentences.length, "sentence"), window.textCounts.measureOverSentences(read, term)],
    ];
    findPart("spread").replaceChildren(...rows.map(([name, measures]) => makeElement("tr", {}, makeElement("th", { scope: "row" }, name),
      makeCell(measures.range), ...[measures.dp, measures.dp_norm, measures.juilland_d].map((value) => makeCell(formatMeasure(value))))));
  }

  const nameParagraph = (sentence) => {
    const { paragraph } = read.sentences[sentence];
    const { title, first } = read.paragraphs[paragraph];
    return nameSentence(title || `Paragraph ${paragraph + 1}`, sentence - first + 1);
  };

  const listLines = (term) => term.places.map(([sentence, place]) => {
    const { text, words } = read.sentences[sentence];
    const { start, end } = words[place];
    return { place: sentence, left: text.slice(0, start), match: text.slice(start, end), right: text.slice(end) };
  });

  function showLines(term, limit = FIRST_LINES) {
    const lines = listLines(term);
    const makePlaceName = (sentence) => makeElement("small", {}, nameParagraph(sentence));
    findPart("concordance").replaceChildren(...makeConcordance(lines.slice(0, limit), makePlaceName));
    findPart("all-lines").hidden = lines.length <= limit;
    findPart("all-lines").textContent = `Show all ${formatWhole(lines.length)}`;
  }

  function showCollocates(term) {
    const { SPAN, findCollocates } = window.textCounts;
    const found = findCollocates(read, term).filter(({ together }) => together > 1);
    findPart("collocates-text").textContent = found.length
      ? `Content words that stand at least twice within ${SPAN} words of it, in the same sentence. In so small a number, little can be told from chance.`
      : `No content word stands twice within ${SPAN} words of it, in the same sentence.`;
    findPart("collocates").hidden = !found.length;
    findPart("collocate-rows").replaceChildren(...found.slice(0, FIRST_ROWS).map(({ lemma, before, after, together, all }) => makeElement("tr", {},
      makeElement("th", { scope: "row" }, makeTermButton(lemma)), makeCell(together), makeCell(before), makeCell(after), makeCell(all))));
  }

  /* Finds the term of a word in any form, content words first. */
  function findTerm(text) {
    const folded = window.normalizeText(text).toLowerCase();
    const sorted = [...read.terms].sort((a, b) => Number(a.closed) - Number(b.closed));
    return sorted.find(({ lemma }) => lemma === folded) ?? sorted.find(({ forms }) => forms.some(([form]) => form === folded));
  }

  function goToTerm(text) {
    const term = findTerm(text);
    findPart("not-found").textContent = term ? "" : `The text does not have ${quote(text)}.`;
    if (!term) return;
    showTerm(term);
    findPart("name").focus();
  }

  // Files -------------------------------------------------------------------------------------------------------

  const addresses = [];
  /* Makes a link to a file that is written when the reader asks for it. */
  function makeFileLink(name, label, makeRows) {
    const link = makeElement("a", { href: `#${name}`, download: name }, label);
    link.addEventListener("click", () => {
      // An address that was used is forgotten, so that old texts do not stay in memory.
      addresses.splice(0).forEach((address) => URL.revokeObjectURL(address));
      link.href = URL.createObjectURL(new Blob([joinCsv(makeRows())], { type: "text/csv" }));
      addresses.push(link.href);
    });
    return makeElement("li", {}, link);
  }

  function offerFiles() {
    const { makeTermTable, makeVocabulary } = window.textCounts;
    const listContexts = () => [["term", "place", "left", "match", "right"], ...listLines(shown).map(({ place, left, match, right }) => [shown.lemma, nameParagraph(place), left, match, right])];
    findPart("files").replaceChildren(
      makeFileLink("terms.csv", "All content words, with forms, dispersion and counts by section (CSV)", () => makeTermTable(read)),
      makeFileLink("vocabulary.csv", "All words as they are written, by section (CSV)", () => makeVocabulary(read)),
      makeFileLink("contexts.csv", "The word above in its contexts (CSV)", listContexts));
  }

  // What readers do ---------------------------------------------------------------------------------------------

  form.addEventListener("focusin", () => { prepare().catch(() => {}); }, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => readText(field.value, form.elements.markdown.checked));
  });
  form.elements["own-text-file"].addEventListener("change", ({ target }) => {
    const [file] = target.files;
    if (!file) return;
    run(async () => {
      const text = file.size > 4 * MAX_CHARACTERS ? null : await readFile(file);
      if (text === null) return file.size > 4 * MAX_CHARACTERS ? "This file is too large for this page. The command below takes larger ones." : "This is no file of text. Open it, copy its text and paste it.";
      field.value = text;
      form.elements.markdown.checked = /\.(?:md|markdown|mdown)$/i.test(file.name);
      return readText(text, form.elements.markdown.checked);
    });
  });
  findPart("example").addEventListener("click", () => {
    field.value = EXAMPLE;
    form.elements.markdown.checked = false;
    run(() => readText(EXAMPLE, false));
  });
  look.addEventListener("submit", (event) => {
    event.preventDefault();
    if (read) goToTerm(look.elements[0].value);
  });
  root.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-term]");
    if (button) goToTerm(button.dataset.term);
  });
  findPart("show-all").addEventListener("click", () => {
    showsAll = true;
    showTerms();
    findPart("term-rows").rows[FIRST_ROWS].querySelector("button").focus();
  });
  findPart("all-lines").addEventListener("click", () => {
    showLines(shown, Infinity);
    findPart("concordance").querySelector("input").focus();
  });
})();
