"""Measures grading: notebooks a minute for nbgrader, for one warm process and for all cores.

    .venv/bin/python tests/benchmarks/grading.py --learners 10 --lessons 01_problem 02_inputs_outputs

For each lesson it makes a course in a temporary folder and N learners' notebooks in it: right, wrong
and partly done, from `tests/answers`. Half of them are graded, and then all, anew, so that the cost of
each further notebook shows beside that of starting. All but "all cores" is held to one core. Prints
what it finds as it goes, and at the end a table of all lessons, from one run.
"""

import argparse
import os
import random
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

# In place of this file's own folder, in which it hides the package of its name.
sys.path[0] = str(Path(__file__).resolve().parents[1])
import course  # noqa: E402

STOCK, WARM, ALL = "nbgrader autograde", "one warm process", "all cores"
CORES = os.sched_getaffinity(0)


def learner(lesson, number):
    """A notebook: every exercise right, left out, or answered wrongly, by chance."""
    choose = random.Random(f"{lesson}{number}")
    answered = [name for name in course.challenges(lesson) if choose.random() < 0.7]
    notebook = course.with_answers(lesson, answered)
    wrong = [entry for entry in course.bank(lesson) if entry[0] == "wrong"]
    _, name, _, source, _, _ = choose.choice(wrong)
    if number % 3:
        for cell in notebook.cells:
            if course.grade_id(cell) == name:
                cell.source = source
    return notebook


def make(root, lesson, learners):
    """Make a course of one lesson with its gradebook and submissions."""
    shutil.copytree(course.PROJECT / "solutions" / lesson, root / "solutions" / lesson)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)
    run(root, "nbgrader", "generate_assignment", lesson)
    for number in range(learners):
        folder = root / "gradebook" / "submitted" / f"learner{number:04}" / lesson
        folder.mkdir(parents=True)
        course.nbformat.write(learner(lesson, number), folder / f"{lesson}.ipynb")


def run(root, *arguments):
    """Run a module; returns seconds on the clock, and megabytes of the largest process so far."""
    start = time.monotonic()
    command = [sys.executable, "-m", *arguments]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True)
    if done.returncode:
        sys.exit(done.stdout + done.stderr)
    return time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss >> 10


def grades(root):
    """Scores by lesson, learner and cell."""
    from nbgrader.api import Gradebook

    with Gradebook(f"sqlite:///{root}/gradebook/gradebook.db") as gradebook:
        return {
            (assignment.name, submission.student_id, grade.name): grade.auto_score
            for assignment in gradebook.assignments
            for submission in assignment.submissions
            for notebook in submission.notebooks
            for grade in notebook.grades
        }


def floors(lesson):
    """Seconds of an empty kernel, plain and warm, and of a solution's bare code."""
    from jupyter_client.manager import start_new_kernel

    times = {}
    for name in ("python3", "tensteps-warm"):
        spans = []
        for _ in range(4):
            start = time.monotonic()
            with open(os.devnull, "w") as nowhere:
                manager, client = start_new_kernel(kernel_name=name, stderr=nowhere)
            client.stop_channels()
            manager.shutdown_kernel(now=True)
            spans.append(time.monotonic() - start)
        times[name] = statistics.median(spans[1:])
    cells = course.read("solutions", lesson).cells
    course.run(cells[:2])
    start = time.monotonic()
    course.run(cells)
    times["bare code"] = time.monotonic() - start
    return times


def measure(lesson, learners, ways):
    """Grade half of a lesson's notebooks, and all of them; returns both times by way."""
    commands = {
        STOCK: ("nbgrader", "autograde", lesson),
        WARM: ("grading", "autograde", lesson, "--jobs", "1"),
        ALL: ("grading", "autograde", lesson, "--jobs", str(len(CORES))),
    }
    times, found = {way: [] for way in ways}, {}
    with tempfile.TemporaryDirectory() as folder:
        whole, half, root = (Path(folder, name) for name in ("whole", "half", "course"))
        make(whole, lesson, learners)
        shutil.copytree(whole, half)
        for student in sorted((half / "gradebook" / "submitted").iterdir())[learners // 2 :]:
            shutil.rmtree(student)
        for source, count in ((half, learners // 2), (whole, learners)):
            for way in ways:
                os.sched_setaffinity(0, CORES if way == ALL else {min(CORES)})
                shutil.copytree(source, root)
                clock, most = run(root, *commands[way])
                print(f"  {way:<20}{count:>5} notebooks{clock:>8.1f} s{most:>6} MB", flush=True)
                times[way].append(clock)
                found[way] = grades(root)
                shutil.rmtree(root)
    first = found[ways[0]]
    if different := [key for key in first if any(g.get(key) != first[key] for g in found.values())]:
        sys.exit(f"The grades differ between the ways: {different}")
    print(f"  {len(first)} grades, the same each way")
    return times


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", nargs="+", default=course.LESSONS, metavar="LESSON")
    parser.add_argument("--learners", type=int, default=10)
    parser.add_argument("--no-stock", action="store_true", help="leave out nbgrader itself")
    options = parser.parse_args()
    ways = [WARM, ALL] if options.no_stock else [STOCK, WARM, ALL]
    rows, learners = [], options.learners
    for lesson in options.lessons:
        os.sched_setaffinity(0, {min(CORES)})
        floor = floors(lesson)
        print(lesson + "".join(f", {name} {span:.2f} s" for name, span in floor.items()))
        times = measure(lesson, learners, ways)
        rates = {way: 60 * learners / clocks[1] for way, clocks in times.items()}
        further = {
            way: (clocks[1] - clocks[0]) / (learners - learners // 2)
            for way, clocks in times.items()
        }
        row = [lesson, f"{floor['bare code']:.1f}"]
        for numbers in (rates, further):
            row += [f"{numbers[way]:.1f}" for way in ways]
            row += [f"{numbers[way] / numbers[ways[0]]:.2f}" for way in ways[1:]]
        rows.append(row)
    print(f"\n{learners} learners, {len(CORES)} cores; ratios are to {ways[0]}")
    ratios = [f"{way}, ratio" for way in ways[1:]]
    rows.insert(0, ["---"] * (2 + 2 * len(ways + ratios)))
    rows.insert(0, ["lesson", "bare code, s"])
    for unit in ("notebooks a minute", "s each further"):
        rows[0] += [f"{name}, {unit}" for name in ways] + [f"{name} of {unit}" for name in ratios]
    for row in rows:
        print(f"| {' | '.join(row)} |")


if __name__ == "__main__":
    main()
