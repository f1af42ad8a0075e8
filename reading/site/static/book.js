/* The script of every page: the reader's own copy, the colour mode, copy buttons, tooltips, reports on
 * sentences, the sentence in the address, the current section in the contents of the page, the key of the
 * search, and the words that a search has found. */
"use strict";

(() => {
  /* A browser may have no storage, or refuse it. */
  function readStored(key, storage = "localStorage") {
    try { return window[storage].getItem(key); } catch { return null; }
  }

  /* Returns whether the browser keeps the value. */
  function store(key, value) {
    try { localStorage.setItem(key, value); } catch { return false; }
    return true;
  }

  /* The script of a reader's own copy is loaded only if this browser keeps one. Its own page always loads
   * it. */
  const { ownCopy, ownCopyScript } = document.currentScript.dataset;
  const keepsCopy = (storage) => readStored(ownCopy, storage) !== null;
  const isCopyPage = document.querySelector(".own-copy") !== null;
  if (ownCopyScript && !isCopyPage && ["sessionStorage", "localStorage"].some(keepsCopy)) {
    const script = document.createElement("script");
    script.src = ownCopyScript;
    document.head.append(script);
  }

  const MODES = { auto: "automatic", light: "light", dark: "dark" };

  function setUpColourButton(button) {
    const label = button.querySelector("span");
    const showMode = () => { label.textContent = MODES[document.documentElement.dataset.theme]; };
    button.addEventListener("click", () => {
      const names = Object.keys(MODES);
      const mode = names[(names.indexOf(document.documentElement.dataset.theme) + 1) % names.length];
      document.documentElement.dataset.theme = mode;
      // Without storage, the choice lasts until the reader leaves the page.
      store("theme", mode);
      showMode();
    });
    showMode();
    button.hidden = false;
  }

  /* If the clipboard is not available, the button selects the text instead. */
  function setUpCopyButton(button, source) {
    const label = button.textContent;
    button.addEventListener("click", async () => {
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = label; }, 2000);
      } catch {
        getSelection().selectAllChildren(source);
      }
    });
    button.hidden = false;
  }

  function addCopyButton(code) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", "Copy the code");
    code.after(button);
    setUpCopyButton(button, code);
  }

  /* The page has one tooltip. It opens at an element by pointer or focus, stays while the pointer is on it,
   * and closes by Escape. On a touch screen, a tap on a link opens it, and a second tap follows the link.
   * Other scripts use it as showTip(element, text) and hideTip(). */

  const tip = document.createElement("div");
  tip.id = "page-tip";
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let tipOwner = null, tapped = null;
  let isTouch = false;
  let hideTimer = 0;

  function showTip(element, text) {
    clearTimeout(hideTimer);
    if (tipOwner !== element) hideTip();
    tipOwner = element;
    tip.textContent = text;
    tip.hidden = false;
    // A screen reader would read the text twice if it were also the description.
    if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-describedby", tip.id);
    const margin = 8;
    const box = element.getClientRects()[0] ?? element.getBoundingClientRect();
    // Beside a drawing, where there is room, a tooltip covers no mark that a reader compares.
    const edge = element.ownerSVGElement?.getBoundingClientRect().right;
    const room = document.documentElement.clientWidth - edge - 2 * margin;
    const isBeside = room > 200;
    tip.style.maxWidth = isBeside ? `${room}px` : "";
    if (isBeside) {
      const lowest = Math.max(0, innerHeight - tip.offsetHeight - margin);
      tip.style.left = `${edge + margin + scrollX}px`;
      tip.style.top = `${Math.min(box.top, lowest) + scrollY}px`;
      return;
    }
    const left = Math.min(box.left, document.documentElement.clientWidth - tip.offsetWidth - margin);
    const below = box.bottom + 6;
    const above = box.top - tip.offsetHeight - 6;
    const goesBelow = below + tip.offsetHeight < innerHeight || above < 0;
    tip.style.left = `${Math.max(margin, left) + scrollX}px`;
    tip.style.top = `${(goesBelow ? below : above) + scrollY}px`;
  }

  function hideTip() {
    clearTimeout(hideTimer);
    tipOwner?.removeAttribute("aria-describedby");
    tipOwner = tapped = null;
    tip.classList.remove("tapped");
    tip.hidden = true;
  }

  /* Notes what points, and closes the tooltip unless it or its element is touched. A tap beside a mark of a
   * chart counts as a tap on the mark. */
  function notePointer({ target, pointerType }) {
    isTouch = pointerType === "touch";
    if (target !== tip && !(tipOwner?.ownerSVGElement ?? tipOwner)?.contains(target)) hideTip();
  }

  /* Keeps the first tap on a link from following it. A click of the keyboard or of a screen reader has no
   * `detail`. */
  function holdFirstTap(event) {
    if (!isTouch || !event.detail || !event.target.closest("a") || !tipOwner?.contains(event.target)) return;
    if (tapped !== tipOwner) {
      event.preventDefault();
      tapped = tipOwner;
      tip.classList.add("tapped");
      showTip(tapped, tip.textContent);
    } else hideTip();
  }

  // After a touch, the browser sends pointerleave at once. Such a tooltip stays until the next tap elsewhere.
  function hideTipSoon(event) {
    clearTimeout(hideTimer);
    if (event.pointerType !== "touch") hideTimer = setTimeout(hideTip, 200);
  }

  function setUpTip(element) {
    // The browser would show the title as a second tooltip. Without JavaScript, the title remains.
    const text = element.title;
    element.removeAttribute("title");
    // A number within a link cannot have the focus itself.
    const target = element.closest("a") ?? element;
    const show = () => showTip(target, text);
    target.addEventListener("pointerenter", show);
    target.addEventListener("pointerleave", hideTipSoon);
    target.addEventListener("focus", show);
    target.addEventListener("blur", hideTip);
  }

  /* Finds the sentence that a report is about: the one whose retelling is selected, else the one in the
   * address. */
  function findReportedSentence() {
    const marks = [...document.querySelectorAll("a.sentence-mark[id]")];
    const selection = getSelection();
    if (!selection.isCollapsed) {
      const range = selection.getRangeAt(0);
      // A mark closes the retelling of its sentence.
      const endMark = marks.find((mark) => range.comparePoint(mark, 0) >= 0);
      if (endMark) return endMark.id;
    }
    return marks.find((mark) => `#${mark.id}` === location.hash)?.id;
  }

  /* Adds the sentence to the address of the report form. */
  function setUpReport(link) {
    const addSentence = () => {
      const address = new URL(link.href);
      const sentence = findReportedSentence();
      if (sentence) address.searchParams.set("sentence", sentence);
      else address.searchParams.delete("sentence");
      link.href = address;
    };
    // A click clears the selection. These events come before it, of the pointer and of the keyboard.
    link.addEventListener("pointerdown", addSentence);
    link.addEventListener("focus", addSentence);
  }

  const findPlace = (hash = location.hash) => document.getElementById(decodeURIComponent(hash.slice(1)));

  /* Opens what holds the place in the address. Some browsers do so by themselves. */
  function openFold() {
    const place = findPlace();
    const findFold = () => place?.closest("details:not([open])");
    if (!findFold()) return;
    while (findFold()) findFold().open = true;
    place.scrollIntoView();
  }

  /* Highlights the retelling of the sentence in the address: the text up to its mark, since the mark before
   * or the start of the block. A sentence that is retold in several places has a mark in each. */
  function highlightSentence() {
    const id = location.hash.slice(1);
    const marks = [...document.querySelectorAll("a.sentence-mark[id]")];
    const ranges = marks.filter((mark) => mark.id === id || mark.id.startsWith(`${id}-`)).map((mark) => {
      const block = mark.closest("p, li, dd, td");
      const before = marks[marks.indexOf(mark) - 1];
      const range = document.createRange();
      range.selectNodeContents(block);
      if (before && block.contains(before)) range.setStartAfter(before);
      range.setEndBefore(mark);
      return range;
    });
    CSS.highlights.set("sentence", new Highlight(...ranges));
  }

  /* Marks the section that the reader is in: the last one that begins above a line on the screen. The line is
   * near the top, and moves down at the end of the page, where short sections cannot come up to it. After a
   * jump it is the section that the reader went to, until they scroll on. */
  function markCurrentSection(contents) {
    const links = [...contents.querySelectorAll("a[href^='#']")].filter(({ hash }) => findPlace(hash));
    const sections = links.map(({ hash }) => findPlace(hash));
    let jumped = {};
    const mark = () => {
      const target = jumped.to === scrollY ? jumped.target : null;
      const end = document.documentElement.scrollHeight - innerHeight;
      const left = (end - scrollY) / (Math.min(end, innerHeight) || 1);
      const line = innerHeight * (1 - 0.7 * Math.min(1, left));
      const current = sections.findLastIndex((section) =>
        (target ? section.contains(target) : section.getBoundingClientRect().top <= line));
      links.forEach((link, index) => {
        link.ariaCurrent = index === current ? "location" : null;
      });
    };
    const jump = () => { jumped = { target: findPlace(), to: scrollY }; mark(); };
    addEventListener("hashchange", jump);
    contents.addEventListener("click", jump);
    addEventListener("scroll", mark, { passive: true });
    // Measured before the page is laid out, the sections would make the browser lay it out twice.
    addEventListener("load", () => setTimeout(jump));
  }

  const usesSearchKey = () => readStored("search-key") !== "off";

  /* Some readers press keys without meaning to, or by voice: the page of the search lets them switch its key
   * off. */
  function setUpSearchKey(box) {
    box.checked = usesSearchKey();
    box.addEventListener("change", () => {
      if (!store("search-key", box.checked ? "on" : "off")) box.checked = true;
    });
    box.closest("[hidden]").hidden = false;
  }

  const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

  /* Moves to the field of the search. On a narrow screen the one of the top bar opens. */
  function goToSearch(event) {
    const { key, ctrlKey, metaKey, altKey, target } = event;
    if (key !== "/" || ctrlKey || metaKey || altKey || target.closest?.(TYPING) || !usesSearchKey()) return;
    const fields = [...document.querySelectorAll(".search-form input")];
    const isSeen = (field) => field.checkVisibility();
    if (!fields.some(isSeen)) document.getElementById("book-search").showPopover();
    const field = fields.find(isSeen);
    if (!field) return;
    event.preventDefault();
    field.focus();
    field.select();
  }

  /* Moves the focus to the text of the page. The text can have it only until it loses it: a click on it must
   * not move it. */
  function skipToText() {
    const text = document.getElementById("page-text");
    text.tabIndex = -1;
    text.addEventListener("blur", () => text.removeAttribute("tabindex"), { once: true });
    text.focus();
  }

  /* Highlights the words that the address names, if the browser can do so without changing the page. Escape
   * ends it. */
  function highlightWords() {
    const words = new URLSearchParams(location.search).get("highlight")?.match(/[\p{L}\p{N}'.]+/gu);
    if (!words || !window.CSS?.highlights) return;
    const any = words.slice(0, 20).map((word) => word.replace(/['.]/g, "[\u2019'.]*")).join("|");
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, "giu");
    const found = new Highlight();
    const isText = ({ parentElement }) =>
      NodeFilter[parentElement.closest("svg, script, style") ? "FILTER_REJECT" : "FILTER_ACCEPT"];
    const text = document.getElementById("page-text");
    const texts = document.createTreeWalker(text, NodeFilter.SHOW_TEXT, isText);
    while (texts.nextNode()) {
      for (const { 0: word, index } of texts.currentNode.data.matchAll(pattern)) {
        const range = new Range();
        range.setStart(texts.currentNode, index);
        range.setEnd(texts.currentNode, index + word.length);
        found.add(range);
      }
    }
    CSS.highlights.set("found", found);
    const forget = ({ key }) => { if (key === "Escape") CSS.highlights.delete("found"); };
    document.addEventListener("keydown", forget);
  }

  document.documentElement.classList.remove("no-js");
  document.body.append(tip);
  tip.addEventListener("pointerenter", () => clearTimeout(hideTimer));
  tip.addEventListener("pointerleave", hideTipSoon);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  document.addEventListener("keydown", goToSearch);
  document.querySelector(".skip-to-content").addEventListener("click", skipToText);
  const searchKey = document.getElementById("search-key");
  if (searchKey) setUpSearchKey(searchKey);
  highlightWords();
  document.addEventListener("pointerdown", notePointer);
  document.addEventListener("pointercancel", hideTip);
  document.addEventListener("click", holdFirstTap);

  document.querySelectorAll("button.theme").forEach(setUpColourButton);
  for (const button of document.querySelectorAll("button[data-copy]")) {
    setUpCopyButton(button, document.getElementById(button.dataset.copy));
  }
  document.querySelectorAll("article .highlight > pre").forEach((code) => {
    if (!code.closest(".cell_output")) addCopyButton(code);
  });
  document.querySelectorAll("article :is(a.reference.internal, a.sentence-mark, data)[title]")
    .forEach(setUpTip);
  if (window.Highlight) {
    highlightSentence();
    addEventListener("hashchange", highlightSentence);
  }
  openFold();
  addEventListener("hashchange", openFold);
  const report = document.getElementById("report");
  if (report) setUpReport(report);
  const contents = document.getElementById("page-contents");
  if (contents) {
    markCurrentSection(contents);
    contents.addEventListener("click", ({ target }) => {
      if (target.closest("a") && contents.matches(":popover-open")) contents.hidePopover();
    });
  }

  window.showTip = showTip;
  window.hideTip = hideTip;
})();
