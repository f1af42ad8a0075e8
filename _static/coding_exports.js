/* The coding page's part that writes a pass as files: CSV for this book, REFI-QDA for programs of qualitative analysis
   (https://www.qdasoftware.org), and Web Annotations (https://www.w3.org/TR/annotation-model/). The files hold retellings
   and sentences that are free, never the words of a reader's own copy. */
"use strict";

window.codingExports = (() => {
  const COLUMNS = ["coder", "kind", "date", "basis", "codebook", "unsure", "note"];

  const escapeXml = (text) => text.replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");

  /* The rows that a table of passes has for a sentence: one for its themes, or one for each of its stances. */
  const listFields = (task, codes) => (task.pairs ? codes.map((code) => code.split(" ")) : [[codes.join(" ")]]);

  /* pass: `coder`, `date`, `basis`, and `rows`: of each coded sentence its `place`, `codes`, `unsure`, `note` and `text`. */
  function writeCsv(task, pass) {
    const header = [...task.unit, ...(task.pairs ? ["actor", "target", "stance"] : ["themes"]), ...COLUMNS];
    const rows = pass.rows.flatMap(({ place, codes, unsure, note }) => listFields(task, codes).map((fields) =>
      [...place, ...fields, pass.coder, "person", pass.date, pass.basis, String(task.version), unsure, note]));
    return window.joinCsv([header, ...rows]);
  }

  function makeGuid() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 15) | 64;
    bytes[8] = (bytes[8] & 63) | 128;
    return [...bytes].map((byte, index) => ([4, 6, 8, 10].includes(index) ? "-" : "") + byte.toString(16).padStart(2, "0")).join("");
  }

  /* The codes with a GUID each. A stance towards an actor is one code. */
  function listCodes(task, pass) {
    if (!task.pairs) return task.codes.map(({ id, guid, label, definition, include, exclude }) =>
      ({ id, guid, name: label, description: [definition, include && `Carried by: ${include}.`, exclude && `Not by: ${exclude}.`].filter(Boolean).join(" ") }));
    const names = new Map(task.actors.map(({ id, label }) => [id, label]));
    return [...new Set(pass.rows.flatMap(({ codes }) => codes))].sort().map((id) => {
      const [actor, target, stance] = id.split(" ");
      return { id, guid: makeGuid(), name: `${names.get(actor)} towards ${names.get(target)}: ${stance}`, description: task.stances[stance] };
    });
  }

  const XML = '<?xml version="1.0" encoding="utf-8"?>\n';

  function writeCodebook(codes, attributes = "") {
    const elements = codes.map(({ guid, name, description }) =>
      `<Code guid="${guid}" name="${escapeXml(name)}" isCodable="true"><Description>${escapeXml(description)}</Description></Code>`);
    return `<CodeBook${attributes}><Codes>\n${elements.join("\n")}\n</Codes></CodeBook>`;
  }

  /* The codebook as REFI-QDA codebook (.qdc). */
  function writeQdc(task, pass, title) {
    const attributes = ` xmlns="urn:QDA-XML:codebook:1.0" origin="${escapeXml(title)}"`;
    return `${XML}${writeCodebook(listCodes(task, pass), attributes)}\n`;
  }

  /* The pass as REFI-QDA project (.qdpx), with the retelling as its source, a line for each sentence. Positions count
     characters of Unicode. */
  function writeQdpx(task, pass, title) {
    const codes = listCodes(task, pass);
    const guids = new Map(codes.map(({ id, guid }) => [id, guid]));
    const [user, source] = [makeGuid(), makeGuid()];
    const now = `${pass.date}T00:00:00Z`;
    const by = `creatingUser="${user}" creationDateTime="${now}"`;
    let position = 0, text = "";
    const selections = pass.rows.map((row) => {
      const length = [...row.text].length;
      const codings = row.codes.map((code) => `<Coding guid="${makeGuid()}" ${by}><CodeRef targetGUID="${guids.get(code)}"/></Coding>`);
      const description = [row.unsure && `Unsure: ${row.unsure}`, row.note].filter(Boolean).join(" ");
      const comment = description && `<Description>${escapeXml(description)}</Description>`;
      const selection = `<PlainTextSelection guid="${makeGuid()}" name="${escapeXml(row.name)}" startPosition="${position}" endPosition="${position + length}" ${by}>`
        + `${comment}${codings.join("")}</PlainTextSelection>`;
      position += length + 1;
      text += `${row.text}\n`;
      return selection;
    });
    const project = `${XML}<Project xmlns="urn:QDA-XML:project:1.0" name="${escapeXml(title)}" origin="${escapeXml(title)}" creatingUserGUID="${user}" creationDateTime="${now}">`
      + `<Users><User guid="${user}" name="${escapeXml(pass.coder)}"/></Users>\n${writeCodebook(codes)}\n`
      + `<Sources><TextSource guid="${source}" name="${escapeXml(task.label)}" plainTextPath="internal://${source}.txt" ${by}>\n${selections.join("\n")}\n</TextSource></Sources></Project>\n`;
    return zip([["project.qde", project], [`sources/${source}.txt`, text]]);
  }

  /* The codes as Web Annotations of the sentences' places in the chapters. */
  function writeAnnotations(task, pass, top) {
    const created = `${pass.date}T00:00:00Z`;
    const items = pass.rows.map((row) => ({
      id: `urn:uuid:${makeGuid()}`,
      type: "Annotation",
      motivation: "classifying",
      creator: { type: "Person", name: pass.coder },
      created,
      body: [
        ...row.codes.map((code) => ({ type: "TextualBody", value: code, purpose: "classifying" })),
        ...[row.unsure && `Unsure: ${row.unsure}`, row.note].filter(Boolean).map((value) => ({ type: "TextualBody", value, purpose: "commenting" })),
      ],
      target: row.page ? { source: `${top}${row.page}`, selector: { type: "FragmentSelector", value: row.anchor } } : `urn:reading:${row.place.join("#")}`,
    }));
    const id = `urn:uuid:${makeGuid()}`;
    const page = { type: "AnnotationPage", partOf: id, startIndex: 0, items };
    return `${JSON.stringify({ "@context": "http://www.w3.org/ns/anno.jsonld", id, type: "AnnotationCollection", label: task.label, total: items.length, first: page }, null, 1)}\n`;
  }

  // A ZIP archive that stores its files as they are (PKWARE APPNOTE 6.3, 4.3): the browser has nothing that writes one.

  const CRC = Uint32Array.from({ length: 256 }, (_, byte) => {
    let value = byte;
    for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
    return value;
  });
  const computeCrc = (bytes) => ~bytes.reduce((crc, byte) => CRC[(crc ^ byte) & 255] ^ (crc >>> 8), ~0) >>> 0;

  /* Fields of two bytes are given as [number], those of four bytes as a number. */
  function packFields(...fields) {
    const bytes = fields.flatMap((field) => {
      const [number, size] = Array.isArray(field) ? [field[0], 2] : [field, 4];
      return Array.from({ length: size }, (_, place) => (number >>> (8 * place)) & 255);
    });
    return Uint8Array.from(bytes);
  }

  function zip(files) {
    const encoder = new TextEncoder();
    const parts = [], directory = [];
    let offset = 0, size = 0;
    for (const [name, text] of files) {
      const [path, content] = [encoder.encode(name), encoder.encode(text)];
      // Version 2.0, names in UTF-8, stored, 1 January 1980: one pass gives the same bytes at any time of the day.
      const common = [[20], [0x800], [0], [0], [33], computeCrc(content), content.length, content.length, [path.length], [0]];
      const header = packFields(0x04034b50, ...common);
      const entry = packFields(0x02014b50, [20], ...common, [0], [0], [0], 0, offset);
      parts.push(header, path, content);
      directory.push(entry, path);
      offset += header.length + path.length + content.length;
      size += entry.length + path.length;
    }
    const end = packFields(0x06054b50, [0], [0], [files.length], [files.length], size, offset, [0]);
    return new Blob([...parts, ...directory, end], { type: "application/zip" });
  }

  return { writeCsv, writeQdc, writeQdpx, writeAnnotations };
})();
