// How many links the visible drawings have.
() => [...document.querySelectorAll("figure.chart svg.marks a[href]")]
  .filter((link) => link.checkVisibility()).length
