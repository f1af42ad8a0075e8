"""The roles of the pages: `{s}` marks a retold sentence, `{fig}` names a figure, `{n}` excuses a number."""

from __future__ import annotations

from docutils import nodes
from sphinx.util.docutils import SphinxRole

from reading.data.chapters import anchor
from reading.evidence.pages import places
from reading.files.errors import nearest
from reading.site import book as published
from reading.site.pages import figure_links
from reading.site.pages.nodes import published_figure, sentence_mark

Parsed = tuple[list[nodes.Node], list[nodes.system_message]]


class SentenceMark(SphinxRole):
    """Closes the words that retell a sentence: an anchor, `s3`, then `s3-2`, and a link to its evidence."""

    def run(self) -> Parsed:
        """Make the mark."""
        number = self.text.strip()
        times = self.env.temp_data.setdefault("reading_marks", {})
        times[number] = times.get(number, 0) + 1
        book = published.of(self.env.app).book
        paragraph = book.paragraph_on(self.env.docname)
        if paragraph is None:
            message = self.inliner.reporter.error(
                "a mark belongs into the chapter of a paragraph", line=self.lineno
            )
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        page, entry = places(book).sentence(book.document.short[paragraph], number)
        ids = [anchor(number, times[number])]
        return [sentence_mark("", number, ids=ids, page=page, entry=entry)], []


class FigureByName(SphinxRole):
    """A figure of the registry, written by its unit and linked to its evidence; a wrong name is an error."""

    def run(self) -> Parsed:
        """Look the figure up."""
        built = published.of(self.env.app)
        name, known = self.text.strip(), built.figures
        if name not in known:
            problem = f"no figure is called {name!r} {nearest(name, known)}"
            message = self.inliner.reporter.error(problem, line=self.lineno)
            return [self.inliner.problematic(self.rawtext, self.rawtext, message)], [message]
        figure = known[name]
        told = {"name": name, "value": figure.value, "definition": figure.definition}
        if entry := figure_links.behind(built.book, figure):
            told["page"], told["entry"] = entry
        return [published_figure("", str(figure), **told)], []


class Convention(SphinxRole):
    """A number that is a convention and no finding, such as a confidence level."""

    def run(self) -> Parsed:
        """Write the number as it stands."""
        return [nodes.Text(self.text)], []
