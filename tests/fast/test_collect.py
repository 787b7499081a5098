"""Whose is a file that an LMS has named?"""

import zipfile

from grading.collect import Collector, Extractor, keep_archives, locate

import pytest
from nbgrader.apps import ZipCollectApp
from nbgrader.coursedir import CourseDirectory

LESSON = "04_build"
NAMES = {
    # Moodle: with folders, with those of older versions, without, in a group, with names hidden
    "m/Ann Lee_70312_assignsubmission_file/04_build.ipynb": ("Ann Lee_70312", "04_build.ipynb"),
    "m/Ann Lee_70312_assignsubmission_file_/a/x.csv": ("Ann Lee_70312", "a/x.csv"),
    "m/Ann Lee_70312_assignsubmission_file_04_build.ipynb": ("Ann Lee_70312", "04_build.ipynb"),
    "m/Team-Ann_7_assignsubmission_file/build (1).ipynb": ("Team-Ann_7", "build (1).ipynb"),
    "m/Participant_70312_assignsubmission_file/04_build.ipynb": (
        "Participant_70312",
        "04_build.ipynb",
    ),
    "m/Ann_1_assignsubmission_onlinetext/onlinetext.html": ("Ann_1", "onlinetext.html"),
    # Canvas: in time, late, handed in again, another name
    "c/leeann_520_88100_04_build.ipynb": ("leeann_520", "04_build.ipynb"),
    "c/leeann_LATE_520_88100_04_build.ipynb": ("leeann_520", "LATE_04_build.ipynb"),
    "c/leeann_520_88100_04_build-2.ipynb": ("leeann_520", "04_build-2.ipynb"),
    "c/leeann_520_88100_homework.ipynb": ("leeann_520", "homework.ipynb"),
    # plain: a folder each, or names before the lesson's
    "p/ann/04_build.ipynb": ("ann", "04_build.ipynb"),
    "p/ann/04_build/04_build.ipynb": ("ann", "04_build.ipynb"),
    "p/ann/my_04_build.ipynb": ("ann", "my_04_build.ipynb"),
    "p/ann_lee_04_build (1).ipynb": ("ann_lee", "04_build (1).ipynb"),
    "p/ann_2024_04_build.ipynb": ("ann_2024", "04_build.ipynb"),
    "p/all/ann - 04_build.ipynb": ("ann", "04_build.ipynb"),
    "p/all/bob-04_build.ipynb": ("bob", "04_build.ipynb"),
    "ann_04_build.ipynb": ("ann", "04_build.ipynb"),
    # an archive of one learner's, and one of several of whom one is named
    "bob/04_build.ipynb": ("bob", "04_build.ipynb"),
    "bob/04_build (1).ipynb": ("bob", "04_build (1).ipynb"),
    "eve/homework.ipynb": ("eve", "homework.ipynb"),
    "several/cara_04_build.ipynb": ("cara", "04_build.ipynb"),
}
NOBODYS = ["p/notes.txt", "p/ann/data.csv", "several/04_build.ipynb", "several/Eve Kim.ipynb"]
HIDDEN = [
    "m/__MACOSX/Ann_1_assignsubmission_file/._04_build.ipynb",
    "m/Ann_1_assignsubmission_file/._04_build.ipynb",
    "p/ann/.ipynb_checkpoints/04_build-checkpoint.ipynb",
]


@pytest.fixture
def collector(tmp_path):
    """A collector whose files have been unpacked."""
    app = ZipCollectApp(coursedir=CourseDirectory(root=str(tmp_path), assignment_id=LESSON))
    folder = locate(app, app.extracted_directory)
    for name in [*NAMES, *NOBODYS, *HIDDEN]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    collector = Collector(parent=app)
    return lambda name: collector.collect(str(folder / name)), collector


@pytest.mark.parametrize("name", NAMES)
def test_a_file_has_an_owner(collector, name):
    learner, file = NAMES[name]
    assert collector[0](name) == {"student_id": learner, "file_id": file}


def test_files_of_nobody_are_told_and_hidden_ones_are_not(collector):
    collect, taken = collector
    assert {collect(name) for name in [*NOBODYS, *HIDDEN]} == {None}
    assert taken.left_out == NOBODYS


def test_files_of_the_same_name_all_stay(collector):
    collect, _ = collector
    first = collect("m/Ann Lee_70312_assignsubmission_file/04_build.ipynb")
    second = collect("m/Ann Lee_70312_assignsubmission_file_04_build.ipynb")
    assert first["file_id"] == "04_build.ipynb"
    assert second["file_id"] == "04_build (2).ipynb"


def test_archives_of_learners_are_unpacked_if_they_can_be(tmp_path):
    for name, size in {"good": 10, "bomb": 51 << 20}.items():
        with zipfile.ZipFile(tmp_path / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr("04_build.ipynb", bytes(size))
    (tmp_path / "broken.zip").write_bytes(b"PK")
    source, target = tmp_path / "archive", tmp_path / "extracted"
    source.mkdir()
    target.mkdir()
    with zipfile.ZipFile(source / "all.ZIP", "w") as archive:
        for name in ("good", "bomb", "broken"):
            archive.write(tmp_path / f"{name}.zip", f"{name}/work.zip")
    (source / "ann_04_build.ipynb").touch()
    Extractor().extract(str(source), str(target))
    found = {file.relative_to(target).as_posix() for file in target.rglob("*") if file.is_file()}
    assert found == {
        "ann_04_build.ipynb",
        "all/good/work/04_build.ipynb",
        "all/bomb/work.zip",
        "all/broken/work.zip",
    }


def test_archives_are_kept_whatever_their_names_and_places(tmp_path):
    names = ["a/x.zip", "b/x.zip", "b/x-2.zip", "c/x-2.zip"]
    for name in names:
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(name)
    folder = tmp_path / "archive"

    def kept():
        return {file.read_text() for file in folder.iterdir()}

    keep_archives([str(tmp_path / name) for name in names], folder)
    assert kept() == set(names)
    again = [str(file) for file in folder.iterdir() if file.read_text() == "a/x.zip"]
    keep_archives(again, folder)  # which lies where it goes
    assert kept() == {"a/x.zip"}
