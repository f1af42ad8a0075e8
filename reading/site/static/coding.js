/* The page on which readers code sentences themselves: keys and buttons, the rules beside the sentence, and
 * at the end the file and the agreement with the passes of others. Nothing is sent. The pass is kept in this
 * browser until it is discarded. */
"use strict";

(() => {
  const root = document.querySelector(".coding");
  const { src } = document.currentScript;
  const top = new URL("..", src).href;
  const { book, themes, version, folder, texts, paragraphs, passes } = window.codingData;
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const form = root.querySelector("form.begin");
  const work = findPart("work");
  const comment = findPart("comment");
  const unsure = findPart("unsure");
  const CODE_KEYS = "1234567890asdfghjklqwerty";
  const { isRepeatedBy, clean, describeFound } = window.keptCopy;
  const { makeElement, loadScript, formatCount, nameSentence } = window.pageTools;
  const KEY = `coding-${book.key}-themes`;
  const readStored = () => window.makeCodingSession.readStored(KEY);

  /* The sentences of the document: the place of each in a pass, its title and its address. */
  const places = Object.entries(paragraphs).flatMap(([id, { title, sentences: count, sentences_at: page }]) =>
    Array.from({ length: count }, (_, index) => index + 1).map((number) =>
      ({ place: [id, number], title: nameSentence(title, number), page: page + number })));

  let session = null, sentences = [], ownSentences = null;

  const announce = (text) => { findPart("status").textContent = text; };
  /* As many places as agreement has on the pages. */
  const formatNumber = (number) => (Number.isFinite(number) ? window.formatNumber(number, 3) : "\u2013");
  const nameCode = (code) => themes.find(({ id }) => id === code)?.label ?? code;
  const nameCodes = (codes) => codes.map(nameCode).join("; ") || "nothing";

  // The reader's own copy -----------------------------------------------------------------------------------

  function readOwnCopy() {
    const sentences = window.keptCopy.read()?.sentences;
    return sentences?.length === places.length ? sentences : null;
  }

  // What is coded -------------------------------------------------------------------------------------------

  /* The sentences: their `place` in the table of the pass, `title`, the address of their `page`, and the
   * `text` to be shown. */
  function listSentences(basis) {
    const shown = basis === "document" && ownSentences ? ownSentences : texts;
    return places.map((sentence, index) => ({ ...sentence, text: shown[index] ?? "" }));
  }

  const getBasis = () => (ownSentences?.every(Boolean) ? "document" : "retelling");

  const lacksRetellings = () => texts.some((text) => !text);

  /* Says what a copy lacks from which sentences cannot be coded. */
  const describeGap = () => (ownSentences?.includes(null)
    ? `Your copy is not whole: ${describeFound(ownSentences, (index) => places[index].title)}` : "");

  /* Says what a reader codes from. */
  function explainBasis(basis) {
    const name = "your copy";
    const link = book.copyPage ? makeElement("a", { href: `${top}${book.copyPage}` }, name) : name;
    const open = [link, " first, and keep it until you close the tab."];
    if (basis === "document") {
      return ["You read the sentences of ", link, ". They stay in this browser: the file holds codes only."];
    }
    if (lacksRetellings()) return ["Nobody has retold all sentences yet. To code, open ", ...open];
    return ["You read our retelling. To read the document itself, open ", ...open];
  }

  function describeBasis() {
    ownSentences = readOwnCopy();
    findPart("basis").replaceChildren(describeGap(), ...explainBasis(getBasis()));
    const stored = readStored();
    findPart("stored").hidden = !stored;
    const action = !stored ? "Begin" : stored.finished ? "Show the results" : "Go on";
    form.querySelector("[type=submit]").textContent = action;
    if (stored) {
      const coded = Object.values(stored.rows).filter((row) => row.coded).length;
      findPart("stored-text").textContent =
        `This browser keeps a pass by ${stored.coder}: ${coded} of ${places.length} sentences. `;
      form.elements.coder.value = stored.coder;
    }
    form.elements.coder.readOnly = Boolean(stored);
  }

  // Coding --------------------------------------------------------------------------------------------------

  /* What keeps a reader from coding. */
  function findObstacle(coder, pass) {
    const isFromCopy = pass.basis === "document";
    if (!coder) return "Please write a name. It may be another name than your own.";
    if (isRepeatedBy(coder, ownSentences ?? [])) {
      return "A name does not repeat eight words of the document. Please shorten it.";
    }
    if (!pass.finished && pass.version !== version) {
      return "The rules have a new version since this pass was begun. "
        + "Discard it, and code again by the new rules.";
    }
    if (!pass.finished && isFromCopy && !ownSentences) {
      return "This pass was begun with your copy of the document. Please open your copy again, then go on.";
    }
    if (pass.basis === "retelling" && lacksRetellings()) {
      return "Nobody has retold all sentences yet. Please open your copy of the document first.";
    }
    return null;
  }

  function makePass(coder) {
    const date = new Date().toISOString().slice(0, 10);
    return { coder, basis: getBasis(), version, date, at: 0, finished: false, rows: {} };
  }

  function begin() {
    const coder = clean(form.elements.coder.value);
    const pass = readStored() ?? makePass(coder);
    const obstacle = findObstacle(coder, pass);
    if (obstacle) return announce(obstacle);
    sentences = listSentences(pass.basis);
    session?.end();
    session = window.makeCodingSession({
      key: KEY,
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
    findPart("choices").replaceChildren(...themes.map(makeThemeRule));
    work.hidden = false;
    show();
    focusSentence();
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
    const isTogether = before?.place[0] === sentence.place[0];
    findPart("before").textContent = isTogether ? before.text : "";
    findPart("sentence").textContent = sentence.text || "This sentence is not there.";
    unsure.checked = row.unsure;
    comment.value = row.note;
    showFile();
    for (const box of findPart("choices").querySelectorAll("input")) {
      box.checked = row.codes.includes(box.value);
    }
  }

  /* The keys work while the focus is within the part for coding. */
  function focusSentence() {
    findPart("sentence").focus({ preventScroll: true });
    work.scrollIntoView();
  }

  /* Adds a theme to the current sentence, or takes it away. */
  function toggleCode(id) {
    const { codes } = session.readRow(session.pass.at);
    const changed = codes.includes(id) ? codes.filter((code) => code !== id) : [...codes, id];
    session.change({ codes: themes.map((theme) => theme.id).filter((code) => changed.includes(code)) });
    findPart("chosen").textContent = nameCodes(session.readRow(session.pass.at).codes);
    show();
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
    if (!takeComment()) return;
    if (session.pass.at > 0) session.moveTo(session.pass.at - 1);
    show();
    focusSentence();
  }

  function undo() {
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
    const chosen = themes[CODE_KEYS.indexOf(key.toLowerCase())];
    return chosen ? () => toggleCode(chosen.id) : ACTIONS[key];
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

  const getFileName = () => `pass-${makeFileName(session.pass)}.csv`;

  /* Says where the file of the pass belongs, and offers it under its name once the pass is finished. Until
   * then, the steps below the sentence have a button for it. */
  function showFile() {
    findPart("send").hidden = false;
    findPart("finish").hidden = session.pass.finished;
    findPart("file").hidden = !session.pass.finished;
    findPart("discard-finished").hidden = !session.pass.finished;
    findPart("file").textContent = `Save: ${getFileName()}`;
    findPart("folder").textContent = `${folder}/${getFileName()}`;
  }

  function saveFile() {
    if (!session.pass.finished && !takeComment()) return;
    const table = window.writeCodingCsv(session.pass, listCoded());
    const href = URL.createObjectURL(new Blob([table], { type: "text/plain" }));
    makeElement("a", { href, download: getFileName() }).click();
  }

  /* Ends the pass: it cannot be changed after the passes of others were seen. */
  function finish() {
    if (!takeComment()) return;
    if (confirm("Really finish? The pass cannot be changed then.")) {
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
      await loadScript(`${top}_static/${passes}`);
      showAgreement();
    } catch (error) {
      announce(`The passes of others cannot be shown: ${error.message}.`);
    }
  }

  function showAgreement() {
    const others = window.codingPasses.map((other) => {
      // A pass by an older codebook says nothing of newer themes.
      const known = themes.filter(({ since = 1 }) => since <= other.version);
      const isKnown = (code) => known.some(({ id }) => id === code);
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
    const items = both.flatMap(({ own, codes }) =>
      known.map(({ id }) => [own.includes(id), codes.includes(id)]));
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

  function discard() {
    if (!confirm("Really discard this pass?")) return;
    try { localStorage.removeItem(KEY); } catch { /* There is no storage. */ }
    leave();
    form.elements.coder.value = "";
    announce("The pass is discarded.");
    form.elements.coder.focus();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    begin();
  });
  root.addEventListener("keydown", handleKey);
  findPart("choices").addEventListener("change", ({ target }) => {
    if (target.matches("input")) toggleCode(target.value);
  });
  unsure.addEventListener("change", () => session.change({ unsure: unsure.checked }));
  comment.addEventListener("change", takeComment);
  const buttons = {
    next: goOn, back: goBack, undo, finish, save: saveFile, file: saveFile,
    discard, "discard-finished": discard,
  };
  for (const [name, action] of Object.entries(buttons)) findPart(name).addEventListener("click", action);
  form.hidden = false;
  describeBasis();
})();
