// Text in a box that hides a part of it; a box of one pixel is for screen readers only.
() => [...document.querySelectorAll("body *")].filter((box) => {
  const { overflowX, overflowY } = getComputedStyle(box);
  const hides = (overflow) => overflow === "hidden" || overflow === "clip";
  const cut = (hides(overflowX) && box.scrollWidth > box.clientWidth + 1) ||
    (hides(overflowY) && box.scrollHeight > box.clientHeight + 1);
  const text = cut && box.clientWidth > 1 && box.innerText?.trim();
  return text && box.checkVisibility({ visibilityProperty: true });
}).map((box) => `${box.localName}.${box.className}`)
