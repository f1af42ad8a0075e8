// The elements that move, or whose parts made by a style sheet do.
() => {
  const lasts = (times) => times.split(",").some((time) => parseFloat(time) > 0.01);
  const moves = (style) => parseFloat(style.transitionDuration) > 0 || style.scrollBehavior === "smooth" ||
    (style.animationName !== "none" && lasts(style.animationDuration));
  const styles = (part) => [null, "::before", "::after"].map((pseudo) => getComputedStyle(part, pseudo));
  const moving = [...document.querySelectorAll("*")].filter((part) =>
    (part.closest("svg.marks") ? [getComputedStyle(part)] : styles(part)).some(moves));
  return [...new Set(moving.map((part) => `${part.localName}.${part.getAttribute("class") ?? ""}`))];
}
