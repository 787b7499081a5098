"""What came out of grading: a table per lesson and exercise, what went wrong, CSV."""

from collections.abc import Iterator, Sequence

import pandas as pd
from nbgrader.api import Gradebook

from . import GradingError
from .gradebook import Course


class Report:
    """What the gradebook and the record of grading tell.

    Parameters
    ----------
    course : Course
        The course.
    lessons : list of str
        Which lessons; all if empty.
    """

    def __init__(self, course: Course, lessons: Sequence[str] = ()) -> None:
        known = course.lessons()
        if unknown := set(lessons) - set(known):
            raise GradingError(f"The gradebook has no lesson {', '.join(sorted(unknown))}.")
        self.lessons = sorted(lessons or known)
        self.outcomes = course.outcomes()
        self.handed_in = {lesson: course.submissions(lesson) for lesson in self.lessons}
        with course.open() as gradebook:
            rows = [row for lesson in self.lessons for row in self._rows(gradebook, lesson)]
        columns = ["lesson", "student", "exercise", "points", "score", "seconds", "status"]
        self._table = pd.DataFrame(rows, columns=columns)

    def _rows(self, gradebook: Gradebook, lesson: str) -> Iterator[tuple]:
        """A row for each exercise of each learner."""
        assignment = gradebook.find_assignment(lesson)
        notebook = assignment.notebooks[0]
        owners: dict[str, str] = {}
        exercise = ""
        answers = {cell.name for cell in notebook.solution_cells}
        tests = {cell.name for cell in notebook.grade_cells}
        for cell in notebook.source_cells:
            if cell.name in answers:
                exercise = cell.name
            if cell.name in answers | tests:
                owners[cell.name] = exercise or cell.name
        for submission in assignment.submissions:
            student = submission.student_id
            outcome = self.outcomes.get((lesson, student), {})
            times, status = outcome.get("seconds", {}), outcome.get("reason")
            if status is None:
                status = "; ".join(["graded", *outcome.get("remarks", [])])
            sums: dict[str, list[float]] = {}
            for grade in submission.notebooks[0].grades:
                row = sums.setdefault(owners.get(grade.name, grade.name), [0, 0])
                row[0] += grade.max_score
                row[1] += grade.score or 0
            for exercise, (points, score) in sums.items():
                spent = [
                    times[name] for name in owners if owners[name] == exercise and name in times
                ]
                yield lesson, student, exercise, points, score, sum(spent) or None, status

    def table(self) -> pd.DataFrame:
        """A data frame with a row for each exercise of each learner, for CSV."""
        return self._table

    def __str__(self) -> str:
        """Tables for people."""
        lines = []
        for lesson in self.lessons:
            table = self._table[self._table.lesson == lesson]
            if table.empty:
                continue
            totals = table.groupby("student").agg(
                points=("points", "sum"), score=("score", "sum"), status=("status", "first")
            )
            lines += [
                "",
                f"{lesson}: {len(totals)} graded of {len(self.handed_in[lesson])} handed in, "
                f"mean {totals.score.mean():.1f} of {totals.points.max():g} points",
                f"  {'exercise':<24}{'points':>7}{'mean':>7}{'solved':>11}{'seconds':>9}",
            ]
            for exercise, rows in table.groupby("exercise", sort=False):
                solved = f"{(rows.score >= rows.points).sum()} of {len(rows)}"
                lines.append(
                    f"  {exercise:<24}{rows.points.max():>7g}{rows.score.mean():>7.2f}"
                    f"{solved:>11}{rows.seconds.median():>9.2f}"
                )
            for student, row in totals[totals.status != "graded"].iterrows():
                lines.append(f"  {student}: {row.score:g} of {row.points:g}: {row.status}")
        return "\n".join(lines)
