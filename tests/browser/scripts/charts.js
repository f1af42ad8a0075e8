// For each chart, whether exactly one drawing of it can be seen.
() => [...document.querySelectorAll("figure.chart")].map((chart) =>
  [...chart.querySelectorAll("svg.marks")].filter((drawing) => {
    const { width, height } = drawing.getBoundingClientRect();
    const visible = { visibilityProperty: true, opacityProperty: true };
    return width > 20 && height > 20 && drawing.checkVisibility(visible);
  }).length === 1)
