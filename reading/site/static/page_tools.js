/* Makes elements, loads scripts and says numbers. It is part of the scripts of several pages. */
"use strict";

window.pageTools ??= (() => {
  const SVG = ["svg", "rect", "line", "circle", "path", "text", "g"];

  /* Makes an element, also of SVG, with attributes and content. `null` is left out, and so are attributes
   * that are false. A button sends no form. */
  function makeElement(name, attributes = {}, ...content) {
    const space = SVG.includes(name) ? "http://www.w3.org/2000/svg" : "http://www.w3.org/1999/xhtml";
    const element = document.createElementNS(space, name);
    if (name === "button") element.type = "button";
    for (const [key, value] of Object.entries(attributes)) {
      if (value !== null && value !== false) element.setAttribute(key, value === true ? "" : value);
    }
    element.append(...content.filter((child) => child !== null));
    return element;
  }

  const loading = new Map();
  function loadScript(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const script = makeElement("script", { src: address });
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => {
          loading.delete(address);
          reject(new Error(`${address} cannot be loaded`));
        });
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  const formatCount = (count, singular, plural = `${singular}s`) =>
    `${count} ${count === 1 ? singular : plural}`;

  /* A sentence by the title of its paragraph and its number there. */
  const nameSentence = (title, number) => `${title}, sentence ${number}`;

  /* A text for screen readers alone. */
  const makeHidden = (text) => makeElement("span", { class: "visually-hidden" }, text);

  /* Makes a link to a sentence, given by its name, in the published article. Without an address, there is
   * none. */
  const linkArticle = (address, name) =>
    (address ? makeElement("a", { href: address }, makeHidden(`${name}, `), "in the article") : null);

  const quote = (text) => `\u2018${text}\u2019`;

  /* Shows the `first` items of a list, and all of them when a reader presses the button, until the list is
   * `of` something else. */
  function showFirst(list, button, { items, first, of, label }) {
    const wasOpened = list.dataset.of === of && list.children.length > first;
    const showsAll = wasOpened || items.length <= first;
    list.replaceChildren(...(showsAll ? items : items.slice(0, first)));
    list.dataset.of = of;
    button.hidden = showsAll;
    button.textContent = label;
    button.onclick = () => {
      list.replaceChildren(...items);
      button.hidden = true;
      items[first].querySelector("a, button").focus();
    };
  }

  return { makeElement, makeHidden, linkArticle, loadScript, formatCount, nameSentence, quote, showFirst };
})();
