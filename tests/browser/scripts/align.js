// Finds the sentences of a document in a text, and compares what is counted there with what is
// published.
([data, text]) => {
  const { prepare, align, readSentences, compare } = window.alignment;
  const made = prepare(data);
  const { sentences, isDocument } = align(text, made);
  if (!isDocument) return null;
  const lines = sentences.map((sentence) => sentence && made.patterns.normalize(sentence));
  return { sentences: lines, ...compare(readSentences(sentences, made), made) };
}
