/* The explorer of terms. It shows where one term occurs in linked views, or several terms side by side, and
 * keeps every choice in the address of the page. The build writes the data to `window.terms`, and puts
 * the parts in the files `explorer_*.js` before this one. Each part gets what it needs, and shows a state. */
"use strict";

/* Makes the state that an address names, once its terms are loaded: the first `term`, the `others` beside it,
 * all that are `shown`, the selected `place` and `collocate` or null, and whether sentences are selected. */
window.makeExplorerState = ({ terms: [term, ...others], place, collocate: id }, sentences) => {
  const collocate = term.collocates.find((row) => row.id === id) ?? null;
  const shared = collocate && new Set(collocate.shared);
  const isInPlace = (index) => !place || place.contains(sentences[index]);
  const isSelected = (index) => isInPlace(index) && (!shared || shared.has(index));
  return { term, others, shown: [term, ...others], place, collocate, isInPlace, isSelected };
};

/* Makes the function that shows a state in all views. */
window.makeExplorerViews = ({ root, findPart, field, text, data, termsById }) => {
  const pageTitle = document.title;
  const { texts, articles, lists_all_pairs: listsAllPairs } = data;
  const views = [
    field.showTerms,
    window.makeHeadline({ findPart, text }),
    window.makeComparisonTable({ part: findPart("comparison"), text }),
    window.makeParagraphTable({ part: findPart("counts"), text }),
    window.makePlaceList({ list: findPart("places"), text }),
    window.makeCollocateTable({ findPart, termsById, listsAllPairs }),
    window.makeSentenceList({ findPart, sentences: text.sentences, texts, articles }),
    window.makeSelectionLine({ findPart, termsById, countHere: text.countHere }),
  ];
  return (state) => {
    // A reader's own copy shows the words in context of these terms.
    root.dataset.shown = JSON.stringify(state.shown.map(({ id, label }) => [id, label]));
    // The views are made anew, so the focus moves to the element with the same key.
    const focusKey = root.contains(document.activeElement) ? document.activeElement.dataset.key : null;
    findPart("address").textContent = location.href;
    document.title = `${state.shown.map(({ label }) => label).join(", ")}: ${pageTitle}`;
    for (const show of views) show(state);
    findPart("views").hidden = false;
    if (focusKey) root.querySelector(`[data-key="${CSS.escape(focusKey)}"]`)?.focus({ preventScroll: true });
  };
};

/* Calls a function with what a reader picks or clears: terms by an address, a place or a collocate by id. */
window.listenToChoices = ({ root, onAddress, onPlace, onCollocate, onClear }) => {
  root.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='?']");
    const placeName = event.target.closest(".name");
    const row = event.target.closest("tr[data-with]");
    if (link && !(event.ctrlKey || event.metaKey || event.shiftKey)) {
      event.preventDefault();
      onAddress(link.search);
    } else if (placeName) onPlace(placeName.closest(".place").dataset.place);
    else if (event.target.closest("[data-part=selection] button")) onClear();
    else if (row && !event.target.closest("a")) onCollocate(row.dataset.with);
  });
  document.addEventListener("keydown", ({ key }) => { if (key === "Escape") onClear(); });
};

(() => {
  const { terms: data, pageTools: { loadScript } } = window;
  const root = document.querySelector(".explorer");
  const findPart = (name) => root.querySelector(`[data-part="${name}"]`);
  const termsById = new Map(data.terms.map((term) => [term.id, term]));
  const lookup = window.makeLookup({ terms: data.terms, termsById });
  const text = window.makeExplorerDocument(data);
  const readAddress = window.makeAddressReader({ lookup, places: text.places, firstTerm: data.first_term });
  const field = window.makeTermField({ root, lookup, findPart, chooseNames });
  const showState = window.makeExplorerViews({ root, findPart, field, text, data, termsById });
  let state = null;

  function showProblems(problems) {
    findPart("problems").replaceChildren(...problems);
    findPart("problems").hidden = problems.length === 0;
  }

  /* Loads the data of terms. The page begins with those of the first term. */
  async function loadDetails() {
    await loadScript(`_static/${data.details}`);
    for (const [id, details] of Object.entries(window.termDetails)) Object.assign(termsById.get(id), details);
  }

  /* Shows the state that is in the address. Where it names no term of the document, none stays in view. */
  async function showAddress({ movesFocus = false } = {}) {
    const read = readAddress(location.search);
    if (!read.terms.every(({ occurrences }) => occurrences)) {
      try {
        await loadDetails();
      } catch {
        showProblems(["The data of this term could not be loaded."]);
        return;
      }
    }
    showProblems(read.problems);
    state = read.terms.length ? window.makeExplorerState(read, text.sentences) : null;
    if (state) showState(state);
    else findPart("views").hidden = true;
    if (movesFocus) findPart("name").focus();
  }

  /* Shows the state of another address, as a new entry of the history. */
  function goTo(address, options) {
    if (address !== location.search) history.pushState(null, "", address);
    showAddress(options);
  }

  /* Shows the terms of names. */
  function chooseNames(names) {
    goTo(window.makeTermAddress(names.map((name) => lookup.findTerm(name)?.id ?? name)));
  }

  /* Changes the place or the collocate, each by its id. */
  function changeState(changes) {
    const selected = { place: state.place?.id, collocate: state.collocate?.id };
    goTo(window.makeTermAddress(state.shown.map(({ id }) => id), { ...selected, ...changes }));
  }

  function clearSelection() {
    if (!state?.place && !state?.collocate) return;
    const hadFocus = findPart("selection").contains(document.activeElement);
    changeState({ place: null, collocate: null });
    if (hadFocus) findPart("name").focus();
  }

  if (!data.terms.length) {
    showProblems(["The document has no content words to look up."]);
    return;
  }
  window.listenToChoices({
    root,
    onAddress: (address) => goTo(address, { movesFocus: true }),
    onPlace: (id) => changeState({ place: state.place?.id === id ? null : id }),
    onCollocate: (id) => changeState({ collocate: state.collocate?.id === id ? null : id }),
    onClear: clearSelection,
  });
  window.moveAmongSquares(findPart("places"));
  addEventListener("popstate", () => showAddress());
  showAddress();
})();
