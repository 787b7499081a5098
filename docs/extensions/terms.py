"""Links the first use of each glossary term on a lesson's page to the glossary.

The glossary names with each term the lesson that introduces it, as a role: {lesson}`4`. The word
may mean something else before (a notebook's kernel, the kernel of a convolution), so links begin
in that lesson.
"""

import re
from pathlib import Path

from docutils import nodes
from docutils.nodes import Node
from sphinx.addnodes import pending_xref
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.util.docutils import SphinxRole

# Text in these is left alone: headings, code, links, and what a cell has printed.
UNTOUCHED = (nodes.title, nodes.literal, nodes.literal_block, nodes.reference, pending_xref)


def read_glossary(text: str) -> dict[str, int]:
    """Read the terms of the glossary, each with the number of the lesson that introduces it."""
    entries = re.findall(r"((?:^[^\s`].*\n)+)  .*\{lesson\}`(\d+)`$", text, re.MULTILINE)
    return {name: int(number) for names, number in entries for name in names.splitlines()}


def term_pattern(term: str) -> re.Pattern[str]:
    """Find a term in a text, also its plural."""
    # What stands in brackets only tells the entry from another one.
    word = re.escape(re.sub(r" \(.*\)", "", term))
    if word.islower():
        word = f"[{word[0]}{word[0].upper()}]{word[1:]}"
    return re.compile(rf"(?<![\w-]){word}(?:e?s)?(?![\w-])")


class LinkTerms(SphinxTransform):
    """Link the first use of each term that stands in a lesson's open text."""

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        """Change the page of a lesson."""
        lesson = re.match(r"lessons/(\d+)_", self.env.docname)
        if not lesson:
            return
        file = Path(self.env.srcdir, "glossary.md")
        self.env.note_dependency(str(file))
        self.env.note_dependency(__file__)
        terms = {
            term: term_pattern(term)
            for term, introduced in read_glossary(file.read_text(encoding="utf-8")).items()
            if introduced <= int(lesson[1]) and "(" not in term
        }
        for text in self._open_texts():
            self._link(text, terms)

    def _open_texts(self) -> list[nodes.Text]:
        """Texts that may have links, without those that are folded away."""
        folded, texts = 0, []
        for node in self.document.findall():
            if isinstance(node, nodes.raw):
                markup = node.astext()
                folded += markup.count("<details") - markup.count("</details")
            elif isinstance(node, nodes.Text) and not folded and not _is_untouched(node):
                texts.append(node)
        return texts

    def _link(self, text: nodes.Text, terms: dict[str, re.Pattern[str]]) -> None:
        """Replace terms in one text by links, and take them out of `terms`."""
        rest, parts = str(text), []
        while found := [(m, term) for term, p in terms.items() if (m := p.search(rest))]:
            # The first in the text; of those that begin there the longest.
            match, term = min(found, key=lambda pair: (pair[0].start(), -pair[0].end()))
            link = pending_xref(
                "",
                nodes.inline("", match[0], classes=["term"]),
                refdomain="std",
                reftype="term",
                reftarget=term,
                refexplicit=True,
                refdoc=self.env.docname,
                refwarn=True,
            )
            parts += [nodes.Text(rest[: match.start()]), link]
            rest = rest[match.end() :]
            del terms[term]
        if parts:
            text.parent.replace(text, [*parts, nodes.Text(rest)])


def _is_untouched(node: Node) -> bool:
    while node := node.parent:
        if isinstance(node, UNTOUCHED) or "cell_output" in node.get("classes", []):
            return True
    return False


class LessonRole(SphinxRole):
    """Link to a lesson by its number: {lesson}`4`."""

    def run(self) -> tuple[list[Node], list]:
        """Make the link."""
        (file,) = Path(self.env.srcdir, "lessons").glob(f"{int(self.text):02}_*/*.ipynb")
        link = pending_xref(
            "",
            nodes.inline("", f"Lesson {self.text}"),
            refdomain="std",
            reftype="doc",
            reftarget=f"/lessons/{file.parent.name}/{file.stem}",
            refexplicit=True,
            refdoc=self.env.docname,
            refwarn=True,
        )
        return [link], []


def setup(app: Sphinx) -> dict[str, bool]:
    """Register what is above."""
    app.add_transform(LinkTerms)
    app.add_role("lesson", LessonRole())
    return {"parallel_read_safe": True, "parallel_write_safe": True}
