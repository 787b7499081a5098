"""What is pending, and how it is run: side by side here, or on a Dask cluster."""

import contextlib
import functools
import hashlib
import os
import signal
import threading
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import grading
import helpers

import joblib
from sqlalchemy.exc import SQLAlchemyError
from tqdm import tqdm

from . import GradingError
from .gradebook import Course, export_definition
from .internals import stop_workers
from .sandbox import require_sandbox, temporary_folder
from .submission import Submission
from .worker import Job, Result, close_sandbox, grade, is_ours, refuse


@dataclass(frozen=True)
class Pending:
    """A submission that is to be graded.

    Attributes
    ----------
    student, lesson, notebook : str
        Whose it is, for what, and the name of the lesson's notebook.
    folder : Path
        Where it lies.
    context : str
        What its result depends on beside the submission.
    """

    student: str
    lesson: str
    notebook: str
    folder: Path
    context: str


def autograde(
    course: Course,
    lessons: Sequence[str] = (),
    students: Sequence[str] = (),
    jobs: int = -1,
    cluster: str | None = None,
    isolated: bool = True,
    force: bool = False,
) -> list[dict]:
    """Grade what is new, unfinished, or depends on something that has changed.

    Parameters
    ----------
    course : Course
        The course.
    lessons, students : list of str
        Which ones; all if empty.
    jobs : int
        How many submissions run at a time on this machine; -1 for one on each core.
    cluster : str or None
        Address of a Dask scheduler whose workers do the work instead.
    isolated : bool
        Whether learners' code runs in the sandbox.
    force : bool
        Whether to grade anew also what has a valid result.

    Returns
    -------
    list of dict
        The outcomes of what was graded now.

    Raises
    ------
    GradingError
        If something stands in the way.
    """
    if isolated and not cluster:
        require_sandbox()
    with course.lock(), temporary_folder() as scratch:
        definition = export_definition(course.coursedir.db_url)
        pending = find_pending(course, lessons, students, force)
        running: dict[tuple[str, str], tuple[Job, str]] = {}

        def make_jobs() -> Iterator:
            for item in pending:
                submission = course.pack(item.student, item.lesson, item.notebook, item.folder)
                config, place = course.app.config, None if cluster else scratch
                released = course.released(item.lesson, item.notebook)
                job = Job(submission, definition, released, config, isolated, place)
                key = make_key(submission, item.context)
                running[item.lesson, item.student] = job, key
                yield joblib.delayed(grade)(job)

        outcomes = []
        with workers(jobs, cluster) as parallel:
            for result in tqdm(parallel(make_jobs()), total=len(pending), unit="notebook"):
                with defer_interrupt():
                    job, key = running.pop((result.lesson, result.student))
                    outcomes.append(store(course, job, result, key))
        return outcomes


def store(course: Course, job: Job, result: Result, key: str) -> dict:
    """Store a result, or that it cannot be stored; see `Course.store`."""
    try:
        return course.store(job.submission, result, key)
    except SQLAlchemyError:
        raise
    except Exception as error:  # one learner's files must not stop everybody's grading
        if is_ours(error):  # but a full disk must, and costs nobody points
            raise
        reason = f"it cannot be stored ({type(error).__name__}: {error})"
        job = replace(job, submission=replace(job.submission, files={}))
        return course.store(job.submission, refuse(job, reason), key)


def find_pending(
    course: Course,
    lessons: Sequence[str] = (),
    students: Sequence[str] = (),
    force: bool = False,
) -> list[Pending]:
    """Find what has no result that is still valid, or with `force` everything.

    Raises
    ------
    GradingError
        If there is no such lesson or student, or nothing has been handed in at all.
    """
    wanted = course.choose_lessons(lessons)
    found = {lesson: course.submissions(lesson) for lesson in wanted}
    everybody: set[str] = set().union(*found.values())
    if not everybody:
        folder = course.find("submitted_directory", "STUDENT", "LESSON")
        raise GradingError(f"Nothing has been handed in: there is no folder {folder}.")
    if missing := set(students) - everybody:
        raise GradingError(f"Nothing has been handed in by {', '.join(sorted(missing))}.")
    outcomes, graded = course.outcomes(), course.graded()
    pending = []
    for lesson, notebook in wanted.items():
        context = describe_context(course, lesson)
        for student, folder in found[lesson].items():
            if students and student not in students:
                continue
            item = Pending(student, lesson, notebook, folder, context)
            key = make_key(course.pack(student, lesson, notebook, folder), context)
            valid = outcomes.get((lesson, student), {}).get("digest") == key
            there = course.find("autograded_directory", student, lesson).exists()
            if force or not (valid and there and (lesson, student) in graded):
                pending.append(item)
    return pending


def describe_context(course: Course, lesson: str) -> str:
    """What a lesson's results depend on beside submissions, as a text that changes when it does.

    That is what the lesson asks for and until when, nbgrader's settings, and the code of `helpers`
    and `grading`.
    """
    return f"{course.requirements(lesson)}{course.app.config}{hash_code()}"


@functools.cache
def hash_code() -> str:
    """A digest of the course's own code."""
    digest = hashlib.sha256()
    for package in (helpers, grading):
        folder = Path(str(package.__file__)).parent
        for file in sorted(folder.rglob("*.py")):
            digest.update(f"{file.relative_to(folder)}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def make_key(submission: Submission, context: str) -> str:
    """What a result depends on, as a digest: a result with another key is no longer valid."""
    digest = hashlib.sha256(context.encode())
    for name, data in submission.files.items():
        digest.update(f"{name}\0{len(data)}\0".encode() + data)
    return digest.hexdigest()


@contextlib.contextmanager
def workers(jobs: int, cluster: str | None) -> Iterator[joblib.Parallel]:
    """What runs jobs side by side: processes here, or a Dask cluster.

    Yields
    ------
    joblib.Parallel
        Gives results as they come.

    Raises
    ------
    GradingError
        If the cluster cannot be reached.
    """
    options: dict = {"return_as": "generator_unordered", "batch_size": 1}
    if cluster:
        from distributed import Client

        try:
            client = Client(cluster, timeout="10s")
        except (OSError, ValueError) as error:
            raise GradingError(f"There is no Dask scheduler at {cluster} ({error}).") from None
        with client, joblib.parallel_config("dask"):
            yield joblib.Parallel(**options)
        return
    finished = False
    try:
        with joblib.parallel_config("loky", initializer=end_with, initargs=(os.getpid(),)):
            yield joblib.Parallel(n_jobs=jobs, **options)
        finished = True
    finally:
        close_sandbox()  # one job runs in this process
        stop_workers(kill=not finished)


def end_with(grader: int) -> None:
    """Let this worker be killed when the grader ends, however it ends."""
    from .server import PR_SET_PDEATHSIG, prctl  # which runs on Linux only

    prctl(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != grader:  # it has ended already
        os._exit(1)


@contextlib.contextmanager
def defer_interrupt() -> Iterator[None]:
    """Let Ctrl+C wait until the block is done."""
    if threading.current_thread() is not threading.main_thread():  # Ctrl+C does not come here
        yield
        return
    came = []
    usual = signal.signal(signal.SIGINT, lambda *_: came.append(True))
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
        if came:
            signal.raise_signal(signal.SIGINT)
