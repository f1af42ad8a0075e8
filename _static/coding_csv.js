/* The coding page's part that writes a pass as the CSV file that `data/coding` takes. It holds codes and
 * comments, and no sentence. */
"use strict";

window.writeCodingCsv = (() => {
  const COLUMNS = ["coder", "kind", "date", "basis", "codebook", "unsure", "note"];

  const quoteField = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  const joinRow = (row) => `${row.map((field) => quoteField(String(field))).join(",")}\n`;

  /* The rows that a table of passes has for a sentence: one for its themes or for a code of each group, or
   * one for each of its stances. */
  const listFields = ({ groups, pairs }, codes) => (pairs ? codes.map((code) => code.split(" "))
    : [groups ? groups.map((group) => codes.find((code) => code.startsWith(`${group}:`))?.slice(group.length + 1) ?? "") : [codes.join(" ")]]);

  /* rows: of each coded sentence its `place`, `codes`, `unsure` and `note`. A comment on a sentence of which
   * the coder is unsure says why. */
  return (task, { coder, date, basis }, rows) => {
    const header = [...task.unit, ...(task.pairs ? ["actor", "target", "stance"] : task.groups ?? ["themes"]), ...COLUMNS];
    const lines = rows.flatMap(({ place, codes, unsure, note }) => listFields(task, codes).map((fields) =>
      [...place, ...fields, coder, "person", date, basis, task.version, unsure ? note || "unsure" : "", unsure ? "" : note]));
    return [header, ...lines].map(joinRow).join("");
  };
})();
