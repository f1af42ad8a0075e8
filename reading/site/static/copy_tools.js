/* Tools for the reader's own copy: files, and words in context. They are part of its script. */
"use strict";

window.copyTools ??= (() => {
  const ORDERS = { text: "as in the text", left: "by the words before", right: "by the words after" };
  const BLOCKS = "p, div, li, h1, h2, h3, h4, h5, h6, td, th, dd, dt, blockquote, figcaption, br, tr, "
    + "section, article, header, footer, nav";

  const { makeElement } = window.pageTools;

  const waitForPaint = () => new Promise((resolve) => { requestAnimationFrame(() => setTimeout(resolve)); });

  /* Reads a file as text. A page of the web becomes its text, a line for each block. */
  async function readFile(file) {
    const bytes = new Uint8Array(await file.arrayBuffer());
    const decode = (encoding, fatal = false) => new TextDecoder(encoding, { fatal }).decode(bytes);
    if (decode("latin1").startsWith("%PDF")) return null;
    let text;
    const encoding = { 0xfffe: "utf-16le", 0xfeff: "utf-16be" }[bytes[0] * 256 + bytes[1]];
    try {
      text = encoding ? decode(encoding) : decode("utf-8", true);
    } catch {
      text = decode("windows-1252");
    }
    if (text.includes("\0")) return null;
    if (!/\.html?$/i.test(file.name) && file.type !== "text/html") return text;
    const { body } = new DOMParser().parseFromString(text, "text/html");
    body.querySelectorAll("script, style, noscript, template").forEach((part) => part.remove());
    body.querySelectorAll(BLOCKS).forEach((block) => block.after("\n\n"));
    return body.textContent;
  }

  const listWords = (text) => text.toLowerCase().match(/[\p{L}\p{N}][\p{L}\p{N}'\u2019-]*/gu) ?? [];
  const joinWords = (words) => words.join(" ");
  const SORT_KEYS = {
    left: ({ left }) => joinWords(listWords(left).reverse()),
    right: ({ right }) => joinWords(listWords(right)),
  };

  let concordances = 0;
  let lastOrder = "text";

  /* Makes a concordance of lines, each with a `place`, and the text to the `left`, the `match` and the text
   * to the `right`, and with the choice of their order. `makePlace` makes the element that names a place. */
  function makeConcordance(lines, makePlace) {
    const list = makeElement("ol", { class: "lines" });
    const showLines = (order) => {
      const readKey = SORT_KEYS[order];
      const sorted = readKey ? [...lines].sort((a, b) => readKey(a).localeCompare(readKey(b), "en")) : lines;
      list.replaceChildren(...sorted.map(({ place, left, match, right }) => makeElement("li", {},
        makeElement("span", { class: "kwic" },
          makeElement("span", {}, makeElement("bdi", {}, left)),
          makeElement("span", {}, makeElement("strong", {}, match), right)),
        makePlace(place))));
    };
    concordances += 1;
    const name = `order-of-lines-${concordances}`;
    const radios = Object.entries(ORDERS).map(([order, label]) => {
      const radio = makeElement("input", { type: "radio", name, value: order });
      radio.checked = order === lastOrder;
      radio.addEventListener("change", () => {
        lastOrder = order;
        showLines(order);
      });
      return makeElement("label", {}, radio, makeElement("span", {}, label));
    });
    showLines(lastOrder);
    const choice = makeElement("fieldset", { class: "order" }, makeElement("legend", {}, "Order"), ...radios);
    return lines.length > 1 ? [choice, list] : [list];
  }
  return { waitForPaint, readFile, makeConcordance };
})();
