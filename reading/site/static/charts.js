/* Gives the drawings of charts tooltips, arrow keys and targets that a finger can hit. Without JavaScript,
 * the marks keep their links, and the browser shows their titles. */
"use strict";

(() => {
  const { showTip, hideTip } = window;
  const MARKS = "svg [aria-label]";
  const HINT = "Arrow keys move from mark to mark, Home and End to the first and the last, "
    + "Enter opens the link of a mark, Escape leaves.";
  const ARROWS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const TARGET = 24;
  const ROOT = new URL("..", document.currentScript.src).href;
  let shown = null, loading = null;

  /* Makes the whole drawing one stop of the tab key. The arrow keys move from there to its marks. The label
   * of a mark takes the place of its title, which the browser would show as a second tooltip. */
  function setUpMarks(svg) {
    svg.setAttribute("tabindex", "0");
    svg.setAttribute("role", "group");
    for (const title of svg.querySelectorAll("title")) {
      const shape = title.parentElement;
      const mark = shape.closest("a") ?? shape;
      mark.setAttribute("aria-label", title.textContent);
      mark.setAttribute("tabindex", "-1");
      if (mark === shape) mark.setAttribute("role", "img");
      title.remove();
    }
  }

  function handleKey(event) {
    const svg = event.target.closest("svg");
    const current = event.target.closest(MARKS);
    const marks = [...svg.querySelectorAll(MARKS)];
    if (event.key in ARROWS) {
      (current ? findNearestMark(current, marks, ARROWS[event.key]) : marks[0])?.focus();
    } else if (event.key === "Home" || event.key === "End") {
      marks.at(event.key === "Home" ? 0 : -1)?.focus();
    } else if (current && event.key === "Escape") {
      svg.focus();
    } else return;
    event.preventDefault();
  }

  /* Finds the nearest mark in a direction. Only marks whose centre is beyond the edge of this mark count.
   * Distance is the gap between two marks, since the centre of a long bar is far from the next bar. The gap
   * across the direction counts double, and the distance of the centres decides between equal gaps. At the
   * end of a row, the next mark in order is taken, so that every mark can be reached. */
  function findNearestMark(from, marks, [dx, dy]) {
    const sides = [["left", "right"], ["top", "bottom"]];
    const [along, across] = dx ? sides : sides.reverse();
    const fromBox = from.getBoundingClientRect();
    const getCentre = (box, [low, high]) => (box[low] + box[high]) / 2;
    const edge = fromBox[along[dx + dy > 0 ? 1 : 0]];
    let nearest = null, leastDistance = Infinity;
    for (const mark of marks) {
      const box = mark.getBoundingClientRect();
      const getGap = ([low, high]) => Math.max(0, box[low] - fromBox[high], fromBox[low] - box[high]);
      const getCentreGap = (ends) => Math.abs(getCentre(box, ends) - getCentre(fromBox, ends));
      const isBeyond = (getCentre(box, along) - edge) * (dx + dy) > 0;
      const centreGap = getCentreGap(along) + 2 * getCentreGap(across);
      const distance = getGap(along) + 2 * getGap(across) + 0.01 * centreGap;
      if (mark !== from && isBeyond && distance < leastDistance) [nearest, leastDistance] = [mark, distance];
    }
    return nearest ?? (dx ? marks[marks.indexOf(from) + dx] : null);
  }

  /* A tap just beside a small mark counts as a tap on it, so that each mark is as large as a finger needs. */
  function handleTap(event) {
    if (event.pointerType !== "touch" || event.target.closest(MARKS)) return;
    const { clientX: x, clientY: y } = event;
    let tapped = null, leastDistance = Infinity;
    for (const mark of event.currentTarget.querySelectorAll(MARKS)) {
      const { left, right, top, bottom, width, height } = mark.getBoundingClientRect();
      const [dx, dy] = [Math.max(left - x, x - right, 0), Math.max(top - y, y - bottom, 0)];
      const isNear = dx <= (TARGET - width) / 2 && dy <= (TARGET - height) / 2;
      if ((isNear || !(dx || dy)) && dx + dy < leastDistance) [tapped, leastDistance] = [mark, dx + dy];
    }
    if (!tapped) {
      shown = null;
      hideTip();
      return;
    }
    showMarkTip({ target: tapped });
    tapped.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true, detail: 1 }));
  }

  /* A mark that leads to a sentence shows its retelling, too, once the retellings are loaded. */
  async function showMarkTip(event) {
    const mark = event.target.closest(MARKS);
    if (!mark) return;
    const label = mark.getAttribute("aria-label");
    shown = mark;
    showTip(mark, label);
    const address = new URL(mark.getAttribute("href") ?? "", document.baseURI).href;
    if (!/#s[\d.]+$/.test(address)) return;
    const texts = (await loadRetellings())[address.slice(ROOT.length)] ?? [];
    if (texts.length && shown === mark) showTip(mark, `${label}\n${texts.join(" \u2026 ")}`);
  }

  function loadRetellings() {
    loading ??= new Promise((resolve) => {
      const script = document.createElement("script");
      script.src = `${ROOT}_static/retellings.js`;
      script.onload = script.onerror = () => resolve(window.retellings ?? {});
      document.head.append(script);
    });
    return loading;
  }

  /* After a touch, the pointer leaves at once, but the tooltip stays until the next tap elsewhere. */
  function hideMarkTip(event) {
    if (event.pointerType === "touch") return;
    shown = null;
    hideTip();
  }

  /* Shows what the keyboard has reached: the tooltip of a mark and a ring around it, or for the whole drawing
   * how to go on. A tap or a click focuses, too, but has no need of either. */
  function showFocus(event) {
    const { target } = event;
    if (!target.matches(":focus-visible")) return;
    if (target.matches(MARKS)) {
      target.closest("svg").append(makeRing(target));
      showMarkTip(event);
    } else showTip(target, HINT);
  }

  function hideFocus(event) {
    event.currentTarget.querySelector(".ring")?.remove();
    shown = null;
    hideTip();
  }

  /* Draws a ring above all marks. An outline would lie below the marks that are drawn later. */
  function makeRing(mark) {
    const { x, y, width, height } = mark.getBBox();
    const { a, d, e, f } = mark.ownerSVGElement.getScreenCTM().inverse().multiply(mark.getScreenCTM());
    const place = { x: x * a + e - 1, y: y * d + f - 1, width: width * a + 2, height: height * d + 2 };
    const ring = document.createElementNS(mark.namespaceURI, "g");
    ring.setAttribute("class", "ring");
    // One below the other: the wider one, in the colour of the page, sets the ring off from dark marks.
    const rectangle = document.createElementNS(mark.namespaceURI, "rect");
    for (const [name, value] of Object.entries(place)) rectangle.setAttribute(name, value);
    ring.append(rectangle, rectangle.cloneNode());
    return ring;
  }

  /* Saves a chart as a picture of twice its size, drawn from its file, which holds its title and its
   * source. */
  async function savePicture(event) {
    event.preventDefault();
    const { href } = event.currentTarget;
    const image = new Image();
    image.src = URL.createObjectURL(await (await fetch(href)).blob());
    await image.decode();
    const canvas = document.createElement("canvas");
    [canvas.width, canvas.height] = [2 * image.width, 2 * image.height];
    canvas.getContext("2d").drawImage(image, 0, 0, canvas.width, canvas.height);
    canvas.toBlob((picture) => {
      const link = document.createElement("a");
      link.href = URL.createObjectURL(picture);
      link.download = href.split("/").pop().replace(/svg$/, "png");
      link.click();
    });
  }

  // A page that is opened from disk cannot read the file.
  for (const link of location.protocol === "file:" ? [] : document.querySelectorAll("[data-picture]")) {
    link.hidden = false;
    link.addEventListener("click", savePicture);
  }

  /* A drawing is prepared when the pointer or the focus reaches it, or before, when the page is idle: each in
   * a task of its own, so that none of them blocks the page. */
  const waiting = new Set(document.querySelectorAll(".drawing"));
  /* A page that is never idle, as on a busy machine, waits a second. */
  function waitUntilIdle(task) {
    if (window.requestIdleCallback) requestIdleCallback(task, { timeout: 1000 });
    else setTimeout(task, 200);
  }

  function setUp(drawing) {
    if (waiting.delete(drawing)) setUpMarks(drawing.querySelector("svg"));
  }

  /* A chart has one drawing for wide screens and one for narrow ones. Only the one that is shown is prepared.
   * One may be shown later: on another width, with larger text, in an opened part of the page. */
  const sizes = new ResizeObserver((entries) => {
    for (const { target, contentRect } of entries) if (contentRect.width) waitUntilIdle(() => setUp(target));
  });

  for (const drawing of document.querySelectorAll(".drawing")) {
    sizes.observe(drawing);
    for (const type of ["pointerover", "focusin"]) drawing.addEventListener(type, () => setUp(drawing));
    drawing.addEventListener("keydown", handleKey);
    drawing.addEventListener("click", handleTap);
    drawing.addEventListener("pointerover", showMarkTip);
    drawing.addEventListener("focusin", showFocus);
    drawing.addEventListener("pointerout", hideMarkTip);
    drawing.addEventListener("focusout", hideFocus);
  }
})();
