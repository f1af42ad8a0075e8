// What a finger can miss.
() =>
  [...document.querySelectorAll("button, input:not(label *), summary, nav a, label:has(input)")]
  .filter((part) => part.checkVisibility())
  .map((part) => [part.getBoundingClientRect(), part.outerHTML])
  .filter(([box]) => box.height < 24 || box.width < 24)
  .map(([, html]) => html)
