/* The switch "Show all steps" on the page of a notebook. The choice is kept for the pages of all notebooks.
 * Without a script, each fold opens by itself. */
"use strict";

(() => {
  const KEY = "all-steps";
  const folds = [...document.querySelectorAll("details.steps:not(.answer)")];
  if (folds.length === 0) return;

  const box = document.createElement("input");
  box.type = "checkbox";
  box.setAttribute("role", "switch");
  const label = document.createElement("label");
  label.className = "all-steps";
  label.append(box, "Show all steps");

  const openOrClose = () => { for (const fold of folds) fold.open = box.checked; };
  box.addEventListener("change", () => {
    openOrClose();
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off");
    } catch { /* Without storage, the choice holds on this page. */ }
  });
  try { box.checked = localStorage.getItem(KEY) === "on"; } catch { /* as above */ }
  if (box.checked) openOrClose();
  folds[0].before(label);
})();
