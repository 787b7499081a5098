"""nbgrader's settings for all users of a JupyterHub on one machine: /etc/jupyter is their place."""

from pathlib import Path

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - provided by traitlets

c.CourseDirectory.course_id = "tensteps"
# Everybody may write in this folder: mkdir --mode=0777. What they hand in, only instructors read.
c.Exchange.root = "/srv/nbgrader/exchange"
# Learners hand in the lessons that they work on; instructors have no such folder.
lessons = Path.home() / "my_lessons"
if lessons.is_dir():
    c.Exchange.assignment_dir = str(lessons)
