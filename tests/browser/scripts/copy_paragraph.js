// Selects a paragraph with the mark of a sentence, and returns the text that would be copied.
() => {
  getSelection().selectAllChildren(document.getElementById("s3").closest("p"));
  return getSelection().toString();
}
