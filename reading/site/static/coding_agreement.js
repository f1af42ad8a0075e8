/* The coding page's part that measures how far coders agree, as `reading/measures/agreement.py` does, which
 * names the source; a test compares them. */
"use strict";

/* Measures how far two coders agree.
 * items: the codes that the two coders gave to each item
 * Returns `differing` of the `of` items, and Krippendorff's `alpha` for nominal codes, NaN where it does not
 * exist. */
window.measureAgreement = (items) => {
  const differing = items.filter(([first, second]) => first !== second).length, of = items.length;
  const counts = new Map();
  for (const code of items.flat()) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size < 2) return { differing, of, alpha: NaN };
  const same = [...counts.values()].reduce((total, count) => total + count * (count - 1), 0);
  const expected = 1 - same / (2 * of * (2 * of - 1));
  return { differing, of, alpha: 1 - differing / of / expected };
};
