"""Does nbgrader itself grade a copy of each lesson as it should, and give readable feedback?"""

import course
import pytest


def half_done(lesson):
    """A copy in which every other exercise is answered, and the names of those.

    The answers write to stderr when a test calls them. Demonstrations are left out: they need no
    answer (test_demonstrations.py), and nbval runs them.
    """
    solved = {course.grade_id(cell): cell for cell in course.read("solutions", lesson).cells}
    notebook = course.without_demonstrations(lesson, course.read("lessons", lesson))
    answers = [cell for cell in notebook.cells if course.is_answer(cell)][::2]
    for cell in answers:
        name = course.grade_id(cell)
        cell.source = solved[name].source
        if f"def {name}(" in cell.source:
            cell.source += (
                f"\n\ndef remarking(*arguments, answer={name}, **options):"
                "\n    import sys"
                "\n    print('a remark', file=sys.stderr)"
                f"\n    return answer(*arguments, **options)\n\n{name} = remarking"
            )
    return notebook, {course.grade_id(cell) for cell in answers}


@pytest.fixture(scope="module")
def graded(request, course_copy):
    """A lesson of which nbgrader itself has graded a copy, and the exercises answered in it."""
    lesson = request.param
    notebook, answered = half_done(lesson)
    folder = course_copy / "gradebook" / "submitted" / "ann" / lesson
    folder.mkdir(parents=True)
    course.nbformat.write(notebook, folder / f"{lesson}.ipynb")
    course.grade_with_nbgrader(lesson, course_copy)
    course.run_command("nbgrader", "generate_feedback", lesson, cwd=course_copy)
    return lesson, answered, course_copy


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_nbgrader_grades_what_is_answered(graded):
    from nbgrader.api import Gradebook

    lesson, answered, root = graded
    owners = {
        course.grade_id(cell): name
        for name, cells in course.challenges(lesson).items()
        for cell in cells
    }
    with Gradebook(f"sqlite:///{root / 'gradebook' / 'gradebook.db'}") as gradebook:
        grades = gradebook.find_submission_notebook(lesson, lesson, "ann").grades
        tests = {grade.name: grade for grade in grades if grade.name in owners}
        assert tests.keys() == owners.keys()
        for name, grade in tests.items():
            assert grade.auto_score == grade.max_score * (owners[name] in answered), name
        for grade in grades:
            if grade.name not in owners:
                assert grade.needs_manual_grade == (grade.name in answered), grade.name
                assert grade.auto_score == (None if grade.name in answered else 0), grade.name


@pytest.mark.parametrize("graded", course.LESSONS, indirect=True)
def test_feedback_shows_score_and_message(graded):
    lesson, answered, root = graded
    page = root / "gradebook" / "feedback" / "ann" / lesson / f"{lesson}.html"
    html = page.read_text()
    tests = course.challenges(lesson).items()
    points = sum(
        cell.metadata.nbgrader.points for name, cells in tests if name in answered for cell in cells
    )
    assert f'<p class="total">{points:g} of 10 points' in html
    assert "Replace this line with your code." in html
