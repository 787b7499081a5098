"""Grades submissions side by side; one process, this one, writes to the gradebook.

Workers do what nbgrader's autograder does up to the grades: the same preprocessors, in the same
order, from the same settings, but with the kernel in a sandbox. They need no gradebook: what the
course asks for comes with each job as a small database. The writer stores grades with nbgrader's
own preprocessors, and fills nbgrader's folder `autograded`.
"""

import atexit
import contextlib
import errno
import fcntl
import functools
import hashlib
import json
import os
import re
import signal
import tempfile
import threading
from dataclasses import dataclass, replace
from pathlib import Path

import joblib
import nbformat
from joblib.externals import loky
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbgrader import utils
from nbgrader.api import Base, Gradebook
from nbgrader.apps import NbGrader
from nbgrader.converters import Autograde
from nbgrader.coursedir import CourseDirectory
from nbgrader.preprocessors import Execute, SaveAutoGrades
from sqlalchemy import create_engine, select
from sqlalchemy.exc import SQLAlchemyError
from tqdm import tqdm

from .execute import Disarmed, SandboxedExecute, marks_in_range, seconds
from .kernels import ServerDied
from .preprocessors import RestoreCells, fail
from .sandbox import Sandbox, temporary_folder, why_no_sandbox

LARGEST = 50 << 20  # bytes of a submission; a notebook takes some hundred thousand
FULL = (errno.EDQUOT, errno.EMFILE, errno.ENOMEM, errno.ENOSPC)  # nobody's notebook is to blame
# Tables that hold what learners did, not what the course asks for.
LEARNERS = ("student", "submitted_assignment", "submitted_notebook", "grade", "comment")


class GradingError(Exception):
    """Grading cannot start or go on; the message says what to do."""


class Unreadable(Exception):
    """A submission cannot be graded; the message is the reason."""


@dataclass
class Job:
    """What a worker needs to grade one submission."""

    student: str
    lesson: str
    notebook: str
    files: dict
    reason: str | None  # why it cannot be graded
    definition: bytes
    config: object
    isolated: bool
    scratch: str | None


@dataclass
class Result:
    """What a worker found."""

    student: str
    lesson: str
    notebook: str  # JSON
    reason: str | None  # why it was not graded to the end
    remarks: list  # what else an instructor should know
    seconds: dict  # of each cell that nbgrader knows


def load_course():
    """Read nbgrader's settings in the current folder; returns its application and course."""
    app = NbGrader(log_level="WARN")
    app.initialize([])
    return app, CourseDirectory(parent=app)


def definition(db_url):
    """A database file with all of the gradebook but learners' work, as bytes."""
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "course.db")
        with Gradebook(db_url) as source:
            engine = create_engine(f"sqlite:///{file}")
            Base.metadata.create_all(engine)
            with engine.begin() as target:
                for table in Base.metadata.sorted_tables:
                    if table.name in LEARNERS:
                        continue
                    target.execute(table.delete())
                    rows = [dict(row) for row in source.db.execute(select(table)).mappings()]
                    if rows:
                        target.execute(table.insert(), rows)
            engine.dispose()
        return file.read_bytes()


# --- In a worker ----------------------------------------------------------------------------------

_here = threading.local()


def require_sandbox():
    """Make sure that bubblewrap works.

    Raises
    ------
    GradingError
        If it does not.
    """
    if why := why_no_sandbox():
        raise GradingError(
            f"There is no sandbox here: {why}. With --no-sandbox, learners' code runs as you: it "
            "can read solutions, the gradebook and your files, change them, and use the network."
        )


def sandbox_for(job):
    """This thread's sandbox; its warm server serves one job after the other."""
    sandbox = getattr(_here, "sandbox", None)
    key = (job.isolated, job.scratch, str(job.config.get("Sandbox")))
    if sandbox is None or _here.key != key:
        close_sandbox()
        if job.isolated:
            require_sandbox()
        sandbox = Sandbox(isolated=job.isolated, scratch=job.scratch, config=job.config)
        _here.sandbox, _here.key = sandbox, key
        atexit.register(sandbox.close)
    return sandbox


def close_sandbox():
    """Stop this thread's sandbox, if it has one."""
    if getattr(_here, "sandbox", None) is not None:
        atexit.unregister(_here.sandbox.close)
        _here.sandbox.close()
        _here.sandbox = None


