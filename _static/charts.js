/* Makes a chart interactive when a reader first uses it by pointer, touch or keyboard. Until then, and without
   scripts, the page shows the drawing that the build has made, with its links. */
"use strict";

(() => {
  const RUNTIME = new URL("vega.js", document.currentScript.src).href;
  const { showTip, hideTip } = window;
  const MARKS = ".role-mark > [aria-label]";
  const HINT = "Arrow keys lead from mark to mark, Home and End to the first and the last, Enter opens or picks, Escape leaves.";
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const loaded = new Map();

  /* A page that is opened from disk cannot fetch data, but it can load scripts. */
  function load(address) {
    if (!loaded.has(address)) {
      loaded.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(script);
        script.onerror = () => { loaded.delete(address); script.remove(); reject(new Error(address)); };
        document.head.append(script);
      }));
    }
    return loaded.get(address);
  }

  async function enliven(drawing) {
    if (drawing.dataset.live) return;
    drawing.dataset.live = "soon";
    try {
      const [{ spec }] = await Promise.all([load(drawing.dataset.script), load(RUNTIME)]);
      const stage = document.createElement("div");
      stage.className = "stage";
      drawing.append(stage);
      const { View, parse, expr } = window.vega;
      const view = new View(parse(spec, {}, { ast: true }), { expr, container: stage, renderer: "svg", hover: true });
      view.tooltip(() => {});
      await view.runAsync();
      exchange(drawing, stage);
      drawing.dataset.live = "true";
    } catch (failed) {
      drawing.querySelector(".stage")?.remove();
      delete drawing.dataset.live;
    }
  }

  /* Replaces the drawing of the build by the interactive one, which takes over its size, its name and the focus. */
  function exchange(drawing, stage) {
    const still = drawing.querySelector("svg");
    const live = stage.querySelector("svg");
    const held = still.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    for (const name of ["width", "height", "viewBox"]) live.setAttribute(name, still.getAttribute(name));
    stage.replaceWith(live);
    still.remove();
    prepare(live, still.getAttribute("aria-label"));
    for (const mark of live.querySelectorAll(MARKS)) {
      mark.setAttribute("tabindex", "-1");
      if (mark.__data__?.href) mark.setAttribute("role", "link");
    }
    if (held === null) return;
    const mark = [...live.querySelectorAll(MARKS)].find((one) => one.getAttribute("aria-label") === held);
    (mark ?? live).focus();
  }

  /* The tab key reaches the whole drawing; the arrow keys lead from there to its marks. */
  function prepare(svg, name) {
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "group");
    svg.removeAttribute("aria-roledescription");
    svg.setAttribute("aria-label", name);
    for (const link of svg.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  }

  function onKey(event) {
    const svg = event.target.closest("svg");
    const here = event.target.closest(MARKS);
    const marks = [...svg.querySelectorAll(MARKS)];
    if (event.key in ARROWS) {
      (here ? next(here, marks, ARROWS[event.key]) : marks[0])?.focus();
    } else if (event.key === "Home" || event.key === "End") {
      marks.at(event.key === "Home" ? 0 : -1)?.focus();
    } else if (here && (event.key === "Enter" || event.key === " ")) {
      const { x: clientX, y: clientY } = here.getBoundingClientRect();
      here.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX, clientY, ctrlKey: event.ctrlKey }));
    } else if (here && event.key === "Escape") {
      svg.focus();
    } else return;
    event.preventDefault();
  }

  /* The nearest mark in a direction. At the end of a row it is the next in order, so that each can be reached. */
  function next(from, marks, [dx, dy]) {
    return nearest(from, marks, [dx, dy]) ?? (dx ? marks[marks.indexOf(from) + dx] : null);
  }

  /* The nearest mark in a direction whose centre is beyond the edge of this one. Distance is the gap between two
     marks, since the centre of a long bar is far from the next bar. The gap across the direction counts double,
     and the distance of the centres decides between equal gaps. */
  function nearest(from, marks, [dx, dy]) {
    const [along, across] = dx ? [["left", "right"], ["top", "bottom"]] : [["top", "bottom"], ["left", "right"]];
    const here = from.getBoundingClientRect();
    const middle = (box, [low, high]) => (box[low] + box[high]) / 2;
    let best = null, least = Infinity;
    for (const mark of marks) {
      const there = mark.getBoundingClientRect();
      const gap = ([low, high]) => Math.max(0, there[low] - here[high], here[low] - there[high]);
      const way = (ends) => Math.abs(middle(there, ends) - middle(here, ends));
      const edge = here[along[dx + dy > 0 ? 1 : 0]];
      const beyond = (middle(there, along) - edge) * (dx + dy);
      const far = gap(along) + 2 * gap(across) + 0.01 * (way(along) + 2 * way(across));
      if (mark !== from && beyond > 0 && far < least) [best, least] = [mark, far];
    }
    return best;
  }

  function onPoint(event) {
    const mark = event.target.closest(MARKS);
    if (mark) showTip(mark, mark.getAttribute("aria-label"));
  }

  function onFocus(event) {
    const mark = event.target.closest(MARKS);
    if (mark) showTip(mark, mark.getAttribute("aria-label"));
    else showTip(event.target, HINT);
  }

  for (const drawing of document.querySelectorAll(".drawing[data-script]")) {
    prepare(drawing.querySelector("svg"), drawing.querySelector("svg").getAttribute("aria-label"));
    for (const reach of ["pointerenter", "pointerdown", "focusin", "keydown"]) {
      drawing.addEventListener(reach, () => enliven(drawing), { passive: true });
    }
    drawing.addEventListener("keydown", onKey);
    drawing.addEventListener("pointerover", onPoint);
    drawing.addEventListener("focusin", onFocus);
    drawing.addEventListener("pointerout", hideTip);
    drawing.addEventListener("focusout", hideTip);
  }
})();
