/* The page on which readers code sentences themselves: keys and buttons, the rules beside the sentence, and
 * at the end the file and the agreement with the passes of others. Nothing is sent. The pass is kept in this
 * browser until it is discarded. */
"use strict";

(() => {
  const root = document.querySelector(".coding");
  const { src } = document.currentScript;
  const top = new URL("..", src).href;
  const { book, tasks, texts, paragraphs, scripts } = window.codingData;
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const form = root.querySelector("form.begin");
  const work = findPart("work");
  const comment = findPart("comment");
  const unsure = findPart("unsure");
  const STANCE_KEYS = { f: "favourable", a: "adverse", n: "neutral" };
  const CODE_KEYS = "1234567890asdfghjklqwerty";
  const { isRepeatedBy, clean, describeFound } = window.keptCopy;
  const { makeElement, loadScript, formatCount, nameSentence } = window.pageTools;
  const readStored = (chosen) => window.makeCodingSession.readStored(getKey(chosen));
  const loadStatic = (name) => loadScript(`${top}_static/${name}`);

  /* The sentences of the document: the place of each in a pass, its title and its address. */
  const places = Object.entries(paragraphs).flatMap(([id, { title, sentences: count, sentences_at: page }]) =>
    Array.from({ length: count }, (_, index) => index + 1).map((number) =>
      ({ place: [id, number], title: nameSentence(title, number), page: page + number })));

  let task = null, session = null, sentences = [], ownSentences = null;
  /* The codes of the task in the order that its passes have. */
  let possible = [];
  /* The actors that are chosen for the next stance. */
  let pair = [];

  const announce = (text) => { findPart("status").textContent = text; };
  /* As many places as agreement has on the pages. */
  const formatNumber = (number) => (Number.isFinite(number) ? window.formatNumber(number, 3) : "\u2013");
  const getKey = ({ id }) => `coding-${book.key}-${id}`;
  const labelOf = (items, id) => items.find((item) => item.id === id)?.label ?? id;

  /* A code in words: a theme, or the stance of one actor towards another. */
  function nameCode(code) {
    if (!task.pairs) return labelOf(task.codes, code);
    const [actor, target, stance] = code.split(" ");
    return `${labelOf(task.actors, actor)} towards ${labelOf(task.actors, target)}: ${stance}`;
  }
  /* Where a task has groups, such as subject and process, a sentence has one code of each:
   * `subject:china`. */
  const findGroup = (code) => code.slice(0, code.indexOf(":") + 1);
  const findInGroup = (codes, group) => codes.find((code) => code.startsWith(`${group}:`)) ?? "";
  const nameCodes = (codes) => codes.map(nameCode).join("; ") || "nothing";

  // The reader's own copy -----------------------------------------------------------------------------------

  function readOwnCopy() {
    const sentences = window.keptCopy.read()?.sentences;
    return sentences?.length === places.length ? sentences : null;
  }

  // What is coded -------------------------------------------------------------------------------------------

  /* The sentences of a task: their `place` in the table of the pass, `title`, the address of their `page` if
   * they have one, and `text` to be shown. */
  async function listSentences(basis) {
    if (task.sample) {
      await loadStatic(scripts.coding_samples);
      return window.codingSamples[task.id].map(([id, number, text, title]) =>
        ({ place: [id, number], title: nameSentence(title, number), text }));
    }
    const shown = basis === "document" && ownSentences ? ownSentences : texts;
    return places.map((sentence, index) => ({ ...sentence, text: shown[index] ?? "" }));
  }

  function getBasis({ sample }) {
    if (sample) return "text";
    return ownSentences?.every(Boolean) ? "document" : "retelling";
  }

  const lacksRetellings = () => texts.some((text) => !text);

  /* Says what a copy lacks from which sentences cannot be coded. */
  const describeGap = () => (ownSentences?.includes(null)
    ? `Your copy is not whole: ${describeFound(ownSentences, (index) => places[index].title)}` : "");

  const lacksCopy = (chosen) => Boolean(chosen.needsCopy) && getBasis(chosen) !== "document";

  /* Says what a reader codes from. */
  function explainBasis(chosen, basis) {
    const name = "your copy";
    const link = book.copyPage ? makeElement("a", { href: `${top}${book.copyPage}` }, name) : name;
    const open = [link, " first, and keep it until you close the tab."];
    if (chosen.sample) return ["You read sentences of speeches, which are free to print."];
    if (basis === "document") {
      return ["You read the sentences of ", link, ". They stay in this browser: the file holds codes only."];
    }
    if (chosen.needsCopy) {
      return ["A retelling has other subjects and other verbs. To code these, open ", ...open];
    }
    if (lacksRetellings()) return ["Nobody has retold all sentences yet. To code, open ", ...open];
    return ["You read our retelling. To read the document itself, open ", ...open];
  }

  function describeBasis() {
    const chosen = getChosen();
    ownSentences = readOwnCopy();
    findPart("basis").replaceChildren(describeGap(), ...explainBasis(chosen, getBasis(chosen)));
    const stored = readStored(chosen);
    findPart("stored").hidden = !stored;
    const action = !stored ? "Begin" : stored.finished ? "Show the results" : "Go on";
    form.querySelector("[type=submit]").textContent = action;
    if (stored) {
      const coded = Object.values(stored.rows).filter((row) => row.coded).length;
      findPart("stored-text").textContent =
        `This browser keeps a pass by ${stored.coder}: ${coded} of ${chosen.size} sentences. `;
      form.elements.coder.value = stored.coder;
    }
    form.elements.coder.readOnly = Boolean(stored);
  }
  const getChosen = () => tasks.find(({ id }) => id === form.elements.task.value);

  // Coding --------------------------------------------------------------------------------------------------

  /* What keeps a reader from coding. */
  function findObstacle(coder, pass) {
    const isFromCopy = pass.basis === "document";
    if (!coder) return "Please write a name. It may be another name than your own.";
    if (isRepeatedBy(coder, ownSentences ?? [])) {
      return "A name does not repeat eight words of the document. Please shorten it.";
    }
    if (!pass.finished && pass.version !== task.version) {
      return "The rules have a new version since this pass was begun. "
        + "Discard it, and code again by the new rules.";
    }
    if (!pass.finished && isFromCopy && !ownSentences) {
      return "This pass was begun with your copy of the document. Please open your copy again, then go on.";
    }
    if (lacksCopy(task)) return describeGap() || "Please open your copy of the document first.";
    if (pass.basis === "retelling" && lacksRetellings()) {
      return "Nobody has retold all sentences yet. Please open your copy of the document first.";
    }
    return null;
  }

  function makePass(coder) {
    const date = new Date().toISOString().slice(0, 10);
    const { id, version } = task;
    return { task: id, coder, basis: getBasis(task), version, date, at: 0, finished: false, rows: {} };
  }

  async function begin() {
    task = getChosen();
    const coder = clean(form.elements.coder.value);
    const pass = readStored(task) ?? makePass(coder);
    const obstacle = findObstacle(coder, pass);
    if (obstacle) return announce(obstacle);
    sentences = await listSentences(pass.basis);
    session?.end();
    session = window.makeCodingSession({
      key: getKey(task),
      pass,
      onStoreFailure: () => announce(
        "This browser cannot keep the pass. Do not leave the page before you have taken the file."),
      onForeignChange: (isKept) => {
        if (isKept && pass.finished) showResults();
        else if (isKept) show();
        else leave();
        announce(isKept ? "This pass was changed in another tab. You see its newest state."
          : "This pass was discarded in another tab.");
      },
    });
    session.store();
    form.hidden = true;
    findPart("results").hidden = true;
    announce("");
    if (pass.finished) return showResults();
    makeRules();
    work.hidden = false;
    show();
    focusSentence();
  }

  function listCodes({ codes, actors, stances }) {
    if (codes) return codes.map(({ id }) => id);
    const pairs = actors.flatMap((actor) => actors.map((target) => `${actor.id} ${target.id}`));
    return pairs.flatMap((ids) => Object.keys(stances).map((stance) => `${ids} ${stance}`));
  }

  /* Puts the rules beside the sentence: a box for each theme, or buttons for the parts of a stance. */
  function makeRules() {
    pair = [];
    possible = listCodes(task);
    findPart("choices").replaceChildren(...(task.pairs ? makeStanceRules() : task.codes.map(makeThemeRule)));
    findPart("rule").hidden = !task.pairs;
    findPart("none").hidden = task.pairs;
    if (!task.pairs) return;
    const { item, basis, names, cases } = task.rule;
    const stances = Object.entries(task.stances).map(([stance, definition]) => `${stance}: ${definition}`);
    const rules = [item, basis, ...stances, ...names, ...cases].map((text) => makeElement("li", {}, text));
    findPart("rule-text").replaceChildren(...rules);
  }

  const makeKey = (key) => makeElement("kbd", {}, key ?? "");

  function makeThemeRule({ id, label, definition, include, exclude }, index) {
    const box = makeElement("input", { type: "checkbox", value: id });
    const makeRule = (name, text) => makeElement("p", {}, makeElement("strong", {}, `${name} `), text);
    return makeElement("li", {},
      makeElement("label", {}, box, " ", makeKey(CODE_KEYS[index]), ` ${label}`),
      makeElement("p", { class: "hint" }, definition),
      makeElement("details", {},
        makeElement("summary", { "aria-label": `Rules of ${label}` }, "Rules"),
        include ? makeRule("Carried by", include) : null,
        exclude && exclude !== "none" ? makeRule("Not by", exclude) : null));
  }

  function makeStanceRules() {
    const makeGroup = (legend, buttons) =>
      makeElement("li", {}, makeElement("fieldset", {}, makeElement("legend", {}, legend), ...buttons));
    const actors = task.actors.map(({ id, label }, index) =>
      makeElement("button", { "data-actor": id }, makeKey(CODE_KEYS[index]), ` ${label}`));
    const stances = Object.entries(STANCE_KEYS).map(([key, stance]) => makeElement("button",
      { "data-stance": stance, title: task.stances[stance] }, makeKey(key), ` ${stance}`));
    return [
      makeGroup("First who, then towards whom", actors),
      makeGroup("Stance", stances),
      makeElement("li", {},
        makeElement("p", { "data-part": "pair", role: "status" }), makeElement("ul", { class: "coded" })),
    ];
  }

  /* Shows the current sentence and its codes. */
  function show() {
    const { at } = session.pass;
    const sentence = sentences[at], before = sentences[at - 1];
    const row = session.readRow(at);
    const coded = Object.values(session.pass.rows).filter((other) => other.coded).length;
    // No link: the chapter shows the codes of others.
    findPart("place").textContent = `Sentence ${at + 1} of ${sentences.length} \u00b7 ${sentence.title}`;
    findPart("progress").textContent = `${coded} of ${sentences.length} coded`;
    findPart("bar").max = sentences.length;
    findPart("bar").value = coded;
    const follows = !task.sample || before?.place[1] === sentence.place[1] - 1;
    const isTogether = before?.place[0] === sentence.place[0] && follows;
    findPart("before").textContent = isTogether ? before.text : "";
    findPart("sentence").textContent = sentence.text || "This sentence is not there.";
    unsure.checked = row.unsure;
    comment.value = row.note;
    showFile();
    if (task.pairs) showPairs(row);
    else {
      for (const box of findPart("choices").querySelectorAll("input")) {
        box.checked = row.codes.includes(box.value);
      }
    }
  }

  function showPairs(row) {
    const [actor, target] = pair;
    const whom = target ? `${labelOf(task.actors, target)}: which stance?` : "whom?";
    findPart("pair").textContent = actor ? `${labelOf(task.actors, actor)} towards ${whom}`
      : "Choose who, towards whom, and the stance. No stance: go on.";
    root.querySelector(".coded").replaceChildren(...row.codes.map((code) => {
      const attributes = { "data-remove": code, "aria-label": `Remove ${nameCode(code)}` };
      return makeElement("li", {}, `${nameCode(code)} `, makeElement("button", attributes, "Remove"));
    }));
    for (const button of findPart("choices").querySelectorAll("[data-actor]")) {
      button.setAttribute("aria-pressed", pair.includes(button.dataset.actor));
    }
  }

  /* The keys work while the focus is within the part for coding. */
  function focusSentence() {
    findPart("sentence").focus({ preventScroll: true });
    work.scrollIntoView();
  }

  /* Gives the current sentence other codes. */
  function changeCodes(codes) {
    session.change({ codes: possible.filter((code) => codes.includes(code)) });
    pair = [];
    findPart("chosen").textContent = nameCodes(session.readRow(session.pass.at).codes);
    show();
  }

  /* Adds a code, or takes it away. In a group it takes the place of another. */
  function toggleCode(id) {
    const { codes } = session.readRow(session.pass.at);
    const others = task.groups ? codes.filter((code) => findGroup(code) !== findGroup(id)) : codes;
    changeCodes(codes.includes(id) ? codes.filter((code) => code !== id) : [...others, id]);
  }

  function chooseActor(id) {
    if (pair.length > 1) pair = [];
    if (pair[0] !== id) pair.push(id);
    show();
  }

  /* Codes the stance of the chosen pair. A pair has one stance in a sentence. */
  function chooseStance(stance) {
    if (pair.length < 2) {
      announce("First choose who, and towards whom.");
      return;
    }
    const chosen = `${pair.join(" ")} `;
    const others = session.readRow(session.pass.at).codes.filter((code) => !code.startsWith(chosen));
    announce("");
    changeCodes([...others, `${chosen}${stance}`]);
  }

  /* Keeps the comment, unless it repeats the document. Returns whether it is kept. */
  function takeComment() {
    const note = clean(comment.value);
    if (isRepeatedBy(note, ownSentences ?? [])) {
      announce("This comment repeats eight words or more of your copy, which has "
        + "to stay in this browser. Please shorten it.");
      comment.focus();
      return false;
    }
    if (note !== session.readRow(session.pass.at).note) session.change({ note });
    return true;
  }

  /* Marks the sentence as coded, and goes on. */
  function goOn() {
    if (!takeComment()) return;
    session.change({ coded: true });
    pair = [];
    announce("");
    if (session.pass.at === sentences.length - 1) {
      show();
      announce("This was the last sentence. Nothing is final yet: you can go back, or finish and compare.");
      findPart("finish").focus();
      return;
    }
    session.moveTo(session.pass.at + 1);
    show();
    focusSentence();
  }

  function goBack() {
    if (pair.length) pair = [];
    else if (!takeComment()) return;
    else if (session.pass.at > 0) session.moveTo(session.pass.at - 1);
    show();
    focusSentence();
  }

  function undo() {
    pair = [];
    announce(session.undo() ? "The last change is undone." : "There is nothing to undo.");
    show();
    focusSentence();
  }

  const ACTIONS = {
    z: undo, u: () => unsure.click(), c: () => comment.focus(),
    ArrowRight: goOn, ArrowLeft: goBack, Backspace: goBack,
  };

  function findAction({ key, target, ctrlKey, metaKey, altKey }) {
    if (target === comment) return { Enter: goOn, Escape: focusSentence }[key];
    if (ctrlKey || metaKey ? key !== "z" : altKey) return undefined;
    if (key === "Enter") return target.matches("button, summary, a") ? undefined : goOn;
    if (task.pairs && pair.length === 2 && STANCE_KEYS[key]) return () => chooseStance(STANCE_KEYS[key]);
    const chosen = (task.pairs ? task.actors : task.codes)[CODE_KEYS.indexOf(key.toLowerCase())];
    return chosen ? () => (task.pairs ? chooseActor : toggleCode)(chosen.id) : ACTIONS[key];
  }

  function handleKey(event) {
    // An input method uses Enter to end a word.
    const action = event.isComposing || work.hidden ? undefined : findAction(event);
    if (!action) return;
    event.preventDefault();
    // The page's own keys, such as that of the search, must not act, too.
    event.stopPropagation();
    action();
  }

  // The end -------------------------------------------------------------------------------------------------

  const listRows = () => sentences.map(({ place }, index) => ({ place, ...session.readRow(index) }));
  const listCoded = () => listRows().filter(({ coded }) => coded);

  /* Names of files keep letters and digits. The date tells passes of one name apart. */
  function makeFileName({ coder, date }) {
    const name = coder.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()
      .replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
    return `${name || "coder"}-${date}`;
  }

  const getFileName = () => `${task.file}-${makeFileName(session.pass)}.csv`;

  /* Says where the file of the pass belongs, and offers it under its name once the pass is finished. Until
   * then, the steps below the sentence have a button for it. */
  function showFile() {
    findPart("send").hidden = false;
    findPart("finish").hidden = session.pass.finished;
    findPart("file").hidden = !session.pass.finished;
    findPart("discard-finished").hidden = !session.pass.finished;
    findPart("file").textContent = `Save: ${getFileName()}`;
    findPart("folder").textContent = `${task.folder}/${getFileName()}`;
    findPart("stances-hint").hidden = !task.pairs;
  }

  function saveFile() {
    if (!session.pass.finished && !takeComment()) return;
    const table = window.writeCodingCsv(task, session.pass, listCoded());
    const href = URL.createObjectURL(new Blob([table], { type: "text/plain" }));
    makeElement("a", { href, download: getFileName() }).click();
  }

  /* Ends the pass: it cannot be changed after the passes of others were seen. */
  function finish() {
    if (!takeComment()) return;
    // A table of stances has no row for a sentence without one, so it cannot tell where a coder stopped.
    const left = sentences.length - listCoded().length;
    const isBare = ({ codes }) => task.groups?.some((group) => !findInGroup(codes, group));
    if (listCoded().some(isBare)) announce(`Each sentence needs a ${task.groups.join(" and a ")}.`);
    else if ((task.pairs || task.groups) && left) {
      announce(`This pass needs all sentences. ${formatCount(left, "sentence")} left.`);
    } else if (confirm("Really finish? The pass cannot be changed then.")) {
      session.pass.finished = true;
      session.store();
      showResults();
    }
  }

  async function showResults() {
    work.hidden = true;
    form.hidden = true;
    announce("");
    findPart("chosen").textContent = "";
    const { pass } = session;
    findPart("summary").textContent =
      `${pass.coder} coded ${listCoded().length} of ${formatCount(sentences.length, "sentence")}.`;
    showFile();
    findPart("results").hidden = false;
    findPart("results").focus();
    try {
      await loadStatic(scripts.coding_passes);
      showAgreement();
    } catch (error) {
      announce(`The passes of others cannot be shown: ${error.message}.`);
    }
  }

  /* The items of a sentence on which two passes are compared: the themes that both know, or the pairs of
   * actors that one of them codes. */
  function pairUp(own, other, known) {
    if (task.groups) return task.groups.map((group) => [findInGroup(own, group), findInGroup(other, group)]);
    if (!task.pairs) return known.map(({ id }) => [own.includes(id), other.includes(id)]);
    const findPair = (code) => code.slice(0, code.lastIndexOf(" ") + 1);
    const findStance = (codes, item) =>
      codes.find((code) => code.startsWith(item))?.slice(item.length) ?? "no stance";
    const items = [...new Set([...own, ...other].map(findPair))];
    return items.map((item) => [findStance(own, item), findStance(other, item)]);
  }

  function showAgreement() {
    const others = (window.codingPasses[task.id] ?? []).map((other) => {
      // A pass by an older codebook says nothing of newer themes.
      const known = task.codes?.filter(({ since = 1 }) => since <= other.version);
      const isKnown = (code) => task.pairs || known.some(({ id }) => id === code);
      const rows = sentences.map((sentence, index) =>
        ({ sentence, own: session.readRow(index), codes: other.codes[index] }));
      const both = rows.filter(({ own, codes }) => own.coded && codes);
      const compared = both.map(({ sentence, own, codes }) =>
        ({ sentence, own: own.codes.filter(isKnown), codes: codes.filter(isKnown) }));
      return { ...other, known, both: compared };
    });
    findPart("agreement").hidden = !others.length;
    findPart("agreement-rows").replaceChildren(...others.map(makeAgreementRow));
    findPart("details").replaceChildren(...others.map(makeDifferences));
  }

  function makeAgreementRow({ coder, kind, date, known, both }) {
    const items = both.flatMap(({ own, codes }) => pairUp(own, codes, known));
    const { alpha, differing, of } = window.measureAgreement(items);
    return makeElement("tr", {},
      makeElement("th", { scope: "row" }, `${coder} (${kind}, ${date})`),
      makeElement("td", { class: "number" }, formatNumber(alpha)),
      makeElement("td", { class: "number" }, `${differing} of ${of}`));
  }

  /* Makes the list of the sentences that another coder coded otherwise. */
  function makeDifferences({ coder, both }) {
    const differing = both.filter(({ own, codes }) => own.join() !== codes.join());
    const items = differing.map(({ sentence: { page, title, text }, own, codes }) => makeElement("li", {},
      page ? makeElement("a", { href: `${top}${page}` }, title) : title,
      makeElement("p", { class: "hint" }, text),
      makeElement("p", {}, `You: ${nameCodes(own)}`),
      makeElement("p", {}, `${coder}: ${nameCodes(codes)}`)));
    const count = formatCount(items.length, "sentence");
    return makeElement("details", {},
      makeElement("summary", {}, `${coder}: ${count} coded differently`),
      makeElement("ol", { class: "pairs" }, ...items));
  }

  /* Goes back to the form. */
  function leave() {
    session?.end();
    session = null;
    for (const part of ["work", "results", "send"]) findPart(part).hidden = true;
    form.hidden = false;
    describeBasis();
  }

  function discard(chosen) {
    if (!confirm("Really discard this pass?")) return;
    try { localStorage.removeItem(getKey(chosen)); } catch { /* There is no storage. */ }
    leave();
    form.elements.coder.value = "";
    announce("The pass is discarded.");
    form.elements.coder.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin().catch((error) => announce(`The sentences cannot be shown: ${error.message}.`));
  });
  form.addEventListener("change", describeBasis);
  root.addEventListener("keydown", handleKey);
  work.addEventListener("click", ({ target }) => {
    const { actor, stance, remove } = target.closest("button")?.dataset ?? {};
    if (actor) chooseActor(actor);
    else if (stance) chooseStance(stance);
    else if (remove) {
      changeCodes(session.readRow(session.pass.at).codes.filter((code) => code !== remove));
      focusSentence();
    }
  });
  findPart("choices").addEventListener("change", ({ target }) => {
    if (target.matches("input")) toggleCode(target.value);
  });
  unsure.addEventListener("change", () => session.change({ unsure: unsure.checked }));
  comment.addEventListener("change", takeComment);
  const buttons = {
    next: goOn, back: goBack, undo, finish, save: saveFile, file: saveFile,
    discard: () => discard(getChosen()), "discard-finished": () => discard(task),
  };
  for (const [name, action] of Object.entries(buttons)) findPart(name).addEventListener("click", action);
  form.hidden = false;
  // A later visit goes on with the pass that this browser keeps.
  const kept = tasks.find(readStored);
  if (kept) form.elements.task.value = kept.id;
  describeBasis();
})();
