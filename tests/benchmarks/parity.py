"""Compares grades: with demonstrations skipped, with every cell run, and nbgrader's own.

    .venv/bin/python tests/benchmarks/parity.py                                    # hours
    .venv/bin/python tests/benchmarks/parity.py --notebooks 20 --ways skipping full

For each lesson it makes a course in a temporary folder. Some notebooks hold, together, every answer of
`tests/answers`; the others are a random mix, in which each exercise has a right or a wrong answer,
or none. Each way grades all of them, and the bank says what its answers earn. Prints how many
grades were compared and which differ; the exit status is 1 if any does.
"""

import argparse
import collections
import copy
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# In place of this file's own folder, in which a file hides the package `grading`.
if __name__ == "__main__":
    sys.path[0] = str(Path(__file__).resolve().parents[1])
import course  # noqa: E402

SEED = 13
SKIPPING, FULL, STOCK = "skipping", "full", "nbgrader"
WAYS = {
    SKIPPING: ("grading", "autograde"),
    FULL: ("grading", "autograde"),
    STOCK: ("nbgrader", "autograde"),
}


def read_bank(lesson):
    """The bank's answers by challenge: each one's code and points; no points if it is right."""
    found = collections.defaultdict(list)
    for _, challenge, _, source, points, _ in course.bank(lesson):
        found[challenge].append((source, points))
    return found


def find_points(lesson, challenge):
    """What a right answer earns."""
    return sum(cell.metadata.nbgrader.points for cell in course.challenges(lesson)[challenge])


def fill(lesson, chosen):
    """A notebook with the chosen answers; what each earns, by challenge."""
    notebook = course.with_answers(lesson, [])
    expected = {}
    for challenge in course.challenges(lesson):
        source, points = chosen.get(challenge, (None, 0.0))
        expected[challenge] = find_points(lesson, challenge) if points is None else points
        for cell in notebook.cells:
            if course.grade_id(cell) == challenge and source is not None:
                cell.source = source
    return notebook, expected


def make_bank(lesson):
    """Notebooks that together hold every answer of a lesson's bank."""
    bank = read_bank(lesson)
    for number in range(max(map(len, bank.values()), default=0)):
        chosen = {name: found[number] for name, found in bank.items() if number < len(found)}
        yield fill(lesson, chosen)


def make_mix(lesson, count):
    """Notebooks whose exercises have a right answer, a wrong one, or none, by chance."""
    choose = random.Random(f"{SEED} {lesson}")
    bank = read_bank(lesson)
    for _ in range(count):
        chosen = {}
        for name, found in bank.items():
            right = [answer for answer in found if answer[1] is None]
            wrong = [answer for answer in found if answer[1] is not None]
            kind = choose.choice([right, right, wrong, []])
            if kind:
                chosen[name] = choose.choice(kind)
        yield fill(lesson, chosen)


def make_course(root, lesson):
    """Make a course of one lesson with its gradebook."""
    shutil.copytree(course.PROJECT / "solutions" / lesson, root / "solutions" / lesson)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)
    run(root, "nbgrader", "generate_assignment", lesson)


def run(root, *arguments):
    """Run a module in a course."""
    done = subprocess.run(
        [sys.executable, "-m", *arguments], cwd=root, capture_output=True, text=True
    )
    if done.returncode:
        sys.exit(done.stdout + done.stderr)


def hand_in(root, lesson, notebooks, way):
    """Hand in notebooks, numbered from 0."""
    for number, notebook in enumerate(notebooks):
        if way == FULL:  # no plain Python, so that nothing is skipped
            notebook.cells.append(course.nbformat.v4.new_code_cell("%pwd"))
        folder = root / "gradebook" / "submitted" / f"learner{number:04}" / lesson
        folder.mkdir(parents=True)
        course.nbformat.write(notebook, folder / f"{lesson}.ipynb")


def read_grades(root):
    """Points by learner and test; None where they wait for a person."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        return {
            (int(submission.student_id.removeprefix("learner")), grade.name): grade.auto_score
            for assignment in gradebook.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
            if grade.cell.cell_type == "code"
        }


def compare(lesson, made, ways, stock, jobs):
    """Grade a lesson's notebooks each way.

    Returns
    -------
    counts : dict of str to (int, int, float)
        How many notebooks and grades each way has given, in how many seconds.
    different : list of str
        What differs from the first way, or from what the bank says.
    """
    counts, different, first = {}, [], None
    tests = {
        challenge: [course.grade_id(cell) for cell in cells]
        for challenge, cells in course.challenges(lesson).items()
    }
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh")
        make_course(fresh, lesson)
        for way in ways:
            some = copy.deepcopy(made[:stock] if way == STOCK else made)
            root = Path(folder, way)
            shutil.copytree(fresh, root)
            hand_in(root, lesson, [notebook for notebook, _ in some], way)
            begin = time.monotonic()
            run(root, *WAYS[way], lesson, *(() if way == STOCK else ("--jobs", str(jobs))))
            grades = read_grades(root)
            counts[way] = len(some), len(grades), time.monotonic() - begin
            first = first or grades
            different += [
                f"{lesson} {number} {name}: {first.get((number, name))}, but {way} gives {points}"
                for (number, name), points in grades.items()
                if first.get((number, name), "nothing") != points
            ]
            for number, (_, expected) in enumerate(some):
                for challenge, points in expected.items():
                    given = [grades.get((number, name)) for name in tests[challenge]]
                    if None in given or abs(sum(given) - points) > 1e-9:
                        different.append(
                            f"{lesson} {number} {challenge}: {points} in the bank, but {way} "
                            f"gives {given}"
                        )
    return counts, different


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", nargs="+", default=course.LESSONS, metavar="LESSON")
    parser.add_argument("--notebooks", type=int, default=200, help="in the mix, of all lessons")
    parser.add_argument("--no-bank", action="store_true", help="only the mix")
    parser.add_argument("--ways", nargs="+", choices=WAYS, default=list(WAYS))
    parser.add_argument("--stock", type=int, help="how many notebooks a lesson nbgrader grades")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)))
    options = parser.parse_args()
    print(f"| lesson | {' | '.join(options.ways)} | different |")
    print(f"|{' --- |' * (len(options.ways) + 2)}", flush=True)
    every = []
    for place, lesson in enumerate(options.lessons):
        count = len(range(place, options.notebooks, len(options.lessons)))
        made = [] if options.no_bank else list(make_bank(lesson))
        made += make_mix(lesson, count)
        counts, different = compare(lesson, made, options.ways, options.stock, options.jobs)
        cells = [
            f"{notebooks} notebooks, {grades} grades, {seconds:.0f} s"
            for notebooks, grades, seconds in counts.values()
        ]
        print(f"| {lesson} | {' | '.join(cells)} | {len(different)} |", flush=True)
        every += different
    print("\n".join(every))
    sys.exit(bool(every))


if __name__ == "__main__":
    main()
