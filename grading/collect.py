"""Takes what learners handed in out of an LMS's archive, with `nbgrader zip_collect`.

nbgrader unpacks what lies in `downloaded/LESSON/archive` and asks the collector of each file whose it
is; the files come to `gradebook/submitted`. The names are those that Moodle and Canvas give.
"""

import contextlib
import logging
import re
import shutil
import zipfile
from collections import Counter
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins import ExtractorPlugin, FileNameCollectorPlugin

from . import GradingError
from .gradebook import Course
from .submission import HIDDEN, LARGEST

# `Ann Lee_123456_assignsubmission_file/...`, `..._file_/...`, or a single name without folders.
MOODLE = r"(?:.*/)?(?P<learner>[^/]+_\d+)_assignsubmission_[a-z]+(?:_?/|_)(?P<file>.+)"
# `leeann_12345_678910_...`, late `leeann_LATE_12345_678910_...`: the learner's number, the file's.
CANVAS = r"(?:.*/)?(?P<name>[^/]+?)_(?P<late>LATE_)?(?P<number>\d+)_(?!LESSON)\d+_(?P<file>[^/]+)"
# `ann_04_build.ipynb`, `ann - 04_build (1).ipynb`
PLAIN = r"(?P<learner>.+?)[ _-]+(?P<file>LESSON[^/]*)"


class Extractor(ExtractorPlugin):
    """Unpacks an LMS's archive, and the archives that learners handed in, up to a size.

    A learner's archive that is broken or too large stays packed, and costs nobody else anything.
    """

    def extract(self, archive_path: str, extracted_path: str) -> None:
        """Unpack the archives of a folder, each into a folder of its name, and copy other files."""
        for file in sorted(Path(archive_path).iterdir()):
            if not is_zip(file):
                shutil.copy(file, extracted_path)
                continue
            target = Path(extracted_path, file.stem)
            unpack(file, target)
            for inner in filter(is_zip, sorted(target.rglob("*"))):
                # Errors are many: broken, encrypted, packed in a way that Python does not know.
                with contextlib.suppress(OSError, RuntimeError, zipfile.BadZipFile):
                    unpack(inner, inner.with_suffix(""), LARGEST)
                    inner.unlink()


def is_zip(file: Path) -> bool:
    """Whether a file is an archive that is unpacked."""
    return file.suffix.lower() == ".zip" and file.is_file()


def unpack(archive: Path, target: Path, largest: int | None = None) -> None:
    """Unpack an archive into a new folder.

    Parameters
    ----------
    archive, target : Path
        The archive, and the folder.
    largest : int or None
        How many bytes there may be.

    Raises
    ------
    OSError, RuntimeError, zipfile.BadZipFile
        If it is larger, broken, encrypted, or not one that Python unpacks.
    """
    with zipfile.ZipFile(archive) as packed:
        if largest is not None and sum(entry.file_size for entry in packed.infolist()) > largest:
            raise OSError(f"larger than {largest >> 20} MB")
        packed.extractall(target)


class Collector(FileNameCollectorPlugin):
    """Says of a downloaded file who handed it in, and what for.

    A learner of Moodle or Canvas is known by name and number (``Ann Lee_123456``), for names may
    be shared. A further file of the same name gets a number.
    """

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self.collected: Counter[tuple[str, str]] = Counter()
        self.left_out: list[str] = []

    def collect(self, submitted_file: str) -> dict[str, str] | None:
        """Find learner and name of a file; None for what nobody handed in."""
        place = Path(submitted_file)
        path = place.relative_to(locate(self.parent, self.parent.extracted_directory))
        if HIDDEN.search(path.as_posix()):
            return None
        found = self.find(path, place)
        if found is None:
            self.left_out.append(path.as_posix())
            return None
        self.collected[found] += 1
        learner, name = found
        file = PurePosixPath(name)
        if self.collected[found] > 1:
            file = file.with_stem(f"{file.stem} ({self.collected[found]})")
        return {"student_id": learner, "file_id": str(file)}

    def find(self, path: Path, place: Path) -> tuple[str, str] | None:
        """Whose a file is and what it is called, from its path in the archive."""
        lesson = self.parent.coursedir.assignment_id
        moodle, canvas, plain = (
            re.compile(form.replace("LESSON", re.escape(lesson)))
            for form in (MOODLE, CANVAS, PLAIN)
        )
        if match := moodle.fullmatch(path.as_posix()):
            return match["learner"], match["file"]
        if match := canvas.fullmatch(path.as_posix()):
            return f"{match['name']}_{match['number']}", f"{match['late'] or ''}{match['file']}"
        if path.suffix != ".ipynb":
            return None
        folders = [part for part in path.parts[:-1] if part != lesson]
        beside = [file.name for file in place.parent.glob("*.ipynb")]
        for_lesson = [name.startswith(lesson) for name in beside]
        # The first folder is the archive's. Others are of one learner each, or hold several.
        is_archive = len(folders) < 2
        is_shared = is_archive or (len(beside) > 1 and not any(for_lesson))
        if is_shared and (match := plain.fullmatch(path.name)):
            return match["learner"], match["file"]
        if not folders or (is_archive and len(beside) > 1 and not all(for_lesson)):
            return None  # an archive with the notebooks of several, and this one names nobody
        return folders[-1], path.name


