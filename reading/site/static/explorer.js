/* The explorer of terms. It shows where one term occurs in linked views, or several terms side by side, and
 * keeps every choice in the address of the page. The build writes the data to `window.terms`, and puts
 * the parts in the files `explorer_*.js` before this one. */
"use strict";

(() => {
  const {
    sections, paragraphs, terms, details,
    first_term: firstTerm, by_paragraph: byParagraph, lists_all_pairs: listsAllPairs,
  } = window.terms;
  const root = document.querySelector(".explorer");
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const pageTitle = document.title;

  const termsById = new Map(terms.map((term) => [term.id, term]));

  /* The number of collocates in the table before a reader asks for all of them. */
  const FIRST_ROWS = 10;

  /* Each section has its own colour, unless there are more sections than colours. */
  const COLOURS = 4;
  const getSectionClass = (section) => `section-${sections.length > COLOURS ? "none" : section + 1}`;

  const sentences = paragraphs.flatMap((paragraph) =>
    Array.from({ length: paragraph.sentences }, (_, index) => ({ paragraph, number: index + 1 })));
  const countTokens = (parts) => parts.reduce((sum, { tokens }) => sum + tokens, 0);

  /* The places in which occurrences are counted: the sections if there are several, and below each its
   * paragraphs if it has several and the page shows them. */
  const parts = paragraphs.map((part) =>
    ({ ...part, hasMarks: true, contains: ({ paragraph }) => paragraph === part }));
  const places = sections.flatMap((section, index) => {
    const own = parts.filter((part) => part.section === index);
    const isDivided = sections.length === 1 || (byParagraph && own.length > 1);
    const whole = {
      ...section, section: index, tokens: countTokens(own), isSection: true, hasMarks: !isDivided,
      contains: ({ paragraph }) => paragraph.section === index,
    };
    return [...(sections.length > 1 ? [whole] : []), ...(isDivided ? own : [])];
  });

  /* The most terms side by side. */
  const MAX_TERMS = 4;

  /* What the page shows: `term`, the `others` beside it, and the selected `place` and `collocate` (its id) or
   * null. */
  let state = {};

  // Words and numbers ---------------------------------------------------------------------------------------

  const { formatNumber } = window;
  const { makeElement, makeHidden, loadScript, formatCount, nameSentence, showFirst, quote } =
    window.pageTools;
  const formatTimes = (count) => ["never", "once", "twice"][count] ?? `${count} times`;
  const formatRate = (count, tokens) => formatNumber(count / tokens * 1000, 1);

  // Terms, and the state in the address ---------------------------------------------------------------------

  const lookup = window.makeLookup({ terms, termsById });
  const getEvidenceAddress = (id) => `evidence.html#${id}`;
  const getSearchAddress = (text) => `search.html?${new URLSearchParams({ q: text })}`;
  const findHere = (term, place) =>
    term.occurrences.filter(({ sentence }) => place.contains(sentences[sentence]));
  const countHere = (term, place) => findHere(term, place).reduce((sum, { count }) => sum + count, 0);
  const findPlace = (id) => places.find((place) => place.id === id);

  function describeUnknownTerm(text) {
    const similar = lookup.findSimilar(text);
    const links = similar.flatMap((term, index) => [
      index ? ", " : "; did you mean ",
      makeElement("a", { href: makeAddress([term.id]) }, term.label),
    ]);
    const search = makeElement("a", { href: getSearchAddress(text) }, "Search the book for it");
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
    return { found: [...found].slice(0, MAX_TERMS), problems };
  }

  /* Finds the terms of the address. If it names none, the first term of the document is shown. */
  function readTerms() {
    const parameters = new URLSearchParams(location.search);
    const names = [parameters.get("term") ?? "", ...parameters.getAll("and")].flatMap(lookup.splitNames);
    return findNamed(names.length ? names : [firstTerm]);
  }

  /* Sets the state from the address and its terms. Returns messages about what does not exist. */
  function readAddress({ found: [term = termsById.get(firstTerm), ...others], problems }) {
    const parameters = new URLSearchParams(location.search);
    state = { term, others };
    const placeId = parameters.get("at");
    state.place = findPlace(placeId) ?? null;
    if (placeId && !state.place) problems.push(`No place is called ${quote(placeId)}. `);
    const collocate = parameters.get("with");
    state.collocate = term.collocates.some(({ id }) => id === collocate) ? collocate : null;
    return problems;
  }

  /* Makes the address of terms by their names, with a place and a collocate or without. */
  function makeAddress([name, ...others], { place, collocate } = {}) {
    const parameters = new URLSearchParams({ term: name });
    for (const other of others) parameters.append("and", other);
    if (place) parameters.set("at", place.id);
    if (collocate) parameters.set("with", collocate);
    return `?${parameters}`;
  }

  const listShownTerms = () => [state.term, ...state.others];

  /* Shows the state of another address, as a new entry of the history. */
  function goTo(address, options) {
    if (address !== location.search) history.pushState(null, "", address);
    showAddress(options);
  }

  /* Shows the terms of names. */
  const chooseNames = (names) => goTo(makeAddress(names.map((name) => lookup.findTerm(name)?.id ?? name)));

  /* Changes the place or the collocate. */
  function changeState(changes) {
    const { place, collocate } = state;
    goTo(makeAddress(listShownTerms().map(({ id }) => id), { place, collocate, ...changes }));
  }

  /* Shows terms by a function, after their data are loaded. The page begins with those of the first term. */
  async function showLoaded(chosen, show) {
    if (!chosen.every(({ occurrences }) => occurrences)) {
      try {
        await loadScript(`_static/${details}`);
      } catch {
        showProblems(["The data of this term could not be loaded."]);
        return;
      }
      for (const [id, data] of Object.entries(window.termDetails)) Object.assign(termsById.get(id), data);
    }
    show();
  }

  function showProblems(problems) {
    findPart("problems").replaceChildren(...problems);
    findPart("problems").hidden = problems.length === 0;
  }

  // The views -----------------------------------------------------------------------------------------------

  function showState() {
    const { term, others } = state;
    // A reader's own copy shows the words in context of these terms.
    root.dataset.shown = JSON.stringify(listShownTerms().map(({ id, label }) => [id, label]));
    // The views are made anew, so the focus moves to the element with the same key.
    const focusKey = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    findPart("address").textContent = location.href;
    document.title = `${[term, ...others].map(({ label }) => label).join(", ")}: ${pageTitle}`;
    field.showTerms();
    findPart("name").replaceChildren(term.label);
    showHeadline(term);
    showComparison();
    findPart("more").hidden = !others.length;
    findPart("more").textContent = `More about ${quote(term.label)}`;
    showCounts();
    showPlaces();
    showCollocates(term);
    findPart("views").hidden = false;
    showSelection();
    if (focusKey) root.querySelector(`[data-key="${CSS.escape(focusKey)}"]`)?.focus({ preventScroll: true });
  }

  const everyToken = countTokens(paragraphs);
  const countParagraphs = ({ occurrences }) =>
    new Set(occurrences.map(({ sentence }) => sentences[sentence].paragraph)).size;

  function showHeadline(term) {
    const { id, label, kind, count, occurrences } = term;
    const text = `The ${kind} occurs ${formatTimes(count)} in ${formatCount(occurrences.length, "sentence")} `
      + `and ${countParagraphs(term)} of ${formatCount(paragraphs.length, "paragraph")}: `
      + `${formatRate(count, everyToken)} per thousand tokens. `;
    findPart("headline").replaceChildren(
      text,
      makeElement("a", { href: getEvidenceAddress(id) }, "Its evidence"), " \u00b7 ",
      makeElement("a", { href: getSearchAddress(label) }, "Elsewhere in the book"),
    );
    findPart("log-ratio").textContent = describeLogRatio(term);
  }

  /* Says in one line how the rates in two sections compare; empty for more sections. */
  function describeLogRatio({ log_ratio: ratio, occurrences }) {
    if (ratio === null) return "";
    const [first, second] = sections.map(({ title }) => quote(title));
    const holding = new Set(occurrences.map(({ sentence }) => sentences[sentence].paragraph.section));
    const noteOnZero = holding.size === 2 ? "" : ", where a count of zero is taken as a half";
    const factor = 2 ** ratio;
    return `Log Ratio ${formatNumber(ratio)}: the rate in ${first} is `
      + `${formatNumber(factor, factor < 1 ? 2 : 1)} times that in ${second}${noteOnZero}.`;
  }

  const fillComparison = window.makeComparisonTable({
    findPart, makeAddress, countParagraphs, formatRate: ({ count }) => formatRate(count, everyToken),
  });

  /* Shows several terms side by side. */
  function showComparison() {
    findPart("comparison").hidden = !state.others.length;
    if (state.others.length) fillComparison(listShownTerms());
  }

  const showSentences = window.makeSentenceList({ findPart, sentences });

  /* Shows the sentences with each term by paragraph, in order, above all sentences of the paragraphs. */
  function showCounts() {
    findPart("counts").hidden = !byParagraph;
    if (!byParagraph) return;
    const isFirst = ({ section }, index) => index > 0 && parts[index - 1].section !== section;
    const makeRow = (name, read) => makeElement("tr", {}, makeElement("th", { scope: "row" }, name),
      ...parts.map((part, index) =>
        makeElement("td", { class: isFirst(part, index) && "first" }, read(part))));
    const heads = parts.map(({ title }) => makeElement("th", { scope: "col" }, makeHidden(title)));
    findPart("counts").querySelector("thead tr").replaceChildren(makeElement("td"), ...heads);
    findPart("counts").querySelector("tbody").replaceChildren(
      ...listShownTerms().map((term) => makeRow(term.label, (part) => findHere(term, part).length)),
      makeRow("of", (part) => part.sentences),
    );
  }

  /* Shows how often the terms occur in each place, and in which sentences. */
  function showPlaces() {
    findPart("places").replaceChildren(...places.map(makePlaceRow));
    const marks = [...root.querySelectorAll(".mark")];
    (marks.find((mark) => mark.classList.contains("holds")) ?? marks[0]).tabIndex = 0;
  }

  /* Makes the row of a place: its name, and for each term how often it occurs there, and the sentences. */
  function makePlaceRow(place) {
    const shown = listShownTerms();
    const names = ["place", getSectionClass(place.section)];
    if (place.isSection) names.push("whole");
    if (shown.length > 1) names.push("several");
    const made = shown.map((term) => makeParts(term, place));
    const lines = shown.map(({ label }, index) => makeElement("div", { class: "line" },
      makeElement("span", { class: "of-term" }, label), ...made[index]));
    const attributes = { class: "name", "aria-pressed": "false", "data-key": `at ${place.id}` };
    return makeElement("li", { class: names.join(" "), "data-place": place.id },
      makeElement("button", attributes, place.title), ...(shown.length > 1 ? lines : made[0]));
  }

  /* Makes the count of a term in a place, with its rate in a section, and the sentences. */
  function makeParts(term, place) {
    const count = countHere(term, place);
    const rate = place.isSection ? `, ${formatRate(count, place.tokens)} per thousand tokens` : "";
    const value = makeElement("span", { class: "value" }, `${formatTimes(count)}${rate}`);
    // The sentences of a divided section stand with its paragraphs.
    if (!place.hasMarks) return [value];
    const counts = new Map(term.occurrences.map((row) => [row.sentence, row.count]));
    const ofTerm = state.others.length ? `${term.label}, ` : "";
    const marks = sentences.flatMap((sentence, index) =>
      (place.contains(sentence) ? [makeMark(sentence, index, counts.get(index) ?? 0, ofTerm)] : []));
    const label = `${ofTerm}Sentences of ${place.title}`;
    return [value, makeElement("ol", { class: "strip", "aria-label": label }, ...marks)];
  }

  /* Makes the mark of a sentence: a link to its retelling, filled if the term occurs in it. */
  function makeMark({ paragraph, number }, index, count, ofTerm) {
    const label = `${ofTerm}${nameSentence(paragraph.title, number)}`;
    const attributes = {
      class: count ? "mark holds" : "mark", href: `${paragraph.sentences_at}${number}`, tabindex: -1,
      "aria-label": `${label}: ${count ? formatTimes(count) : "not here"}`,
      "data-sentence": index, "data-key": `mark ${ofTerm}${index}`, "data-count": count > 1 ? count : null,
    };
    return makeElement("li", { class: number === 1 ? "first" : null }, makeElement("a", attributes, number));
  }

  // Collocates ----------------------------------------------------------------------------------------------

  const isInPlace = (sentence) => !state.place || state.place.contains(sentences[sentence]);

  const findSentencesWith = (id) => state.term.collocates.find((row) => row.id === id).shared;

  function showCollocates(term) {
    const found = term.collocates
      .map((row) => ({ row, sharedHere: row.shared.filter(isInPlace).length }))
      .filter(({ sharedHere }) => sharedHere);
    findPart("collocates-text").textContent = describeCollocates(term, found.length);
    findPart("collocates").hidden = found.length === 0;
    showFirst(findPart("collocate-rows"), findPart("show-all"), {
      items: found.map(({ row, sharedHere }) => makeCollocateRow(row, sharedHere)),
      first: FIRST_ROWS,
      of: term.id,
      label: `Show all ${found.length}`,
    });
  }

  function describeCollocates({ occurrences, collocates }, sharedHere) {
    const holding = formatCount(occurrences.length, "sentence holds", "sentences hold");
    const sharing = collocates.length ? formatCount(collocates.length, "word shares", "words share")
      : "No word shares";
    const text = listsAllPairs ? `${holding} it. ${sharing} two or more with it.`
      : `${holding} it. ${sharing} many with it; pairs that share fewer are not listed.`;
    if (!state.place) return text;
    const occurring = formatCount(sharedHere, "of these words occurs", "of these words occur");
    return `${text} Limited to ${quote(state.place.title)}: ${occurring} with it there. `
      + "logDice is still that of the whole document.";
  }

  function makeCollocateRow(row, sharedHere) {
    const { id, shared: { length: together } } = row;
    const { label } = termsById.get(id);
    const sharedText = state.place ? `${sharedHere} of ${together}` : together;
    const isMarked = String(state.collocate === id);
    const button = makeElement("button",
      { class: "plain", "aria-pressed": isMarked, "data-key": `with ${id}` },
      sharedText, makeHidden(` shared with ${label}: mark them`));
    return makeElement("tr", { "data-with": id },
      makeElement("th", { scope: "row" },
        makeElement("a", { class: "plain", href: makeAddress([id]), title: "Look at this word" }, label), " ",
        makeElement("a", { class: "proof", href: getEvidenceAddress(id) },
          "evidence", makeHidden(` for ${label}`))),
      makeElement("td", { class: "number" }, button),
      makeElement("td", { class: "number" }, formatNumber(row.log_dice)));
  }

  // Selections link the views -------------------------------------------------------------------------------

  function showSelection() {
    const shared = state.collocate ? new Set(findSentencesWith(state.collocate)) : null;
    const hasSelection = Boolean(state.place || shared);
    for (const mark of root.querySelectorAll(".mark")) {
      const sentence = Number(mark.dataset.sentence);
      const isSelected = isInPlace(sentence) && (!shared || shared.has(sentence));
      mark.classList.toggle("aside", hasSelection && !isSelected);
    }
    for (const row of root.querySelectorAll(".place")) {
      row.querySelector(".name").setAttribute("aria-pressed", row.dataset.place === state.place?.id);
    }
    for (const row of root.querySelectorAll("tr[data-with]")) {
      row.classList.toggle("picked-row", row.dataset.with === state.collocate);
    }
    showSentences(listSentences().filter(({ index }) => isInPlace(index) && (!shared || shared.has(index))));
    const text = describeSelection();
    findPart("selection").hidden = !hasSelection;
    findPart("selection").querySelector("span").textContent = text;
    findPart("announcement").textContent = hasSelection ? text : findPart("headline").firstChild.textContent;
  }

  /* Lists the sentences with a term, in order, each with a note on how often the terms occur in it. */
  function listSentences() {
    const shown = listShownTerms();
    const notes = sentences.map(() => []);
    for (const { label, occurrences } of shown) {
      for (const { sentence, count } of occurrences) {
        if (shown.length > 1) notes[sentence].push(count > 1 ? `${label} ${formatTimes(count)}` : label);
        else notes[sentence].push(count > 1 ? formatTimes(count) : "");
      }
    }
    return notes.map((ofSentence, index) => ({ index, note: ofSentence.join(", ") || null }))
      .filter(({ index }) => notes[index].length);
  }

  function describeSelection() {
    const { term, place, collocate } = state;
    const placeText = place ? quote(place.title) : "";
    const label = quote(term.label);
    if (collocate) {
      const count = findSentencesWith(collocate).filter(isInPlace).length;
      const marked = count ? formatCount(count, "sentence") : "no sentence";
      const both = `${label} and ${quote(termsById.get(collocate).label)}`;
      return `Marked: ${marked}${place ? ` in ${placeText}` : ""} with both ${both}.`;
    }
    if (!place) return "";
    return `Picked: ${placeText}, where ${label} occurs ${formatTimes(countHere(term, place))}. `
      + "The words below are those around it there.";
  }

  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?']");
    const placeName = event.target.closest(".name");
    const row = event.target.closest("tr[data-with]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      goTo(link.search, { movesFocus: true });
    } else if (placeName) {
      const { place } = placeName.closest(".place").dataset;
      changeState({ place: state.place?.id === place ? null : findPlace(place) });
    } else if (event.target.closest("[data-part=selection] button")) {
      clearSelection();
    } else if (row && !event.target.closest("a")) {
      const collocate = state.collocate === row.dataset.with ? null : row.dataset.with;
      changeState({ collocate });
    }
  });

  function clearSelection() {
    const hadFocus = findPart("selection").contains(document.activeElement);
    changeState({ place: null, collocate: null });
    if (hadFocus) findPart("name").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.place || state.collocate)) clearSelection();
  });

  // All marks together are one stop of the tab key. The arrow keys move between them.
  findPart("places").addEventListener("keydown", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    const marks = [...root.querySelectorAll(".mark")];
    const index = marks.indexOf(mark);
    const isFilled = (candidate) => candidate.classList.contains("holds");
    const findTarget = {
      ArrowRight: () => marks[index + 1], ArrowLeft: () => marks[index - 1],
      ArrowDown: () => marks.slice(index + 1).find(isFilled),
      ArrowUp: () => marks.slice(0, index).findLast(isFilled),
      Home: () => marks[0], End: () => marks.at(-1),
    }[event.key];
    if (!findTarget) return;
    event.preventDefault();
    const target = findTarget();
    if (!target) return;
    mark.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  });

  /* Shows the tooltip of a mark: its paragraph, its number, and how often the term occurs. */
  const showMarkTip = (event) => {
    const mark = event.target.closest(".mark");
    if (mark) window.showTip?.(mark, mark.getAttribute("aria-label"));
  };
  for (const type of ["pointerover", "focusin"]) findPart("places").addEventListener(type, showMarkTip);
  for (const type of ["pointerout", "focusout"]) {
    findPart("places").addEventListener(type, () => window.hideTip?.());
  }

  const field = window.makeTermField({ root, lookup, findPart, getTerms: listShownTerms, chooseNames });

  /* Shows the state that is in the address. Where it names no term of the document, none stays in view. */
  function showAddress({ movesFocus = false } = {}) {
    const named = readTerms();
    showLoaded(named.found, () => {
      showProblems(readAddress(named));
      if (named.found.length) showState();
      else findPart("views").hidden = true;
      if (movesFocus) findPart("name").focus();
    });
  }

  if (terms.length) {
    addEventListener("popstate", () => showAddress());
    showAddress();
  } else showProblems(["The document has no content words to look up."]);
})();
