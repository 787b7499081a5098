"""nbgrader's settings for this course; nbgrader and JupyterLab read them when they are started
in this folder."""

import os
import sys
from pathlib import Path

import helpers
from grading.collect import Collector, Extractor
from grading.pages import TEMPLATES, FeedbackExporter, TellGrades
from grading.preprocessors import HideTests, LeavePending, RestoreCells
from grading.rubrics import ShowRubrics

from nbconvert.preprocessors import CSSHTMLHeaderPreprocessor
from nbgrader import preprocessors
from nbgrader.converters import Autograde
from nbgrader.server_extensions.formgrader import handlers as formgrader

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

# Archives of Moodle and Canvas are unpacked below the ignored folder downloaded/.
c.ZipCollectApp.extractor_plugin = Extractor
c.ZipCollectApp.collector_plugin = Collector

c.ClearSolutions.code_stub = {
    "python": 'raise NotImplementedError("Replace this line with your code.")'
}
c.ClearSolutions.text_stub = "*Replace this line with your answer.*"

# How a notebook is run: learners' JupyterLab has these settings too.
load_subconfig("nbgrader_config.py", str(Path(helpers.__file__).with_name("settings")))  # noqa: F821
# Cells that were deleted, copied or marked anew are as released, which gains and loses nothing.
c.Autograde.sanitize_preprocessors = [
    preprocessors.ClearOutput,
    RestoreCells,
    preprocessors.OverwriteKernelspec,
    preprocessors.OverwriteCells,
    preprocessors.CheckCellMetadata,
]
# Points of tests that a person has to look at are pending.
c.Autograde.autograde_preprocessors = [*Autograde().autograde_preprocessors, LeavePending]
# Pages that show submissions run none of their scripts; these filters are where pages have HTML.
c.HTMLExporter.sanitize_html = True
c.HTMLExporter.filters = dict.fromkeys(
    ["clean_html", "strip_files_prefix"], "grading.pages.without_scripts"
)
# Formgrader has each rubric beside the answer that is marked; feedback has its own exporter below.
c.HTMLExporter.template_name = "formgrader"
c.HTMLExporter.extra_template_basedirs = [str(TEMPLATES), formgrader.template_path]
c.HTMLExporter.extra_template_paths = [formgrader.template_path]
c.HTMLExporter.preprocessors = [ShowRubrics]
# Feedback says what was expected, but not how hidden tests ask for it.
c.GenerateFeedback.exporter_class = FeedbackExporter
c.GenerateFeedback.preprocessors = [
    preprocessors.GetGrades,
    HideTests,
    TellGrades,
    CSSHTMLHeaderPreprocessor,
]
