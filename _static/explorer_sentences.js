/* The explorer's list of the sentences with a term, retold. */
"use strict";

window.makeSentenceList = ({ findPart, sentences }) => {
  const { makeElement, nameSentence } = window.pageTools;
  const { texts } = window.terms;
  const [list, button] = [findPart("sentences"), findPart("all-sentences")];

  /* The number of sentences in the list before a reader asks for all of them. */
  const FIRST_SENTENCES = 6;

  let items = [];
  let showsAll = false;

  function makeItem({ index, note }) {
    const { paragraph, number } = sentences[index];
    return makeElement("li", { "data-sentence": index },
      makeElement("a", { href: `${paragraph.sentences_at}${number}` }, nameSentence(paragraph.title, number)),
      note && makeElement("span", { class: "note" }, `, ${note}`), " ",
      makeElement("span", { class: "text" }, texts[index]));
  }

  function update() {
    list.replaceChildren(...items.slice(0, showsAll ? items.length : FIRST_SENTENCES).map(makeItem));
    button.hidden = list.children.length === items.length;
    button.textContent = `Show all ${items.length} sentences`;
  }

  button.addEventListener("click", () => {
    const next = list.children.length;
    showsAll = true;
    update();
    list.children[next].querySelector("a").focus();
  });

  /* Shows sentences. `shown` has the index of each in the document, and a note on it or null. */
  return (shown) => {
    const isSame = shown.map(({ index }) => index).join() === items.map(({ index }) => index).join();
    showsAll &&= isSame;
    items = shown;
    update();
  };
};
