// Selects the first words of what is retold before the mark of a sentence.
() => {
  const mark = document.getElementById("s2");
  getSelection().setBaseAndExtent(mark.previousSibling, 0, mark.previousSibling, 5);
}
