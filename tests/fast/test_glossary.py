"""Is the glossary true to the lessons?"""

import re
import sys

import course
import pytest

sys.path.insert(0, str(course.PROJECT / "docs" / "extensions"))
from terms import read_glossary, term_pattern

GLOSSARY = (course.PROJECT / "docs" / "glossary.md").read_text()
# Each entry: its names, a line each, its text, and the lesson that introduces it.
ENTRIES = re.findall(r"^((?:[^\s`].*\n)+)  (.*) \{lesson\}`(\d+)`$", GLOSSARY, re.MULTILINE)


def lesson_text(number):
    """The text of a lesson."""
    (folder,) = (course.PROJECT / "solutions").glob(f"{number:02}_*")
    cells = course.read("solutions", folder.name).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("number", range(1, 11))
def test_terms_occur_in_the_lesson_that_introduces_them(number):
    text = lesson_text(number)
    introduced = [names.splitlines() for names, _, lesson in ENTRIES if lesson == str(number)]
    assert len(introduced) >= 3
    assert [
        names for names in introduced if not any(term_pattern(name).search(text) for name in names)
    ] == []


def test_each_entry_is_a_plain_sentence_in_the_order_of_the_alphabet():
    assert len(ENTRIES) == GLOSSARY.count("{lesson}") > 150
    names = [names.splitlines()[0].lower() for names, _, _ in ENTRIES]
    assert names == sorted(names)
    for names, text, _ in ENTRIES:
        assert re.fullmatch(r"[A-Z0-9`].*\.", text), names
        assert len(text.split()) <= 40, names


def test_reading():
    terms = read_glossary(GLOSSARY)
    assert terms["stride"] == terms["relu"] == terms["rectified linear unit"] == 4
    assert len(terms) == sum(len(names.splitlines()) for names, _, _ in ENTRIES)


def test_pattern():
    """A term is found with its plural, also at the start of a sentence, not within a word."""
    pattern = term_pattern("batch")
    assert [match[0] for match in pattern.finditer("Batches and a batch")] == ["Batches", "batch"]
    assert not pattern.search("mini-batch and batchwise")
    assert term_pattern("kernel (of a notebook)").search("the kernel")
