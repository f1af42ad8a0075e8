// The page's colour, and those of its text, of charts as well, but for numbers in their dark cells.
() => {
  const words = "article :is(h1, h2, h3, p, li, th, td), svg.marks text:not([fill*=on-strong])";
  const seen = [...document.querySelectorAll(words)].filter((text) => text.checkVisibility());
  const inks = seen.filter((text) => text.textContent.trim()).map((text) => {
    const { color, fill } = getComputedStyle(text);
    return text.localName === "text" ? fill : color;
  });
  return [getComputedStyle(document.body).backgroundColor, [...new Set(inks)]];
}
