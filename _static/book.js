/* The script of every page: the colour mode, copy buttons, tooltips, and the current section in the contents. */
"use strict";

(() => {
  const modes = ["auto", "light", "dark"];
  const called = { auto: "automatic", light: "light", dark: "dark" };

  function offerColours(button) {
    const label = button.querySelector("span");
    const show = () => { label.textContent = called[document.body.dataset.theme]; };
    button.addEventListener("click", () => {
      const mode = modes[(modes.indexOf(document.body.dataset.theme) + 1) % modes.length];
      document.body.dataset.theme = mode;
      try { localStorage.setItem("theme", mode); } catch { /* without storage, the choice lasts until the page is left */ }
      show();
    });
    show();
    button.hidden = false;
  }

  function offerCopy(button) {
    const text = button.textContent;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      try {
        await navigator.clipboard.writeText(source.textContent);
        button.textContent = "Copied";
        setTimeout(() => { button.textContent = text; }, 2000);
      } catch {
        getSelection().selectAllChildren(source);
      }
    });
    button.hidden = false;
  }

  /* The page has one tooltip. It opens at an element by pointer or focus, stays while the pointer is on it, and
     closes by Escape. Other scripts use it as showTip(element, text) and hideTip(). */

  const tip = document.createElement("div");
  tip.id = "page-tip";
  tip.className = "tip";
  tip.setAttribute("role", "tooltip");
  tip.hidden = true;
  let owner = null;
  let leaving = 0;

  function showTip(element, text) {
    clearTimeout(leaving);
    if (owner !== element) hideTip();
    owner = element;
    tip.textContent = text;
    tip.hidden = false;
    // A screen reader would read a text twice that is also the name of the element.
    if (element.getAttribute("aria-label") !== text) element.setAttribute("aria-describedby", tip.id);
    const edge = 8;
    const at = element.getClientRects()[0] ?? element.getBoundingClientRect();
    const left = Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - edge);
    const below = at.bottom + 6;
    const above = at.top - tip.offsetHeight - 6;
    const fits = below + tip.offsetHeight < innerHeight || above < 0;
    tip.style.left = `${Math.max(edge, left) + scrollX}px`;
    tip.style.top = `${(fits ? below : above) + scrollY}px`;
  }

  function hideTip() {
    clearTimeout(leaving);
    owner?.removeAttribute("aria-describedby");
    owner = null;
    tip.hidden = true;
  }

  // A touch ends with a pointerleave event at once, so its tooltip stays until the next tap elsewhere.
  function leave(event) {
    clearTimeout(leaving);
    if (event.pointerType !== "touch") leaving = setTimeout(hideTip, 200);
  }

  function offerTip(element) {
    // The browser would show the title as a second tooltip. It stays for readers without scripts.
    const text = element.title;
    element.removeAttribute("title");
    // A number within a link cannot have the focus itself.
    const reached = element.closest("a") ?? element;
    const show = () => showTip(reached, text);
    reached.addEventListener("pointerenter", show);
    reached.addEventListener("pointerleave", leave);
    reached.addEventListener("focus", show);
    reached.addEventListener("blur", hideTip);
  }

  /* The sentence that a report is about: the one whose retelling is selected, else the one in the address. */

  function reported() {
    const marks = [...document.querySelectorAll("a.sentence-mark[id]")];
    const selection = getSelection();
    if (!selection.isCollapsed) {
      const range = selection.getRangeAt(0);
      const closing = marks.find((mark) => range.comparePoint(mark, 0) >= 0);
      if (closing) return closing.id;
    }
    return marks.find((mark) => `#${mark.id}` === location.hash)?.id;
  }

  function nameSentence(report) {
    const name = () => {
      const address = new URL(report.href);
      const sentence = reported();
      if (sentence) address.searchParams.set("sentence", sentence);
      else address.searchParams.delete("sentence");
      report.href = address;
    };
    // Both events come before a click, which clears the selection: one for the pointer, one for the keyboard.
    report.addEventListener("pointerdown", name);
    report.addEventListener("focus", name);
  }

  function markReading(contents) {
    const links = new Map([...contents.querySelectorAll("a[href^='#']")].map((link) => [link.hash.slice(1), link]));
    const seen = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        links.get(target.id).classList.toggle("reading", isIntersecting);
      }
    }, { rootMargin: "-20% 0px -70%" });
    for (const id of links.keys()) {
      const section = id && document.getElementById(id);
      if (section) seen.observe(section);
    }
  }

  document.documentElement.classList.remove("no-js");
  document.body.append(tip);
  tip.addEventListener("pointerenter", () => clearTimeout(leaving));
  tip.addEventListener("pointerleave", leave);
  document.addEventListener("keydown", (event) => { if (event.key === "Escape") hideTip(); });
  document.addEventListener("pointerdown", (event) => { if (event.target !== tip && !owner?.contains(event.target)) hideTip(); });

  document.querySelectorAll("button.theme").forEach(offerColours);
  document.querySelectorAll("button[data-copy]").forEach(offerCopy);
  document.querySelectorAll("article :is(a.reference.internal, data)[title]").forEach(offerTip);
  const report = document.getElementById("report");
  if (report) nameSentence(report);
  const contents = document.getElementById("page-contents");
  if (contents) {
    markReading(contents);
    contents.addEventListener("click", (event) => { if (event.target.closest("a") && contents.matches(":popover-open")) contents.hidePopover(); });
  }

  window.showTip = showTip;
  window.hideTip = hideTip;
})();
