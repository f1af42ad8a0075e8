/* Lets a reader give the sentences of the chart above another code, and counts again. */
"use strict";

(() => {
  const { formatCount } = window.pageTools;
  const form = document.querySelector(".recoding");
  const charts = [...document.querySelectorAll("figure.chart")];
  const chart = charts.findLast((each) => each.compareDocumentPosition(form) === 4);
  const [button, undo, result] = form.children;
  const [coded, sizes] = [JSON.parse(form.dataset.codes), JSON.parse(form.dataset.sizes)];
  const NAMES = {
    asked: `gives the view of ${form.dataset.asked}`, other: "gives another view", none: "no view attributed",
  };
  const codes = Object.keys(NAMES);
  const current = [...coded];
  // Each drawing has a link for each sentence, in order.
  const drawings = [...chart.querySelectorAll(".drawing")].map((each) => [...each.querySelectorAll("a")]);
  const labels = drawings[0].map((link) => link.getAttribute("aria-label"));
  const sum = (values) => values.reduce((one, other) => one + other, 0);

  const [all, inside] = [sizes.flat(), sizes[0].length];
  const isIn = (deal, at) => deal >> at & 1;
  const deals = [...Array(2 ** all.length).keys()]
    .filter((deal) => sum(all.map((_, at) => isIn(deal, at))) === inside);

  /* How much the shares of sentences in the two parts of a deal of the paragraphs differ, rounded so that
   * ties are ties. */
  function differ(hits, deal) {
    const [hit, of] = [hits, all].map((values) => sum(values.filter((_, at) => isIn(deal, at))));
    return Math.abs(hit / of - (sum(hits) - hit) / (sum(all) - of)).toFixed(9);
  }

  function count(name, isCounted) {
    let next = 0;
    const hits = all.map((size) => current.slice(next, next += size).filter(isCounted).length);
    const real = differ(hits, 2 ** inside - 1);
    const k = deals.filter((deal) => differ(hits, deal) >= real).length;
    return `${name}: ${sum(hits.slice(0, inside))} of ${sum(sizes[0])}, then ${sum(hits.slice(inside))} of `
      + `${sum(sizes[1])}; k is ${k} of ${deals.length}. `;
  }

  function showAll() {
    for (const links of drawings) {
      links.forEach((link, at) => {
        const isOther = current[at] !== coded[at];
        const place = labels[at].split(":")[0];
        const label = isOther ? `${place}: ${NAMES[current[at]]}, as you coded it.` : labels[at];
        for (const code of codes) link.classList.toggle(`is-${code}`, isOther && current[at] === code);
        link.setAttribute("aria-label", label);
        for (const title of link.querySelectorAll("title")) title.textContent = label;
      });
    }
    const changed = current.filter((code, at) => code !== coded[at]).length;
    undo.hidden = !changed;
    const said = `You have recoded ${formatCount(changed, "sentence")}; `;
    result.textContent = (changed ? `${said}the title is that of the published codes. `
      : "Press a square to give its sentence another view. ")
      + count(`The view of ${form.dataset.asked} alone`, (code) => code === "asked")
      + count("Anybody’s view", (code) => code !== "none");
  }

  chart.addEventListener("click", (event) => {
    const link = event.target.closest("a");
    const at = Math.max(...drawings.map((links) => links.indexOf(link)));
    if (result.hidden || at < 0) return;
    event.preventDefault();
    current[at] = codes[(codes.indexOf(current[at]) + 1) % codes.length];
    showAll();
    window.showTip(link, link.getAttribute("aria-label"));
  });
  button.addEventListener("click", () => {
    result.hidden = !result.hidden;
    button.setAttribute("aria-pressed", !result.hidden);
    showAll();
  });
  undo.addEventListener("click", () => {
    current.splice(0, current.length, ...coded);
    showAll();
    button.focus();
  });
  form.hidden = false;
})();
