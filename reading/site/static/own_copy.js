/* Shows a reader's own copy of the document: beside each retelling, as words in context, and counted again.
 * The page of the form always loads this script. Other pages load it only if this browser keeps a copy. The
 * copy is never sent. */
"use strict";

(() => {
  const { src } = document.currentScript;
  const version = new URL(src).search;
  const top = new URL("..", src).href;
  const key = document.querySelector("script[data-own-copy]").dataset.ownCopy;
  const MAX_CHARACTERS = 3_000_000;
  const { makeElement, makeHidden, loadScript, formatCount, nameSentence, quote } = window.pageTools;
  const { makeConcordance, readFile, waitForPaint } = window.copyTools;

  const loadStatic = (name) => loadScript(`${top}_static/${name}${version}`);

  // The stored copy: the sentences, null for each that is missing -------------------------------------------

  const { STORAGES, read: readStored } = window.keptCopy;

  function removeStored() {
    for (const keep of STORAGES) {
      try { window[keep].removeItem(key); } catch { /* There is no storage. */ }
    }
  }

  /* Stores the sentences in one place only, or nowhere. Returns whether that worked. */
  function store(keep, sentences) {
    removeStored();
    if (!keep) return true;
    try {
      window[keep].setItem(key, JSON.stringify(sentences));
      return true;
    } catch {
      return false;
    }
  }

  // Sentences and their words -------------------------------------------------------------------------------

  /* A copy with the published data beside it: `places` has the paragraph and the number of each sentence. */
  function makeCopy(sentences) {
    const { paragraphs } = window.ownCopyData;
    const places = paragraphs.flatMap((paragraph) =>
      paragraph.tokens.map((_, index) => ({ paragraph, number: index + 1 })));
    return places.length === sentences.length ? { sentences, places } : null;
  }

  const getPage = (paragraph) => paragraph.sentences_at.split("#")[0];
  const getAddress = ({ paragraph, number }) => `${top}${paragraph.sentences_at}${number}`;
  const namePlace = ({ paragraph, number }) => nameSentence(paragraph.title, number);
  const linkPlace = (place) => makeElement("a", { href: getAddress(place) }, namePlace(place));
  const describeFound = ({ sentences, places }) =>
    window.keptCopy.describeFound(sentences, (index) => namePlace(places[index]));

  async function readWords(copy) {
    await loadStatic("alignment.js");
    if (!copy.read) {
      copy.document = window.alignment.prepare(window.ownCopyData);
      copy.read = window.alignment.readSentences(copy.sentences, copy.document);
    }
    return copy.read;
  }

  /* The lines of a concordance for the words or phrases that `accepts` accepts. */
  function findLines(copy, accepts) {
    return copy.read.flatMap((sentence, number) => {
      if (!sentence) return [];
      const { words, phrases } = sentence;
      const text = copy.sentences[number];
      const accepted = phrases.filter(({ phrase }) => accepts(null, phrase));
      const spans = [
        ...words.filter((word) => accepts(word, null)).map(({ start, end }) => [start, end]),
        ...accepted.map(({ start, end }) => [words[start].start, words[end - 1].end]),
      ].sort((a, b) => a[0] - b[0]);
      const place = copy.places[number];
      return spans.map(([start, end]) =>
        ({ place, left: text.slice(0, start), match: text.slice(start, end), right: text.slice(end) }));
    });
  }

  /* The lines of a term of the evidence, by its id. */
  function findTermLines(copy, id) {
    const isTerm = ({ closed, lemma }) => !closed && lemma.replace(/[ .]/g, "-") === id;
    return findLines(copy, (word, phrase) => (word ? isTerm(word) : phrase.id === id));
  }

  // Other pages ---------------------------------------------------------------------------------------------

  let added = [];
  function add(element, addElement) {
    element.classList.add("from-copy");
    added.push(element);
    addElement(element);
  }

  function forgetOnPage(notice) {
    removeStored();
    const attributes = { class: "from-copy notice", tabindex: "-1" };
    const message = makeElement("p", attributes, "Your copy is forgotten.");
    notice.before(message);
    added.forEach((element) => element.remove());
    added = [];
    message.focus();
  }

  /* Puts a line with the buttons before an element: what is shown, and how to be rid of it. */
  function addNotice(before, text) {
    const forget = makeElement("button", {}, "Forget");
    forget.addEventListener("click", () => forgetOnPage(forget.parentElement));
    const hide = makeElement("button", { "aria-pressed": "false" }, "Hide");
    hide.addEventListener("click", () => {
      const hidden = hide.getAttribute("aria-pressed") === "false";
      hide.setAttribute("aria-pressed", String(hidden));
      added.forEach((element) => { if (!element.contains(hide)) element.hidden = hidden; });
    });
    const link = makeElement("a", { href: `${top}your-copy.html` }, "your copy");
    const notice = makeElement("p", { class: "notice" },
      `${text} `, link, ", which only this browser has. ", hide, " ", forget);
    add(notice, () => before.before(notice));
  }

  /* Shows each sentence of a chapter below the block in which it is retold. */
  function showInChapter(copy, page) {
    const blocks = new Map();
    copy.places.forEach(({ paragraph, number }, index) => {
      if (getPage(paragraph) !== page || copy.sentences[index] === null) return;
      const block = document.getElementById(`s${number}`)?.closest("p, li, dd, td, blockquote");
      if (block) blocks.set(block, [...(blocks.get(block) ?? []), index]);
    });
    const [first] = blocks.keys();
    if (first) addNotice(first, "Below each paragraph stand its sentences from");
    for (const [block, indices] of blocks) {
      const items = indices.map((index) =>
        makeElement("li", { value: copy.places[index].number }, copy.sentences[index]));
      const list = makeElement("ol", { class: "real", "aria-label": "Sentences of your copy" }, ...items);
      add(list, () => block[block.matches("li, dd, td") ? "append" : "after"](list));
    }
  }

  /* Gives each term of the evidence its words in context, and each entry of a sentence the sentence. */
  async function showInEvidence(copy) {
    const terms = [...document.querySelectorAll("article .term > [id]")];
    const entries = [...document.querySelectorAll("article .sentences > li")];
    await readWords(copy);
    addNotice(document.querySelector("article h1").nextElementSibling, "The words in context are from");
    for (const term of terms) {
      const lines = findTermLines(copy, term.id);
      if (!lines.length) continue;
      const summary = makeElement("summary", {}, `In your copy: ${formatCount(lines.length, "line")}`);
      const details = makeElement("details", {}, summary);
      const fill = () => details.append(...makeConcordance(lines, linkPlace));
      details.addEventListener("toggle", fill, { once: true });
      add(details, () => term.append(details));
    }
    const numbers = new Map(copy.places.map((place, index) => [getAddress(place), index]));
    for (const entry of entries) {
      const text = copy.sentences[numbers.get(entry.querySelector("a")?.href)];
      if (!text) continue;
      const sentence = makeElement("p", { class: "real" }, text);
      add(sentence, () => entry.querySelector("p").after(sentence));
    }
  }

  /* Gives the explorer a part with the words in context of the terms that it shows. */
  async function showInExplorer(copy, explorer) {
    await readWords(copy);
    const heading = makeElement("h3", { id: "explorer-copy" }, "In your copy");
    const part = makeElement("section", { "aria-labelledby": "explorer-copy" });
    add(part, () => explorer.querySelector("section").after(part));
    addNotice(part, "The words in context are from");
    const show = () => {
      if (!explorer.dataset.shown) return;
      const shown = JSON.parse(explorer.dataset.shown);
      part.replaceChildren(heading, ...shown.flatMap(([id, label]) => {
        const lines = findTermLines(copy, id);
        const content = lines.length ? makeConcordance(lines, linkPlace)
          : [makeElement("p", {}, "Your copy does not have this term.")];
        return shown.length > 1 ? [makeElement("h4", {}, label), ...content] : content;
      }));
    };
    new MutationObserver(show).observe(explorer, { attributeFilter: ["data-shown"] });
    show();
  }

  async function showOnPage() {
    const stored = readStored();
    if (!stored) return;
    await loadStatic("own_copy_data.js");
    const copy = makeCopy(stored.sentences);
    if (!copy) return;
    const sheet = { rel: "stylesheet", href: `${top}_static/own_copy.css${version}` };
    document.head.append(makeElement("link", sheet));
    const page = location.href.replace(/[?#].*/, "").replace(/\/$/, "/index.html").slice(top.length);
    const explorer = document.querySelector(".explorer");
    if (explorer) await showInExplorer(copy, explorer);
    else if (document.querySelector("article .sentences")) await showInEvidence(copy);
    else showInChapter(copy, page);
  }

  // The page of the form ------------------------------------------------------------------------------------

  const root = document.querySelector(".own-copy");
  if (!root) {
    showOnPage();
    return;
  }
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const form = root.querySelector("form.give");
  const field = root.querySelector("textarea");
  const fileField = form.elements["own-copy-file"];
  const look = root.querySelector("form.look");
  let current = null;

  const announce = (text) => { findPart("status").textContent = text; };
  const getKeep = () => form.elements.keep.value;

  function showSentences(copy) {
    const makePair = (place, index) => makeElement("li", {},
      makeElement("a", { href: getAddress(place), "aria-label": `Sentence ${place.number}` }, place.number),
      makeElement("p", { class: "real" },
        makeHidden("Your copy: "), copy.sentences[index] ?? "Not in your copy."),
      makeElement("p", {},
        makeHidden("Our retelling: "), Object.values(window.retellings)[index].join(" \u2026 ")));
    const lists = new Map();
    copy.places.forEach((place, index) => {
      const { paragraph } = place;
      if (!lists.has(paragraph)) lists.set(paragraph, makeElement("ol", { class: "pairs" }));
      lists.get(paragraph).append(makePair(place, index));
    });
    findPart("sentences").replaceChildren(...[...lists].flatMap(([paragraph, list]) => [
      makeElement("h3", {}, makeElement("a", { href: `${top}${getPage(paragraph)}` }, paragraph.title)),
      list,
    ]));
  }

  function showConcordance(copy, text) {
    const lowered = text.trim().toLowerCase();
    const isNamed = ({ form, lemma }) => form === lowered || lemma === lowered;
    const named = copy.read.flatMap((sentence) => sentence?.words.filter(isNamed) ?? []);
    const lemmas = new Set(named.map(({ lemma }) => lemma));
    const lines = findLines(copy, (word, phrase) =>
      (word ? lemmas.has(word.lemma) : phrase.label.toLowerCase() === lowered));
    const count = `${formatCount(lines.length, "line")} with ${[...lemmas].join(", ") || text}, in any form.`;
    const summary = lines.length ? count : `Your copy does not have ${quote(text)}.`;
    const hint = makeElement("p", { class: "hint", role: "status" }, summary);
    findPart("concordance").replaceChildren(hint, ...makeConcordance(lines, linkPlace));
  }

  /* Fills the field for words with the terms of the copy, and shows the most frequent one. */
  function showWords(copy) {
    const words = copy.read.flatMap((sentence) => sentence?.words.filter(({ closed }) => !closed) ?? []);
    const counts = window.alignment.countValues(words.map(({ lemma }) => lemma));
    const labels = [...counts.keys(), ...window.ownCopyData.phrases.map(({ label }) => label)].sort();
    const options = labels.map((value) => makeElement("option", { value }));
    root.querySelector("datalist").replaceChildren(...options);
    const [[first]] = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    look.elements[0].value = first;
    showConcordance(copy, first);
  }

  function showCounts(copy) {
    const { rows, terms } = window.alignment.compare(copy.read, copy.document);
    const makeRow = ({ name, published, own }, ...cells) => makeElement("tr", {},
      makeElement("th", { scope: "row" }, name),
      makeElement("td", { class: "number" }, published),
      makeElement("td", { class: "number" }, own),
      ...cells);
    findPart("rows").replaceChildren(...rows.map((row) => {
      const verdict = row.agrees ? "agrees" : "differs";
      return makeRow(row, makeElement("td", { class: verdict }, verdict));
    }));
    findPart("terms").replaceChildren(...terms.map((term) => makeRow(term)));
    findPart("different").hidden = terms.length === 0;
    const agreeing = rows.filter(({ agrees }) => agrees).length;
    findPart("summary").textContent = `${agreeing} of ${rows.length} comparisons agree.`;
    return `${describeFound(copy)}${agreeing} of ${rows.length} comparisons of counts agree.`;
  }

  async function showCopy(sentences) {
    const retellings = new URL(root.dataset.retellings, document.baseURI).href;
    await Promise.all([loadStatic("own_copy_data.js"), loadScript(retellings)]);
    current = makeCopy(sentences);
    if (!current) return "The stored copy is of another version of the document. Please give it again.";
    showSentences(current);
    findPart("results").hidden = false;
    findPart("forget").hidden = false;
    // The browser shows the sentences before the words are counted.
    await waitForPaint();
    await readWords(current);
    showWords(current);
    return showCounts(current);
  }

  async function readCopy(text) {
    if (!text.trim()) return "There is no text yet. Paste the document, or choose a file.";
    if (text.length > MAX_CHARACTERS) {
      return "This text is too long: a copy has at most three million characters.";
    }
    await Promise.all([loadStatic("own_copy_data.js"), loadStatic("alignment.js")]);
    const prepared = window.alignment.prepare(window.ownCopyData);
    const { sentences, isDocument } = window.alignment.align(text, prepared);
    if (!isDocument) {
      const kept = current ? "The copy that you gave before is still shown." : "Nothing is shown or stored.";
      return `This does not seem to be the document: ${describeFound(makeCopy(sentences))}${kept}`;
    }
    const stored = store(getKeep(), sentences);
    const summary = await showCopy(sentences);
    return stored ? summary : `${summary} This browser could not keep the copy.`;
  }

  async function readChosen([file]) {
    if (!file) return readCopy("");
    if (file.size > 4 * MAX_CHARACTERS) return "This file is too large for a copy of the document.";
    const text = await readFile(file);
    if (text === null) return "This is no file of text. Open it, copy its text and paste it.";
    field.value = text;
    return readCopy(text);
  }

  function hideCopy() {
    current = null;
    findPart("results").hidden = true;
    findPart("forget").hidden = true;
  }

  /* Runs a step and announces what it returns. The browser shows the first message before the work begins. */
  async function run(step) {
    announce("Reading your copy \u2026");
    await waitForPaint();
    try {
      announce(await step());
      // What was found begins right below.
      findPart("status").scrollIntoView({ block: current ? "start" : "nearest" });
    } catch (error) {
      announce(`The copy could not be read: ${error.message}.`);
    }
  }

  /* What reads a copy is loaded as soon as a reader uses the form. */
  const loadTool = (name) => loadStatic(name).catch(() => {});
  const loadTools = () => ["own_copy_data.js", "alignment.js"].forEach(loadTool);
  form.addEventListener("focusin", loadTools, { once: true });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run(() => (field.value.trim() ? readCopy(field.value) : readChosen(fileField.files)));
  });
  fileField.addEventListener("change", () => {
    if (fileField.files.length && form.reportValidity()) run(() => readChosen(fileField.files));
  });
  form.addEventListener("change", ({ target }) => {
    if (target.name !== "keep" || !current) return;
    const stored = store(getKeep(), current.sentences);
    const kept = getKeep() ? "The copy is kept in this browser." : "The copy is no longer stored.";
    announce(stored ? kept : "This browser could not keep the copy.");
  });
  findPart("forget").addEventListener("click", () => {
    removeStored();
    hideCopy();
    form.reset();
    announce("The copy is forgotten.");
    field.focus();
  });
  look.addEventListener("submit", (event) => {
    event.preventDefault();
    if (current) showConcordance(current, look.elements[0].value);
  });

  const stored = readStored();
  if (stored) {
    form.elements.keep.value = stored.keep;
    run(() => showCopy(stored.sentences));
  }
})();
