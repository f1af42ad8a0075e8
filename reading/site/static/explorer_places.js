/* The explorer's places: a table of the sentences with the terms by paragraph, and a square for each
 * sentence. */
"use strict";

/* Shows the sentences with each term by paragraph, in order, above all sentences of the paragraphs. */
window.makeParagraphTable = ({ part, text }) => {
  const { makeElement, makeHidden } = window.pageTools;
  const { parts, findHere } = text;
  const isFirst = ({ section }, index) => index > 0 && parts[index - 1].section !== section;

  const makeRow = (name, read) => makeElement("tr", {}, makeElement("th", { scope: "row" }, name),
    ...parts.map((paragraph, index) =>
      makeElement("td", { class: isFirst(paragraph, index) && "first" }, read(paragraph))));

  part.hidden = !text.byParagraph;
  return ({ shown }) => {
    if (!text.byParagraph) return;
    const heads = parts.map(({ title }) => makeElement("th", { scope: "col" }, makeHidden(title)));
    part.querySelector("thead tr").replaceChildren(makeElement("td"), ...heads);
    part.querySelector("tbody").replaceChildren(
      ...shown.map((term) => makeRow(term.label, (paragraph) => findHere(term, paragraph).length)),
      makeRow("of", ({ sentences }) => sentences),
    );
  };
};

/* Shows how often the terms occur in each place, and in which sentences. */
window.makePlaceList = ({ list, text }) => {
  const { makeElement, nameSentence } = window.pageTools;
  const { formatTimes, formatRate } = window.sayCount;
  const { sections, sentences, places } = text;

  /* Each section has its own colour, unless there are more sections than colours. */
  const COLOURS = 4;
  const getSectionClass = (section) => `section-${sections.length > COLOURS ? "none" : section + 1}`;

  /* Makes the square of a sentence: a link to its retelling, filled if the term occurs in it. */
  function makeSquare(index, count, ofTerm, isAside) {
    const { paragraph, number } = sentences[index];
    const label = `${ofTerm}${nameSentence(paragraph.title, number)}`;
    const attributes = {
      class: `square${count ? " holds" : ""}${isAside ? " aside" : ""}`,
      href: `${paragraph.sentences_at}${number}`, tabindex: -1,
      "aria-label": `${label}: ${count ? formatTimes(count) : "not here"}`,
      "data-key": `square ${ofTerm}${index}`, "data-count": count > 1 ? count : null,
    };
    return makeElement("li", { class: number === 1 ? "first" : null }, makeElement("a", attributes, number));
  }

  /* Makes the count of a term in a place, with its rate in a section, and the sentences. */
  function makeParts(term, place, ofTerm, isSelected) {
    const count = text.countHere(term, place);
    const rate = place.isSection ? `, ${formatRate(count, place.tokens)} per thousand tokens` : "";
    const value = makeElement("span", { class: "value" }, `${formatTimes(count)}${rate}`);
    // The sentences of a divided section stand with its paragraphs.
    if (!place.hasSquares) return [value];
    const counts = new Map(term.occurrences.map((row) => [row.sentence, row.count]));
    const squares = sentences.flatMap((sentence, index) => (place.contains(sentence)
      ? [makeSquare(index, counts.get(index) ?? 0, ofTerm, !isSelected(index))] : []));
    const label = `${ofTerm}Sentences of ${place.title}`;
    return [value, makeElement("ol", { class: "strip", "aria-label": label }, ...squares)];
  }

  /* Makes the row of a place: its name, and for each term how often it occurs there, and the sentences. */
  function makeRow(place, { shown, place: picked, isSelected }) {
    const isAlone = shown.length === 1;
    const names = ["place", getSectionClass(place.section)];
    if (place.isSection) names.push("whole");
    if (!isAlone) names.push("several");
    const made = shown.map((term) => makeParts(term, place, isAlone ? "" : `${term.label}, `, isSelected));
    const lines = shown.map(({ label }, index) => makeElement("div", { class: "line" },
      makeElement("span", { class: "of-term" }, label), ...made[index]));
    const isPicked = String(place === picked);
    const attributes = { class: "name", "aria-pressed": isPicked, "data-key": `at ${place.id}` };
    return makeElement("li", { class: names.join(" "), "data-place": place.id },
      makeElement("button", attributes, place.title), ...(isAlone ? made[0] : lines));
  }

  return (state) => {
    list.replaceChildren(...places.map((place) => makeRow(place, state)));
    (list.querySelector(".holds") ?? list.querySelector(".square")).tabIndex = 0;
  };
};

/* All squares of a list together are one stop of the tab key. The arrow keys move between them, and a square
 * has a tooltip: its paragraph, its number, and how often the term occurs. */
window.moveAmongSquares = (list) => {
  list.addEventListener("keydown", (event) => {
    const square = event.target.closest(".square");
    if (!square) return;
    const squares = [...list.querySelectorAll(".square")];
    const index = squares.indexOf(square);
    const isFilled = (candidate) => candidate.classList.contains("holds");
    const findTarget = {
      ArrowRight: () => squares[index + 1], ArrowLeft: () => squares[index - 1],
      ArrowDown: () => squares.slice(index + 1).find(isFilled),
      ArrowUp: () => squares.slice(0, index).findLast(isFilled),
      Home: () => squares[0], End: () => squares.at(-1),
    }[event.key];
    if (!findTarget) return;
    event.preventDefault();
    const target = findTarget();
    if (!target) return;
    square.tabIndex = -1;
    target.tabIndex = 0;
    target.focus();
  });
  const showTip = ({ target }) => {
    const square = target.closest(".square");
    if (square) window.showTip?.(square, square.getAttribute("aria-label"));
  };
  for (const type of ["pointerover", "focusin"]) list.addEventListener(type, showTip);
  for (const type of ["pointerout", "focusout"]) list.addEventListener(type, () => window.hideTip?.());
};
