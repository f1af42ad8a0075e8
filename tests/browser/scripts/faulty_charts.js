// Charts that cannot be used: without marks for the keyboard, with two tooltips a mark, or with text that lies on
// text or leaves the drawing. Text that is turned is left out: its box is larger than itself.
() => {
  const found = [];
  for (const chart of document.querySelectorAll("figure.chart")) {
    const svg = [...chart.querySelectorAll(".drawing svg")].find((one) => one.checkVisibility());
    if (!svg) { found.push(`${chart.id}: no drawing can be seen`); continue; }
    const marks = svg.querySelectorAll(":is(a, [role=img])[aria-label][tabindex='-1']").length;
    if (marks < 2) found.push(`${chart.id}: ${marks} marks`);
    if (svg.querySelector("title")) found.push(`${chart.id}: a second tooltip`);
    const upright = [...svg.querySelectorAll("text")].filter((text) =>
      text.textContent.trim() && text.checkVisibility() && !/rotate/.test(text.getAttribute("transform")));
    const boxes = upright.map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }));
    const outer = svg.getBoundingClientRect();
    boxes.forEach(({ said, box }, number) => {
      const outside = Math.max(outer.left - box.left, box.right - outer.right, outer.top - box.top,
        box.bottom - outer.bottom);
      if (outside > 3) found.push(`${chart.id}: ${said} leaves the drawing`);
      for (const other of boxes.slice(number + 1)) {
        const across = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
        const down = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
        if (across > 2 && down > 5) found.push(`${chart.id}: ${said} lies on ${other.said}`);
      }
    });
  }
  return found;
}
