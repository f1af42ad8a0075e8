/* Writes tables as CSV. It is part of the script of the coding page. */
"use strict";

/* Returns rows of values as the text of a CSV file. */
window.joinCsv ??= (rows) => {
  const quoteField = (field) => (/[",\r\n]/.test(field) ? `"${field.replaceAll('"', '""')}"` : field);
  return `${rows.map((row) => row.map((field) => quoteField(String(field))).join(",")).join("\n")}\n`;
};
