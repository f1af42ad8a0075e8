/* Formats numbers. It is part of the scripts of the explorer and of the coding page. */
"use strict";

/* Formats a number with decimal places. Halves are rounded up, as in `reading/formatting.py`. `toFixed` alone
 * would turn 0.145 into 0.14. */
window.formatNumber ??= (value, digits = 2) => {
  const [mantissa, exponent = 0] = String(Math.abs(value)).split("e");
  const whole = Math.round(Number(`${mantissa}e${Number(exponent) + digits}`));
  const rounded = Number(`${whole}e-${digits}`);
  return `${value < 0 && rounded ? "\u2212" : ""}${rounded.toFixed(digits)}`;
};
