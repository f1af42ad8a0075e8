/* The explorer's document: its sentences, the places in which occurrences are counted, and the counts. */
"use strict";

window.makeExplorerDocument = ({ sections, paragraphs, by_paragraph: byParagraph }) => {
  const sentences = paragraphs.flatMap((paragraph) =>
    Array.from({ length: paragraph.sentences }, (_, index) => ({ paragraph, number: index + 1 })));
  const countTokens = (parts) => parts.reduce((sum, { tokens }) => sum + tokens, 0);

  /* The places are the sections if there are several, and below each its paragraphs if it has several and the
   * page shows them. */
  const parts = paragraphs.map((part) =>
    ({ ...part, hasSquares: true, contains: ({ paragraph }) => paragraph === part }));
  const places = sections.flatMap((section, index) => {
    const own = parts.filter((part) => part.section === index);
    const isDivided = sections.length === 1 || (byParagraph && own.length > 1);
    const whole = {
      ...section, section: index, tokens: countTokens(own), isSection: true, hasSquares: !isDivided,
      contains: ({ paragraph }) => paragraph.section === index,
    };
    return [...(sections.length > 1 ? [whole] : []), ...(isDivided ? own : [])];
  });

  const findHere = (term, place) =>
    term.occurrences.filter(({ sentence }) => place.contains(sentences[sentence]));
  const countHere = (term, place) => findHere(term, place).reduce((sum, { count }) => sum + count, 0);
  const countParagraphs = ({ occurrences }) =>
    new Set(occurrences.map(({ sentence }) => sentences[sentence].paragraph)).size;

  return {
    sections, sentences, parts, places, byParagraph, tokens: countTokens(paragraphs),
    findHere, countHere, countParagraphs,
  };
};

/* Says how often something occurs, and how often in a thousand tokens. */
window.sayCount = {
  formatTimes: (count) => ["never", "once", "twice"][count] ?? `${count} times`,
  formatRate: (count, tokens) => window.formatNumber(count / tokens * 1000, 1),
};
