// Text of charts that is smaller than 12 pixels or reaches over the edge of its drawing.
() => {
  const found = [];
  for (const svg of document.querySelectorAll("figure.chart .drawing svg")) {
    if (!svg.checkVisibility()) continue;
    const { id } = svg.closest("figure"), frame = svg.getBoundingClientRect();
    const scale = frame.width / svg.viewBox.baseVal.width;
    for (const text of svg.querySelectorAll("text")) {
      const size = parseFloat(getComputedStyle(text).fontSize) * scale;
      const { left, right } = text.getBoundingClientRect();
      if (size < 11.95) found.push(`${id}: ${text.textContent} has ${size.toFixed(1)} px`);
      if (left < frame.left - 1 || right > frame.right + 1) found.push(`${id}: ${text.textContent} is cut`);
    }
  }
  return found;
}
