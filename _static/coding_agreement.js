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

  const countCodes = (codes) => {
    const counts = new Map();
    for (const code of codes) counts.set(code, (counts.get(code) ?? 0) + 1);
    return counts;
  };

  /* Measures how far coders agree on units.
     units: of each unit the code that each coder gave, null where a coder gave none
     clusters: of each unit what it belongs to, such as its sentence
     Returns `differing` of the `of` units that two coders or more have coded; Krippendorff's `alpha` for nominal codes
     with its interval from `low` to `high`; and Cohen's `kappa` of two coders. Each is NaN where it does not exist. */
  function measureAgreement(units, clusters) {
    const paired = units.map((codes, index) => ({ codes: codes.filter((code) => code !== null), cluster: clusters[index] })).filter(({ codes }) => codes.length > 1);
    const totals = countCodes(paired.flatMap(({ codes }) => codes));
    const number = sum([...totals.values()]);
    const largest = Math.max(...paired.map(({ codes }) => codes.length));
    const byCluster = new Map();
    let disagreement = 0, differing = 0;
    for (const { codes, cluster } of paired) {
      const size = codes.length;
      const same = sum([...countCodes(codes).values()].map((count) => count * count));
      const pairs = (size * size - same) / (size - 1);
      const [hits, sizes] = byCluster.get(cluster) ?? [0, 0];
      byCluster.set(cluster, [hits + pairs / largest, sizes + size / largest]);
      disagreement += pairs;
      if (same < size * size) differing += 1;
    }
    const expected = (number * number - sum([...totals.values()].map((count) => count * count))) / (number * (number - 1));
    const result = { differing, of: paired.length, alpha: NaN, low: NaN, high: NaN, kappa: computeKappa(paired) };
    if (totals.size < 2) return result;
    const [hits, sizes] = [0, 1].map((column) => [...byCluster.values()].map((row) => row[column]));
    const effect = computeDesignEffect(hits, sizes);
    const [least, most] = computeInterval(sum(hits) / effect, sum(sizes) / effect);
    return { ...result, alpha: 1 - disagreement / number / expected, low: 1 - most / expected, high: 1 - least / expected };
  }

  function computeKappa(paired) {
    if (!paired.length || paired.some(({ codes }) => codes.length !== 2)) return NaN;
    const observed = paired.filter(({ codes: [first, second] }) => first === second).length / paired.length;
    const [first, second] = [0, 1].map((coder) => countCodes(paired.map(({ codes }) => codes[coder])));
    const expected = sum([...first].map(([code, count]) => count * (second.get(code) ?? 0))) / paired.length ** 2;
    return expected < 1 ? (observed - expected) / (1 - expected) : NaN;
  }

  return { measureAgreement, computeInterval };
})();
