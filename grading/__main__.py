"""The command line: `python -m grading --help`."""

import argparse
import sys
import warnings
from collections.abc import Sequence


def parse_count(text: str) -> int:
    """Read a number of 1 or more."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} is no number of 1 or more")
    return int(text)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``python -m grading``; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m grading", description="Grade a course.")
    commands = parser.add_subparsers(dest="command", required=True)
    grade = commands.add_parser(
        "autograde", help="grade what is new, unfinished, or depends on a change, and report"
    )
    grade.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")
    grade.add_argument("--student", nargs="+", default=[], metavar="S")
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
    pages.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")
    pages.add_argument("--student", nargs="+", default=[], metavar="S")
    pages.add_argument("--force", action="store_true", help="make also those that are up to date")
    tell = commands.add_parser("report", help="tell what has been graded")
    tell.add_argument("lessons", nargs="*", metavar="LESSON", help="all if none is named")
    tell.add_argument("--csv", metavar="FILE", help="write a line for each learner's exercise")
    options = parser.parse_args(arguments)

    # Imported late: `--help` should not wait for nbgrader.
    from sqlalchemy.exc import SAWarning, SQLAlchemyError

    from . import GradingError
    from .feedback import make_feedback
    from .gradebook import load_course
    from .report import Report, escape_control
    from .schedule import autograde

    warnings.simplefilter("ignore", SAWarning)  # of what nbgrader does with its tables
    course = load_course()
    try:
        if options.command == "report":
            report = Report(course, options.lessons)
            print(report)
            if options.csv:
                try:
                    report.for_csv().to_csv(options.csv, index=False)
                except OSError as error:
                    raise GradingError(f"{options.csv} cannot be written: {error}") from None
            return 0
        if options.command == "feedback":
            with course.lock():
                made, failed = make_feedback(
                    course, options.lessons, options.student, options.force
                )
            print(f"{made} pages made." if made or failed else "Nothing is new.")
            for (lesson, student), why in failed.items():
                print(escape_control(f"{lesson}, {student}: no page could be made: {why}"))
            return 1 if failed else 0
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
    except GradingError as error:
        print(error, file=sys.stderr)
        return 1
    except (OSError, SQLAlchemyError) as error:  # a full disk, a gradebook in use
        what = str(error).splitlines()[0]
        print(
            f"Stopped: {what}. What was graded is stored; run it again to go on.", file=sys.stderr
        )
        return 1
    except KeyboardInterrupt:
        print("\nInterrupted. What was graded is stored; run it again to go on.", file=sys.stderr)
        return 130
    print(f"{len(outcomes)} graded now." if outcomes else "Nothing is new.")
    print(Report(course, sorted({outcome["lesson"] for outcome in outcomes})))
    return 0


if __name__ == "__main__":
    sys.exit(main())
