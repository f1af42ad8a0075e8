// Looks at one address after the other, and reads all numbers there, each with its label.
async (addresses) => {
  const root = document.querySelector(".explorer");
  const part = (name) => root.querySelector(`[data-part="${name}"]`);
  const plain = (node) => node.nodeType === Node.TEXT_NODE ? node.data
    : node.matches(".visually-hidden, .proof") ? "" : [...node.childNodes].map(plain).join("");
  const text = (element) => plain(element).trim();
  const rows = (table) => [...table.querySelectorAll("tbody tr")].map((row) => [...row.cells].map(text));
  const found = [];
  for (const address of addresses) {
    history.replaceState(null, "", address);
    dispatchEvent(new PopStateEvent("popstate"));
    if (!part("show-all").hidden) part("show-all").click();
    found.push({
      name: text(part("name")),
      headline: text(part("headline")),
      ratio: text(part("log-ratio")),
      counts: rows(part("counts")),
      places: [...root.querySelectorAll(".place")].map((place) =>
        [...place.querySelectorAll(".name, .value")].map(text)),
      squares: [...root.querySelectorAll(".square")].map((square) =>
        [square.getAttribute("aria-label"), square.dataset.count ?? ""]),
      collocates: rows(root.querySelector(".collocates")),
    });
  }
  return found;
}
