"""The command `tensteps`, which is also `python -m helpers`: it hands over to one part each."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from pathlib import Path

COMMANDS = {
    "lab": "open JupyterLab on your own copy of the lessons, in my_lessons",
    "progress": "tell how far you are, from your notebooks as they were saved",
    "handin": "write the file to hand in for a lesson",
    "hub": "for JupyterHub: start a user's server",
    "doctor": "check this installation",
    "data": "fetch CIFAR-10, which the lessons use from then on",
    "collect": "for instructors: take what learners handed in out of an archive of Moodle or Canvas",
    "grade": "for instructors: grade what learners have handed in; with --from collect it first",
    "report": "for instructors: tell what has been graded",
    "feedback": "for instructors: make the pages that learners get back",
}
# Where they are; those of `grading` are the others.
OWN = {
    "lab": ".lab",
    "progress": ".progress",
    "handin": ".handin",
    "hub": ".hub",
    "doctor": ".doctor",
    "data": ".data.__main__",
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``tensteps``.

    Parameters
    ----------
    arguments : sequence of str, optional
        A command and its options; those of the command line by default.

    Returns
    -------
    int
        The exit status.
    """
    parser = argparse.ArgumentParser(
        prog="tensteps",
        description="Ten steps to an image classifier.",
        epilog="commands:\n"
        + "\n".join(f"  {name:<10}{what}" for name, what in COMMANDS.items())
        + "\n\n`tensteps COMMAND --help` tells the options of a command.",
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("command", choices=COMMANDS, metavar="COMMAND", help="one of those below")
    parser.add_argument("options", nargs=argparse.REMAINDER, help="what the command takes")
    given = parser.parse_args(arguments)
    # Imported late: no command should wait for what another one needs.
    if given.command in OWN:
        module = importlib.import_module(OWN[given.command], __package__)
        return module.main(given.options)
    asks_for_help = {"-h", "--help"} & set(given.options)
    if not Path("nbgrader_config.py").exists() and not asks_for_help:
        print(
            f"There is no course in {Path.cwd()}: it has no nbgrader_config.py. Run "
            f"`tensteps {given.command}` in the instructor's folder, a clone of the course's "
            "repository, where learners' work lies in gradebook/submitted.",
            file=sys.stderr,
        )
        return 1
    from grading import __main__ as grading

    return grading.main([given.command, *given.options], prog="tensteps")


if __name__ == "__main__":
    sys.exit(main())
