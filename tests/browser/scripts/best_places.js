// The address of the best place for each search.
(searches) => searches.map((search) => {
  const [found] = window.findPages(search).pages;
  const { anchor } = found?.places[0].place ?? {};
  return found ? `${found.page}.html${anchor && `#${anchor}`}` : "";
})
