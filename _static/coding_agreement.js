/* The coding page's part that measures how far coders agree. The measures are those of `reading/measures/agreement.py`
   and `intervals.py`, which name their sources; a test compares the numbers. */
"use strict";

window.codingAgreement = (() => {
  const LEVEL = 0.95;

  /* The logarithm of the gamma function by Stirling's series, which is exact enough from 10 on. */
  function logGamma(x) {
    if (x < 10) return logGamma(x + 1) - Math.log(x);
    const inverse = 1 / x, square = inverse * inverse;
    const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square / 1680)));
    return (x - 0.5) * Math.log(x) - x + 0.5 * Math.log(2 * Math.PI) + series;
  }

  /* The cumulative beta distribution by its continued fraction (NIST Digital Library of Mathematical Functions, 8.17.22),
     evaluated from the front as by Lentz. */
  function cumulateBeta(x, a, b) {
    if (x <= 0 || x >= 1) return x <= 0 ? 0 : 1;
    if (x > (a + 1) / (a + b + 2)) return 1 - cumulateBeta(1 - x, b, a);
    const scale = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x)) / a;
    let c = 1, d = 1 / (1 - (a + b) * x / (a + 1)), fraction = d;
    for (let m = 1; m < 1000; m += 1) {
      const even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
      const odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
      let change = 1;
      for (const term of [even, odd]) {
        d = 1 / (1 + term * d);
        c = 1 + term / c;
        change *= c * d;
      }
      fraction *= change;
      if (Math.abs(change - 1) < 1e-15) break;
    }
    return scale * fraction;
  }

  /* The quantile of the beta distribution, by bisection. */
  function findBetaQuantile(p, a, b) {
    let low = 0, high = 1;
    for (let step = 0; step < 60; step += 1) {
      const middle = (low + high) / 2;
      if (cumulateBeta(middle, a, b) < p) low = middle;
      else high = middle;
    }
    return (low + high) / 2;
  }

  /* The exact interval of a proportion. The numbers need not be whole. */
  function computeInterval(hits, of) {
    const misses = of - hits, tail = (1 - LEVEL) / 2;
    return [hits > 0 ? findBetaQuantile(tail, hits, misses + 1) : 0, misses > 0 ? findBetaQuantile(1 - tail, hits + 1, misses) : 1];
  }

  const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);

  /* By how much more a share varies than if all trials were independent, at least 1. */
  function computeDesignEffect(hits, sizes) {
    const total = sum(hits), of = sum(sizes), number = sizes.length;
    const share = of ? total / of : 0;
    const independent = share * (1 - share) * of;
    if (!(independent > 0)) return 1;
    const squares = sum(hits.map((hit, index) => (hit - share * sizes[index]) ** 2)) * number / Math.max(number - 1, 1);
    return Math.max(squares / independent, 1);
  }

  /* Measures how far two coders agree.
     clusters: of each sentence its units, each with the codes that the two coders gave
     Returns `differing` of the `of` units; and Krippendorff's `alpha` for nominal codes with its interval from `low` to
     `high`. These are NaN where they do not exist. */
  function measureAgreement(clusters) {
    const units = clusters.flat();
    const countDiffering = (pairs) => pairs.filter(([first, second]) => first !== second).length;
    const differing = countDiffering(units), of = units.length;
    const counts = new Map();
    for (const code of units.flat()) counts.set(code, (counts.get(code) ?? 0) + 1);
    if (counts.size < 2) return { differing, of, alpha: NaN, low: NaN, high: NaN };
    const same = sum([...counts.values()].map((count) => count * (count - 1)));
    const expected = 1 - same / (2 * of * (2 * of - 1));
    const effect = computeDesignEffect(clusters.map(countDiffering), clusters.map(({ length }) => length));
    const [least, most] = computeInterval(differing / effect, of / effect);
    return { differing, of, alpha: 1 - differing / of / expected, low: 1 - most / expected, high: 1 - least / expected };
  }

  return { measureAgreement };
})();
