/* Makes elements, loads scripts and says numbers. It is part of the scripts of several pages. */
"use strict";

window.pageTools ??= (() => {
  function makeElement(name, attributes = {}, ...content) {
    const element = document.createElement(name);
    for (const [attribute, value] of Object.entries(attributes)) element.setAttribute(attribute, value);
    element.append(...content);
    return element;
  }

  const loading = new Map();
  function loadScript(address) {
    if (!loading.has(address)) {
      loading.set(address, new Promise((resolve, reject) => {
        const script = makeElement("script", { src: address });
        script.addEventListener("load", resolve);
        script.addEventListener("error", () => { loading.delete(address); reject(new Error(`${address} cannot be loaded`)); });
        document.head.append(script);
      }));
    }
    return loading.get(address);
  }

  const formatCount = (count, singular, plural = `${singular}s`) => `${count} ${count === 1 ? singular : plural}`;

  /* A sentence by the title of its paragraph and its number there. */
  const nameSentence = (title, number) => `${title}, sentence ${number}`;

  return { makeElement, loadScript, formatCount, nameSentence };
})();