@functools.lru_cache(maxsize=1)
def definition_file(content, scratch):
    """The file of a definition, in a folder that goes with the worker."""
    folder = tempfile.TemporaryDirectory(prefix="grading-", dir=scratch)
    file = Path(folder.name, "course.db")
    file.write_bytes(content)
    atexit.register(folder.cleanup)
    return file


def read(job):
    """Read the submitted notebook.

    Raises
    ------
    Unreadable
        If there is none that can be graded.
    """
    name = f"{job.notebook}.ipynb"
    if job.reason:
        raise Unreadable(job.reason)
    if name not in job.files:
        others = sorted(file for file in job.files if file.endswith(".ipynb"))
        if others:
            raise Unreadable(f"renamed: there is no {name}, but {', '.join(others)}")
        raise Unreadable(f"missing: there is no {name}")
    content = job.files[name]
    if not content.strip():
        raise Unreadable("the file is empty")
    try:
        data = json.loads(content)
    except ValueError as error:
        raise Unreadable(f"the file is not JSON: {error}") from None
    try:
        content = content.decode(json.detect_encoding(content))
        version = data["nbformat"]
        if version > nbformat.current_nbformat:
            raise Unreadable(
                f"saved in notebook format {version}, newer than the "
                f"{nbformat.current_nbformat} that this nbformat knows"
            )
        notebook = nbformat.reads(content, as_version=4)
        return nbformat.v4.new_notebook(cells=[rewritten(cell) for cell in notebook.cells])
    except Unreadable:
        raise
    except Exception as error:  # nbformat fails in many ways on what is no notebook
        raise Unreadable(f"the file is not a notebook ({type(error).__name__})") from None


def rewritten(cell):
    """A new cell with a submitted one's text, marks and attachments: nothing else of it counts."""
    kinds = {"code": nbformat.v4.new_code_cell, "raw": nbformat.v4.new_raw_cell}
    text = cell.source.encode(errors="replace").decode()  # half of a character cannot be stored
    new = kinds.get(cell.cell_type, nbformat.v4.new_markdown_cell)(text)
    if "nbgrader" in cell.metadata:
        new.metadata["nbgrader"] = cell.metadata["nbgrader"]
    if new.cell_type == "markdown" and "attachments" in cell:
        new["attachments"] = cell["attachments"]
        nbformat.validate(new, ref="markdown_cell", version=4)
    return new


def storable(nb):
    """A notebook that has been run, as it will be read again.

    Raises
    ------
    Exception
        If it cannot be written or is none.
    """
    text = nbformat.writes(nb).encode(errors="replace").decode()
    nb = nbformat.reads(text, as_version=4)
    nbformat.validate(nb)
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if "metadata" in output:  # a size of a picture, say, which pages take as it is
                output.metadata = {}
    return nb


def explain(error, sandbox, process):
    """Say in plain words why a notebook did not run to its end."""
    if process is not None and process.reason:
        return process.reason
    if isinstance(error, Disarmed):
        return "tests are disarmed: a check that must fail passed"
    if isinstance(error, DeadKernelError) and process is not None:
        status = process.wait()
        if status == -signal.SIGKILL:
            return "the kernel was killed"
        return f"the kernel ended with exit status {status}"
    if isinstance(error, CellTimeoutError):
        return "the kernel no longer answered"
    what = f"{type(error).__name__}: {error}".strip().splitlines()[0]
    return f"the kernel sent what cannot be read ({what})" if process is not None else what


def remarks(nb):
    """What happened to single cells that an instructor should know."""
    found = []
    for number, cell in enumerate(nb.cells, 1):
        for output in cell.get("outputs", []):
            if output.output_type == "error" and output.ename in (
                "CellTimeoutError",
                "MemoryError",
            ):
                what = (
                    "took too long" if output.ename == "CellTimeoutError" else "ran out of memory"
                )
                found.append(f"cell {number} {what}")
    return found


def grade(job):
    """Run one submission; returns a `Result`, whatever the submission does.

    Raises
    ------
    GradingError
        If the sandbox does not start, or the disk is full.
    """
    try:
        return run(job)
    except GradingError:
        raise
    except Unreadable as error:
        return ungraded(job, str(error))
    except Exception as error:  # any notebook may come
        if isinstance(error, ServerDied) or getattr(error, "errno", None) in FULL:
            raise GradingError(f"The sandbox does not start here: {error}") from error
        return ungraded(job, explain(error, None, None))


