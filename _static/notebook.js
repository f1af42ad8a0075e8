/* The switch "Show all code" on the page of a notebook. The choice is kept for the pages of all notebooks.
 * Without a script, the code of each cell opens by itself. */
"use strict";

(() => {
  const KEY = "all-code";
  const cells = [...document.querySelectorAll("details.above-input")];
  if (cells.length === 0) return;

  const box = document.createElement("input");
  box.type = "checkbox";
  box.setAttribute("role", "switch");
  const label = document.createElement("label");
  label.className = "all-code";
  label.append(box, "Show all code");

  const openOrClose = () => { for (const cell of cells) cell.open = box.checked; };
  box.addEventListener("change", () => {
    openOrClose();
    try {
      localStorage.setItem(KEY, box.checked ? "on" : "off");
    } catch { /* Without storage, the choice holds on this page. */ }
  });
  try { box.checked = localStorage.getItem(KEY) === "on"; } catch { /* as above */ }
  if (box.checked) openOrClose();
  cells[0].closest(".cell").before(label);
})();
