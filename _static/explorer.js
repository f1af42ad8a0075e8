/* The explorer of terms. It shows the measures of a term in linked views, and keeps all choices in the address of
   the page. The numbers come from `window.terms`, which the build writes. */
"use strict";

(() => {
  const { columns, sections, opening, unit, evidence, version, least, q } = window.terms;
  const root = document.querySelector(".explorer");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const title = document.title;

  /* For a long document, terms and paragraphs come as columns, and the measures of a term when it is chosen. */
  const rowsOf = (told) => (Array.isArray(told) ? told : told.id.map((id, at) => {
    const row = Object.fromEntries(Object.entries(told).map(([name, column]) => [name, column[at]]));
    return { ...row, id: id ?? row.label.toLowerCase() };
  }));
  const [terms, paragraphs] = [window.terms.terms, window.terms.paragraphs].map(rowsOf);

  /* A row of values as an object. The build sends the names of each kind of row once, in `columns`. */
  const named = (kind, row) => Object.fromEntries(columns[kind].map((name, at) => [name, row[at]]));
  const allNamed = (kind, rows) => rows.map((row) => named(kind, row));

  /* Turns all rows of a term into objects. */
  const nameValues = (term) => Object.assign(term, {
    at: allNamed("at", term.at),
    rate: named("rate", term.rate),
    rates: allNamed("rate", term.rates),
    spread: named("units", allNamed("spread", term.spread)),
    keyness: allNamed("keyness", term.keyness),
    beside: named("beside", term.beside),
    collocates: allNamed("collocates", term.collocates),
  });
  terms.filter((term) => "at" in term).forEach(nameValues);
  const byId = new Map(terms.map((term) => [term.id, term]));
  const TOP = 10;

  /* Each section has its own colour, unless there are more sections than colours. */
  const COLOURS = 4;
  const hue = (section) => (sections.length > COLOURS ? "section-none" : `section-${section + 1}`);

  /* The columns of a table in the order of its header. Every row is written in this order. */
  const columnsOf = (table) => Array.from(root.querySelectorAll(`.${table} th[data-column]`), (head) => head.dataset.column);
  const MEASURES = Array.from(root.querySelectorAll(".collocates th[data-measure]"), (head) => head.dataset.measure);

  /* The choices besides the term. The first value of each is the default. */
  const CHOICES = { unit: unit === "section" ? ["section", "paragraph"] : ["paragraph", "section"], scale: ["count", "rate"], measure: MEASURES };

  const sentences = paragraphs.flatMap((paragraph, place) =>
    Array.from({ length: paragraph.sentences }, (_, before) => ({ paragraph, place, number: before + 1 })));

  const PLACES = {
    section: sections.map((section, place) => ({ ...section, section: place, holds: (one) => one.paragraph.section === place })),
    paragraph: paragraphs.map((paragraph, place) => ({ ...paragraph, holds: (one) => one.place === place })),
  };

  let state = {};
  let everyCollocate = false;

  // Words and numbers ---------------------------------------------------------------------------------------

  function number(value, digits = 2) {
    const text = value.toFixed(digits);
    return Number(text) === 0 ? text.replace("-", "") : text.replace("-", "\u2212");
  }

  const known = (value) => (value === null ? "\u2013" : number(value));
  const share = (p) => (p < 0.001 ? "below 0.001" : number(p, 3));
  const times = (count) => ["never", "once", "twice"][count] ?? `${count} times`;
  const quoted = (text) => `\u2018${text}\u2019`;
  const several = (count, one, more) => `${count} ${count === 1 ? one : more}`;
  const interval = (low, high, digits) =>
    `${low === null ? "\u2212\u221e" : number(low, digits)} to ${high === null ? "\u221e" : number(high, digits)}`;
  const folded = (text) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[\s-]+/g, " ").trim();

  /* Creates an element with attributes and content. */
  function make(name, attributes = {}, ...content) {
    const space = ["svg", "rect", "line", "circle", "path", "text", "g"].includes(name);
    const element = space ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...content.filter((one) => one !== null));
    return element;
  }

  // Terms, and the state in the address ---------------------------------------------------------------------

  const find = (text) => byId.get(text) ?? terms.find((term) => folded(term.label) === folded(text));
  const count = (term) => term.count;
  const proof = (id) => `${evidence[byId.get(id).page]}#${id}`;
  const counted = (term, place) => term.at.reduce((sum, held) => sum + (place.holds(sentences[held.sentence]) ? held.count : 0), 0);
  const placed = (id) =>
    PLACES[state.unit].find((place) => place.id === id) ?? [...PLACES.paragraph, ...PLACES.section].find((place) => place.id === id);

  /* The edit distance (Levenshtein) of two words. */
  function distance(one, other) {
    let row = Array.from({ length: other.length + 1 }, (_, at) => at);
    for (let line = 1; line <= one.length; line += 1) {
      const next = [line];
      for (let at = 1; at <= other.length; at += 1) {
        next.push(Math.min(row[at] + 1, next[at - 1] + 1, row[at - 1] + (one[line - 1] === other[at - 1] ? 0 : 1)));
      }
      row = next;
    }
    return row[other.length];
  }

  function nearest(text) {
    const meant = folded(text);
    return terms
      .map((term) => [distance(meant, folded(term.label)), term])
      .filter(([far]) => far <= Math.max(1, meant.length / 3))
      .sort(([one, a], [other, b]) => one - other || count(b) - count(a))
      .slice(0, 3)
      .map(([, term]) => term);
  }

  function unknown(text) {
    const meant = nearest(text);
    const ways = meant.flatMap((term, at) => [at ? ", " : "; did you mean ", make("a", { href: `?term=${encodeURIComponent(term.id)}`, "data-term": term.id }, term.label)]);
    return [`No term is called ${quoted(text)}`, ...ways, meant.length ? "? " : ". "];
  }

  let awaited = null;
  window.terms.add = (told) => told.forEach((one) => Object.assign(byId.get(one.id) ?? {}, nameValues(one)));

  /* Calls `act` when the data of a term are loaded. Of several terms in a row, only the last one counts. */
  function once(term, act) {
    const told = () => "at" in term;
    const arrived = () => {
      if (awaited !== term) return;
      awaited = null;
      part("findings").removeAttribute("aria-busy");
      if (told()) act();
      else fail(term);
    };
    awaited = term;
    if (told()) {
      arrived();
      return;
    }
    part("findings").setAttribute("aria-busy", "true");
    const script = make("script", { src: `_static/terms-${term.part}.js${version}` });
    script.addEventListener("load", arrived);
    script.addEventListener("error", arrived);
    document.head.append(script);
  }

  /* Reports that the data did not load. The page and its address stay at the previous term. */
  function fail(term) {
    tell([`The numbers of ${quoted(term.label)} did not arrive.`]);
    if (state.term) {
      history.replaceState(null, "", address());
      field.value = state.term.label;
    }
  }

  const askedTerm = () => find(new URLSearchParams(location.search).get("term") ?? "") ?? byId.get(opening) ?? terms[0];

  /* Sets the state from the address, and returns messages about values that do not exist. */
  function asked() {
    const given = new URLSearchParams(location.search);
    const odd = [];
    state = {};
    for (const [name, values] of Object.entries(CHOICES)) {
      const value = given.get(name);
      state[name] = values.includes(value) ? value : values[0];
      if (value && value !== state[name]) odd.push(`There is no ${name} ${quoted(value)}. `);
    }
    const text = given.get("term");
    if (text && !find(text)) odd.push(...unknown(text));
    state.term = askedTerm();
    state.at = placed(given.get("at")) ?? null;
    if (given.get("at") && !state.at) odd.push(`No place is called ${quoted(given.get("at"))}. `);
    const beside = given.get("with");
    state.with = collocates().some(({ id }) => id === beside) ? beside : null;
    if (beside && !state.with) odd.push(`${quoted(beside)} does not stand around it. `);
    return odd;
  }

  function address() {
    const chosen = new URLSearchParams({ term: state.term.id });
    for (const [name, [first]] of Object.entries(CHOICES)) if (state[name] !== first) chosen.set(name, state[name]);
    if (state.at) chosen.set("at", state.at.id);
    if (state.with) chosen.set("with", state.with);
    return `?${chosen}`;
  }

  /* Changes the state, the page and the address. With `fresh`, the change is a new entry of the history. */
  function change(changed, { fresh = false } = {}) {
    if (awaited) return;
    Object.assign(state, changed);
    history[fresh ? "pushState" : "replaceState"](null, "", address());
    show();
  }

  function choose(term, then = () => {}) {
    once(term, () => {
      everyCollocate = false;
      tell([]);
      if (state.term) change({ term, at: null, with: null }, { fresh: term !== state.term });
      else {
        history.replaceState(null, "", `?term=${encodeURIComponent(term.id)}`);
        look();
      }
      then();
    });
  }

  function tell(odd) {
    part("odd").replaceChildren(...odd);
    part("odd").hidden = odd.length === 0;
  }

  // The views -----------------------------------------------------------------------------------------------

  function show() {
    const { term } = state;
    const held = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    document.title = `${term.label}: ${title}`;
    field.value = term.label;
    part("name").replaceChildren(term.label);
    headline(term);
    places(term);
    spread(term);
    around(term);
    keyness(term);
    for (const radio of root.querySelectorAll("[type=radio]")) radio.checked = state[radio.name] === radio.value;
    part("shown").hidden = false;
    pick();
    if (held) root.querySelector(`[data-key="${CSS.escape(held)}"]`)?.focus({ preventScroll: true });
  }

  function headline(term) {
    const { count: often, rate, low, high } = term.rate;
    const [paragraphsWith, sentencesWith] = [term.spread.paragraph.range, term.spread.sentence.range];
    const about = low === null ? "" : ` (95\u00a0% interval ${interval(low, high, 1)})`;
    const where = `in ${several(sentencesWith, "sentence", "sentences")} and ${paragraphsWith} of ${several(paragraphs.length, "paragraph", "paragraphs")}`;
    const said = [term.kind === "phrase" ? "The phrase occurs" : "Occurs", times(often), `${where}: ${number(rate, 1)} per thousand tokens${about}.`, ...verdict(term)];
    part("headline").replaceChildren(`${said.join(" ")} `, make("a", { href: proof(term.id) }, often === 1 ? "Its sentence, retold" : "Its sentences, retold"));
  }

  /* The comparison of the sections in words. */
  function verdict(term) {
    if (!term.keyness.length) return [];
    const verdicts = term.keyness.map((row) => row.verdict);
    const more = verdicts.flatMap((said, place) => (said === "more here" ? [sections[place].title] : []));
    if (more.length) return [`More frequent in ${more.map((one) => quoted(one)).join(" and ")} than elsewhere.`];
    if (verdicts.includes("less here")) return [`Less frequent in ${quoted(sections[verdicts.indexOf("less here")].title)} than elsewhere.`];
    if (verdicts[0] === "too rare to tell") return ["Too rare to tell whether the sections differ."];
    if (verdicts[0] === null) return [`${term.kind === "phrase" ? "Phrases, counted beside their words," : "Words left out of rankings"} are not tested between the sections.`];
    return ["Its rates in the sections cannot be told apart."];
  }

  function places(term) {
    const rows = PLACES[state.unit].map((place, at) => {
      const inParagraph = () => ({ count: counted(term, place), rate: counted(term, place) / place.tokens * 1000, low: null, high: null });
      const { count: often, rate, low, high } = state.unit === "section" ? term.rates[at] : inParagraph();
      return { place, often, rate, ...(state.scale === "rate" ? { value: rate, low, high } : { value: often, low: null, high: null }) };
    });
    const most = Math.max(...rows.map(({ value, high }) => Math.max(value, high ?? 0)));
    const groups = state.unit === "section" ? [rows] : sections.map((_, section) => rows.filter(({ place }) => place.section === section));
    const held = new Map(term.at.map((one) => [one.sentence, one.count]));
    part("places").replaceChildren(...groups.map((group) => make("div", { class: "group" },
      state.unit === "section" ? null : make("h4", {}, sections[group[0].place.section].title),
      make("ul", { class: `places by-${state.unit}` }, ...group.map((row) => placeRow(held, row, most))))));
    const marks = [...root.querySelectorAll(".mark")];
    (marks.find((mark) => mark.classList.contains("holds")) ?? marks[0]).tabIndex = 0;
  }

  function placeRow(held, { place, often, rate, value, low, high }, most) {
    const shown = state.scale === "count" ? String(often) : number(rate, 1);
    const about = low === null ? "" : ` (${interval(low, high, 1)})`;
    const told = state.scale === "count" ? times(often) : `${shown} per thousand tokens${about && `, 95\u00a0% interval ${interval(low, high, 1)}`}`;
    const width = (one) => `${(100 * one) / most}%`;
    return make("li", { class: `place ${hue(place.section)}`, "data-place": place.id },
      make("button", { type: "button", class: "name", "aria-pressed": "false", "data-key": `at ${place.id}` },
        place.title, make("span", { class: "visually-hidden" }, `: ${told}`)),
      make("span", { class: "bar", "aria-hidden": "true" },
        make("svg", { height: "16", width: "100%" },
          make("rect", { y: 3, width: width(value), height: 10 }),
          low === null ? null : make("line", { x1: width(low), x2: width(high), y1: 8, y2: 8 })),
        make("span", { class: "value" }, shown, make("small", {}, about))),
      make("ol", { class: "strip", "aria-label": `Sentences of ${place.title}` },
        ...sentences.flatMap((one, at) => (place.holds(one) ? [markOf(held, one, at)] : []))));
  }

  function markOf(held, one, at) {
    const often = held.get(at) ?? 0;
    const name = `${one.paragraph.title}, sentence ${one.number}: ${often ? times(often) : "not here"}`;
    return make("li", { class: one.number === 1 ? "first" : null },
      make("a", { class: often ? "mark holds" : "mark", href: `${one.paragraph.page}#s${one.number}`, tabindex: -1,
        "aria-label": name, "data-at": at, "data-key": `mark ${at}`, "data-often": often > 1 ? often : null }, String(one.number)));
  }

  function spread(term) {
    const sentencesWith = term.spread.sentence.range;
    const evenly = count(term) === 1
      ? "What occurs once cannot spread: the figures say no more than that."
      : `DP tells which part of its uses would have to stand elsewhere for it to spread as all words do: near 0 it is everywhere, near 1 in one place. DPnorm fits that to the size of the parts; Juilland's D runs the other way. Over ${sentences.length} sentences, a term of ${sentencesWith} can only look uneven.`;
    part("evenly").replaceChildren(evenly);
    const rows = [[`${paragraphs.length} paragraphs`, term.spread.paragraph], [`${sentences.length} sentences`, term.spread.sentence]];
    part("spread").replaceChildren(...rows.map(([name, values]) => make("tr", {},
      make("th", { scope: "row" }, name),
      ...columnsOf("spread").map((column) =>
        make("td", { class: "number", "data-column": column }, column === "range" ? String(values.range) : known(values[column]))))));
  }

  // Collocates ----------------------------------------------------------------------------------------------

  const collocates = () => state.term.collocates;
  const within = (at) => !state.at || state.at.holds(sentences[at]);
  /* The sentences that the term shares with a collocate. `steps` are differences of indices in the term's `at`. */
  const sharedOf = (row) => {
    let place = -1;
    return row.steps.map((step) => state.term.at[place += step].sentence);
  };
  const both = (id) => sharedOf(collocates().find((row) => row.id === id));
  const shared = (id) => both(id).filter(within);

  function around(term) {
    const { measure } = state;
    const every = collocates().map((row) => ({ row, here: sharedOf(row).filter(within).length })).filter(({ here }) => here);
    // Of equal ones, that with more shared sentences comes first, then that with the earlier name.
    every.sort((one, other) => other.row[measure] - one.row[measure] || other.row.together - one.row.together);
    const rows = everyCollocate ? every : every.slice(0, TOP);
    part("around").replaceChildren(aroundInWords(term, every.length));
    part("collocates").hidden = every.length === 0;
    for (const header of root.querySelectorAll(".collocates th[data-measure]")) {
      if (header.dataset.measure === measure) header.setAttribute("aria-sort", "descending");
      else header.removeAttribute("aria-sort");
    }
    part("rows").replaceChildren(...rows.map(({ row, here }) => collocate(row, here)));
    part("all").hidden = rows.length === every.length;
    const strongest = collocates().length < term.beside.words;
    part("all").textContent = strongest ? `Show the ${every.length} strongest` : `Show all ${every.length}`;
  }

  function aroundInWords(term, number) {
    const sentencesWith = several(term.at.length, "sentence holds", "sentences hold");
    const { words, told } = term.beside;
    if (!words) return `${sentencesWith} it, and no word shares two with it, so that nothing can be said of the words around it.`;
    const chance = told ? `${told} of them more than chance would have it` : "none of them more than chance would have it";
    const all = `${sentencesWith} it. ${several(words, "word shares", "words share")} two or more with it, ${chance} (adjusted p at most ${q}). Where so few sentences are shared, a high figure carries little.`;
    if (!state.at) return all;
    return `${all} Limited to ${quoted(state.at.title)}: ${several(number, "of these words stands", "of these words stand")} beside it there. The figures are still those of the whole document.`;
  }

  function collocate(row, here) {
    const { id, together } = row;
    const { label } = byId.get(id);
    const shownShared = state.at ? `${here} of ${together}` : String(together);
    const cells = {
      together: () => make("button", { type: "button", class: "plain shared", "aria-pressed": String(state.with === id), "data-key": `with ${id}` },
        shownShared, make("span", { class: "visually-hidden" }, ` shared with ${label}: mark them`)),
      p_adjusted: () => share(row.p_adjusted),
    };
    const cell = (column) => make("td", { class: "number", "data-column": column, "data-measure": MEASURES.includes(column) ? column : null, "aria-current": column === state.measure ? "true" : null },
      column in cells ? cells[column]() : known(row[column]));
    return make("tr", { "data-with": id },
      make("th", { scope: "row" },
        make("button", { type: "button", class: "plain", "data-term": id, title: "Look at this word" }, label), " ",
        make("a", { class: "proof", href: proof(id) }, "evidence", make("span", { class: "visually-hidden" }, ` for ${label}`))),
      ...columnsOf("collocates").map(cell));
  }

  // Keyness -------------------------------------------------------------------------------------------------

  const FAR = 8;
  const across = (ratio) => `${50 + (46 * Math.max(-FAR, Math.min(FAR, ratio))) / FAR}%`;

  function keyness(term) {
    part("compared").hidden = term.keyness.length === 0;
    // With two sections, the second comparison is the inverse of the first.
    const rows = term.keyness.length === 2 ? term.keyness.slice(0, 1) : term.keyness;
    part("keyness").replaceChildren(...rows.flatMap((row, at) => compared(term, row, at)));
  }

  function compared(term, { log_ratio: ratio, low, high, lrc, g2, p_adjusted: p, verdict: said }, at) {
    const here = sections[at];
    const two = sections.length === 2;
    const [inside, outside] = [quoted(here.title), two ? quoted(sections[1].title) : "the rest"];
    const often = term.rates[at].count;
    const factor = 2 ** ratio;
    const way = `the rate in ${inside} is ${number(factor, factor < 1 ? 2 : 1)} times that in ${outside}`;
    const tested = p === null ? (said ? `too rare to tell (fewer than ${least} occurrences)` : "not tested") : `${said} (adjusted p ${share(p)})`;
    const cells = [
      ["Verdict", tested],
      ["Occurrences", `${often} in ${inside}, ${count(term) - often} in ${outside}`],
      ["Log Ratio", `${number(ratio)}, 95\u00a0% interval ${interval(low, high)}: ${way}${often && count(term) - often ? "" : ", a count of none being taken as a half"}`],
      ["LRC", number(lrc)],
      ["G2", number(g2)],
    ];
    return [
      two ? null : make("h4", {}, here.title),
      axis([ratio, low, high], { left: two ? `more in ${outside}` : "more elsewhere", right: two ? `more in ${inside}` : "more here", at, two }),
      make("dl", { class: "told" }, ...cells.flatMap(([name, told]) => [make("dt", {}, name), make("dd", {}, told)])),
    ].filter(Boolean);
  }

  function axis([ratio, low, high], { left, right, at, two }) {
    const ticks = [-8, -4, 0, 4, 8];
    const arrow = (end, way) => make("svg", { x: across(end), y: 20, overflow: "visible" }, make("path", { d: `M0 -4 L${way * 7} 0 L0 4` }));
    const [from, to] = [low ?? -FAR, high ?? FAR];
    return make("div", { class: "axis", "aria-hidden": "true" },
      make("p", { class: "sides" }, make("span", { class: two ? hue(1) : "quiet" }, `\u2190 ${left}`), make("span", { class: hue(at) }, `${right} \u2192`)),
      make("svg", { width: "100%", height: "52" },
        ...ticks.flatMap((tick) => [
          make("line", { class: tick ? "grid" : "zero", x1: across(tick), x2: across(tick), y1: 6, y2: 34 }),
          make("text", { x: across(tick), y: 49 }, tick ? number(tick, 0) : "0, alike"),
        ]),
        make("line", { class: "reach", x1: across(from), x2: across(to), y1: 20, y2: 20 }),
        low === null || low < -FAR ? arrow(-FAR, -1) : null,
        high === null || high > FAR ? arrow(FAR, 1) : null,
        make("circle", { cx: across(ratio), cy: 20, r: 5 })));
  }

  // Selections link the views -------------------------------------------------------------------------------

  function pick() {
    const held = state.with ? new Set(both(state.with)) : null;
    const chosen = Boolean(state.at || held);
    for (const mark of root.querySelectorAll(".mark")) {
      const at = Number(mark.dataset.at);
      mark.classList.toggle("aside", chosen && !(within(at) && (!held || held.has(at))));
    }
    for (const row of root.querySelectorAll(".place")) {
      const picked = state.at?.id === row.dataset.place;
      row.classList.toggle("picked-place", picked);
      row.querySelector(".name").setAttribute("aria-pressed", String(picked));
    }
    for (const row of root.querySelectorAll("tr[data-with]")) row.classList.toggle("picked-row", row.dataset.with === state.with);
    const said = pickedInWords();
    part("picked").hidden = !chosen;
    part("picked").querySelector("span").textContent = said;
    part("heard").textContent = chosen ? said : part("headline").firstChild.textContent;
  }

  function pickedInWords() {
    const { term, at } = state;
    const where = at ? ` in ${quoted(at.title)}` : "";
    if (state.with) {
      const number = shared(state.with).length;
      return `Marked: ${number ? several(number, "sentence", "sentences") : "no sentence"}${where} with both ${quoted(term.label)} and ${quoted(byId.get(state.with).label)}.`;
    }
    return at ? `Picked: ${quoted(at.title)}, where ${quoted(term.label)} occurs ${times(counted(term, at))}. The words below are those around it there.` : "";
  }

  root.addEventListener("click", (event) => {
    const chosen = event.target.closest("[data-term]");
    const name = event.target.closest(".name");
    const row = event.target.closest("tr[data-with]");
    if (chosen) {
      event.preventDefault();
      choose(byId.get(chosen.dataset.term), () => part("name").focus());
    } else if (name) {
      const { place } = name.closest(".place").dataset;
      change({ at: state.at?.id === place ? null : placed(place) });
    } else if (event.target.closest("[data-part=picked] button")) {
      clear();
    } else if (event.target.closest("[data-part=all]")) {
      everyCollocate = true;
      show();
      part("rows").rows[TOP].querySelector("button").focus();
    } else if (row && !event.target.closest("a")) {
      change({ with: state.with === row.dataset.with ? null : row.dataset.with });
    }
  });

  root.addEventListener("change", (event) => {
    if (event.target.type === "radio") change({ [event.target.name]: event.target.value });
  });

  function clear() {
    const inside = part("picked").contains(document.activeElement);
    change({ at: null, with: null });
    if (inside) part("name").focus();
  }

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && (state.at || state.with)) clear();
  });

  part("places").addEventListener("keydown", (event) => {
    const mark = event.target.closest(".mark");
    if (!mark) return;
    const marks = [...root.querySelectorAll(".mark")];
    const here = marks.indexOf(mark);
    const holds = (one) => one.classList.contains("holds");
    const to = {
      ArrowRight: () => marks[here + 1], ArrowLeft: () => marks[here - 1],
      ArrowDown: () => marks.slice(here + 1).find(holds), ArrowUp: () => marks.slice(0, here).findLast(holds),
      Home: () => marks[0], End: () => marks.at(-1),
    }[event.key];
    if (!to) return;
    event.preventDefault();
    const next = to();
    if (!next) return;
    mark.tabIndex = -1;
    next.tabIndex = 0;
    next.focus();
  });

  /* The tooltip of a mark: its paragraph, its number, and how often the term occurs. */
  const tipped = (event) => {
    const mark = event.target.closest(".mark");
    if (mark) window.showTip?.(mark, mark.getAttribute("aria-label"));
  };
  for (const type of ["pointerover", "focusin"]) part("places").addEventListener(type, tipped);
  for (const type of ["pointerout", "focusout"]) part("places").addEventListener(type, () => window.hideTip?.());

  // The field with its list of terms ------------------------------------------------------------------------

  const field = root.querySelector("[role=combobox]");
  const list = root.querySelector("[role=listbox]");
  const ranked = [...terms].sort((one, other) => other.ranked - one.ranked || count(other) - count(one));
  let active = -1;

  function matching(text) {
    const meant = folded(text);
    const opens = (term) => folded(term.label).startsWith(meant);
    const found = ranked.filter((term) => ` ${folded(term.label)}`.includes(` ${meant}`) || (meant.length > 2 && folded(term.label).includes(meant)));
    return [...found.filter(opens), ...found.filter((term) => !opens(term))];
  }

  function open(text) {
    const found = text ? matching(text) : ranked;
    list.replaceChildren(...found.map((term, at) => make("li", { role: "option", id: `explorer-option-${at}`, "aria-selected": "false", "data-option": term.id },
      make("span", {}, term.label), " ", make("span", { class: "count" }, String(count(term))))));
    list.hidden = found.length === 0;
    field.setAttribute("aria-expanded", String(found.length > 0));
    activate(text && found.length ? 0 : -1);
    if (text) part("heard").textContent = found.length ? several(found.length, "term", "terms") : "no such term";
  }

  function close() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activate(-1);
  }

  function activate(at) {
    list.children[active]?.setAttribute("aria-selected", "false");
    active = at;
    const option = list.children[at];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else field.removeAttribute("aria-activedescendant");
  }

  function enter() {
    const exact = find(field.value);
    const option = list.hidden ? null : list.children[active];
    const term = option ? byId.get(option.dataset.option) : exact;
    close();
    if (term) choose(term);
    else if (field.value.trim()) tell(unknown(field.value.trim()));
  }

  const shownLabel = () => state.term?.label ?? "";

  field.addEventListener("input", () => open(field.value.trim()));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => { if (list.hidden) open(""); });
  field.addEventListener("blur", () => { close(); field.value = shownLabel(); });
  field.form.addEventListener("submit", (event) => { event.preventDefault(); enter(); });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      open(field.value === shownLabel() ? "" : field.value.trim());
      if (active < 0) activate(step > 0 ? 0 : list.children.length - 1);
    } else if (step) activate((active + step + list.children.length) % list.children.length);
    else if (event.key === "Escape" && (!list.hidden || field.value !== shownLabel())) {
      close();
      field.value = shownLabel();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  // The field keeps the focus while a reader clicks in the list or scrolls it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    close();
    choose(byId.get(option.dataset.option));
  });

  /* Shows the state in the address. */
  function look() {
    everyCollocate = false;
    tell(asked());
    show();
  }

  const arrive = () => once(askedTerm(), look);

  if (terms.length) {
    addEventListener("popstate", arrive);
    arrive();
  } else tell(["The document has no content words to look up."]);
})();
