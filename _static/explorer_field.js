/* The explorer's field with its list of terms. */
"use strict";

window.makeTermField = (
  { root, lookup, termsById, findPart, getTerm, chooseTerm, addTerm, showProblems, describeUnknownTerm },
) => {
  const { makeElement, formatCount } = window.pageTools;
  const field = root.querySelector("[role=combobox]");
  const list = root.querySelector("[role=listbox]");
  const compareButton = field.form.querySelector("[data-part=compare]");
  const isTouch = matchMedia("(hover: none)").matches;
  let activeIndex = -1;

  const getTermLabel = () => getTerm()?.label ?? "";

  function makeOption({ id, label, count }, index, note) {
    const names = { id: `explorer-option-${index}`, "data-option": id };
    return makeElement("li", { role: "option", "aria-selected": "false", ...names },
      makeElement("span", {}, note, label), " ", makeElement("span", { class: "count" }, count));
  }

  /* Opens the list with the terms that match a text, or if none does, with those that are spelt like it. */
  function openList(text) {
    const found = text ? lookup.listMatches(text) : lookup.sorted;
    const similar = found.length ? [] : lookup.findSimilar(text);
    const note = similar.length ? "Did you mean " : "";
    list.replaceChildren(...[...found, ...similar].map((term, index) => makeOption(term, index, note)));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    activateOption(text && found.length ? 0 : -1);
    const near = similar.length ? `, ${similar.length} spelt like it` : "";
    const outcome = found.length ? formatCount(found.length, "term") : `no such term${near}`;
    if (text) findPart("announcement").textContent = outcome;
  }

  function closeList() {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    activateOption(-1);
  }

  function activateOption(index) {
    list.children[activeIndex]?.setAttribute("aria-selected", "false");
    activeIndex = index;
    const option = list.children[index];
    if (option) {
      option.setAttribute("aria-selected", "true");
      option.scrollIntoView({ block: "nearest" });
      field.setAttribute("aria-activedescendant", option.id);
    } else field.removeAttribute("aria-activedescendant");
  }

  /* Passes the active option to `onChoose`, else the term in the field. */
  function submitField(onChoose) {
    const text = field.value.trim();
    const option = list.hidden ? null : list.children[activeIndex];
    const term = option ? termsById.get(option.dataset.option)
      : lookup.findTerm(text) ?? lookup.findRelated(text);
    closeList();
    if (term) onChoose(term);
    else if (text) showProblems(describeUnknownTerm(text));
  }

  /* Compares with the term in the field. If that is shown already, the reader is to type another one. On a
   * touch screen the field loses the focus, since the keyboard would cover what is compared. */
  function submitComparison() {
    if (list.hidden && field.value.trim() === getTermLabel()) {
      showProblems(["Type the term to compare with."]);
      if (isTouch) return;
      field.focus();
      field.select();
    } else submitField((term) => { addTerm(term); if (isTouch) field.blur(); });
  }

  field.addEventListener("input", () => openList(field.value.trim()));
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => { if (list.hidden) { field.select(); openList(""); } });
  for (const part of [field, compareButton]) {
    part.addEventListener("blur", ({ relatedTarget }) => {
      if ([field, compareButton].includes(relatedTarget)) return;
      closeList();
      field.value = getTermLabel();
    });
  }
  field.form.addEventListener("submit", (event) => { event.preventDefault(); submitField(chooseTerm); });
  compareButton.addEventListener("click", submitComparison);
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      openList(field.value === getTermLabel() ? "" : field.value.trim());
      if (activeIndex < 0) activateOption(step > 0 ? 0 : list.children.length - 1);
    } else if (step) activateOption((activeIndex + step + list.children.length) % list.children.length);
    else if (event.key === "Escape" && (!list.hidden || field.value !== getTermLabel())) {
      closeList();
      field.value = getTermLabel();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  // The field keeps the focus while a reader clicks in the list, scrolls it, or presses the button.
  for (const part of [list, compareButton]) {
    part.addEventListener("pointerdown", (event) => event.preventDefault());
    part.addEventListener("mousedown", (event) => event.preventDefault());
  }
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    closeList();
    chooseTerm(termsById.get(option.dataset.option));
  });

  // The next term is typed in place of the one that is shown.
  return { showTerm: () => { field.value = getTermLabel(); if (field.matches(":focus")) field.select(); } };
};
