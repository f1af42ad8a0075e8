/* The explorer's field with its list of terms. */
"use strict";

window.makeTermField = ({ root, lookup, findPart, chooseNames }) => {
  const { makeElement, formatCount } = window.pageTools;
  const field = root.querySelector("[role=combobox]");
  const list = root.querySelector("[role=listbox]");
  const isTouch = matchMedia("(hover: none)").matches;
  let activeIndex = -1;
  let shown = [];

  const describeShown = () => shown.map(({ label }) => label).join(", ");

  /* Tells whether the field names the terms that are shown, and no other. */
  function namesShown() {
    const typed = lookup.splitNames(field.value).map(lookup.findTerm);
    return typed.length === shown.length && shown.every((term) => typed.includes(term));
  }

  function makeOption({ id, label, count }, index, note) {
    const names = { id: `explorer-option-${index}`, "data-option": id };
    return makeElement("li", { role: "option", "aria-selected": "false", ...names },
      makeElement("span", {}, note, label), " ", makeElement("span", { class: "count" }, count));
  }

  /* Opens the list with the terms that match a text after its last comma, or if none does, with those that
   * are spelt like it. */
  function openList(text) {
    const last = text.split(",").at(-1).trim();
    const found = last ? lookup.listMatches(last) : lookup.sorted;
    const similar = found.length ? [] : lookup.findSimilar(last);
    const note = similar.length ? "Did you mean " : "";
    list.replaceChildren(...[...found, ...similar].map((term, index) => makeOption(term, index, note)));
    list.hidden = !list.children.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    activateOption(last && found.length ? 0 : -1);
    const near = similar.length ? `, ${similar.length} spelt like it` : "";
    const outcome = found.length ? formatCount(found.length, "term") : `no such term${near}`;
    if (last) findPart("announcement").textContent = outcome;
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

  /* Takes what the field names, and an option in place of what is typed after the last comma. On a touch
   * screen the field loses the focus, since the keyboard would cover what is shown. */
  function submitField(option) {
    const { value } = field;
    const names = lookup.splitNames(option ? value.slice(0, value.lastIndexOf(",") + 1) : value);
    if (option) names.push(option.dataset.option);
    closeList();
    if (isTouch) field.blur();
    else field.select();
    if (names.length) chooseNames(names);
  }

  /* Several terms are shown as soon as all of them are named. */
  field.addEventListener("input", () => {
    const names = lookup.splitNames(field.value);
    if (names.length < 2 || !names.every(lookup.findTerm)) openList(field.value);
    else {
      closeList();
      chooseNames(names);
    }
  });
  field.addEventListener("focus", () => field.select());
  field.addEventListener("click", () => { if (list.hidden) { field.select(); openList(""); } });
  field.addEventListener("blur", () => {
    closeList();
    if (!findPart("views").hidden) field.value = describeShown();
  });
  field.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submitField(list.hidden ? null : list.children[activeIndex]);
  });
  field.addEventListener("keydown", (event) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && list.hidden) {
      openList(namesShown() ? "" : field.value);
      if (activeIndex < 0) activateOption(step > 0 ? 0 : list.children.length - 1);
    } else if (step) activateOption((activeIndex + step + list.children.length) % list.children.length);
    else if (event.key === "Escape" && (!list.hidden || field.value !== describeShown())) {
      closeList();
      field.value = describeShown();
      event.stopPropagation();
    } else return;
    event.preventDefault();
  });
  // The field keeps the focus while a reader clicks in the list or scrolls it.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("mousedown", (event) => event.preventDefault());
  list.addEventListener("click", ({ target }) => {
    const option = target.closest("[role=option]");
    if (option) submitField(option);
  });

  /* Names the terms that are shown, unless the reader is typing them. The next ones are typed in their
   * place. */
  function showTerms(state) {
    shown = state.shown;
    const isTyping = shown.length > 1 && field.matches(":focus") && namesShown();
    if (isTyping) return;
    field.value = describeShown();
    if (field.matches(":focus")) field.select();
  }

  return { showTerms };
};
