/* The explorer of terms. It shows the measures of one term in linked views, or several terms side by side,
 * and keeps every choice in the address of the page. The build writes the data to `window.terms`, and puts
 * the parts in the files `explorer_*.js` before this one. */
"use strict";

(() => {
  const {
    sections, paragraphs, terms, details, unit, q,
    first_term: firstTerm, only_significant: listsOnlySignificant,
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

  /* Reads the columns of a table from its header. All rows of the table have this order. */
  const readColumns = (table) =>
    Array.from(root.querySelectorAll(`.${table} th[data-column]`), (header) => header.dataset.column);
  const headers = [...root.querySelectorAll(".collocates th[data-measure]")];
  const MEASURES = headers.map((header) => header.dataset.measure);

  /* The choices besides the term. The first value of each is the default. */
  const CHOICES = {
    unit: unit === "section" ? ["section", "paragraph"] : ["paragraph", "section"],
    scale: ["count", "rate"],
    measure: MEASURES,
  };

  const sentences = paragraphs.flatMap((paragraph, paragraphIndex) =>
    Array.from({ length: paragraph.sentences }, (_, index) =>
      ({ paragraph, paragraphIndex, number: index + 1 })));

  /* The places in which occurrences are counted. */
  const PLACES = {
    section: sections.map((section, index) =>
      ({ ...section, section: index, contains: ({ paragraph }) => paragraph.section === index })),
    paragraph: paragraphs.map((paragraph, index) =>
      ({ ...paragraph, contains: ({ paragraphIndex }) => paragraphIndex === index })),
  };

  /* The most terms side by side. */
  const MAX_TERMS = 4;

  /* What the page shows: `term`, the `others` beside it, the values of CHOICES, and the selected `place` and
   * `collocate` (its id) or null. */
  let state = {};

  // Words and numbers ---------------------------------------------------------------------------------------

  const { formatNumber } = window;
  const { makeElement, makeHidden, loadScript, formatCount, nameSentence, showFirst, quote } =
    window.pageTools;
  const formatValue = (value) => (value === null ? "\u2013" : formatNumber(value));
  const formatP = (p) => (p < 0.001 ? "< 0.001" : formatNumber(p, 3));
  const formatTimes = (count) => ["never", "once", "twice"][count] ?? `${count} times`;
  const formatEnd = (end, infinity, digits) => (end === null ? infinity : formatNumber(end, digits));
  const formatInterval = (low, high, digits) =>
    `${formatEnd(low, "\u2212\u221e", digits)} to ${formatEnd(high, "\u221e", digits)}`;

  // Terms, and the state in the address ---------------------------------------------------------------------

  const lookup = window.makeLookup({ terms, termsById });
  const getEvidenceAddress = (id) => `evidence.html#${id}`;
  const getSearchAddress = (text) => `search.html?${new URLSearchParams({ q: text })}`;
  function countInPlace(term, place) {
    const here = term.occurrences.filter(({ sentence }) => place.contains(sentences[sentence]));
    return here.reduce((sum, { count }) => sum + count, 0);
  }
  const findPlace = (id) =>
    [...PLACES[state.unit], ...PLACES.paragraph, ...PLACES.section].find((place) => place.id === id);

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
    for (const [name, values] of Object.entries(CHOICES)) {
      const value = parameters.get(name);
      state[name] = values.includes(value) ? value : values[0];
      if (value && value !== state[name]) problems.push(`There is no ${name} ${quote(value)}. `);
    }
    const placeId = parameters.get("at");
    state.place = findPlace(placeId) ?? null;
    if (placeId && !state.place) problems.push(`No place is called ${quote(placeId)}. `);
    const collocate = parameters.get("with");
    state.collocate = term.collocates.some(({ id }) => id === collocate) ? collocate : null;
    return problems;
  }

  /* Makes the address of terms by their names, with the choices that are not the first ones. */
  function makeAddress([name, ...others], { place, collocate, ...changes } = {}) {
    const parameters = new URLSearchParams({ term: name });
    for (const other of others) parameters.append("and", other);
    for (const [choice, [first]] of Object.entries(CHOICES)) {
      const value = changes[choice] ?? state[choice] ?? first;
      if (value !== first) parameters.set(choice, value);
    }
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

  /* Changes choices, the place or the collocate. */
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
    showPlaces([term, ...others]);
    showDispersion(term);
    showCollocates(term);
    showKeyness(term);
    for (const radio of root.querySelectorAll("[type=radio]")) {
      radio.checked = state[radio.name] === radio.value;
    }
    findPart("views").hidden = false;
    showSelection();
    if (focusKey) root.querySelector(`[data-key="${CSS.escape(focusKey)}"]`)?.focus({ preventScroll: true });
  }

  function showHeadline(term) {
    const { count, rate, rate_low: low, rate_high: high } = term;
    const intervalText = low === null ? "" : ` (95\u00a0% interval ${formatInterval(low, high, 1)})`;
    const text = [
      term.kind === "phrase" ? "The phrase occurs" : "The word occurs", formatTimes(count),
      `in ${formatCount(term.sentences, "sentence")}`,
      `and ${term.paragraphs} of ${formatCount(paragraphs.length, "paragraph")}:`,
      `${formatNumber(rate, 1)} per thousand tokens${intervalText}.`,
      ...describeVerdict(term),
    ].join(" ");
    findPart("headline").replaceChildren(
      `${text} `,
      makeElement("a", { href: getEvidenceAddress(term.id) }, "Its evidence"), " \u00b7 ",
      makeElement("a", { href: getSearchAddress(term.label) }, "Elsewhere in the book"),
    );
  }

  /* Describes the comparison of the sections in words. */
  function describeVerdict(term) {
    if (sections.length < 2) return [];
    const listSections = (verdict) => sections.filter((_, index) => term.sections[index].verdict === verdict)
      .map(({ title }) => quote(title));
    const [more, [less]] = [listSections("more here"), listSections("less here")];
    if (more.length) return [`More frequent in ${more.join(" and ")} than elsewhere.`];
    if (less) return [`Less frequent in ${less} than elsewhere.`];
    const verdicts = term.sections.map((row) => row.verdict).filter((verdict) => verdict !== null);
    if (!verdicts.length) {
      const kind = term.kind === "phrase" ? "Phrases, which are counted in addition to their words,"
        : "Words left out of rankings";
      return [`${kind} are not tested between the sections.`];
    }
    if (verdicts.every((verdict) => verdict === "too rare to tell")) {
      return [`Too rare to tell whether the sections differ${describeChance(term)}.`];
    }
    return [`Its rates in the sections cannot be told apart${describeChance(term)}.`];
  }

  /* The adjusted p-value above which chance is a likely reason. */
  const LIKELY_CHANCE = 0.2;

  const countSentencesBySection = (term) => sections.map((_, section) =>
    term.occurrences.filter(({ sentence }) => sentences[sentence].paragraph.section === section).length);

  /* Says in plain words what it means that two sections cannot be told apart; empty for more sections. */
  function describeChance(term) {
    if (sections.length !== 2) return "";
    const [first, second] = countSentencesBySection(term);
    const p = term.sections[0].p_adjusted;
    const chance = p === null || p > LIKELY_CHANCE ? "could well be chance" : "may still be chance";
    return `: ${formatCount(first, "sentence")} against ${second} ${chance}`;
  }

  const fillComparison = window.makeComparisonTable({
    findPart, sections, formatInterval, countSentencesBySection, makeAddress,
    describeSections: (term) => describeVerdict(term)[0] ?? "not tested",
  });

  /* Shows several terms side by side. */
  function showComparison() {
    findPart("comparison").hidden = !state.others.length;
    if (state.others.length) fillComparison(listShownTerms());
  }

  const showSentences = window.makeSentenceList({ findPart, sentences });

  /* Shows how often the terms occur in each place: a bar for each term, and the sentences. */
  function showPlaces(shown) {
    const bySection = state.unit === "section";
    const rows = PLACES[state.unit].map((place, index) =>
      ({ place, bars: shown.map((term) => computeBar(term, place, index)) }));
    const bars = rows.flatMap((row) => row.bars);
    const maximum = Math.max(...bars.map(({ value, high }) => Math.max(value, high ?? 0)));
    const groups = bySection ? [rows]
      : sections.map((_, section) => rows.filter(({ place }) => place.section === section));
    findPart("places").replaceChildren(...groups.map((group) => {
      const items = group.map((row) => makePlaceRow(row, maximum));
      return makeElement("div", { class: "group" },
        bySection ? null : makeElement("h4", {}, sections[group[0].place.section].title),
        makeElement("ul", { class: `places by-${state.unit}` }, ...items));
    }));
    const marks = [...root.querySelectorAll(".mark")];
    (marks.find((mark) => mark.classList.contains("holds")) ?? marks[0]).tabIndex = 0;
  }

  /* Computes the bar of a term in a place: its count, its value as the reader chose, and the interval of
   * that. */
  function computeBar(term, place, index) {
    const count = countInPlace(term, place);
    if (state.scale === "count") return { term, count, value: count, low: null, high: null };
    if (state.unit === "paragraph") {
      return { term, count, value: count / place.tokens * 1000, low: null, high: null };
    }
    const { rate, rate_low: low, rate_high: high } = term.sections[index];
    return { term, count, value: rate, low, high };
  }

  /* Makes the row of a place: its name, and for each term its bar and its sentences. */
  function makePlaceRow({ place, bars }, maximum) {
    const made = bars.map((bar) => makeBar(bar, place, maximum));
    const isAlone = made.length === 1;
    const spoken = isAlone ? made[0].text : made.map(({ term, text }) => `${term.label} ${text}`).join(", ");
    const attributes = { class: "name", "aria-pressed": "false", "data-key": `at ${place.id}` };
    const name = makeElement("button", attributes, place.title, makeHidden(`: ${spoken}`));
    const makeLine = ({ term, parts }) => makeElement("div", { class: "line" },
      makeElement("span", { class: "of-term", "aria-hidden": "true" }, term.label), ...parts);
    const lines = isAlone ? made[0].parts : made.map(makeLine);
    const className = `place ${getSectionClass(place.section)}${isAlone ? "" : " several"}`;
    return makeElement("li", { class: className, "data-place": place.id }, name, ...lines);
  }

  /* Makes the bar and the sentences of a term in a place, and says its value in words. */
  function makeBar({ term, count, value, low, high }, place, maximum) {
    const byCount = state.scale === "count";
    const shown = byCount ? count : formatNumber(value, 1);
    const interval = low === null ? "" : formatInterval(low, high, 1);
    const range = interval && `, 95\u00a0% interval ${interval}`;
    const text = byCount ? formatTimes(count) : `${shown} per thousand tokens${range}`;
    const toWidth = (length) => `${(100 * length) / maximum}%`;
    const counts = new Map(term.occurrences.map((row) => [row.sentence, row.count]));
    const ofTerm = state.others.length ? `${term.label}, ` : "";
    const bar = makeElement("span", { class: "bar", "aria-hidden": "true" },
      makeElement("svg", { height: "16", width: "100%" },
        makeElement("rect", { y: 3, width: toWidth(value), height: 10 }),
        low === null ? null : makeElement("line", { x1: toWidth(low), x2: toWidth(high), y1: 8, y2: 8 })),
      makeElement("span", { class: "value" }, shown, makeElement("small", {}, interval && ` (${interval})`)));
    const marks = sentences.flatMap((sentence, index) =>
      (place.contains(sentence) ? [makeMark(sentence, index, counts.get(index) ?? 0, ofTerm)] : []));
    const label = `${ofTerm}Sentences of ${place.title}`;
    const strip = makeElement("ol", { class: "strip", "aria-label": label }, ...marks);
    return { term, text, parts: [bar, strip] };
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

  const makeEntries = (entries) =>
    entries.flatMap(([name, text]) => [makeElement("dt", {}, name), makeElement("dd", {}, text)]);

  function showDispersion(term) {
    const text = term.count === 1
      ? "A term that occurs once cannot spread, so these figures say no more than that."
      : "DP is the share of its occurrences that would have to be elsewhere for it to be spread as all words "
        + "are: near 0 it is everywhere, near 1 in one place. DPnorm adjusts DP to the size of the parts. "
        + "Juilland's D is the opposite: it is high where a term is spread evenly. "
        + `Over ${sentences.length} sentences, a term of ${term.sentences} can only look uneven.`;
    findPart("dispersion-text").replaceChildren(text);
    const rows = [
      [`${paragraphs.length} paragraphs`, term.paragraphs, ""],
      [`${sentences.length} sentences`, term.sentences, "sentence_"],
    ];
    const makeCell = (column, text) => makeElement("td", { class: "number", "data-column": column }, text);
    findPart("dispersion").replaceChildren(...rows.map(([name, held, start]) => makeElement("tr", {},
      makeElement("th", { scope: "row" }, name),
      ...readColumns("dispersion").map((column) =>
        makeCell(column, column === "range" ? held : formatValue(term[start + column]))))));
  }

  // Collocates ----------------------------------------------------------------------------------------------

  const isInPlace = (sentence) => !state.place || state.place.contains(sentences[sentence]);

  const findSentencesWith = (id) => state.term.collocates.find((row) => row.id === id).shared;

  function showCollocates(term) {
    const { measure } = state;
    const found = term.collocates
      .map((row) => ({ row, countHere: row.shared.filter(isInPlace).length }))
      .filter(({ countHere }) => countHere);
    // Among equal values, more shared sentences come first. Then the order of the data decides.
    found.sort((a, b) => b.row[measure] - a.row[measure] || b.row.shared.length - a.row.shared.length);
    findPart("collocates-text").replaceChildren(describeCollocates(term, found.length));
    findPart("collocates").hidden = found.length === 0;
    for (const header of root.querySelectorAll(".collocates th[data-measure]")) {
      header.ariaSort = header.dataset.measure === measure ? "descending" : null;
    }
    const isSelection = term.collocates.length < term.collocates_all;
    showFirst(findPart("collocate-rows"), findPart("show-all"), {
      items: found.map(({ row, countHere }) => makeCollocateRow(row, countHere)),
      first: FIRST_ROWS,
      of: term.id,
      label: isSelection ? `Show the ${found.length} strongest` : `Show all ${found.length}`,
    });
  }

  function describeCollocates(term, countHere) {
    const text = `${formatCount(term.occurrences.length, "sentence holds", "sentences hold")} it`;
    const { collocates_all: all, collocates_tested: tested, collocates_significant: significant } = term;
    const sharing = all ? formatCount(all, "word shares", "words share") : "No word shares";
    if (listsOnlySignificant) {
      return `${text}. ${sharing} more of them than chance explains (adjusted p at most ${q}). `
        + "Other pairs are too many to list.";
    }
    if (!all) {
      return `${text}, and no word shares two with it, so there is nothing to say about the words around it.`;
    }
    const parts = [`${text}.`, `${sharing} two or more with it.`];
    if (tested) {
      parts.push(`${formatCount(tested, "of these pairs is", "of these pairs are")} tested, and`,
        `${significant || "none"} can be told from chance (adjusted p at most ${q}).`);
    }
    if (tested < all) {
      parts.push(tested ? "Other pairs" : "Such pairs",
        "are too rare to be told from chance, or are not words that are ranked.");
    }
    parts.push("Where so few sentences are shared, a high figure means little.");
    if (state.place) {
      const occurring = formatCount(countHere, "of these words occurs", "of these words occur");
      parts.push(`Limited to ${quote(state.place.title)}: ${occurring} with it there.`,
        "The figures are still those of the whole document.");
    }
    return parts.join(" ");
  }

  function makeCollocateRow(row, countHere) {
    const { id, shared: { length: together } } = row;
    const { label } = termsById.get(id);
    const sharedText = state.place ? `${countHere} of ${together}` : together;
    const isMarked = String(state.collocate === id);
    const contents = {
      together: () => makeElement("button",
        { class: "plain shared", "aria-pressed": isMarked, "data-key": `with ${id}` },
        sharedText, makeHidden(` shared with ${label}: mark them`)),
      p_adjusted: () => (row.p_adjusted === null ? "not tested" : formatP(row.p_adjusted)),
    };
    const makeCell = (column) => makeElement("td", {
      class: "number", "data-column": column, "data-measure": MEASURES.includes(column) ? column : null,
      "aria-current": column === state.measure ? "true" : null,
    }, column in contents ? contents[column]() : formatValue(row[column]));
    return makeElement("tr", { "data-with": id },
      makeElement("th", { scope: "row" },
        makeElement("a", { class: "plain", href: makeAddress([id]), title: "Look at this word" }, label), " ",
        makeElement("a", { class: "proof", href: getEvidenceAddress(id) },
          "evidence", makeHidden(` for ${label}`))),
      ...readColumns("collocates").map(makeCell));
  }

  // Keyness -------------------------------------------------------------------------------------------------

  function showKeyness(term) {
    findPart("keyness").hidden = sections.length < 2;
    if (sections.length < 2) return;
    // With two sections, the second comparison is the inverse of the first.
    const rows = sections.length === 2 ? term.sections.slice(0, 1) : term.sections;
    // Of many sections, a section without the term has no comparison.
    findPart("comparisons").replaceChildren(...rows.flatMap((row, section) =>
      (row.g2 === null ? [] : makeComparison(term, row, section))));
  }

  /* Makes the comparison of a section with the rest of the document. */
  function makeComparison(term, row, section) {
    const { log_ratio: ratio, log_ratio_low: low, log_ratio_high: high, g2 } = row;
    const { count: countInside, p_adjusted: p, p_paragraphs: ofParagraphs, verdict } = row;
    const hasTwo = sections.length === 2;
    const inside = quote(sections[section].title);
    const outside = hasTwo ? quote(sections[1].title) : "the rest";
    const countOutside = term.count - countInside;
    const factor = 2 ** ratio;
    const times = formatNumber(factor, factor < 1 ? 2 : 1);
    const noteOnZero = countInside && countOutside ? "" : ", where a count of zero is taken as a half";
    const notTested = verdict ? "too rare to tell (it could not pass, whichever its sentences)"
      : "not tested";
    const chance = verdict === "cannot be told apart" ? describeChance(term) : "";
    const shuffled = `${formatP(ofParagraphs)}, where whole paragraphs are shuffled`;
    const entries = [
      ["Verdict", p === null ? notTested : `${verdict}${chance} (adjusted p ${formatP(p)})`],
      ...(p === null ? [] : [["p, paragraphs", shuffled]]),
      ["Occurrences", `${countInside} in ${inside}, ${countOutside} in ${outside}`],
      ["Log Ratio", `${formatNumber(ratio)}, 95\u00a0% interval ${formatInterval(low, high)}: `
        + `the rate in ${inside} is ${times} times that in ${outside}${noteOnZero}`],
      ["G2", formatNumber(g2)],
    ];
    const list = makeElement("dl", { class: "comparison" }, ...makeEntries(entries));
    return hasTwo ? [list] : [makeElement("h4", {}, sections[section].title), list];
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
      const isSelected = state.place?.id === row.dataset.place;
      row.classList.toggle("picked-place", isSelected);
      row.querySelector(".name").setAttribute("aria-pressed", isSelected);
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
    return `Picked: ${placeText}, where ${label} occurs ${formatTimes(countInPlace(term, place))}. `
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

  root.addEventListener("change", (event) => {
    if (event.target.type === "radio") changeState({ [event.target.name]: event.target.value });
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
