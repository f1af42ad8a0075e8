/* Lets a reader give sentences another code, and counts again. The address keeps the changes. */
"use strict";

(() => {
  const { makeElement, formatCount } = window.pageTools;
  const form = document.querySelector(".recoding");
  const { asked } = form.dataset;
  const codes = JSON.parse(form.dataset.codes);
  const coded = [...form.querySelectorAll(".square")].map((square) => square.dataset.code);
  const current = [...coded];
  const parts = [...form.querySelectorAll("section")];
  const sizes = parts.map((part) =>
    [...part.querySelectorAll(".line")].map((line) => line.querySelectorAll(".square").length));

  const squares = [...form.querySelectorAll(".square")].map((link, index) => {
    const place = link.getAttribute("aria-label").split(":")[0];
    const button = makeElement("button");
    const show = () => {
      const at = codes.findIndex(([id]) => id === current[index]);
      const [code, label, letters] = codes[at];
      button.textContent = letters;
      button.className = `square tone-${at + 1}${code === coded[index] ? "" : " other"}`;
      button.setAttribute("aria-label", `${place}: ${label}`);
    };
    button.addEventListener("click", () => {
      const at = codes.findIndex(([id]) => id === current[index]);
      current[index] = codes[(at + 1) % codes.length][0];
      change();
      const original = link.dataset.original
        ? makeElement("a", { href: link.dataset.original }, "in the article") : "";
      const retold = makeElement("a", { href: link.href }, "retold");
      form.querySelector(".pressed")
        .replaceChildren(`${place}: `, retold, original && " and ", original, ".");
    });
    link.replaceWith(button);
    return show;
  });

  /* In how many deals of the paragraphs the shares of sentences with the code differ at least as much as in
   * the real sections. Fractions are compared as whole numbers, so that ties are ties. */
  function countDeals() {
    const all = sizes.flat();
    let next = 0;
    const hits = all.map((size) => current.slice(next, next += size).filter((code) => code === asked).length);
    const sum = (values) => values.reduce((one, other) => one + other, 0);
    const [held, every] = [sum(hits), sum(all)];
    const differ = (isInside) => {
      const [hit, of] = [sum(hits.filter((_, at) => isInside(at))), sum(all.filter((_, at) => isInside(at)))];
      return [Math.abs(hit * (every - of) - (held - hit) * of), of * (every - of)];
    };
    const inside = sizes[0].length;
    const [real, realOf] = differ((at) => at < inside);
    let found = 0;
    for (let deal = 0; deal < 2 ** all.length; deal += 1) {
      const isInside = (at) => (deal >> at) % 2 === 1;
      if (all.filter((_, at) => isInside(at)).length === inside) {
        const [size, of] = differ(isInside);
        if (size * realOf >= real * of) found += 1;
      }
    }
    return found;
  }

  function showAll() {
    squares.forEach((show) => show());
    let next = 0;
    const numbers = sizes.map((lines) => lines.flatMap((size) => current.slice(next, next += size))
      .filter((code) => code === asked).length);
    const say = (name, number) => { form.querySelector(`[data-number="${name}"]`).textContent = number; };
    say("first", numbers[0]);
    say("second", numbers[1]);
    say("k", countDeals());
    const changed = current.filter((code, index) => code !== coded[index]).length;
    form.querySelector(".changed").textContent = changed
      ? `You have recoded ${formatCount(changed, "sentence")}.` : "Press a square to give it another code.";
    form.querySelector(".as-coded").hidden = !changed;
  }

  function change() {
    const changes = current.flatMap((code, index) => code === coded[index] ? [] : [`${index + 1}.${code}`]);
    const address = new URL(location.href);
    address.searchParams.delete("recoded");
    if (changes.length) address.searchParams.set("recoded", changes.join("_"));
    history.replaceState(null, "", address);
    showAll();
  }

  const known = codes.map(([id]) => id);
  for (const each of (new URL(location.href).searchParams.get("recoded") ?? "").split("_")) {
    const [number, code] = each.split(".");
    if (number - 1 in current && known.includes(code)) current[number - 1] = code;
  }
  form.querySelector(".as-coded").addEventListener("click", () => {
    current.splice(0, current.length, ...coded);
    form.querySelector(".pressed").replaceChildren();
    change();
    form.querySelector(".square").focus();
  });
  showAll();
})();
