/* The coding page's part that writes a pass as the CSV file that `data/coding` takes. It holds codes and
 * comments, and no sentence. */
"use strict";

window.writeCodingCsv = (() => {
  const COLUMNS = ["coder", "kind", "date", "basis", "codebook", "unsure", "note"];

  const quoteField = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const joinRow = (row) => `${row.map((field) => quoteField(String(field))).join(",")}\n`;

  /* rows: of each coded sentence its `place`, `codes`, `unsure` and `note`. A comment on a sentence of which
   * the coder is unsure says why. */
  return ({ coder, date, basis, version }, rows) => {
    const ofPass = [coder, "person", date, basis, version];
    const lines = rows.map(({ place, codes, unsure, note }) => {
      const comments = unsure ? [note || "unsure", ""] : ["", note];
      return [...place, codes.join(" "), ...ofPass, ...comments];
    });
    return [["paragraph", "sentence", "themes", ...COLUMNS], ...lines].map(joinRow).join("");
  };
})();
