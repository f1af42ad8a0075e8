/* The explorer's list of the sentences with a term, retold. */
"use strict";

window.makeSentenceList = ({ findPart, sentences }) => {
  const { makeElement, linkArticle, nameSentence, showFirst } = window.pageTools;
  const { texts, articles } = window.terms;
  const [list, button] = [findPart("sentences"), findPart("all-sentences")];

  /* The number of sentences in the list before a reader asks for all of them. */
  const FIRST_SENTENCES = 6;

  function makeItem({ index, note }) {
    const { paragraph, number } = sentences[index];
    const name = nameSentence(paragraph.title, number);
    return makeElement("li", { "data-sentence": index },
      makeElement("a", { href: `${paragraph.sentences_at}${number}` }, name),
      note && makeElement("span", { class: "note" }, `, ${note}`), " ",
      makeElement("span", { class: "text" }, texts[index]), " ", linkArticle(articles[index], name));
  }

  /* Shows sentences. `shown` has the index of each in the document, and a note on it or null. */
  return (shown) => showFirst(list, button, {
    items: shown.map(makeItem),
    first: FIRST_SENTENCES,
    of: shown.map(({ index }) => index).join(),
    label: `Show all ${shown.length} sentences`,
  });
};
