"""What came out of grading: a table per lesson and exercise, what went wrong, CSV."""

from collections.abc import Iterator, Sequence

import pandas as pd
from nbgrader.api import Gradebook

from . import GradingError
from .gradebook import Course

# With what a cell of a spreadsheet begins that is worked out and not shown.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def escape_control(text: str) -> str:
    """A text of strangers in one line, without what a terminal would obey."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def show_number(value: float) -> str:
    """A number with two digits, or a dash where there is none."""
    return "-" if pd.isna(value) else f"{value:.2f}"


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
        columns = [
            "lesson", "student", "exercise", "points", "score", "pending", "seconds", "status"
        ]  # fmt: skip
        self._table = pd.DataFrame(rows, columns=columns).astype({"score": float})

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
            rows: dict[str, list] = {}
            for grade in submission.notebooks[0].grades:
                row = rows.setdefault(owners.get(grade.name, grade.name), [0.0, 0.0, False])
                row[0] += grade.max_score
                row[1] += grade.score or 0
                row[2] = row[2] or bool(grade.needs_manual_grade)
            for exercise, (points, score, pending) in rows.items():
                spent = [
                    times[name] for name in owners if owners[name] == exercise and name in times
                ]
                # Until a person has marked it, nobody knows what it earns.
                known = None if pending and not score else score
                yield (
                    lesson, student, exercise, points, known, pending, sum(spent) or None, status
                )  # fmt: skip

    def for_csv(self) -> pd.DataFrame:
        """A data frame with a row for each exercise of each learner.

        Where a person has still to mark it, ``pending`` is true, and ``score`` is empty if there is
        none yet. No text is one that a spreadsheet takes for a formula.
        """
        table = self._table.copy()
        for column in ("lesson", "student", "exercise", "status"):
            table[column] = [f"'{text}" if text[:1] in FORMULA else text for text in table[column]]
        return table

    def __str__(self) -> str:
        """Tables for people."""
        lines = []
        for lesson in self.lessons:
            table = self._table[self._table.lesson == lesson]
            if table.empty:
                continue
            pending = table.pending.sum()
            waiting = f"; answers that wait for a person: {pending}" if pending else ""
            totals = table.groupby("student").agg(
                points=("points", "sum"), score=("score", "sum"), status=("status", "first")
            )
            lines += [
                "",
                f"{lesson}: {len(totals)} graded of {len(self.handed_in[lesson])} handed in, "
                f"mean {totals.score.mean():.1f} of {totals.points.max():g} points{waiting}",
                f"  {'exercise':<24}{'points':>7}{'mean':>7}{'solved':>11}{'seconds':>9}",
            ]
            for exercise, rows in table.groupby("exercise", sort=False):
                solved = f"{(rows.score >= rows.points).sum()} of {rows.score.count()}"
                mean, seconds = map(show_number, (rows.score.mean(), rows.seconds.median()))
                lines.append(
                    f"  {exercise:<24}{rows.points.max():>7g}{mean:>7}{solved:>11}{seconds:>9}"
                )
            for student, row in totals[totals.status != "graded"].iterrows():
                line = f"{student}: {row.score:g} of {row.points:g}: {row.status}"
                lines.append(f"  {escape_control(line)}")
        return "\n".join(lines)
