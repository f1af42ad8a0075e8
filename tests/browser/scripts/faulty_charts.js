// Charts that cannot be used: without marks for the keyboard, or with two tooltips a mark.
() => {
  const found = [];
  for (const chart of document.querySelectorAll("figure.chart")) {
    const svg = [...chart.querySelectorAll(".drawing svg")].find((one) => one.checkVisibility());
    if (!svg) { found.push(`${chart.id}: no drawing can be seen`); continue; }
    const marks = svg.querySelectorAll(":is(a, [role=img])[aria-label][tabindex='-1']").length;
    if (marks < 2) found.push(`${chart.id}: ${marks} marks`);
    if (svg.querySelector("title")) found.push(`${chart.id}: a second tooltip`);
  }
  return found;
}
