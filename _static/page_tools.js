/* Makes elements, loads scripts and says numbers. It is part of the scripts of several pages. */
"use strict";

window.pageTools ??= (() => {
  /* Makes an element, also of SVG, with attributes and content. `null` is left out, and so are attributes
   * that are false. */
  function makeElement(name, attributes = {}, ...content) {
    const isSvg = ["svg", "rect", "line", "circle", "path", "text", "g"].includes(name);
    const element = isSvg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
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
