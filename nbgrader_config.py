"""nbgrader's settings for this course; nbgrader and JupyterLab read them when they are started
in this folder."""

import os
import sys
from pathlib import Path

from grading.preprocessors import HideTests, RestoreCells

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader import preprocessors

c = get_config()  # noqa: F821 - provided by traitlets

root = Path(__file__).resolve().parent
work = root / "gradebook"
# nbgrader opens the database before it makes any folder.
work.mkdir(exist_ok=True)

# nbgrader calls `alembic` by its name, also where the environment is not activated.
programs = str(Path(sys.executable).parent)
if programs not in os.environ["PATH"].split(os.pathsep):
    os.environ["PATH"] = programs + os.pathsep + os.environ["PATH"]

c.CourseDirectory.course_id = "tensteps"
c.CourseDirectory.root = str(root)
c.CourseDirectory.source_directory = "solutions"
c.CourseDirectory.release_directory = "lessons"
c.CourseDirectory.submitted_directory = "gradebook/submitted"
c.CourseDirectory.autograded_directory = "gradebook/autograded"
c.CourseDirectory.feedback_directory = "gradebook/feedback"
c.CourseDirectory.db_url = f"sqlite:///{work / 'gradebook.db'}"

c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Replace this line with your code.")'
}
c.ClearSolutions.text_stub = "*Replace this line with your answer.*"

# Seconds a cell; a whole notebook is made to be graded within 15.
c.ExecutePreprocessor.timeout = 60
# Seconds until a cell's last output has come; nbgrader's 4 fail learners on a busy machine.
c.ExecutePreprocessor.iopub_timeout = 30
# A warning is no wrong answer, but nbgrader gives 0 to a test cell with text on stderr.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"
# Cells that were deleted, copied or marked anew are as released, which gains and loses nothing.
c.Autograde.sanitize_preprocessors = [
    preprocessors.ClearOutput,
    RestoreCells,
    preprocessors.OverwriteKernelspec,
    preprocessors.OverwriteCells,
    preprocessors.CheckCellMetadata,
]
# Pages that show submissions run none of their scripts; these filters are where pages have HTML.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = dict.fromkeys(
    ["clean_html", "strip_files_prefix"], "grading.preprocessors.without_scripts"
)
# Feedback says what was expected, but not how hidden tests ask for it.
c.GenerateFeedback.preprocessors = [preprocessors.GetGrades, HideTests, CSSHTMLHeaderPreprocessor]
