"""Do the documents name what is there: files, commands, limits?"""

import re

from grading.limits import Limits

import course
import pytest

DOCUMENTS = sorted([*course.PROJECT.glob("*.md"), *course.PROJECT.glob("docs/**/*.md")])
NAMES = [str(file.relative_to(course.PROJECT)) for file in DOCUMENTS]
NAMES.remove("CHANGELOG.md")  # it names what was removed


@pytest.mark.parametrize("name", NAMES)
def test_files_that_are_linked_are_there(name):
    file = course.PROJECT / name
    text = re.sub(r"(?s)```.*?```", "", file.read_text())
    for link in re.findall(r"\]\(([^)\s#]+)", text):
        # The site's pages of lessons are made from solutions/.
        place = re.sub(r"^lessons/", "../solutions/", link) if file.parent.name == "docs" else link
        if not re.match(r"(?:https?|mailto):", link):
            assert (file.parent / place).exists(), link


@pytest.mark.parametrize("name", NAMES)
def test_commands_that_are_named_are_there(name):
    targets = set(re.findall(r"(?m)^([a-z-]+):", (course.PROJECT / "Makefile").read_text()))
    for line in re.findall(r"`make ([^`]*)`|^make (.*)", (course.PROJECT / name).read_text(), re.M):
        words = [word for word in "".join(line).split("#")[0].split() if "=" not in word]
        assert set(words) <= targets, line


def test_limits_are_those_that_hold():
    limits = Limits()
    said = (course.PROJECT / "docs" / "grading.md").read_text()
    for row in (
        f"| `c.Sandbox.seconds`, `c.Sandbox.cpu` | {limits.seconds} s a notebook; "
        f"{limits.cpu} s of computing a process |",
        f"| `c.Sandbox.memory` | {limits.memory >> 30} GB |",
        f"| `c.Sandbox.processes` | {limits.processes} |",
        f"| `c.Sandbox.disk`, `c.Sandbox.files` | {limits.disk >> 20} MB in {limits.files:,} files |",
        f"| `c.Sandbox.output` | {limits.output >> 20} MB |",
    ):
        assert row in said
