/* The explorer's list of the sentences with a term, retold. Their texts are loaded when a reader comes near. */
"use strict";

window.makeSentenceList = ({ findPart, makeElement, nameSentence, loadScript, sentences }) => {
  const { firsts, version } = window.terms.texts;
  const texts = [];
  const requested = new Set();
  const [list, button] = [findPart("sentences"), findPart("all-sentences")];

  /* The number of sentences in the list before a reader asks for all of them. */
  const FIRST_SENTENCES = 6;

  let items = [];
  let showsAll = false;

  /* Adds the texts of consecutive sentences, from the one with the index `first` in the document. */
  window.terms.addSentences = (first, parts) => {
    parts.forEach((text, index) => { texts[first + index] = text; });
    fillTexts();
  };

  function fillTexts() {
    for (const item of list.children) item.querySelector(".text").textContent = texts[item.dataset.sentence] ?? "";
  }

  /* Loads the scripts with the texts of the sentences in the list. */
  function loadTexts() {
    for (const item of list.children) {
      const part = firsts.findLastIndex((first) => first <= Number(item.dataset.sentence)) + 1;
      if (requested.has(part)) continue;
      requested.add(part);
      loadScript(`sentences-${part}.js${version}`, () => {
        // After a failure, the next change asks again. The links lead to the retellings in any case.
        if (!(firsts[part - 1] in texts)) requested.delete(part);
      });
    }
  }

  function makeItem({ index, note }) {
    const { paragraph, number } = sentences[index];
    return makeElement("li", { "data-sentence": index },
      makeElement("a", { href: `${paragraph.sentences_at}${number}` }, nameSentence(paragraph.title, number)),
      note && makeElement("span", { class: "note" }, `, ${note}`), " ", makeElement("span", { class: "text" }));
  }

  function update() {
    list.replaceChildren(...items.slice(0, showsAll ? items.length : FIRST_SENTENCES).map(makeItem));
    button.hidden = list.children.length === items.length;
    button.textContent = `Show all ${items.length} sentences`;
    fillTexts();
    if (isNear) loadTexts();
  }

  button.addEventListener("click", () => {
    const next = list.children.length;
    showsAll = true;
    update();
    list.children[next].querySelector("a").focus();
  });

  let isNear = false;
  const observer = new IntersectionObserver((changes) => {
    if (!changes.some(({ isIntersecting }) => isIntersecting)) return;
    isNear = true;
    observer.disconnect();
    loadTexts();
  }, { rootMargin: "600px" });
  observer.observe(list.parentElement);

  /* Shows sentences. `shown` has the index of each in the document, and a note on it or null. */
  return (shown) => {
    const isSame = shown.map(({ index }) => index).join() === items.map(({ index }) => index).join();
    showsAll &&= isSame;
    items = shown;
    update();
  };
};
