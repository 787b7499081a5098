"""What came out of grading: tables of lessons, exercises and learners, what went wrong, CSV."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

import pandas as pd
from nbgrader.api import Gradebook, SubmittedAssignment

from . import GradingError
from .gradebook import Course
from .preprocessors import points_earned, points_waiting

# With what a cell of a spreadsheet begins that is worked out and not shown.
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# A learner as an LMS's archive names them; Moodle's number differs from lesson to lesson.
NUMBERED = re.compile(r"(?P<name>.+)_(?P<number>\d+)")
NOTHING = "nothing handed in"
COMMONEST = 3  # messages that are told of an exercise


def escape_control(text: str) -> str:
    """A text of strangers in one line, without what a terminal would obey."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in text)


def show_number(value: float) -> str:
    """A number with two digits, or a dash where there is none."""
    return "-" if pd.isna(value) else f"{value:.2f}"


def quote_formula(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text[:1] in FORMULA else text


def find_name(student: str) -> str:
    """A learner's name, without the number that an LMS gives."""
    match = NUMBERED.fullmatch(student)
    return match["name"] if match else student


def find_owners(gradebook: Gradebook, lesson: str) -> dict[str, str]:
    """The exercise of each answer and test of a lesson: the answer at or before it."""
    notebook = gradebook.find_assignment(lesson).notebooks[0]
    answers = {cell.name for cell in notebook.solution_cells}
    tests = {cell.name for cell in notebook.grade_cells}
    owners, exercise = {}, ""
    for cell in notebook.source_cells:
        if cell.name in answers:
            exercise = cell.name
        if cell.name in answers | tests:
            owners[cell.name] = exercise or cell.name
    return owners


class Report:
    """What the gradebook and the record of grading tell.

    Parameters
    ----------
    course : Course
        The course.
    lessons : list of str
        Which lessons; all if empty.

    Attributes
    ----------
    totals : pandas.DataFrame
        A row for each learner and lesson: ``score`` of ``points``, less the ``penalty`` for coming
        late, and of those how many points are ``pending``, for a person has still to mark them.
    """

    def __init__(self, course: Course, lessons: Sequence[str] = ()) -> None:
        self.lessons = [*course.choose_lessons(lessons)]
        self.outcomes = course.outcomes()
        self.handed_in = {lesson: course.submissions(lesson) for lesson in course.lessons()}
        counts = [Counter(map(find_name, found)) for found in self.handed_in.values()]
        self._shared = {name for names in counts for name in names if names[name] > 1}
        with course.open() as gradebook:
            self.owners = {lesson: find_owners(gradebook, lesson) for lesson in self.lessons}
            rows = [row for lesson in self.lessons for row in self._rows(gradebook, lesson)]
            everybody = {student.id for student in gradebook.students}.union(
                *self.handed_in.values()
            )
            totals = [
                row for lesson in self.lessons for row in self._totals(gradebook, lesson, everybody)
            ]
        columns = [
            "lesson", "student", "exercise", "points", "score", "pending", "seconds", "status"
        ]  # fmt: skip
        self._table = pd.DataFrame(rows, columns=columns).astype({"score": float})
        columns = ["lesson", "student", "points", "score", "pending", "penalty", "status"]
        self.totals = pd.DataFrame(totals, columns=columns).astype({"score": float})

    def _tell_status(self, lesson: str, student: str) -> str:
        """How grading went, with remarks."""
        outcome = self.outcomes.get((lesson, student), {})
        reason = outcome.get("reason")
        return "; ".join(["graded", *outcome.get("remarks", [])]) if reason is None else reason

    def _find_graded(self, gradebook: Gradebook, lesson: str) -> list[SubmittedAssignment]:
        """What was graded, but for what was taken back: its folder is gone."""
        found = gradebook.find_assignment(lesson).submissions
        return [each for each in found if each.student_id in self.handed_in[lesson]]

    def _rows(self, gradebook: Gradebook, lesson: str) -> Iterator[tuple]:
        """A row for each exercise of each learner."""
        owners = self.owners[lesson]
        for submission in self._find_graded(gradebook, lesson):
            student = submission.student_id
            times = self.outcomes.get((lesson, student), {}).get("seconds", {})
            status = self._tell_status(lesson, student)
            rows: dict[str, list] = {}
            for grade in submission.notebooks[0].grades:
                row = rows.setdefault(owners.get(grade.name, grade.name), [0.0, 0.0, False])
                row[0] += grade.max_score
                row[1] += points_earned(grade)
                row[2] = row[2] or bool(points_waiting(grade))
            for exercise, (points, score, pending) in rows.items():
                spent = [
                    times[name] for name in owners if owners[name] == exercise and name in times
                ]
                # Until a person has marked it, nobody knows what it earns.
                known = None if pending and not score else score
                seconds = round(sum(spent), 3) or None
                yield lesson, student, exercise, points, known, pending, seconds, status

    def _totals(self, gradebook: Gradebook, lesson: str, everybody: set[str]) -> Iterator[tuple]:
        """A row for each learner, also for those who have handed in nothing."""
        points = gradebook.find_assignment(lesson).max_score
        for submission in self._find_graded(gradebook, lesson):
            grades = submission.notebooks[0].grades
            earned, pending = (sum(map(f, grades)) for f in (points_earned, points_waiting))
            penalty = submission.late_submission_penalty or 0
            status = self._tell_status(lesson, submission.student_id)
            yield (
                lesson, submission.student_id, submission.max_score, max(0, earned - penalty),
                pending, penalty, status,
            )  # fmt: skip
        present = set(map(self._find_person, self.handed_in[lesson]))
        missing = {self._find_person(student): student for student in sorted(everybody)}
        for person in sorted(missing.keys() - present):
            yield lesson, missing[person], points, None, 0, 0, NOTHING

    def _find_person(self, student: str) -> str:
        """By what to know a learner in other lessons: the name, unless several share it."""
        name = find_name(student)
        return student if name in self._shared else name

    def make_table(self, kind: str) -> pd.DataFrame:
        """Make a table for a spreadsheet or an LMS; no text in it is a formula.

        Parameters
        ----------
        kind : str
            "csv", with a row for each exercise of each learner: where a person has still to mark
            it, ``pending`` is true, and ``score`` is empty if there is none yet. "totals", with a
            row for each learner and lesson. "moodle" or "canvas", as these take it, with the
            learners whose names have the number that the LMS gives; a grade is empty as long as
            something is pending, and where nothing that was handed in could be read.

        Raises
        ------
        GradingError
            If Moodle should take several lessons.
        """
        tables = {"moodle": self.for_moodle, "canvas": self.for_canvas}
        if kind in tables:
            return tables[kind]()
        table = (self.totals if kind == "totals" else self._table).copy()
        for column in table.columns.intersection(["lesson", "student", "exercise", "status"]):
            table[column] = [quote_formula(text) for text in table[column]]
        return table

    def for_moodle(self) -> pd.DataFrame:
        """A grading worksheet as Moodle takes it; see `make_table`."""
        if len(self.lessons) != 1:
            raise GradingError("Moodle takes the grades of one lesson at a time: name one.")
        columns = ["Identifier", "Full name", "Grade", "Maximum grade", "Last modified (grade)"]
        rows = [
            (f"Participant {number}", quote_formula(name), grade, f"{row.points:g}", "-")
            for row, name, number, grade in self._graded()
        ]
        return pd.DataFrame(rows, columns=columns)

    def for_canvas(self) -> pd.DataFrame:
        """A table as Canvas' gradebook takes it; see `make_table`."""
        empty = {"SIS User ID": "", "SIS Login ID": "", "Section": ""}
        # Canvas makes an assignment of each column, so lessons that nobody handed in have none.
        points = self.totals[self.totals.status != NOTHING].groupby("lesson").points.max()
        possible = {lesson: f"{points[lesson]:g}" for lesson in points.index}
        rows: dict[str, dict] = {"": {"Student": "Points Possible", "ID": ""} | empty | possible}
        for row, name, number, grade in self._graded():
            learner = {"Student": quote_formula(name), "ID": number} | empty
            rows.setdefault(number, learner)[row.lesson] = grade
        return pd.DataFrame(list(rows.values()))

    def _graded(self) -> Iterator[tuple]:
        """Rows of the totals with the learner's name, number, and the grade as a text."""
        for row in self.totals[self.totals.status != NOTHING].itertuples():
            if match := NUMBERED.fullmatch(row.student):
                unread = self.outcomes.get((row.lesson, row.student), {}).get("unread")
                grade = "" if row.pending or unread else f"{round(row.score, 2):g}"
                yield row, match["name"], match["number"], grade

    def find_unnumbered(self) -> list[str]:
        """The learners without an LMS's number, who are not in the tables for one."""
        graded = self.totals[self.totals.status != NOTHING].student
        return sorted(student for student in set(graded) if not NUMBERED.fullmatch(student))

    def describe(self, everything: bool = False) -> str:
        """Tables for people.

        Parameters
        ----------
        everything : bool
            Whether to tell of every learner, and the commonest messages of tests that failed; else
            the learners who need a look.
        """
        lines = []
        for lesson in self.lessons:
            table = self._table[self._table.lesson == lesson]
            totals = self.totals[(self.totals.lesson == lesson) & (self.totals.status != NOTHING)]
            if totals.empty and not self.handed_in[lesson]:
                continue
            lines += [
                "",
                f"{lesson}: {len(totals)} graded of {len(self.handed_in[lesson])} handed in",
            ]
            if totals.empty:
                continue
            lines[-1] += f", mean {totals.score.mean():.1f} of {totals.points.max():g} points"
            if pending := table.pending.sum():
                lines[-1] += f"; answers that wait for a person: {pending}"
            lines.append(f"  {'exercise':<24}{'points':>7}{'mean':>7}{'solved':>11}{'seconds':>9}")
            for exercise, rows in table.groupby("exercise", sort=False):
                solved = f"{(rows.score >= rows.points).sum()} of {rows.score.count()}"
                mean, seconds = map(show_number, (rows.score.mean(), rows.seconds.median()))
                lines.append(
                    f"  {exercise:<24}{rows.points.max():>7g}{mean:>7}{solved:>11}{seconds:>9}"
                )
            if everything:
                lines += self._tell_messages(lesson)
                lines.append("  learners:")
            for row in totals.itertuples():
                if row.status == "graded" and not everything:
                    continue
                waiting = f", {row.pending:g} waiting for a person" if row.pending else ""
                late = f", {row.penalty:g} less for coming late" if row.penalty else ""
                line = (
                    f"{row.student}: {row.score:g} of {row.points:g}{waiting}{late}: {row.status}"
                )
                lines.append(f"  {escape_control(line)}")
            missing = self.totals[(self.totals.lesson == lesson) & (self.totals.status == NOTHING)]
            if len(missing):
                lines.append(f"  {NOTHING}: {escape_control(', '.join(missing.student))}")
        return "\n".join(lines or ["Nothing has been handed in."])

    def _tell_messages(self, lesson: str) -> list[str]:
        """The commonest messages of tests that failed, by exercise."""
        found: dict[str, Counter[str]] = {}
        for (where, _), outcome in self.outcomes.items():
            for name, message in outcome.get("messages", {}).items() if where == lesson else ():
                exercise = self.owners[lesson].get(name, name)
                found.setdefault(exercise, Counter())[message] += 1
        lines = ["  commonest messages of tests that failed:"] if found else []
        for exercise, counts in found.items():
            for message, count in counts.most_common(COMMONEST):
                lines.append(f"  {exercise:<24}{count:>5} x {escape_control(message)}")
        return lines
