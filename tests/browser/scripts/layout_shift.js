// How far the parts of a page have moved while it loaded.
() => new Promise((resolve) => {
  const add = (total, { value }) => total + value;
  new PerformanceObserver((seen) => resolve(seen.getEntries().reduce(add, 0)))
    .observe({ type: "layout-shift", buffered: true });
  setTimeout(resolve, 500, 0);
})
