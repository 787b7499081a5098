"""The command line: `python -m grading --help`."""

import argparse
import sys
import warnings
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from .gradebook import Course

# Imports stand in the functions: `--help` should not wait for nbgrader.

TABLES = {
    "csv": "a line for each learner's exercise",
    "totals": "a line for each learner and lesson, also where nothing was handed in",
    "moodle": "a lesson's grades for Moodle (Upload grading worksheet)",
    "canvas": "grades for Canvas (Grades, Import)",
}


def parse_count(text: str) -> int:
    """Read a number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def add_lessons(command: argparse.ArgumentParser) -> None:
    """Let a command take the names of lessons."""
    command.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")


def make_parser(prog: str) -> argparse.ArgumentParser:
    """Make what reads the command line of a program of this name."""
    parser = argparse.ArgumentParser(prog=prog, description="Grade a course.")
    commands = parser.add_subparsers(dest="command", required=True)
    take = commands.add_parser(
        "collect", help="take what learners handed in out of an archive of Moodle or Canvas"
    )
    take.add_argument("lesson", metavar="LESSON")
    take.add_argument("archives", nargs="+", metavar="ARCHIVE", help="a zip file, or a notebook")
    grade = commands.add_parser(
        "grade",
        aliases=["autograde"],  # nbgrader's word
        help="grade what is new, unfinished, or depends on a change, and report",
    )
    add_lessons(grade)
    grade.add_argument("--student", nargs="+", default=[], metavar="S")
    grade.add_argument(
        "--from",
        nargs="+",
        default=[],
        dest="archives",
        metavar="ARCHIVE",
        help="collect these first, for one lesson",
    )
    grade.add_argument("--feedback", action="store_true", help="make the pages afterwards")
    grade.add_argument("--force", action="store_true", help="grade anew what is graded already")
    where = grade.add_mutually_exclusive_group()
    where.add_argument(
        "--jobs", type=parse_count, default=-1, metavar="N", help="default: one each core"
    )
    where.add_argument("--cluster", metavar="ADDRESS", help="of a Dask scheduler")
    grade.add_argument(
        "--no-sandbox",
        action="store_true",
        help="learners' code runs as you: it can read solutions, gradebook and your files, change "
        "them, and use the network",
    )
    pages = commands.add_parser("feedback", help="make pages that are missing or out of date")
    add_lessons(pages)
    pages.add_argument("--student", nargs="+", default=[], metavar="S")
    pages.add_argument("--force", action="store_true", help="make also those that are up to date")
    pages.add_argument(
        "--moodle",
        metavar="FILE",
        help="pack a lesson's pages for Moodle (Upload multiple feedback files in a zip)",
    )
    tell = commands.add_parser(
        "report",
        help="tell what has been graded; of lessons that are named also learners, messages",
    )
    add_lessons(tell)
    for name, what in TABLES.items():
        tell.add_argument(f"--{name}", metavar="FILE", help=f"write {what}")
    return parser


def main(arguments: Sequence[str] | None = None, prog: str = "python -m grading") -> int:
    """Run ``python -m grading``, or what help and messages call it; returns the exit status."""
    options = make_parser(prog).parse_args(arguments)
    from sqlalchemy.exc import SAWarning, SQLAlchemyError

    from . import GradingError
    from .gradebook import load_course

    again = "Run it again to go on."
    if options.command in ("grade", "autograde"):
        again = f"What was graded is stored. {again}"
    warnings.simplefilter("ignore", SAWarning)  # of what nbgrader does with its tables
    try:
        course = load_course()
        if options.command == "report":
            return write_report(course, options)
        if options.command == "feedback":
            status = give_feedback(course, options.lessons, options.student, options.force)
            return status or (pack_pages(course, options) if options.moodle else 0)
        if options.command == "collect":
            return collect_archives(course, options.lesson, options.archives)
        return grade(course, options)
    except GradingError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, SQLAlchemyError) as error:  # a full disk, a gradebook in use
        print(f"Stopped: {str(error).splitlines()[0]}. {again}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print(f"\nInterrupted. {again}", file=sys.stderr)
        return 130


def collect_archives(course: "Course", lesson: str, archives: list[str]) -> int:
    """Collect what was handed in, and say by whom; returns the exit status."""
    from .collect import collect
    from .report import escape_control

    with course.lock():
        learners, left_out = collect(course, lesson, archives)
    print(escape_control(f"{len(learners)} learners collected: {', '.join(learners)}"))
    if left_out:
        print(escape_control(f"Left out, for they name no learner: {', '.join(left_out)}"))
    return 0 if learners else 1


def grade(course: "Course", options: argparse.Namespace) -> int:
    """Grade, with what comes before and after if that is asked for; returns the exit status."""
    from . import GradingError
    from .report import Report
    from .schedule import autograde

    if options.archives:
        if len(options.lessons) != 1:
            raise GradingError("An archive is of one lesson: name it, as in `grade 04_build`.")
        status = collect_archives(course, options.lessons[0], options.archives)
        if status:
            return status
    if options.no_sandbox:
        print("No sandbox: learners' code can do here whatever you can.", file=sys.stderr)
    outcomes = autograde(
        course,
        options.lessons,
        options.student,
        options.jobs,
        options.cluster,
        isolated=not options.no_sandbox,
        force=options.force,
    )
    print(f"{len(outcomes)} graded now." if outcomes else "Nothing is new.")
    print(Report(course, sorted({outcome["lesson"] for outcome in outcomes})).describe())
    return give_feedback(course, options.lessons, options.student) if options.feedback else 0


def give_feedback(
    course: "Course", lessons: list[str], students: list[str], force: bool = False
) -> int:
    """Make pages; returns the exit status."""
    from .feedback import make_feedback
    from .report import escape_control

    with course.lock():
        made, failed = make_feedback(course, lessons, students, force)
    print(f"{made} pages made." if made or failed else "Nothing is new.")
    for (lesson, student), why in failed.items():
        print(escape_control(f"{lesson}, {student}: no page could be made: {why}"))
    return 1 if failed else 0


def pack_pages(course: "Course", options: argparse.Namespace) -> int:
    """Pack a lesson's pages for Moodle; returns the exit status."""
    from .feedback import pack_for_moodle

    packed, left_out = pack_for_moodle(course, options.lessons, options.moodle)
    print(f"{packed} pages in {options.moodle}.")
    tell_left_out(options.moodle, left_out)
    return 0


def tell_left_out(file: str, students: list[str]) -> None:
    """Say who is not in a file for an LMS."""
    from .report import escape_control

    if students:
        names = ", ".join(students)
        print(escape_control(f"Not in {file}, for their names have no number: {names}"))


def write_report(course: "Course", options: argparse.Namespace) -> int:
    """Print what has been graded, and write the tables that are asked for; returns the status."""
    from . import GradingError
    from .report import Report

    report = Report(course, options.lessons)
    print(report.describe(everything=bool(options.lessons)))
    for name in TABLES:
        if file := getattr(options, name):
            try:
                report.make_table(name).to_csv(file, index=False)
            except OSError as error:
                raise GradingError(f"{file} cannot be written: {error}") from None
            if name in ("moodle", "canvas"):
                tell_left_out(file, report.find_unnumbered())
    return 0


if __name__ == "__main__":
    sys.exit(main())
