// The width of the page, and the places of its sidebar, its heading and its text; null for what is
// hidden.
() => {
  const box = (part) => part?.checkVisibility() ? part.getBoundingClientRect().toJSON() : null;
  const [sidebar, heading, article] =
    ["nav[aria-label='The book']", "article h1", "article"].map((name) => box(document.querySelector(name)));
  return { width: document.documentElement.scrollWidth, sidebar, heading, article };
}
