/* Makes a chart interactive when a reader first uses it by pointer, touch or keyboard. Until then, and without
   JavaScript, the page shows the static drawing of the build, with its links. */
"use strict";

(() => {
  const RUNTIME = new URL("vega.js", document.currentScript.src).href;
  const { showTip, hideTip } = window;
  const MARKS = ".role-mark > [aria-label]";
  const HINT = "Arrow keys move from mark to mark, Home and End to the first and the last, Enter opens or picks, Escape leaves.";
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const scripts = new Map();

  /* Loads a script once. A page that is opened from disk cannot fetch data, but it can load scripts. */
  function loadScript(address) {
    if (!scripts.has(address)) {
      scripts.set(address, new Promise((resolve, reject) => {
        const script = document.createElement("script");
        script.src = address;
        script.onload = () => resolve(script);
        script.onerror = () => { scripts.delete(address); script.remove(); reject(new Error(address)); };
        document.head.append(script);
      }));
    }
    return scripts.get(address);
  }

  /* Replaces a static drawing with an interactive chart. If this fails, the static drawing stays. */
  async function makeInteractive(drawing) {
    if (drawing.dataset.live) return;
    drawing.dataset.live = "soon";
    try {
      const [{ spec }] = await Promise.all([loadScript(drawing.dataset.script), loadScript(RUNTIME)]);
      const stage = document.createElement("div");
      stage.className = "stage";
      drawing.append(stage);
      const { View, parse, expr } = window.vega;
      const view = new View(parse(spec, {}, { ast: true }), { expr, container: stage, renderer: "svg", hover: true });
      view.tooltip(() => {});
      await view.runAsync();
      replaceDrawing(drawing, stage);
      drawing.dataset.live = "true";
    } catch {
      drawing.querySelector(".stage")?.remove();
      delete drawing.dataset.live;
    }
  }

  /* Replaces the drawing of the build by the interactive one, which takes over its size, its name and the focus. */
  function replaceDrawing(drawing, stage) {
    const staticSvg = drawing.querySelector("svg");
    const liveSvg = stage.querySelector("svg");
    const focusedLabel = staticSvg.contains(document.activeElement) ? document.activeElement.getAttribute("aria-label") : null;
    for (const name of ["width", "height", "viewBox"]) liveSvg.setAttribute(name, staticSvg.getAttribute(name));
    stage.replaceWith(liveSvg);
    staticSvg.remove();
    setUpKeyboard(liveSvg, staticSvg.getAttribute("aria-label"));
    for (const mark of liveSvg.querySelectorAll(MARKS)) {
      mark.setAttribute("tabindex", "-1");
      if (mark.__data__?.href) mark.setAttribute("role", "link");
    }
    if (focusedLabel === null) return;
    const focusedMark = [...liveSvg.querySelectorAll(MARKS)].find((mark) => mark.getAttribute("aria-label") === focusedLabel);
    (focusedMark ?? liveSvg).focus();
  }

  /* Makes the whole drawing one stop of the tab key. The arrow keys move from there to its marks. */
  function setUpKeyboard(svg, name) {
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "group");
    svg.removeAttribute("aria-roledescription");
    svg.setAttribute("aria-label", name);
    for (const link of svg.querySelectorAll("a")) link.setAttribute("tabindex", "-1");
  }

  function handleKey(event) {
    const svg = event.target.closest("svg");
    const current = event.target.closest(MARKS);
    const marks = [...svg.querySelectorAll(MARKS)];
    if (event.key in ARROWS) {
      (current ? findNextMark(current, marks, ARROWS[event.key]) : marks[0])?.focus();
    } else if (event.key === "Home" || event.key === "End") {
      marks.at(event.key === "Home" ? 0 : -1)?.focus();
    } else if (current && (event.key === "Enter" || event.key === " ")) {
      const { x: clientX, y: clientY } = current.getBoundingClientRect();
      current.dispatchEvent(new MouseEvent("click", { bubbles: true, clientX, clientY, ctrlKey: event.ctrlKey }));
    } else if (current && event.key === "Escape") {
      svg.focus();
    } else return;
    event.preventDefault();
  }

  /* Finds the nearest mark in a direction. At the end of a row, this is the next mark in order, so every mark can be
     reached. */
  function findNextMark(from, marks, [dx, dy]) {
    return findNearestMark(from, marks, [dx, dy]) ?? (dx ? marks[marks.indexOf(from) + dx] : null);
  }

  /* Finds the nearest mark in a direction. Only marks whose centre is beyond the edge of this mark count. Distance is
     the gap between two marks, since the centre of a long bar is far from the next bar. The gap across the direction
     counts double, and the distance of the centres decides between equal gaps. */
  function findNearestMark(from, marks, [dx, dy]) {
    const [along, across] = dx ? [["left", "right"], ["top", "bottom"]] : [["top", "bottom"], ["left", "right"]];
    const fromBox = from.getBoundingClientRect();
    const getCentre = (box, [low, high]) => (box[low] + box[high]) / 2;
    const edge = fromBox[along[dx + dy > 0 ? 1 : 0]];
    let nearest = null, leastDistance = Infinity;
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const getGap = ([low, high]) => Math.max(0, box[low] - fromBox[high], fromBox[low] - box[high]);
      const getCentreGap = (ends) => Math.abs(getCentre(box, ends) - getCentre(fromBox, ends));
      const isBeyond = (getCentre(box, along) - edge) * (dx + dy) > 0;
      const distance = getGap(along) + 2 * getGap(across) + 0.01 * (getCentreGap(along) + 2 * getCentreGap(across));
      if (mark !== from && isBeyond && distance < leastDistance) [nearest, leastDistance] = [mark, distance];
    }
    return nearest;
  }

  function showMarkTip(event) {
    const mark = event.target.closest(MARKS);
    if (mark) showTip(mark, mark.getAttribute("aria-label"));
  }

  /* Shows the tooltip of the mark that has the focus, or how to use the keyboard if the whole drawing has it. */
  function showFocusTip(event) {
    const mark = event.target.closest(MARKS);
    if (mark) showTip(mark, mark.getAttribute("aria-label"));
    else showTip(event.target, HINT);
  }

  for (const drawing of document.querySelectorAll(".drawing[data-script]")) {
    const svg = drawing.querySelector("svg");
    setUpKeyboard(svg, svg.getAttribute("aria-label"));
    for (const type of ["pointerenter", "pointerdown", "focusin", "keydown"]) {
      drawing.addEventListener(type, () => makeInteractive(drawing), { passive: true });
    }
    drawing.addEventListener("keydown", handleKey);
    drawing.addEventListener("pointerover", showMarkTip);
    drawing.addEventListener("focusin", showFocusTip);
    drawing.addEventListener("pointerout", hideTip);
    drawing.addEventListener("focusout", hideTip);
  }
})();
