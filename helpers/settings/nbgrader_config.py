"""nbgrader's settings for running a notebook, in grading as where the Assignment List validates;
`tensteps lab` puts this folder on Jupyter's path."""

c = get_config()  # type: ignore[name-defined]  # noqa: F821 - provided by traitlets

# Seconds a cell.
c.ExecutePreprocessor.timeout = 60
# Seconds until a cell's last output has come; nbgrader's 4 fail learners on a busy machine.
c.ExecutePreprocessor.iopub_timeout = 30
# A warning is no wrong answer, but nbgrader gives 0 to a test cell with text on stderr.
c.IgnorePattern.enabled = True
c.IgnorePattern.pattern = r"(?s).*"
