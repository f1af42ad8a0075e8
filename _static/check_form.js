/* The form of a check: retellings beside the reader's own copy, and the lines for the ledger. Nothing is sent or
   stored. The lines have ids, hashes, verdicts, the name and comments, and never words of the copy. */
"use strict";

(() => {
  const root = document.querySelector(".check-form");
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const [chapter, who, orcid] = ["chapter", "who", "orcid"].map((name) => document.getElementById(`check-${name}`));
  const maxComment = findPart("result").dataset.maxComment;
  const VERDICTS = ["right", "wrong", "unsure"];
  const { isRepeatedBy, clean } = window.keptCopy;
  const MAX_ADDRESS = 7000; // characters of an address that servers accept
  const checks = new Map(); // by what is checked

  function makeElement(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...content);
    return element;
  }

  let loading = null;
  const loadData = () => (loading ??= new Promise((resolve, reject) => {
    const script = makeElement("script", { src: root.dataset.script });
    script.addEventListener("load", () => resolve(window.checkFormData));
    script.addEventListener("error", () => { loading = null; reject(new Error("cannot be loaded")); });
    document.head.append(script);
  }));

  /* The sentences of the copy that this browser keeps, if it is one of this document. */
  function readCopy(data) {
    const sentences = window.keptCopy.read()?.sentences;
    return sentences?.length === Object.values(data).flat().length ? sentences : null;
  }

  // Lines ----------------------------------------------------------------------------------------------------

  /* As in `reading/data/review.py`. */
  function isOrcid(text) {
    if (!/^(\d{4}-){3}\d{3}[\dX]$/.test(text)) return false;
    const digits = text.replaceAll("-", "");
    const total = [...digits.slice(0, -1)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0);
    return "0123456789X"[(12 - (total % 11)) % 11] === digits.at(-1);
  }

  function formatCheck(what, { seen, verdict, comment }, name, id) {
    // In UTC, as the servers that check the date have it.
    const entry = { who: name, orcid: id, what, when: new Date().toISOString().slice(0, 10), verdict, seen, comment: clean(comment) };
    const lines = Object.entries(entry).filter(([, value]) => value).map(([key, value]) => `${key}: ${JSON.stringify(value)}`);
    return `  - ${lines.join("\n    ")}\n`;
  }

  function findProblem(signed, name, id) {
    if (!name) return "Write your name or a handle, too.";
    if (id && !isOrcid(id)) return "This is no ORCID iD: it has four groups of four digits, and the last digit fits the others.";
    if (isRepeatedBy(name)) return "The name repeats eight words or more of the document.";
    const copied = signed.find(([, { comment }]) => isRepeatedBy(clean(comment)));
    return copied ? `The comment on ${copied[0]} repeats eight words or more of the document. Say it in your own words.` : "";
  }

  /* Shows the lines of all verdicts, or what is missing. */
  function showLines() {
    const signed = [...checks].filter(([, { verdict }]) => verdict);
    const [name, id] = [clean(who.value), clean(orcid.value).replace(/^https:\/\/orcid\.org\//, "")];
    const problem = signed.length ? findProblem(signed, name, id) : "";
    const isReady = signed.length > 0 && !problem;
    const number = signed.length === 1 ? "one check" : `${signed.length} checks`;
    findPart("status").textContent = isReady ? `The lines of ${number} are below.` : problem;
    findPart("result").hidden = !isReady;
    const lines = isReady ? signed.map(([what, check]) => formatCheck(what, check, name, id)).join("") : "";
    document.getElementById("check-lines").textContent = lines;
    const link = findPart("issue");
    if (!link) return;
    const address = new URL(root.dataset.issue);
    if (lines) address.searchParams.set("checks", lines);
    // With a longer address, the form of the issue opens empty, and the lines are pasted.
    link.href = address.href.length <= MAX_ADDRESS ? address.href : root.dataset.issue;
  }

  // Sentences ------------------------------------------------------------------------------------------------

  function makeSentence(what, number, { texts, seen }, real) {
    const check = checks.get(what) ?? { seen, verdict: "", comment: "" };
    checks.set(what, check);
    const radios = VERDICTS.map((verdict) => {
      const radio = makeElement("input", { type: "radio", name: what, value: verdict });
      radio.checked = check.verdict === verdict;
      radio.addEventListener("change", () => {
        check.verdict = verdict;
        remark.hidden = false;
        showLines();
      });
      return makeElement("label", {}, radio, verdict);
    });
    const comment = makeElement("input", { maxlength: maxComment, autocomplete: "off" });
    const remark = makeElement("label", { class: "comment" }, `Comment on sentence ${number}, in your own words`, comment);
    remark.hidden = !check.verdict;
    comment.value = check.comment;
    comment.addEventListener("input", () => { check.comment = comment.value; showLines(); });
    const page = chapter.selectedOptions[0].dataset.page;
    const shown = makeElement("div", { class: "texts" },
      makeElement("p", {}, makeElement("a", { href: `${page}#s${number}` }, `Sentence ${number}`), `: ${texts.join(" \u2026 ")}`));
    if (real !== undefined) shown.append(makeElement("p", { class: "real" }, makeElement("span", { class: "visually-hidden" }, "Your copy: "), real ?? "Not in your copy."));
    return makeElement("li", { "data-seen": seen }, shown,
      makeElement("fieldset", { class: "verdicts" }, makeElement("legend", { class: "visually-hidden" }, `Is the retelling of sentence ${number} right?`), ...radios), remark);
  }

  async function showChapter() {
    const paragraph = chapter.value;
    let data;
    try {
      data = await loadData();
    } catch (error) {
      findPart("status").textContent = `The retellings ${error.message}.`;
      return;
    }
    if (paragraph !== chapter.value) return;
    const sentences = data[paragraph] ?? [];
    const ids = Object.keys(data);
    const first = ids.slice(0, ids.indexOf(paragraph)).flatMap((id) => data[id]).length;
    const copy = readCopy(data);
    findPart("sentences").replaceChildren(...sentences.map((sentence, index) =>
      makeSentence(`${paragraph}#${index + 1}`, index + 1, sentence, copy?.[first + index])));
    showLines();
  }

  /* Chooses the chapter in the address, as the link of a chapter gives it. */
  function readAddress() {
    const id = decodeURIComponent(location.hash.slice(1));
    if (![...chapter.options].some(({ value }) => value === id)) return;
    chapter.value = id;
    showChapter();
  }

  chapter.addEventListener("change", showChapter);
  for (const field of [who, orcid]) field.addEventListener("input", showLines);
  root.querySelector("form").addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("hashchange", readAddress);
  readAddress();
})();
