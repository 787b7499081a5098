"""How Sphinx makes the site: `make site`.

The pages are the Markdown files of this folder, the solved notebooks and the docstrings. Notebooks are never run here: pages show the outputs they store.
"""

import sys
import tomllib
from pathlib import Path

from numpy.typing import ArrayLike
from sphinx.util.typing import stringify_annotation

HERE = Path(__file__).parent
sys.path[:0] = [str(HERE.parent), str(HERE / "extensions")]

_project = tomllib.loads((HERE.parent / "pyproject.toml").read_text())["project"]

project = "Ten steps to an image classifier"
author = "The authors of Ten steps to an image classifier"
copyright = "the authors. Lessons: CC BY 4.0, code: MIT"
version = release = _project["version"]
language = "en"

extensions = [
    "myst_nb",
    "sphinx_design",
    "sphinx.ext.apidoc",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx.ext.viewcode",
    "lessons",
    "tables",
    "terms",
]
exclude_patterns = ["_*", "reference/*/modules.rst"]

# The address of the course's repository stands in pyproject.toml.
course_repository = _project["urls"]["Repository"]
course_branch = "main"

# Notebooks
nb_execution_mode = "off"
nb_merge_streams = True
nb_ipywidgets_js = {}  # it would be fetched from another host; no page shows a live widget
myst_heading_anchors = 3
myst_enable_extensions = ["colon_fence", "substitution"]
_wheel = f"tensteps-{version}-py3-none-any.whl"
myst_substitutions = {"wheel": f"{{download}}`{_wheel} <_downloads/{_wheel}>`"}

# Docstrings
apidoc_modules = [
    {
        "path": f"../{package}",
        "destination": f"reference/{package}",
        # A package of helpers shows what it offers; its modules would show the same once more.
        "exclude_patterns": ["**/__main__.py", "**/settings/**", "../helpers/*/[!_]*.py"],
        "module_first": True,
        "separate_modules": True,
        "automodule_options": {"members"},
    }
    for package in ("helpers", "grading")
]
default_role = "literal"  # docstrings have names in single backticks
napoleon_google_docstring = False
napoleon_use_ivar = True
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "signature"
autodoc_use_type_comments = False
add_module_names = False
python_maximum_signature_line_length = 88

# The pages
html_theme = "pydata_sphinx_theme"
html_title = project
html_static_path = ["_static"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sourcelink = False
html_use_index = False  # the search finds every name
html_domain_indices = False
html_theme_options = {
    "logo": {"text": "Ten steps"},
    "header_links_before_dropdown": 8,
    "navbar_align": "left",
    "navbar_end": ["theme-switcher"],
    "navbar_persistent": ["search-button"],
    "show_toc_level": 2,
    "search_as_you_type": True,
    "footer_start": ["copyright"],
    "footer_end": [],
}
html_sidebars = {page: [] for page in ("index", "start", "board", "glossary", "results")}

# `make links` asks the hosts of other people's pages; a repository's placeholder has none.
linkcheck_ignore = [
    rf"https://(github\.com|colab\.research\.google\.com/github|mybinder\.org/v2/gh)/{owner}/"
    for owner in [course_repository.split("/")[-2]]
] + [r"http://(localhost|127\.0\.0\.1)"]


def shorten_types(app, what, name, obj, options, signature, returns):
    """Write ArrayLike in signatures, and not the dozen types that it stands for."""
    if signature is None:  # a module has none
        return None
    long = stringify_annotation(ArrayLike, "smart")
    return signature.replace(long, "ArrayLike"), returns and returns.replace(long, "ArrayLike")


def setup(app):
    """Register what is above."""
    app.connect("autodoc-process-signature", shorten_types)