def ungraded(job, reason):
    """A `Result` with 0 points for a submission that cannot be graded."""
    return run(job, reason.encode(errors="replace").decode())


def run(job, reason=None):
    """Run one submission, or none of its cells if there is a reason not to.

    Raises
    ------
    Exception
        Whatever a submission may lead to.
    """
    autograde = Autograde(config=job.config)
    resources = {
        "nbgrader": {
            "db_url": f"sqlite:///{definition_file(job.definition, job.scratch)}",
            "assignment": job.lesson,
            "notebook": job.notebook,
            "student": job.student,
        },
    }

    def apply(steps, nb, resources=resources):
        for step in steps:
            nb, _ = step(parent=autograde)(nb, resources)  # unless it is switched off
        return nb

    steps = autograde.autograde_preprocessors
    sanitize = autograde.sanitize_preprocessors
    if RestoreCells not in sanitize:
        sanitize = [RestoreCells, *sanitize]
    notes, times = [], {}
    if reason:
        note = nbformat.v4.new_markdown_cell(f"This notebook could not be graded: {reason}.")
        nb = apply(sanitize, nbformat.v4.new_notebook(cells=[note]))
    else:
        nb = apply(sanitize, read(job))
        sandbox = sandbox_for(job)
        sandbox.renew()
        for name, content in job.files.items():
            file = sandbox.work / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content)
        execute = SandboxedExecute(parent=autograde, sandbox=sandbox, shutdown_kernel="immediate")
        try:
            nb, _ = execute.preprocess(nb, resources | {"metadata": {"path": str(sandbox.work)}})
        except ServerDied:
            raise
        except Exception as error:
            reason = explain(error, sandbox, execute.process)
        try:
            nb = storable(nb)
        except Exception as error:  # a kernel can send anything
            reason = reason or f"it printed what no notebook can hold ({type(error).__name__})"
            nb = nbformat.v4.new_notebook(cells=[rewritten(cell) for cell in nb.cells])
        times = seconds(nb)
        notes = remarks(nb) + marks_in_range(nb)
    if reason:
        fail(nb, reason)
    after = steps[steps.index(Execute) + 1 : steps.index(SaveAutoGrades)]
    nb = apply(after, nb)
    return Result(job.student, job.lesson, nbformat.writes(nb), reason, notes, times)


# --- In the process that writes -------------------------------------------------------------------


def encodable(name):
    """A file's name as a text that can be stored, whatever its bytes are; no two get one."""
    return os.fsencode(name).decode(errors="backslashreplace")


@contextlib.contextmanager
def uninterrupted():
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