def locate(app: ZipCollectApp, step: str) -> Path:
    """The folder of a step of collecting a lesson, such as "extracted"."""
    path = app.collect_directory_structure.format(
        downloaded=app.downloaded_directory,
        assignment_id=app.coursedir.assignment_id,
        collect_step=step,
    )
    return Path(app.coursedir.root, path)


def keep_archives(archives: Sequence[str], folder: Path) -> None:
    """Let a folder hold copies of these files alone, which may lie there already."""
    part = folder.with_name(f"{folder.name}.part")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    for number, file in enumerate(map(Path, archives), 1):
        copy = part / file.name
        while copy.exists():
            copy = copy.with_stem(f"{copy.stem}-{number}")
        shutil.copy(file, copy)
    shutil.rmtree(folder, ignore_errors=True)
    part.rename(folder)


def refuse_other_lesson(course: Course, lesson: str, folder: Path) -> None:
    """Stop before an archive of another lesson replaces what was handed in for this one.

    A single notebook may be a learner's slip, which grading tells; several are the archive's.

    Raises
    ------
    GradingError
        If several notebooks are named for other lessons, and none for this one.
    """
    names = [file.name for file in folder.rglob("*.ipynb")]
    if any(lesson in name for name in names):
        return
    named = [other for other in course.lessons() for name in names if other in name]
    if len(named) > 1:
        raise GradingError(
            f"This is no archive of {lesson}: its notebooks are named {', '.join(sorted(set(named)))}. "
            "Nothing was collected."
        )


def collect(course: Course, lesson: str, archives: Sequence[str]) -> tuple[list[str], list[str]]:
    """Collect what learners handed in for a lesson.

    What was collected before stays, unless its learner has handed in anew.

    Parameters
    ----------
    course : Course
        The course.
    lesson : str
        What for.
    archives : list of str
        Zip files of an LMS, or notebooks.

    Returns
    -------
    learners : list of str
        Who handed in.
    left_out : list of str
        Files that nobody seems to have handed in.

    Raises
    ------
    GradingError
        If there is no such lesson or archive, or the notebooks are named for other lessons.
    """
    course.choose_lessons([lesson])
    for file in map(Path, archives):
        if not file.is_file():
            raise GradingError(f"There is no file {file}.")
        if is_zip(file) and not zipfile.is_zipfile(file):
            raise GradingError(f"{file} is no zip file, or broken. Download it again.")
    log = logging.getLogger(__name__)
    log.setLevel(logging.ERROR)  # nbgrader tells at length what is told here in two lines
    app = ZipCollectApp(parent=course.app, log=log, force=True)
    app.coursedir = CourseDirectory(parent=course.app, assignment_id=lesson)
    keep_archives(archives, locate(app, app.archive_directory))
    app.init_plugins()
    app.extract_archive_files()
    refuse_other_lesson(course, lesson, locate(app, app.extracted_directory))
    app.process_extracted_files()
    collector = app.collector_plugin_inst
    return sorted({learner for learner, _ in collector.collected}), collector.left_out
