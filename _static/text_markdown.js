/* Removes the markup of Markdown, as `reading/documents/plain_text.py` does, by simpler rules: prose, headings, lists, quotations
   and emphasis come out the same; nested or unusual markup may not. */
"use strict";

window.plainMarkdown = (() => {
  const HEADING = /^ {0,3}(#{1,6})(?:[ \t]+(.*?))??(?:[ \t]+#+)?[ \t]*$/;
  const UNDERLINE = /^ {0,3}(?:=+|-+)[ \t]*$/;
  const FENCE = /^ {0,3}(`{3,}|~{3,})/;
  const RULE = /^ {0,3}(?:(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}|(?:-[ \t]*){3,})$/;
  const ITEM = /^ {0,3}(?:[-+*]|\d{1,9}[.)])(?:[ \t]+|$)/;
  const QUOTE = /^ {0,3}> ?/;
  const DEFINITION = /^ {0,3}\[[^\]]+\]:\s*\S+/;
  const HTML_BLOCK = /^ {0,3}<(?:!|\?|\/?(?:address|article|aside|blockquote|body|center|dd|details|dialog|div|dl|dt|figcaption|figure|footer|form|h[1-6]|head|header|hr|html|iframe|li|link|main|menu|nav|ol|p|param|pre|script|section|style|summary|table|tbody|td|textarea|tfoot|th|thead|title|tr|ul)(?:[\s/>]|$))/i;
  const HTML_TAG = /^ {0,3}<\/?[a-z][a-z0-9-]*(?:\s[^<>]*)?>\s*$/i;
  const TABLE_RULE = /^ {0,3}\|?(?:[ \t]*:?-+:?[ \t]*\|)+[ \t]*(?::?-+:?[ \t]*)?$/;

  /* A paragraph that is only links to headings of its own page, with marks between them. */
  const CONTENTS_ENTRY = /^(?:[^\p{L}\p{N}[\]]*\[[^[\]]*\]\(#[^()]*\))+[^\p{L}\p{N}[\]]*$/u;

  const decodeEntities = (text) => text.replace(/&#?\w+;/g, (entity) => new DOMParser().parseFromString(entity, "text/html").body.textContent);

  /* Returns the text of a heading or a paragraph without links, pictures, emphasis, code marks and HTML. */
  function removeInline(markup) {
    const kept = [];
    const keep = (text) => `\u0000${kept.push(text) - 1}\u0000`;
    let text = markup.replace(/(?<!`)(`+)(?!`)([^]*?[^`])\1(?!`)/g, (_, marks, code) => keep(code.replace(/\n/g, " ").replace(/^ (.*\S.*) $/, "$1")))
      .replace(/\\([!-/:-@[-`{-~])/g, (_, mark) => keep(mark))
      .replace(/<((?:https?|mailto):[^\s<>]*|[^\s<>@]+@[\w.-]+)>/g, (_, address) => keep(address))
      .replace(/<(?:\/?[a-z][^<>]*|!--[^]*?--)>/gi, "")
      .replace(/!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])/g, "")
      .replace(/\[([^[\]]*)\]\((?:[^()]|\([^()]*\))*\)/g, "$1");
    for (const emphasis of [/(?<!\*)(\*{1,3})(?![\s*])([^*]*?[^\s*])\1(?!\*)/g, /(?<![\p{L}\p{N}_])(_{1,3})(?![\s_])([^]*?[^\s_])\1(?![\p{L}\p{N}_])/gu]) {
      for (let before = ""; before !== text;) {
        before = text;
        text = text.replace(emphasis, "$2");
      }
    }
    return decodeEntities(text).replace(/\u0000(\d+)\u0000/g, (_, index) => kept[index]);
  }

  /* Returns the `text`, in which each heading and paragraph is on the line where it starts, and the `levels` of the headings. */
  return (markdown) => {
    const source = markdown.replace(/^---\n[^]*?\n(?:---|\.\.\.)[ \t]*(?:\n|$)/, (matter) => "\n".repeat(matter.split("\n").length - 1)).split("\n");
    const blocks = [];
    let [open, fence, isHtml, isTable, isBlank, inList] = [null, null, false, false, true, false];
    const close = () => { open = null; };
    source.forEach((raw, number) => {
      let line = raw.replace(/\t/g, "    ");
      if (fence) {
        if (line.trim().startsWith(fence) && !line.trim().replaceAll(fence[0], "")) fence = null;
        return;
      }
      while (QUOTE.test(line)) line = line.replace(QUOTE, "");
      if (!line.trim()) {
        close();
        [isHtml, isTable, isBlank] = [false, false, true];
        return;
      }
      const wasBlank = isBlank;
      isBlank = false;
      if (isHtml || (isTable && line.includes("|"))) return;
      isTable = false;
      const fenced = FENCE.exec(line);
      if (fenced) {
        close();
        [, fence] = fenced;
        return;
      }
      if (!inList && !open && /^ {4}/.test(line)) return;
      if (open && !open.level && UNDERLINE.test(line)) {
        open.level = line.trim().startsWith("=") ? 1 : 2;
        close();
        return;
      }
      if (RULE.test(line)) {
        close();
        return;
      }
      if (ITEM.test(line.trimStart()) && (inList || !open || !/^ {4}/.test(line))) {
        const item = line.trimStart().replace(ITEM, "");
        close();
        [inList, line] = [true, item];
        if (!item.trim()) return;
      } else if (wasBlank && /^\S/.test(line)) inList = false;
      const heading = HEADING.exec(line.trimStart());
      if (heading) {
        close();
        blocks.push({ number, level: heading[1].length, lines: [heading[2] ?? ""] });
        return;
      }
      if (!open && DEFINITION.test(line)) return;
      if (HTML_BLOCK.test(line) || (!open && HTML_TAG.test(line))) {
        close();
        isHtml = true;
        return;
      }
      if (open && TABLE_RULE.test(line) && open.lines.length === 1 && open.lines[0].includes("|")) {
        blocks.pop();
        close();
        isTable = true;
        return;
      }
      if (!open) blocks.push(open = { number, level: 0, lines: [] });
      open.lines.push(line.trim().replace(/\\$/, ""));
    });
    const texts = blocks.map(({ number, level, lines }) => ({ number, level, text: removeInline(lines.join("\n")).replaceAll("\n", " "), isEntry: !level && CONTENTS_ENTRY.test(lines.join(" ")) }))
      .filter(({ text, isEntry }) => text.trim() && !isEntry);
    // Headings at the end have no paragraph.
    while (texts.at(-1)?.level) texts.pop();
    const lines = source.map(() => "");
    const levels = new Map();
    for (const { number, level, text } of texts) {
      lines[number] = text;
      const heading = window.normalizeText(text);
      if (level && !levels.has(heading)) levels.set(heading, level);
    }
    return { text: lines.join("\n"), levels };
  };
})();
