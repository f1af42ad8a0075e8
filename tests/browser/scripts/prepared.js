// Whether all drawings that can be seen are prepared for the keyboard, which is done when a page is
// idle.
() => [...document.querySelectorAll("figure.chart .drawing svg:not([tabindex])")]
  .every((svg) => !svg.checkVisibility())
