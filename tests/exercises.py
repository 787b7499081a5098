"""Writes docs/exercises.md, for instructors: each exercise with its stumbles, or with its rubric.

    python tests/exercises.py LESSON ...

Stumbles are the wrong answers of `tests/answers`, with what the checks say to them. They run, which
takes a minute or two a lesson; what the page has of other lessons stays.
"""

import contextlib
import re
import sys
import tempfile

from grading.rubrics import read_rubrics

import course

PAGE = course.PROJECT / "docs" / "exercises.md"
HEAD = """\
# Exercise by exercise

**For instructors: this page holds ideas of solutions and all rubrics.** It is made from the lessons and from the wrong
answers that their checks are tried on; `make exercises` makes it anew.

Under each exercise with code stands what learners wrote, and what its check told them. Several mistakes in one line
get the same message. The message names the likeliest cause. So first let the learner read it aloud, and ask: *what did
you expect, and what came?* Each exercise has hints to click on, the first one also stands here. Say no more than the
next hint.

These messages may come in any exercise:

| the check says | what to say |
| --- | --- |
| NotImplementedError: Replace this line with your code. | The cell has no answer yet. |
| NameError: name '...' is not defined | The cell with the answer has not run, or stopped with an error. Run it first, and after a restart all cells above it. |
| NameError: name '\\_\\_\\_\\_' is not defined | A blank has not been filled in. |
| ... gave nothing (None). Is there a return ...? | `print` shows a value, `return` hands it over. Look also whether `return` stands too far to the left or to the right. |
| ... Write it yourself ... | The function calls the course's ready-made one. |
"""
HEADING = re.compile(r"(?m)^### (.+?) \(([\d.]+) points?(?:, written)?\)$")
MOST = 6  # messages of an exercise, and mistakes of a message
# The page's head tells of these, and what disarms a check is no stumble.
COMMON = re.compile(r"gave nothing \(None\)|Write it yourself|____|blanks|is a Agrees")
SPECIAL = re.compile(r"([\\`*_$<>|~])")


def read_exercises(lesson):
    """Read a lesson's exercises.

    Yields
    ------
    name : str
        What nbgrader calls the answer.
    heading, points : str
        What learners read above it.
    text : str
        All that it asks.
    answer : str
        The solution.
    """
    heading = None
    for cell in course.read("solutions", lesson).cells:
        if cell.cell_type == "markdown" and (found := HEADING.search(cell.source)):
            heading, text = found.groups(), cell.source
        if course.is_answer(cell) and heading:
            yield course.grade_id(cell), *heading, text, cell.source
            heading = None


def find_message(printed, part):
    """What a check printed in the line that holds a part."""
    line = re.search(rf".*{re.escape(part)}.*", printed)
    if line is None:
        raise LookupError(f"no line holds {part!r}:\n{printed}")
    return shorten(line[0].removeprefix("AssertionError: "))


def shorten(message):
    """A message without the arguments of a long call, and with the start only of long lists."""
    message = re.sub(r"^(\w+)\(.{40,}?\) (?=should|gave|stopped|is )", r"\1(...) ", message)
    message = re.sub(r"\[[-\d., \[\]]{40,}\]", lambda numbers: f"{numbers[0][:24]}...]", message)
    return " ".join(message.split())


def find_stumbles(lesson):
    """Run a lesson's wrong answers, and group them by what the check advises.

    Returns
    -------
    dict of str to list of (list of str, str)
        For each exercise the commonest messages, each with the mistakes that get it.
    """
    found = {}
    for kind, name, title, source, _, part in course.bank(lesson):
        if kind == "wrong":
            printed = "\n".join(map(course.text, course.run_answer(lesson, name, source)))
            try:
                message = find_message(printed, part)
            except LookupError as error:
                raise LookupError(f"tests/answers/{lesson}.py, {title}: {error}") from None
            if not COMMON.search(message):
                # Numbers are of one mistake; what comes after the first sentence is of several.
                advice = re.split(r"\. (?=[A-Z])", message, maxsplit=1)[-1]
                found.setdefault(name, {}).setdefault(advice, []).append((title, message))
    return {
        name: [
            ([title for title, _ in group[:MOST]], group[0][1])
            for group in sorted(groups.values(), key=len, reverse=True)[:MOST]
        ]
        for name, groups in found.items()
    }


def write_exercise(exercise, rubrics, stumbles):
    """Write an exercise's part of the page."""
    name, heading, points, text, answer = exercise
    lines = [f"### {heading} ({points} {'point' if points == '1' else 'points'})", ""]
    goals = re.findall(r"(?m)^\*\*Goal:\*\* (.+)$", text)
    if name in rubrics:
        parts = [p for p in text.split("\n\n")[1:] if not p.startswith("**Goal:**")]
        asked = parts[: 2 if re.search("(:|Say)$", parts[0]) else 1]  # a list comes after it
        return "\n\n".join([lines[0], *asked, *rubrics[name], ""])
    (goal,) = goals
    functions = " and ".join(f"`{function}`" for function in re.findall(r"(?m)^def (.+):$", answer))
    lines += [f"{goal[0].upper()}{goal[1:]} Learners write {functions}.", ""]
    if hint := re.search(r"<summary>Hint 1</summary>\s+(.+?)\s+</details>", text, re.DOTALL):
        lines += [f"**First hint:** {' '.join(hint[1].split())}", ""]
    lines += ["| what was written | what the check says |", "| --- | --- |"]
    for titles, message in stumbles:
        lines.append(f"| {escape('; '.join(titles))} | {escape(message)} |")
    return "\n".join([*lines, ""])


def escape(text):
    """Keep Markdown from reading signs in a text."""
    return SPECIAL.sub(r"\\\1", text)


def read_stumbles(page):
    """Read from a page what `find_stumbles` had found, by exercises' headings."""
    found = {}
    for heading, section in re.findall(r"(?ms)^### (.+?) \([^\n]+$(.*?)(?=^##|\Z)", page):
        rows = re.findall(r"(?m)^\| (.+?) \| (.+) \|$", section)[2:]
        unescaped = [[re.sub(r"\\(.)", r"\1", cell) for cell in row] for row in rows]
        found[heading] = [(titles.split("; "), message) for titles, message in unescaped]
    return found


def write_page(stumbles):
    """Write the page.

    Parameters
    ----------
    stumbles : dict of str to list of (list of str, str)
        As `find_stumbles` gives them, by exercises' headings.
    """
    parts = [HEAD]
    for lesson in course.LESSONS:
        cells = course.read("solutions", lesson).cells
        title = cells[0].source.splitlines()[0].removeprefix("# ")
        parts.append(f"## {title}\n")
        rubrics = read_rubrics(cells)
        for exercise in read_exercises(lesson):
            parts.append(write_exercise(exercise, rubrics, stumbles.get(exercise[1], [])))
    return "\n".join(parts)


def main(lessons):
    """Run the wrong answers of these lessons, or of all, and write the page."""
    stumbles = read_stumbles(PAGE.read_text()) if PAGE.exists() else {}
    for lesson in lessons or course.LESSONS:
        # Some wrong answers forget the folder that they are given.
        with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
            found = find_stumbles(lesson)
        stumbles |= {heading: found.get(name, []) for name, heading, *_ in read_exercises(lesson)}
        PAGE.write_text(write_page(stumbles))


if __name__ == "__main__":
    main(sys.argv[1:])
