// Splits sentences into words, as the page of a document does that has the words of `vocabulary`.
([vocabulary, sentences, patterns]) => {
  const every = vocabulary.map((_, index) => index);
  const forms = { token: vocabulary, lemma: every, closed: every.fill(0) };
  const data = { patterns, forms, lemmas: vocabulary, paragraphs: [], words: [], phrases: [] };
  const { prepare, readSentences } = window.alignment;
  return readSentences(sentences, prepare(data)).map(({ words }) => words.map(({ form }) => form));
}
