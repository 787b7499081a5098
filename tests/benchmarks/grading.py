"""Measures grading: notebooks a minute for nbgrader, for one warm process and for all cores.

    .venv/bin/python tests/benchmarks/grading.py                                 # hours
    .venv/bin/python tests/benchmarks/grading.py --learners 20 --stock 5 --lessons 01_problem

For each lesson it makes a course in a temporary folder and N learners' notebooks in it: right, wrong
and partly done, from `tests/answers`. First nbgrader grades some of them and, at the same time, one
process of `grading` three times as many, each on a core of its own: a machine whose speed drifts is
then as fast for one as for the other. After that all cores grade all notebooks. When each notebook
was done tells what a further one costs, beside starting, and how time grows with their number.
Prints what it finds as it goes, and at the end a table of all lessons.
"""

import argparse
import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

# In place of this file's own folder, in which it hides the package of its name.
sys.path[0] = str(Path(__file__).resolve().parents[1])
import course  # noqa: E402

STOCK, WARM, ALL = "nbgrader autograde", "one warm process", "all cores"
CORES = sorted(os.sched_getaffinity(0))


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
    run(root, CORES, "nbgrader", "generate_assignment", lesson)
    for number in range(learners):
        folder = root / "gradebook" / "submitted" / f"learner{number:04}" / lesson
        folder.mkdir(parents=True)
        course.nbformat.write(learner(lesson, number), folder / f"{lesson}.ipynb")


def some(source, target, count):
    """Copy a course with the notebooks of some of its learners."""
    students = sorted(path.name for path in (source / "gradebook" / "submitted").iterdir())
    shutil.copytree(source, target, ignore=lambda *_: students[count:])


def run(root, cores, *arguments):
    """Run a module on some cores; returns seconds on the clock, and MB of its largest process."""
    start = time.monotonic()
    command = ["taskset", "--cpu-list", ",".join(map(str, cores)), sys.executable, "-m", *arguments]
    with tempfile.TemporaryFile("w+") as output:
        process = subprocess.Popen(command, cwd=root, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            sys.exit(output.read())
    return time.monotonic() - start, usage.ru_maxrss >> 10


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


def grade(whole, way, count, cores, *command):
    """Grade the notebooks of some learners.

    Returns
    -------
    further : float
        Seconds on the clock for each notebook after the first of each core.
    scores : dict
        What `grades` finds.
    """
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder, "course")
        some(whole, root, count)
        begin = time.time()
        clock, most = run(root, cores, *command)
        files = (root / "gradebook" / "autograded").glob("*/*/*.ipynb")
        done = sorted(file.stat().st_mtime - begin for file in files)
        assert len(done) == count, f"{way} graded {len(done)} of {count} notebooks"
        quarters = [done[max(0, count * part // 4 - 1)] for part in (1, 2, 3, 4)]
        print(
            f"  {way:<20}{count:>5} notebooks{clock:>8.1f} s{60 * count / clock:>6.1f} a minute, "
            f"largest process {most} MB, quarters done after",
            *(f"{moment:.0f}" for moment in quarters),
            "s",
            flush=True,
        )
        first = len(cores)  # as many start together
        return (done[-1] - done[first - 1]) / (count - first), grades(root)


def measure(lesson, learners, stock):
    """Grade a lesson's notebooks each way; returns what each way returned."""
    warm = min(learners, 3 * stock)
    command = "grading", "autograde", lesson, "--jobs"
    with tempfile.TemporaryDirectory() as folder, ThreadPoolExecutor() as together:
        whole = Path(folder, "whole")
        make(whole, lesson, learners)
        pair = [
            together.submit(grade, whole, STOCK, stock, CORES[:1], "nbgrader", "autograde", lesson),
            together.submit(grade, whole, WARM, warm, CORES[-1:], *command, "1"),
        ]
        found = dict(zip((STOCK, WARM), (future.result() for future in pair), strict=True))
        found[ALL] = grade(whole, ALL, learners, CORES, *command, str(len(CORES)))
    every = found[ALL][1]
    for _, scores in found.values():
        if different := [key for key in scores if scores[key] != every.get(key)]:
            sys.exit(f"The grades differ between the ways: {different}")
    print(f"  {len(found[STOCK][1])} grades of nbgrader, the same each way", flush=True)
    return {way: further for way, (further, _) in found.items()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", nargs="+", default=course.LESSONS, metavar="LESSON")
    parser.add_argument("--learners", type=int, default=100, help="more than cores")
    parser.add_argument("--stock", type=int, default=20, help="whose work nbgrader grades, too")
    options = parser.parse_args()
    if options.learners <= len(CORES) or options.stock < 2:
        parser.error(f"more than {len(CORES)} learners are needed, and 2 for nbgrader")
    os.sched_setaffinity(0, CORES[:1])  # where bare code runs; `run` says where else
    rows = []
    for lesson in options.lessons:
        floor = floors(lesson)
        print(lesson + "".join(f", {name} {span:.2f} s" for name, span in floor.items()))
        further = measure(lesson, options.learners, min(options.stock, options.learners))
        ratios = [further[STOCK] / further[WARM], further[WARM] / further[ALL] / len(CORES)]
        rows.append([lesson, floor["bare code"], *further.values(), *ratios])
    print(f"\nSeconds for each further notebook; {options.learners} learners, {len(CORES)} cores")
    head = ["lesson", "bare code", STOCK, WARM, ALL, "ratio on one core", "share of linear"]
    print(f"| {' | '.join(head)} |\n|{' --- |' * len(head)}")
    for lesson, *numbers in rows:
        print(f"| {lesson} | {' | '.join(f'{number:.2f}' for number in numbers)} |")


if __name__ == "__main__":
    main()
