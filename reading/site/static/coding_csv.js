/* The coding page's part that writes a pass as the CSV file that `data/coding` takes. It holds codes and
 * comments, and no sentence. */
"use strict";

window.writeCodingCsv = (() => {
  const COLUMNS = ["coder", "kind", "date", "basis", "codebook", "unsure", "note"];

  const quoteField = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const joinRow = (row) => `${row.map((field) => quoteField(String(field))).join(",")}\n`;

  /* The rows that a table of passes has for a sentence: one for its themes or for a code of each group, or
   * one for each of its stances. */
  function listFields({ groups, pairs }, codes) {
    if (pairs) return codes.map((code) => code.split(" "));
    if (!groups) return [[codes.join(" ")]];
    const findCode = (group) => codes.find((code) => code.startsWith(`${group}:`)) ?? "";
    return [groups.map((group) => findCode(group).slice(group.length + 1))];
  }

  /* rows: of each coded sentence its `place`, `codes`, `unsure` and `note`. A comment on a sentence of which
   * the coder is unsure says why. */
  return (task, { coder, date, basis }, rows) => {
    const ofCodes = task.pairs ? ["actor", "target", "stance"] : task.groups ?? ["themes"];
    const ofPass = [coder, "person", date, basis, task.version];
    const header = [...task.place, ...ofCodes, ...COLUMNS];
    const lines = rows.flatMap(({ place, codes, unsure, note }) => {
      const comments = unsure ? [note || "unsure", ""] : ["", note];
      return listFields(task, codes).map((fields) => [...place, ...fields, ...ofPass, ...comments]);
    });
    return [header, ...lines].map(joinRow).join("");
  };
})();
