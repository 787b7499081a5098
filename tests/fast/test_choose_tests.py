"""Does `make check` find the tests of what was changed?"""

import collections

import choose_tests
import course
import pytest


@pytest.mark.parametrize(
    "name",
    ["04_build", "solutions/04_build/04_build.ipynb", "tests/answers/04_build.py"],
)
def test_a_lesson_is_tested_whole(name):
    found = choose_tests.tests_of(name)
    assert found[-1] == "solutions/04_build"
    assert found[found.index("-k") + 1] == "04_build or test_teaching"
    assert {"tests/slow/test_graders.py", "tests/fast/test_lessons.py"} <= {*found}


@pytest.mark.parametrize(
    ("name", "test"),
    [
        ("tests/fast/test_lab.py", "tests/fast/test_lab.py"),
        ("helpers/lab.py", "tests/fast/test_lab.py"),
        ("helpers/plots/curves.py", "tests/fast/test_plots.py"),
        ("helpers/byhand/build.py", "tests/fast/test_byhand.py"),
        ("docs/grading.md", "tests/fast/test_documents.py"),
        ("nbgrader_config.py", "tests/slow/test_nbgrader.py"),
        ("helpers/checks/building.py", "tests/fast/test_checks_building.py"),
        ("grading/report.py", "tests/slow/test_collecting.py"),
        ("data/record_results.py", "tests/slow/test_recording.py"),
        ("data/record_results.py", "tests/fast/test_results.py"),
    ],
)
def test_a_file_has_the_tests_named_after_it_or_its_folder(name, test):
    assert test in choose_tests.tests_of(name)


@pytest.mark.parametrize(
    "name", ["04_built", "helpers/nothing.py", "solutions/x/x.ipynb", "LICENSE"]
)
def test_what_has_no_tests_is_said(name):
    with pytest.raises(LookupError):
        choose_tests.tests_of(name)


def test_files_of_tests_have_different_names():
    """Else pytest runs one of them, and `make check` takes one for the other's."""
    names = collections.Counter(p.name for p in (course.PROJECT / "tests").glob("*/test_*.py"))
    assert [name for name, number in names.items() if number > 1] == []
