/* The coding page's part that measures how far coders agree, and tells the sections apart, as
 * `reading/measures/agreement.py` and `fragility.py` do, which name the sources; tests compare them. */
"use strict";

/* Measures how far two coders agree.
 * units: the codes that the two coders gave to each unit
 * Returns `differing` of the `of` units, and Krippendorff's `alpha` for nominal codes, NaN where it does not
 * exist. */
window.measureAgreement = (units) => {
  const differing = units.filter(([first, second]) => first !== second).length, of = units.length;
  const counts = new Map();
  for (const code of units.flat()) counts.set(code, (counts.get(code) ?? 0) + 1);
  if (counts.size < 2) return { differing, of, alpha: NaN };
  const same = [...counts.values()].reduce((total, count) => total + count * (count - 1), 0);
  const expected = 1 - same / (2 * of * (2 * of - 1));
  return { differing, of, alpha: 1 - differing / of / expected };
};

/* Looks Fisher's p-values up by counts, and adjusts them for the family of tests that could pass, as the
 * book does. Returns the tests that pass. */
window.tellApart = (counts, { p, least, q }) => {
  const tests = counts.map(([one, other], test) => ({ test, p: p[one][other], least: least[one + other] }));
  const couldPass = (family) => tests.filter((each) => each.least <= q / family * (1 + 1e-9));
  let size = 1;
  while (couldPass(size).length > size) size += 1;
  const family = couldPass(size).sort((one, other) => one.p - other.p);
  const passes = (each, rank) => each.p * family.length / (rank + 1) <= q;
  return family.slice(0, family.findLastIndex(passes) + 1).map(({ test }) => test);
};