class Course:
    """An nbgrader course whose submissions are graded.

    Parameters
    ----------
    app : nbgrader.apps.NbGrader
        Holds nbgrader's settings.
    coursedir : nbgrader.coursedir.CourseDirectory
        Says where everything lies.
    """

    def __init__(self, app, coursedir):
        self.app, self.coursedir = app, coursedir
        autograded = Path(self._path("autograded_directory", ".", "."))
        self.record = autograded.parent / "grading.jsonl"

    def _path(self, step, student, lesson, escape=False):
        directory = getattr(self.coursedir, step)
        return self.coursedir.format_path(directory, student, lesson, escape=escape)

    @contextlib.contextmanager
    def alone(self):
        """Hold the lock that makes this the only process that writes grades.

        Raises
        ------
        GradingError
            If another one does.
        """
        self.record.parent.mkdir(parents=True, exist_ok=True)
        with open(self.record.with_suffix(".lock"), "w") as lock:
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise GradingError("Another `python -m grading autograde` is at work.") from None
            yield

    def lessons(self):
        """Names of the lessons that have been released, each with its notebook's name."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            found = {}
            for assignment in gradebook.assignments:
                names = [notebook.name for notebook in assignment.notebooks]
                if len(names) == 1:
                    found[assignment.name] = names[0]
            return found

    def submissions(self, lesson):
        """Students who have handed in a lesson, each with the folder."""
        pattern = self._path("submitted_directory", "(?P<student>[^/]+)", lesson, escape=True)
        parent = Path(self._path("submitted_directory", "*", lesson))
        root = Path(*parent.parts[: parent.parts.index("*")])
        found = {}
        for folder in sorted(root.glob(str(parent.relative_to(root)))):
            match = re.fullmatch(pattern, str(folder))
            if match and folder.is_dir():
                found[encodable(match["student"])] = folder
        return found

    def outcomes(self):
        """What was found out last about each (lesson, student)."""
        found = {}
        with contextlib.suppress(FileNotFoundError):
            for line in self.record.read_text().splitlines():
                with contextlib.suppress(ValueError):  # cut short when the machine stopped
                    outcome = json.loads(line)
                    found[outcome["lesson"], outcome["student"]] = outcome
        return found

    def recorded(self):
        """The (lesson, student) pairs that the gradebook knows."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            return {
                (submission.assignment.name, submission.student_id)
                for assignment in gradebook.assignments
                for submission in assignment.submissions
            }

    def pack(self, lesson, folder):
        """Read a submission's files, with the course's own on top, as nbgrader has it.

        Returns
        -------
        files : dict
            Content of each file by its name.
        reason : str or None
            Why the submission cannot be graded.
        """
        files, reason, size = {}, None, 0
        if folder.is_symlink() or folder.parent.is_symlink():
            return {}, "its folder is a link"
        try:
            found = sorted(folder.rglob("*"))
        except RecursionError:
            return {}, "its folders are nested too deep"
        for file in found:
            name = encodable(file.relative_to(folder).as_posix())
            if file.is_symlink() or not (file.is_file() or file.is_dir()):
                reason = f"{name} is not a plain file"
            elif file.is_file():
                size += file.stat().st_size
                if size > LARGEST:
                    return {}, f"larger than {LARGEST >> 20} MB"
                try:
                    files[name] = file.read_bytes()
                except OSError as error:
                    reason = f"{name} cannot be read ({error.strerror})"
        source = Path(self._path("source_directory", ".", lesson))
        keep = Autograde(parent=self.app).exclude_overwriting.get(lesson, [])
        ignore = [*self.coursedir.ignore, "*.ipynb"]
        for file in map(Path, utils.find_all_files(str(source), ignore)):
            name = file.relative_to(source).as_posix()
            if name not in keep:
                files[name] = file.read_bytes()
        return files, reason

    def write(self, job, result, digest):
        """Store a result: grades, nbgrader's folder, and a line in the record, in this order."""
        nb = nbformat.reads(result.notebook, as_version=4)
        db_url = self.coursedir.db_url
        try:
            timestamp = utils.parse_utc(job.files["timestamp.txt"].decode().strip())
        except Exception:  # there is none, or the learner's file says no time
            timestamp = None
        with Gradebook(db_url, self.coursedir.course_id) as gradebook:
            gradebook.update_or_create_student(job.student)
            options = {"timestamp": timestamp} if timestamp else {}
            gradebook.update_or_create_submission(job.lesson, job.student, **options)
        autograde = Autograde(parent=self.app, coursedir=self.coursedir)
        steps = autograde.autograde_preprocessors
        resources = {
            "nbgrader": {
                "db_url": db_url,
                "assignment": job.lesson,
                "notebook": job.notebook,
                "student": job.student,
            }
        }
        for step in steps[steps.index(SaveAutoGrades) :]:
            nb, resources = step(parent=autograde)(nb, resources)
        target = Path(self._path("autograded_directory", job.student, job.lesson))
        part = target.with_name(f".{target.name}.part")
        for folder in (part, target):
            if folder.exists():
                utils.rmtree(str(folder))
        files = {name: data for name, data in job.files.items() if ".ipynb" not in name}
        files[f"{job.notebook}.ipynb"] = nbformat.writes(nb).encode()
        for name, data in files.items():
            file = part / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(data)
        os.replace(part, target)
        autograde.set_permissions(job.lesson, job.student)
        outcome = {
            "lesson": job.lesson,
            "student": job.student,
            "digest": digest,
            "reason": result.reason,
            "remarks": result.remarks,
            "seconds": result.seconds,
        }
        with open(self.record, "a") as record:
            record.write(json.dumps(outcome) + "\n")
        return outcome

    def autograde(self, lessons=(), students=(), jobs=-1, cluster=None, isolated=True):
        """Grade what is new, changed or unfinished.

        Parameters
        ----------
        lessons, students : list of str
            Which ones; all if empty.
        jobs : int
            How many submissions run at a time on this machine; -1 for one on each core.
        cluster : str or None
            Address of a Dask scheduler whose workers do the work instead.
        isolated : bool
            Whether learners' code runs in the sandbox.

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
        with self.alone(), temporary_folder() as scratch:
            content = definition(self.coursedir.db_url)
            pending = self._pending(lessons, students, content)
            running = {}

            def work():
                for lesson, student, notebook, folder, digest in pending:
                    files, reason = self.pack(lesson, folder)
                    job = Job(
                        student=student,
                        lesson=lesson,
                        notebook=notebook,
                        files=files,
                        reason=reason,
                        definition=content,
                        config=self.app.config,
                        isolated=isolated,
                        scratch=None if cluster else scratch,
                    )
                    running[lesson, student] = job, digest
                    yield joblib.delayed(grade)(job)

            outcomes = []
            with workers(jobs, cluster) as parallel:
                for result in tqdm(parallel(work()), total=len(pending), unit="notebook"):
                    with uninterrupted():
                        job, digest = running.pop((result.lesson, result.student))
                        outcomes.append(self.store(job, result, digest))
            return outcomes

    def store(self, job, result, digest):
        """Store a result, or that it cannot be stored; see `write`."""
        try:
            return self.write(job, result, digest)
        except SQLAlchemyError:
            raise
        except Exception as error:  # one learner's files must not stop everybody's grading
            reason = f"it cannot be stored ({type(error).__name__}: {error})"
            job = replace(job, files={})
            return self.write(job, ungraded(job, reason), digest)

    def _pending(self, lessons, students, content):
        """What is to be graded: lesson, student, notebook, folder and digest of each."""
        known = self.lessons()
        if unknown := set(lessons) - set(known):
            names = ", ".join(sorted(known)) or "none: run `make lessons`"
            raise GradingError(
                f"The gradebook has no lesson {', '.join(sorted(unknown))}. It has: {names}."
            )
        wanted = sorted(lessons or known)
        found = {lesson: self.submissions(lesson) for lesson in wanted}
        everybody = set().union(*found.values())
        if not everybody:
            folder = self._path("submitted_directory", "STUDENT", "LESSON")
            raise GradingError(f"Nothing has been handed in: there is no folder {folder}.")
        if unknown := set(students) - everybody:
            raise GradingError(f"Nothing has been handed in by {', '.join(sorted(unknown))}.")
        outcomes, recorded = self.outcomes(), self.recorded()
        settings = str([self.app.config.get(name) for name in ("Sandbox", "ExecutePreprocessor")])
        pending = []
        for lesson in wanted:
            for student, folder in found[lesson].items():
                if students and student not in students:
                    continue
                files, _ = self.pack(lesson, folder)
                digest = hashlib.sha256(f"{self.asked(lesson)}{settings}".encode())
                for name, data in files.items():
                    digest.update(f"{name}\0{len(data)}\0".encode() + data)
                digest = digest.hexdigest()
                done = outcomes.get((lesson, student), {}).get("digest") == digest
                there = Path(self._path("autograded_directory", student, lesson)).exists()
                if not (done and there and (lesson, student) in recorded):
                    pending.append((lesson, student, known[lesson], folder, digest))
        return pending

    @functools.cache  # noqa: B019 - there is one course, and it lives as long as the program
    def asked(self, lesson):
        """What a lesson asks for, as a text that changes when it does."""
        with Gradebook(self.coursedir.db_url, self.coursedir.course_id) as gradebook:
            notebook = gradebook.find_assignment(lesson).notebooks[0]
            cells = [(cell.name, cell.checksum, cell.source) for cell in notebook.source_cells]
            points = [(cell.name, cell.max_score) for cell in notebook.grade_cells]
        return str(sorted(cells) + sorted(points))


@contextlib.contextmanager
def workers(jobs, cluster):
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
    options = {"return_as": "generator_unordered", "batch_size": 1}
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
        with joblib.parallel_config("loky"):
            yield joblib.Parallel(n_jobs=jobs, **options)
        finished = True
    finally:
        close_sandbox()  # one job runs in this process
        loky.get_reusable_executor().shutdown(kill_workers=not finished)
