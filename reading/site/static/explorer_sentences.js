/* The explorer's list of the sentences with a term, retold, and the line on what is selected of them. */
"use strict";

window.makeSentenceList = ({ findPart, sentences, texts, articles }) => {
  const { makeElement, linkArticle, nameSentence, showFirst } = window.pageTools;
  const { formatTimes } = window.sayCount;
  const [list, button] = [findPart("sentences"), findPart("all-sentences")];

  /* The number of sentences in the list before a reader asks for all of them. */
  const FIRST_SENTENCES = 6;

  /* Lists the sentences with a term, in order, each with a note on how often the terms occur in it. */
  function listSentences(shown) {
    const notes = sentences.map(() => []);
    for (const { label, occurrences } of shown) {
      for (const { sentence, count } of occurrences) {
        if (shown.length > 1) notes[sentence].push(count > 1 ? `${label} ${formatTimes(count)}` : label);
        else notes[sentence].push(count > 1 ? formatTimes(count) : "");
      }
    }
    return notes.map((ofSentence, index) => ({ index, note: ofSentence.join(", ") || null }))
      .filter(({ index }) => notes[index].length);
  }

  function makeItem({ index, note }) {
    const { paragraph, number } = sentences[index];
    const name = nameSentence(paragraph.title, number);
    return makeElement("li", {},
      makeElement("a", { href: `${paragraph.sentences_at}${number}` }, name),
      note && makeElement("span", { class: "note" }, `, ${note}`), " ",
      makeElement("span", { class: "text" }, texts[index]), " ", linkArticle(articles[index], name));
  }

  return ({ shown, isSelected }) => {
    const selected = listSentences(shown).filter(({ index }) => isSelected(index));
    showFirst(list, button, {
      items: selected.map(makeItem),
      first: FIRST_SENTENCES,
      of: selected.map(({ index }) => index).join(),
      label: `Show all ${selected.length} sentences`,
    });
  };
};

/* Says what is selected, also to screen readers; without a selection, these hear the headline. */
window.makeSelectionLine = ({ findPart, termsById, countHere }) => {
  const { formatCount, quote } = window.pageTools;

  function describe({ term, place, collocate, isInPlace }) {
    const label = quote(term.label);
    if (collocate) {
      const count = collocate.shared.filter(isInPlace).length;
      const marked = count ? formatCount(count, "sentence") : "no sentence";
      const both = `${label} and ${quote(termsById.get(collocate.id).label)}`;
      return `Marked: ${marked}${place ? ` in ${quote(place.title)}` : ""} with both ${both}.`;
    }
    if (!place) return "";
    const times = window.sayCount.formatTimes(countHere(term, place));
    return `Picked: ${quote(place.title)}, where ${label} occurs ${times}. `
      + "The words below are those around it there.";
  }

  return (state) => {
    const text = describe(state);
    findPart("selection").hidden = !text;
    findPart("selection").querySelector("span").textContent = text;
    findPart("announcement").textContent = text || findPart("headline").firstChild.textContent;
  };
};
