/* The page on which readers code sentences themselves: keys and buttons, the rules beside the sentence, and at the end the
   files and the agreement with the passes of others. Nothing is sent. The pass is kept in this browser until it is
   discarded. */
"use strict";

(() => {
  const root = document.querySelector(".coding");
  if (!root) return;
  const { src } = document.currentScript;
  const top = new URL("..", src).href;
  const { book, tasks, texts, places, scripts } = window.codingData;
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const form = root.querySelector("form.begin");
  const work = findPart("work");
  const comment = findPart("comment");
  const unsure = findPart("unsure");
  const STANCE_KEYS = { f: "favourable", a: "adverse", n: "neutral" };
  const CODE_KEYS = "1234567890asdfghjklqwerty";
  const { isRepeatedBy, clean } = window.keptCopy;
  const { makeElement, loadScript, formatCount, nameSentence } = window.pageTools;
  const loadStatic = (name) => loadScript(`${top}_static/${name}`);

  let task = null, session = null, sentences = [], ownSentences = null;
  /* The actors that are chosen for the next stance. */
  let pair = [];

  const announce = (text) => { findPart("status").textContent = text; };
  /* As many places as agreement has on the pages. Halves are rounded up, which `toFixed` alone would not always do. */
  const formatNumber = (number) => (Number.isFinite(number) ? (Math.round(Number(`${number}e3`)) / 1000).toFixed(3).replace("-", "\u2212") : "\u2013");
  const formatInterval = ({ alpha, low, high }) => formatNumber(alpha) + (Number.isFinite(low) ? ` [${formatNumber(low)}, ${formatNumber(high)}]` : "");
  const getKey = ({ id }) => `coding-${book.key}-${id}`;
  const labelOf = (items, id) => items.find((item) => item.id === id)?.label ?? id;

  /* A code in words: a theme, or the stance of one actor towards another. */
  function nameCode(code) {
    if (!task.pairs) return labelOf(task.codes, code);
    const [actor, target, stance] = code.split(" ");
    return `${labelOf(task.actors, actor)} towards ${labelOf(task.actors, target)}: ${stance}`;
  }
  const nameCodes = (codes) => codes.map(nameCode).join("; ") || "nothing";

  // The reader's own copy ------------------------------------------------------------------------------------

  function readOwnCopy() {
    const sentences = window.keptCopy.read()?.sentences;
    return sentences?.length === places.length ? sentences : null;
  }

  // What is coded --------------------------------------------------------------------------------------------

  /* The sentences of a task: their `place` in the table of the pass, `title`, `page` and `anchor` if they have any,
     `text` to be shown, and `retold`, which may leave this browser. */
  async function listSentences(basis) {
    if (task.sample) {
      await loadStatic(scripts.coding_samples);
      return window.codingSamples[task.id].map(([text, sentence, words]) => ({ place: [text, sentence], title: nameSentence(text, sentence), text: words, retold: words }));
    }
    return places.map(({ paragraph, sentence, title, page, anchor }, index) => ({
      place: [paragraph, sentence], title: nameSentence(title, sentence), page, anchor,
      text: basis === "document" && ownSentences ? ownSentences[index] ?? "" : texts[index], retold: texts[index],
    }));
  }

  const getBasis = (chosen) => (chosen.sample ? "text" : book.fullText || ownSentences?.every(Boolean) ? "document" : "retelling");

  const lacksRetellings = () => texts.some((text) => !text);

  function describeBasis() {
    const chosen = getChosen();
    ownSentences = readOwnCopy();
    const basis = getBasis(chosen);
    const link = () => (book.copyPage ? makeElement("a", { href: `${top}${book.copyPage}` }, "your copy") : "your copy");
    findPart("basis").replaceChildren(...(chosen.sample ? ["You read sentences of speeches, which are free to print."]
      : book.fullText ? ["You read the sentences themselves."]
      : basis === "document" ? ["You read the sentences of ", link(), ". They stay in this browser: the file holds codes only."]
      : lacksRetellings() ? ["Nobody has retold all sentences yet. To code, open ", link(), " first, and keep it until you close the tab."]
      : ["You read our retelling. To read the document itself, open ", link(), " first, and keep it until you close the tab."]));
    const stored = window.makeCodingSession.readStored(getKey(chosen));
    findPart("stored").hidden = !stored;
    form.querySelector("[type=submit]").textContent = !stored ? "Begin" : stored.finished ? "Show the results" : "Go on";
    if (stored) {
      const coded = Object.values(stored.rows).filter((row) => row.coded).length;
      findPart("stored-text").textContent = `This browser keeps a pass by ${stored.coder}: ${coded} of ${chosen.size} sentences. `;
      form.elements.coder.value = stored.coder;
    }
    form.elements.coder.readOnly = Boolean(stored);
  }
  const getChosen = () => tasks.find(({ id }) => id === form.elements.task.value);

  // Coding ---------------------------------------------------------------------------------------------------

  async function begin() {
    task = getChosen();
    const coder = clean(form.elements.coder.value);
    if (!coder) return announce("Please write a name. It may be another name than your own.");
    if (isRepeatedBy(coder, ownSentences ?? [])) return announce("A name does not repeat eight words of the document. Please shorten it.");
    const stored = window.makeCodingSession.readStored(getKey(task));
    const pass = stored ?? { task: task.id, coder, basis: getBasis(task), version: task.version, date: new Date().toISOString().slice(0, 10), at: 0, seconds: 0, finished: false, rows: {} };
    if (!pass.finished && pass.version !== task.version) return announce("The rules have a new version since this pass was begun. Discard it, and code again by the new rules.");
    if (!pass.finished && pass.basis === "document" && !book.fullText && !ownSentences) {
      return announce("This pass was begun with your copy of the document. Please open your copy again, then go on.");
    }
    if (pass.basis === "retelling" && lacksRetellings()) return announce("Nobody has retold all sentences yet. Please open your copy of the document first.");
    sentences = await listSentences(pass.basis);
    session?.end();
    session = window.makeCodingSession({
      key: getKey(task),
      pass,
      onStoreFailure: () => announce("This browser cannot keep the pass. Do not leave the page before you have taken the file."),
      onForeignChange: (isKept) => {
        if (isKept && pass.finished) finish();
        else if (isKept) show();
        else leave();
        announce(isKept ? "This pass was changed in another tab. You see its newest state." : "This pass was discarded in another tab.");
      },
    });
    session.store();
    form.hidden = true;
    findPart("results").hidden = true;
    announce("");
    if (pass.finished) return finish();
    makeRules();
    work.hidden = false;
    show();
    focusSentence();
    return undefined;
  }

  /* Puts the rules beside the sentence: a box for each theme, or buttons for the parts of a stance. */
  function makeRules() {
    const choices = findPart("choices");
    pair = [];
    if (!task.pairs) {
      choices.replaceChildren(...task.codes.map(({ id, label, definition, include, exclude }, index) => makeElement("li", {},
        makeElement("label", {}, makeElement("input", { type: "checkbox", value: id }), " ", makeElement("kbd", {}, CODE_KEYS[index] ?? ""), ` ${label}`),
        makeElement("p", { class: "hint" }, definition),
        makeElement("details", {}, makeElement("summary", { "aria-label": `Rules of ${label}` }, "Rules"),
          ...(include ? [makeElement("p", {}, makeElement("strong", {}, "Carried by "), include)] : []),
          ...(!exclude || exclude === "none" ? [] : [makeElement("p", {}, makeElement("strong", {}, "Not by "), exclude)])))));
      findPart("rule").hidden = true;
      findPart("none").hidden = false;
      return;
    }
    const makeGroup = (legend, buttons) => makeElement("li", {}, makeElement("fieldset", {}, makeElement("legend", {}, legend), ...buttons));
    const makeActors = () => task.actors.map(({ id, label }, index) => makeElement("button", { type: "button", "data-actor": id }, makeElement("kbd", {}, CODE_KEYS[index]), ` ${label}`));
    choices.replaceChildren(
      makeGroup("First who, then towards whom", makeActors()),
      makeGroup("Stance", Object.entries(STANCE_KEYS).map(([key, stance]) => makeElement("button", { type: "button", "data-stance": stance, title: task.stances[stance] }, makeElement("kbd", {}, key), ` ${stance}`))),
      makeElement("li", {}, makeElement("p", { "data-part": "pair", role: "status" }), makeElement("ul", { class: "coded" })),
    );
    findPart("rule").hidden = false;
    findPart("none").hidden = true;
    findPart("rule-text").replaceChildren(...[task.rule.unit, task.rule.basis, ...Object.entries(task.stances).map(([stance, definition]) => `${stance}: ${definition}`), ...task.rule.names, ...task.rule.cases]
      .map((text) => makeElement("li", {}, text)));
  }

  /* Shows the current sentence and its codes. */
  function show() {
    const { at } = session.pass;
    const sentence = sentences[at], before = sentences[at - 1];
    const row = session.readRow(at);
    const coded = Object.values(session.pass.rows).filter((other) => other.coded).length;
    // No link: the chapter shows the codes of others.
    findPart("place").textContent = `Sentence ${at + 1} of ${sentences.length} \u00b7 ${sentence.title}`;
    findPart("progress").textContent = `${formatCount(coded, "sentence")} coded`;
    findPart("bar").max = sentences.length;
    findPart("bar").value = coded;
    const isTogether = before && before.place[0] === sentence.place[0] && (!task.sample || before.place[1] === sentence.place[1] - 1);
    findPart("before").textContent = isTogether ? before.text : "";
    findPart("sentence").textContent = sentence.text || "This sentence is not there.";
    unsure.checked = row.unsure;
    comment.value = row.note;
    if (task.pairs) showPairs(row);
    else for (const box of findPart("choices").querySelectorAll("input")) box.checked = row.codes.includes(box.value);
  }

  function showPairs(row) {
    const [actor, target] = pair;
    const whom = target ? `${labelOf(task.actors, target)}: which stance?` : "whom?";
    findPart("pair").textContent = actor ? `${labelOf(task.actors, actor)} towards ${whom}` : "Choose who, towards whom, and the stance. No stance: go on.";
    root.querySelector(".coded").replaceChildren(...row.codes.map((code) =>
      makeElement("li", {}, `${nameCode(code)} `, makeElement("button", { type: "button", "data-remove": code, "aria-label": `Remove ${nameCode(code)}` }, "Remove"))));
    for (const button of findPart("choices").querySelectorAll("[data-actor]")) button.setAttribute("aria-pressed", String(pair.includes(button.dataset.actor)));
  }

  /* The keys work while the focus is within the part for coding. */
  function focusSentence() {
    findPart("sentence").focus({ preventScroll: true });
    work.scrollIntoView();
  }

  /* Adds a theme, or takes it away. Themes stand in the order of the codebook. */
  function toggleTheme(id) {
    const { codes } = session.readRow(session.pass.at);
    const chosen = codes.includes(id) ? codes.filter((code) => code !== id) : [...codes, id];
    session.change({ codes: task.codes.map((code) => code.id).filter((code) => chosen.includes(code)) });
    findPart("chosen").textContent = nameCodes(session.readRow(session.pass.at).codes);
    show();
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
    const { codes } = session.readRow(session.pass.at);
    const order = (code) => code.split(" ").slice(0, 2).map((id) => String(task.actors.findIndex((actor) => actor.id === id)).padStart(3, "0")).join();
    const others = codes.filter((code) => !code.startsWith(`${pair.join(" ")} `));
    session.change({ codes: [...others, `${pair.join(" ")} ${stance}`].sort((a, b) => order(a).localeCompare(order(b))) });
    pair = [];
    announce("");
    findPart("chosen").textContent = nameCodes(session.readRow(session.pass.at).codes);
    show();
  }

  const takeComment = () => { if (clean(comment.value) !== session.readRow(session.pass.at).note) session.change({ note: clean(comment.value) }); };

  function isCommentAllowed() {
    if (!isRepeatedBy(comment.value, ownSentences ?? [])) return true;
    announce("This comment repeats eight words or more of your copy, which is under copyright and must stay in this browser. Please shorten it.");
    comment.focus();
    return false;
  }

  /* Marks the sentence as coded, and goes on. */
  function goOn() {
    if (!isCommentAllowed()) return;
    takeComment();
    session.change({ coded: true });
    pair = [];
    announce("");
    if (session.pass.at === sentences.length - 1) {
      show();
      announce("This was the last sentence. You can still go back. After you finish, the pass cannot be changed.");
      findPart("finish").focus();
      return;
    }
    session.moveTo(session.pass.at + 1);
    show();
    focusSentence();
  }

  function goBack() {
    if (pair.length) pair = [];
    else if (isCommentAllowed()) {
      takeComment();
      if (session.pass.at > 0) session.moveTo(session.pass.at - 1);
    }
    show();
    focusSentence();
  }

  function undo() {
    pair = [];
    announce(session.undo() ? "The last change is undone." : "There is nothing to undo.");
    show();
    focusSentence();
  }

  function handleKey(event) {
    const { key, target } = event;
    // An input method uses Enter to end a word.
    if (event.isComposing) return;
    if (target === comment) {
      if (key === "Enter" || key === "Escape") {
        event.preventDefault();
        if (key === "Enter") goOn();
        else focusSentence();
      }
      return;
    }
    if ((event.ctrlKey || event.metaKey) ? key !== "z" : event.altKey) return;
    const isControl = target.matches("button, summary, a");
    const code = CODE_KEYS.indexOf(key.toLowerCase());
    const action = key === "z" ? undo
      : (key === "Enter" && !isControl) || key === "ArrowRight" ? goOn
      : key === "Backspace" || key === "ArrowLeft" ? goBack
      : key === "u" ? () => unsure.click()
      : key === "c" ? () => comment.focus()
      : task.pairs && STANCE_KEYS[key] && (pair.length === 2 || code >= task.actors.length) ? () => chooseStance(STANCE_KEYS[key])
      : task.pairs && code >= 0 && code < task.actors.length ? () => chooseActor(task.actors[code].id)
      : !task.pairs && code >= 0 && code < task.codes.length ? () => toggleTheme(task.codes[code].id)
      : null;
    if (!action) return;
    event.preventDefault();
    // The page's own keys, such as that of the search, must not act, too.
    event.stopPropagation();
    action();
  }

  // The end --------------------------------------------------------------------------------------------------

  /* The pass as the files hold it. A comment on a sentence of which the coder is unsure says why. */
  function collectPass() {
    const { coder, date, basis } = session.pass;
    const coded = sentences.flatMap((sentence, index) => {
      const row = session.readRow(index);
      if (!row.coded) return [];
      return [{ place: sentence.place, name: sentence.title, page: sentence.page, anchor: sentence.anchor, text: sentence.retold, codes: row.codes,
        unsure: row.unsure ? row.note || "unsure" : "", note: row.unsure ? "" : row.note }];
    });
    return { coder, date, basis, rows: coded };
  }

  /* Names of files keep letters and digits. The date tells passes of one name apart. */
  const makeFileName = ({ coder, date }) => `${coder.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "") || "coder"}-${date}`;

  function offerFile(name, label, content) {
    const blob = content instanceof Blob ? content : new Blob([content], { type: "text/plain" });
    return makeElement("li", {}, makeElement("a", { href: URL.createObjectURL(blob), download: name }, label));
  }

  /* Ends the pass: it cannot be changed after the passes of others were seen. */
  async function finish() {
    if (!session.pass.finished) {
      session.pass.finished = true;
      session.store();
    }
    work.hidden = true;
    form.hidden = true;
    announce("");
    findPart("chosen").textContent = "";
    const pass = collectPass();
    const whole = pass.rows.length === sentences.length;
    const minutes = Math.max(1, Math.round(session.pass.seconds / 60));
    const unfinished = task.pairs ? " A pass of stances is for this book only if it has all sentences." : " The file holds what is coded: a pass may be unfinished.";
    // A table of stances has no row for a sentence without one, so it cannot tell where a coder stopped.
    const isTable = pass.rows.length > 0 && (!task.pairs || (whole && pass.rows.some(({ codes }) => codes.length)));
    findPart("summary").textContent = `${pass.coder} coded ${pass.rows.length} of ${formatCount(sentences.length, "sentence")} in ${formatCount(minutes, "minute")}.${whole ? "" : unfinished}`;
    const name = makeFileName(pass);
    const { writeCsv, writeQdc, writeQdpx, writeAnnotations } = window.codingExports;
    const file = `${task.file}-${name}.csv`;
    findPart("files").replaceChildren(
      ...(isTable ? [offerFile(file, `${file}: the pass, for this book`, writeCsv(task, pass))] : []),
      offerFile(`${task.file}-${name}.qdpx`, "REFI-QDA project, for programs of qualitative analysis", writeQdpx(task, pass, book.title)),
      offerFile(`${task.file}-codebook.qdc`, "REFI-QDA codebook", writeQdc(task, pass, book.title)),
      offerFile(`${task.file}-${name}.jsonld`, "Web Annotations", writeAnnotations(task, pass, book.address || (location.protocol === "file:" ? "" : top))),
    );
    findPart("send").hidden = !isTable;
    findPart("stances-hint").hidden = !task.pairs;
    findPart("folder").textContent = `${task.folder}/${file}`;
    findPart("results").hidden = false;
    findPart("results").focus();
    try {
      await loadStatic(scripts.coding_passes);
      showAgreement(pass);
    } catch (error) {
      announce(`The passes of others cannot be shown: ${error.message}.`);
    }
  }

  /* The units on which two passes are compared, and the sentence of each: themes of sentences, or pairs of actors that
     one of them codes. */
  function pairUp(own, other) {
    const units = [], clusters = [];
    own.forEach((codes, index) => {
      const theirs = other[index];
      if (!codes || !theirs) return;
      if (task.pairs) {
        const stances = [codes, theirs].map((list) => new Map(list.map((code) => { const [actor, target, stance] = code.split(" "); return [`${actor} ${target}`, stance]; })));
        for (const unit of new Set([...stances[0].keys(), ...stances[1].keys()])) {
          units.push(stances.map((map) => map.get(unit) ?? "not coded"));
          clusters.push(index);
        }
      } else {
        for (const { id } of task.codes) {
          units.push([codes, theirs].map((list) => (list.includes(id) ? "yes" : "no")));
          clusters.push(index);
        }
      }
    });
    return [units, clusters];
  }

  function showAgreement(pass) {
    const { measureAgreement } = window.codingAgreement;
    const byPlace = new Map(pass.rows.map(({ place, codes }) => [place.join("#"), codes]));
    const own = sentences.map(({ place }) => byPlace.get(place.join("#")) ?? null);
    const others = window.codingPasses[task.id] ?? [];
    const makeRow = (head, cells) => makeElement("tr", {}, makeElement("th", { scope: "row" }, ...head), ...cells.map((cell) => makeElement("td", { class: "number" }, cell)));
    const listCells = (result) => [formatInterval(result), formatNumber(result.kappa), `${result.differing} of ${result.of}`];
    findPart("agreement").hidden = !others.length;
    findPart("agreement-rows").replaceChildren(...others.map(({ coder, kind, date, codes }) =>
      makeRow([`${coder} (${kind}, ${date})`], listCells(measureAgreement(...pairUp(own, codes))))));
    findPart("details").replaceChildren(...others.map(({ coder, codes }) => {
      const differing = sentences.map((sentence, index) => ({ sentence, own: own[index], other: codes[index] })).filter((row) => row.own && row.other && row.own.join() !== row.other.join());
      const list = makeElement("ol", { class: "pairs" }, ...differing.map(({ sentence, own: mine, other }) => makeElement("li", {},
        sentence.page ? makeElement("a", { href: `${top}${sentence.page}#${sentence.anchor}` }, sentence.title) : sentence.title,
        makeElement("p", { class: "hint" }, sentence.text), makeElement("p", {}, `You: ${nameCodes(mine)}`), makeElement("p", {}, `${coder}: ${nameCodes(other)}`))));
      const details = makeElement("details", {}, makeElement("summary", {}, `${coder}: ${formatCount(differing.length, "sentence")} coded differently`), list);
      if (!task.pairs) {
        const [units, clusters] = pairUp(own, codes);
        const rows = task.codes.map(({ label }, place) => {
          const isTheme = (_, index) => index % task.codes.length === place;
          const result = measureAgreement(units.filter(isTheme), clusters.filter(isTheme));
          // As on the pages: where coders never differ, an interval would say more than is known.
          return makeRow([label], listCells(result.differing ? result : { ...result, low: NaN }));
        });
        const head = ["Theme", "Alpha", "Kappa", "Different codes"].map((name, index) => makeElement("th", { scope: "col", ...(index ? { class: "number" } : {}) }, name));
        list.before(makeElement("div", { class: "table-wrapper", tabindex: "0", role: "region", "aria-label": `Agreement with ${coder} by theme` },
          makeElement("table", {}, makeElement("thead", {}, makeElement("tr", {}, ...head)), makeElement("tbody", {}, ...rows))));
      }
      return details;
    }));
  }

  /* Goes back to the form. */
  function leave() {
    session?.end();
    session = null;
    for (const part of ["work", "results"]) findPart(part).hidden = true;
    form.hidden = false;
    describeBasis();
  }

  function discard(key) {
    try { localStorage.removeItem(key); } catch { /* There is no storage. */ }
    leave();
    form.elements.coder.value = "";
    announce("The pass is discarded.");
    form.elements.coder.focus();
  }

  /* The first click on a button asks. The second one acts, if it is about the same as the first. */
  function askTwice(button, question, getSubject, act) {
    const label = button.textContent;
    let asked = null;
    const reset = () => { asked = null; button.textContent = label; };
    button.addEventListener("blur", reset);
    button.addEventListener("click", () => {
      const subject = getSubject();
      if (asked === subject) {
        reset();
        act(subject);
      } else {
        asked = subject;
        button.textContent = question;
      }
    });
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin().catch((error) => announce(`The sentences cannot be shown: ${error.message}.`));
  });
  form.addEventListener("change", describeBasis);
  work.addEventListener("keydown", handleKey);
  work.addEventListener("click", ({ target }) => {
    const { actor, stance, remove } = target.closest("button")?.dataset ?? {};
    if (actor) chooseActor(actor);
    else if (stance) chooseStance(stance);
    else if (remove) {
      session.change({ codes: session.readRow(session.pass.at).codes.filter((code) => code !== remove) });
      show();
      focusSentence();
    }
  });
  findPart("choices").addEventListener("change", ({ target }) => { if (target.matches("input")) toggleTheme(target.value); });
  unsure.addEventListener("change", () => session.change({ unsure: unsure.checked }));
  comment.addEventListener("change", () => { if (isCommentAllowed()) takeComment(); });
  findPart("next").addEventListener("click", goOn);
  findPart("back").addEventListener("click", goBack);
  findPart("undo").addEventListener("click", undo);
  askTwice(findPart("finish"), "Really finish? The pass cannot be changed then.", () => session.pass, () => {
    if (!isCommentAllowed()) return;
    takeComment();
    finish();
  });
  askTwice(findPart("discard"), "Really discard it?", () => getKey(getChosen()), discard);
  askTwice(findPart("discard-finished"), "Really discard it?", () => getKey(task), discard);
  form.hidden = false;
  describeBasis();
})();
