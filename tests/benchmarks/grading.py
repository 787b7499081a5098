"""Measures grading: notebooks a minute for nbgrader, for one warm process and for all cores.

    .venv/bin/python tests/benchmarks/grading.py --learners 10 --lessons 01_problem 02_inputs_outputs

Makes a course in a temporary folder and N learners' notebooks in it: right, wrong and partly done,
from `tests/answers`. Prints one table from one run. Other work on the machine disturbs seconds on
the clock, so that seconds of computing stand beside them.
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

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
import course  # noqa: E402 - it lies beside the folder of this file


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


def make(root, lessons, learners):
    """Make a course with its gradebook and submissions."""
    for lesson in lessons:
        shutil.copytree(course.PROJECT / "solutions" / lesson, root / "solutions" / lesson)
    shutil.copy(course.PROJECT / "nbgrader_config.py", root)
    run(root, "nbgrader", "generate_assignment", "*")
    for lesson in lessons:
        for number in range(learners):
            folder = root / "gradebook" / "submitted" / f"learner{number:04}" / lesson
            folder.mkdir(parents=True)
            course.nbformat.write(learner(lesson, number), folder / f"{lesson}.ipynb")


def run(root, *arguments):
    """Run a module; returns seconds on the clock, seconds of computing, and megabytes at most."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    start = time.monotonic()
    command = [sys.executable, "-m", *arguments]
    subprocess.run(command, cwd=root, check=True, capture_output=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    computed = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return time.monotonic() - start, computed, after.ru_maxrss >> 10


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
            manager, client = start_new_kernel(kernel_name=name)
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


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--lessons", nargs="+", default=course.LESSONS[:1], metavar="LESSON")
    parser.add_argument("--learners", type=int, default=6)
    parser.add_argument("--jobs", type=int, default=os.cpu_count(), help="for 'all cores'")
    parser.add_argument("--no-stock", action="store_true", help="leave out nbgrader itself")
    options = parser.parse_args()
    count = options.learners * len(options.lessons)
    print(f"{options.learners} learners, {len(options.lessons)} lessons: {count} notebooks")
    with tempfile.TemporaryDirectory() as folder:
        fresh = Path(folder, "fresh")
        make(fresh, options.lessons, options.learners)
        half = Path(folder, "half")
        shutil.copytree(fresh, half)
        for student in (half / "gradebook" / "submitted").iterdir():
            if int(student.name[-4:]) >= options.learners / 2:
                shutil.rmtree(student)
        grade = ("grading", "autograde", *options.lessons, "--jobs")
        ways = {"one warm process": (fresh, [(*grade, "1")])}
        if not options.no_stock:
            commands = [("nbgrader", "autograde", lesson) for lesson in options.lessons]
            ways = {"nbgrader autograde": (fresh, commands)} | ways
        ways[f"{options.jobs} processes"] = (fresh, [(*grade, str(options.jobs))])
        ways[f"{options.jobs} processes, half the learners"] = (
            half,
            [(*grade, str(options.jobs))],
        )
        found = {}
        print(f"{'':<36}{'per minute':>11}{'seconds':>9}{'computing':>11}{'MB':>6}")
        for name, (source, commands) in ways.items():
            root = Path(folder, "course")
            shutil.copytree(source, root)
            done = [run(root, *command) for command in commands]
            clock, computed = sum(d[0] for d in done), sum(d[1] for d in done)
            found[name] = grades(root)
            number = len(list(root.glob("gradebook/submitted/*/*")))
            print(
                f"{name:<36}{60 * number / clock:>11.1f}{clock:>9.1f}{computed:>11.1f}"
                f"{max(d[2] for d in done):>6}",
                flush=True,
            )
            shutil.rmtree(root, ignore_errors=True)
        whole = [found[name] for name, (source, _) in ways.items() if source == fresh]
        different = sum(any(g.get(key) != value for g in whole) for key, value in whole[0].items())
        print(f"{different} of {len(whole[0])} grades differ between the ways")
    for lesson in options.lessons:
        spans = ", ".join(f"{name} {span:.2f} s" for name, span in floors(lesson).items())
        print(f"{lesson}, floor: {spans}")


if __name__ == "__main__":
    main()
