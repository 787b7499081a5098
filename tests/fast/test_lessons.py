"""Is every notebook made as design and style ask, and is every derived file up to date?"""

import ast
import html
import re
import subprocess
import symtable
import sys
import textwrap
import tomllib

from helpers.handin import NOT_HERE

import course
import pytest
import yaml
from bs4 import BeautifulSoup

LESSON = pytest.mark.parametrize("lesson", course.LESSONS)
# The capstone is a project, with a form of its own.
STEP = pytest.mark.parametrize(
    "lesson", [name for name in course.LESSONS if name != course.CAPSTONE]
)
HIDDEN = ("BEGIN SOLUTION", "END SOLUTION", "BEGIN HIDDEN TESTS", "END HIDDEN TESTS", "Rubric")


def prose(notebook):
    """Text of a lesson without exercises, tables, hints and callouts' marks."""
    kept = []
    for cell in notebook.cells:
        exercise = course.grade_id(cell) or cell.source.startswith("### Exercise")
        if cell.cell_type == "markdown" and not exercise:
            kept += [line for line in cell.source.splitlines() if not line.startswith("|")]
    return re.sub(r"<details>.*?</details>|!\[.*?\]\(.*?\)", "", "\n".join(kept), flags=re.S)


def code_cells(notebook):
    return [cell for cell in notebook.cells if cell.cell_type == "code"]


def outputs(notebook):
    return [output for cell in code_cells(notebook) for output in cell.outputs]


@pytest.mark.parametrize("folder", ["solutions", "lessons"])
def test_lessons_are_those_that_the_doctor_looks_for(folder):
    found = sorted(path.name for path in (course.PROJECT / folder).iterdir() if path.is_dir())
    assert found == course.LESSONS


@STEP
def test_anatomy(lesson):
    notebook = course.read("solutions", lesson)
    first = notebook.cells[0].source
    assert re.match(rf"# {int(lesson[:2])}\. \w+", first)
    for heading in ("**Question:**", "After this lesson you can", "**Time:**", "**You need:**"):
        assert heading in first
    assert len(re.findall(r"(?m)^- \*\*\w+", first)) == 3, "three objectives that begin with verbs"
    # Whoever goes on has been asked to hand in.
    (hand_in,) = (c.source for c in notebook.cells if c.source.startswith("## Hand in"))
    assert "**After that:**" in hand_in
    assert code_cells(notebook)[0]["id"] == "setup"
    assert re.search(r"(?m)^## Going further", prose(notebook))


def test_anatomy_of_the_capstone():
    """Ten steps, each with its minutes and a cell of the learner's, and no helpers in these."""
    notebook = course.read("solutions", course.CAPSTONE)
    first = notebook.cells[0].source
    assert first.startswith("# Capstone: ")
    assert len(re.findall(r"(?m)^- \*\*\w+", first)) == 3, "three objectives that begin with verbs"
    steps, own = [], {}
    for cell in notebook.cells:
        if heading := re.match(r"## (?:Step (\d+)\. )?.*", cell.source):
            steps.append(heading[1])
            assert heading[1] is None or re.search(r"\*\d+ minutes\*", cell.source)
        if course.is_answer(cell):
            own.setdefault(steps[-1], []).append(cell)
    assert [step for step in steps if step] == [str(number) for number in range(1, 11)]
    assert own.keys() == {step for step in steps if step}
    for cell in (cell for cells in own.values() for cell in cells if cell.cell_type == "code"):
        assert not re.search(r"\b(board|byhand|checks|data|helpers|plots|storage)\.", cell.source)
    minutes = sum(
        int(m) for c in notebook.cells for m in re.findall(r"\*(\d+) minutes\*", c.source)
    )
    assert f"about {minutes} minutes" in first


@STEP
def test_anatomy_of_a_lesson_that_teaches(lesson):
    """Warm-up, sections with their minutes, the board, key points, and what is optional last."""
    cells = course.read("solutions", lesson).cells
    warm_up = cells[1].source
    assert warm_up.startswith("## Warm up")
    assert warm_up.count("<details>") == 3
    headings = [c.source.splitlines()[0] for c in cells if c.source.startswith("## ")]
    *last, further = [h.removeprefix("## ") for h in headings[-4:]]
    assert last == ["The board", "Key points", "Hand in"]
    assert further.startswith("Going further")
    places = [i for i, c in enumerate(cells) if c.source.startswith("## Going further")]
    assert not any(course.grade_id(c) for c in cells[places[0] :]), "nothing graded after it"
    for cell in cells:
        if cell.source.startswith("## ") and cell.source.splitlines()[0] not in headings[-4:]:
            assert re.search(r"\*\d+ minutes(, short path)?\*", cell.source), cell.source[:60]
    assert re.search(r"short path[^.]*\d+ minutes", cells[0].source)


@STEP
def test_learners_predict_choose_and_fill_in(lesson):
    texts = [c.source for c in course.read("solutions", lesson).cells if c.cell_type == "markdown"]
    assert sum("**Predict.**" in text for text in texts) >= 3
    checks = [text for text in texts if text.startswith("**Concept check.**")]
    assert len(checks) >= 2
    for text in checks:
        choices = re.findall(
            r"<details><summary>(.*?)</summary>\n\n(.*?)\n\n</details>", text, re.S
        )
        assert [choice[:3] for choice, _ in choices] == [f"{c}. " for c in "ABCDE"[: len(choices)]]
        verdicts = [why.split()[0] for _, why in choices]
        assert len(choices) >= 3
        assert sorted(set(verdicts)) == ["**No.**", "**Right.**"]
        assert verdicts.count("**Right.**") == 1
        assert all(len(why.split()) > 8 for _, why in choices), "say why"
    exercises = [text for text in texts if text.startswith("### Exercise")]
    assert any("____" in text or "in the right order" in text for text in exercises), "fading"


@STEP
def test_lesson_has_no_word_for_graders(lesson):
    for cell in course.read("solutions", lesson).cells:
        if not course.grade_id(cell) and cell["id"] != "hand-in-text":
            assert not re.search(r"(?i)grad(ing|er|ed by)|autograd|NBGRADER", cell.source), cell[
                "id"
            ]


@LESSON
def test_without_the_course_one_line_says_what_to_do(lesson):
    setup = code_cells(course.read("solutions", lesson))[0]
    needs = re.fullmatch(
        r"(?s)(?:import \w+\n|from \w+ import [\w, ]+\n)*\n?try:\n((?:    from helpers\S* import .*?\n)+)"
        r"except ModuleNotFoundError:\n    (raise SystemExit\(.*?\) from None)\n\n(.*)",
        setup.source,
    )
    assert needs, "the imports of helpers stand in a try"
    assert "helpers" not in needs[3]
    assert needs[2] == (
        'raise SystemExit("The course is missing. Install it: %pip install tensteps-*.whl") from None'
    )


def test_without_the_course_there_is_no_traceback():
    cell = code_cells(course.read("lessons", course.LESSONS[0]))[0]
    code = (
        "import sys\nsys.modules['helpers'] = None\n"  # as if it were not installed
        "from IPython.core.interactiveshell import InteractiveShell\n"
        f"InteractiveShell().run_cell({cell.source!r})"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert "Traceback" not in run.stdout + run.stderr
    lines = [line for line in run.stdout.splitlines() if line]
    assert lines[-1].endswith("The course is missing. Install it: %pip install tensteps-*.whl")
    assert len(lines) == 2


def test_handing_in_is_the_same_in_all_lessons():
    found = set()
    for lesson in course.LESSONS:
        cells = course.read("solutions", lesson).cells
        place = next(i for i, cell in enumerate(cells) if cell["id"] == "hand-in")
        assert cells[place + 1].source.startswith("## Going further")
        assert course.text(cells[place]) == NOT_HERE + "\n"
        told, *_ = cells[place - 1].source.split("\n\n**After that:**")
        found.add((told, cells[place].source))
    ((text, code),) = found
    for way in ("Moodle or Canvas", "tensteps handin", "*Assignment List*", "nbgrader submit"):
        assert way in text
    assert code.endswith("handin.hand_in()")


@LESSON
def test_cells_and_ids(lesson):
    notebook = course.read("solutions", lesson)
    ids = [cell["id"] for cell in notebook.cells]
    assert len(set(ids)) == len(ids)
    assert all(
        re.fullmatch(r"[a-z][a-z0-9-]+", i) and not re.search(r"[0-9a-f]{8}", i) for i in ids
    )
    for before, cell in zip(notebook.cells, notebook.cells[1:], strict=False):
        if cell.cell_type == "code" and not course.grade_id(cell):
            assert before.cell_type == "markdown", f"{cell['id']}: say what to look for first"


@LESSON
def test_challenges(lesson):
    notebook = course.read("solutions", lesson)
    graded = [cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade")]
    assert sum(cell.metadata.nbgrader.points for cell in graded) == 10
    challenges = course.challenges(lesson)
    for cell in notebook.cells:
        name = course.grade_id(cell)
        if course.is_answer(cell):
            assert "BEGIN SOLUTION" in cell.source
            assert "END SOLUTION" in cell.source
            by_hand = cell.cell_type == "markdown" or lesson == course.CAPSTONE
            assert name in challenges or by_hand
            assert "Rubric" in cell.source or cell.cell_type == "code"
        elif course.is_test(cell):
            assert cell.metadata.nbgrader.locked
            assert cell.source.startswith('"""'), f"{name}: say what is checked"
            hidden = cell.source.partition("BEGIN HIDDEN TESTS\n")[2].partition("### END")[0]
            assert ast.parse(textwrap.dedent(hidden)).body, f"{name}: nothing is hidden"
        if name in challenges:
            exercise = notebook.cells[notebook.cells.index(cell) - 1].source
            points = sum(test.metadata.nbgrader.points for test in challenges[name])
            asked = re.search(r"\(([\d.]+) points?\)", exercise.splitlines()[0])
            assert float(asked[1]) == points, (
                f"{name}: the heading says {asked[1]}, tests give {points}"
            )
            assert exercise.startswith("### Exercise")
            assert "<details><summary>Hint 1</summary>" in exercise
            assert "**Goal:**" in exercise


@LESSON
def test_checks_are_collapsed_and_end_with_points(lesson):
    """Learners see what they earned, and the check's code only if they want to."""
    for cell in filter(course.is_test, course.read("solutions", lesson).cells):
        name, points = course.grade_id(cell), cell.metadata.nbgrader.points
        assert cell.metadata.get("jupyter", {}).get("source_hidden"), f"{name}: collapse it"
        last = course.text(cell).rstrip().rsplit("\n", 1)[-1]
        unit = "point" if points == 1 else "points"
        assert last == f"Right: {points:g} of {points:g} {unit}.", f"{name} ends with: {last}"


@LESSON
def test_stored_figures_have_the_text_that_the_code_gives_them(lesson):
    """A figure that was changed is drawn anew, by `make notebooks`."""
    for cell in code_cells(course.read("solutions", lesson)):
        bare = "plt.show(" in cell.source and lesson != course.CAPSTONE
        assert not bare, f"{cell.id}: end it in plots.show, with alt text"
        if cell.source.startswith("%"):
            continue
        shown = "".join(str(output.get("data", {}).get("text/html")) for output in cell.outputs)
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Call) and ast.unparse(node.func) == "plots.show":
                text = node.args[0]
                if isinstance(text, ast.Constant):
                    assert text.value in html.unescape(shown), f"{cell.id}: make notebooks"


@LESSON
def test_visible_checks_are_a_third_of_the_lessons_code_at_most(lesson):
    lines = {True: 0, False: 0}
    for cell in code_cells(course.read("lessons", lesson)):
        lines[course.is_test(cell)] += sum(bool(line.strip()) for line in cell.source.splitlines())
    assert lines[True] < lines[False] / 3


def global_names(source):
    """Names that a cell makes, functions and classes among them, and names that it reads.

    What its functions read counts although the cell makes it: they read it when they are called.
    """
    cell = symtable.symtable(source, "cell", "exec")
    symbols = cell.get_symbols()
    functions = {s.get_name() for s in symbols if s.is_namespace()}
    made = functions | {s.get_name() for s in symbols if s.is_assigned() or s.is_imported()}
    read = {s.get_name() for s in symbols if s.is_referenced()}
    late = set()
    inner = [(table, table.get_name() in functions) for table in cell.get_children()]
    for table, is_late in inner:  # grows by what is found inside
        inner += [(child, is_late) for child in table.get_children()]
        found = {s.get_name() for s in table.get_symbols() if s.is_global() and s.is_referenced()}
        read |= found
        late |= found if is_late else set()
    return made, functions, (read - made) | late


@LESSON
def test_cells_can_be_run_again(lesson):
    """No test overwrites what another cell has made and reads; no cell replaces a function."""
    cells = code_cells(course.read("lessons", lesson))
    names = {cell["id"]: global_names(cell.source) for cell in cells}
    tests = [cell["id"] for cell in cells if course.is_test(cell)]
    others = names.keys() - tests
    made_by_others = set().union(*(names[other][0] for other in others))
    for other in others:
        _, functions, read = names[other]
        for test in tests:
            overwritten = names[test][0] & made_by_others & read
            assert not overwritten, f"{test} overwrites what {other} reads: {overwritten}"
        for another in others - {other}:
            assert not names[another][0] & functions, f"{another} replaces a function of {other}"


@LESSON
def test_outputs_are_stored_and_clean(lesson):
    notebook = course.read("solutions", lesson)
    counts = [cell.execution_count for cell in code_cells(notebook)]
    assert counts == list(range(1, len(counts) + 1)), "run it from the top: make notebooks"
    for output in outputs(notebook):
        assert output.output_type != "error"
        assert output.get("name") != "stderr", output.text
        shown = str(output.get("text", "")) + str(output.get("data", {}).get("text/plain", ""))
        assert not re.search(r"/(home|root|tmp|usr|work)/|site-packages|[A-Z]:\\\\", shown)
        plain = "image/png" in output.get("data", {})
        assert not plain or lesson == course.CAPSTONE, "end it in plots.show, with alt text"
        page = BeautifulSoup(output.get("data", {}).get("text/html", ""), "html.parser")
        for image in page.find_all("img"):
            assert len(image.get("alt", "")) > 20, "alt text"
    size = (course.PROJECT / "solutions" / lesson / f"{lesson}.ipynb").stat().st_size
    assert size < 2_500_000


@LESSON
def test_pictures_and_links(lesson):
    notebook = course.read("solutions", lesson)
    folder = course.PROJECT / "solutions" / lesson
    for cell in notebook.cells:
        if cell.cell_type == "markdown":
            for mark, alt, target in re.findall(r"(!?)\[([^\]]*)\]\(([^)]+)\)", cell.source):
                assert not target.startswith("http") or not mark, "pictures lie in the folder"
                if not target.startswith(("http", "#")):
                    assert (folder / target).exists(), target
                assert len(alt) > 20 or not mark, f"alt text of {target}"
    for drawing in folder.glob("*.svg"):
        assert f"]({drawing.name})" in "".join(cell.source for cell in notebook.cells)


@LESSON
def test_lesson_is_generated_from_solution(lesson, course_copy):
    made, stored = course_copy / "lessons" / lesson, course.PROJECT / "lessons" / lesson
    assert sorted(p.name for p in made.iterdir()) == sorted(
        p.name for p in stored.iterdir() if p.name != ".ipynb_checkpoints"
    )
    for file in made.iterdir():
        assert file.read_bytes() == (stored / file.name).read_bytes(), "run: make lessons"


@LESSON
def test_lesson_shows_no_solution(lesson):
    text = (course.PROJECT / "lessons" / lesson / f"{lesson}.ipynb").read_text()
    for mark in HIDDEN:
        assert mark not in text
    notebook = course.read("lessons", lesson)
    assert not outputs(notebook)
    for cell in filter(course.is_answer, notebook.cells):
        stub = "Replace this line with your"
        assert cell.source.count(stub) == 1


def test_the_first_page_is_clean_and_leads_to_lessons():
    folder = course.PROJECT / "lessons"
    page = course.nbformat.read(folder / "Welcome.ipynb", as_version=4)
    assert not outputs(page)
    assert all(cell.execution_count is None for cell in code_cells(page))
    assert all(re.fullmatch(r"[a-z][a-z-]+", cell["id"]) for cell in page.cells)
    links = re.findall(r"\]\(([^)]+)\)", "".join(cell.source for cell in page.cells))
    assert links
    assert all((folder / link).is_file() for link in links)


def test_conda_and_pip_agree():
    conda = yaml.safe_load((course.PROJECT / "environment.yml").read_text())
    project = tomllib.loads((course.PROJECT / "pyproject.toml").read_text())["project"]
    assert f"python {project['requires-python']}" in conda["dependencies"]
    assert conda["dependencies"][-1] == {"pip": ["-e .[dev]"]}
    assert conda["name"] == project["name"]
    assert set(conda["channels"]) == {"conda-forge", "nodefaults"}


def test_citation_names_this_version():
    citation = yaml.safe_load((course.PROJECT / "CITATION.cff").read_text())
    project = tomllib.loads((course.PROJECT / "pyproject.toml").read_text())["project"]
    assert citation["version"] == project["version"]
    assert " AND ".join(citation["license"]) == project["license"]
    changes = (course.PROJECT / "CHANGELOG.md").read_text()
    released = re.search(rf"(?m)^## \[{re.escape(project['version'])}\] - (\S+)$", changes)
    assert released, "CHANGELOG.md: say what is new in this version"
    assert str(citation["date-released"]) == released[1]


def test_lock_fits_pyproject():
    from packaging.requirements import Requirement
    from packaging.utils import canonicalize_name

    lock = (course.PROJECT / "requirements.lock").read_text()
    assert "://" not in lock, "the lock names no index"
    locked = {}
    for name, version in re.findall(r"(?m)^([\w.-]+)==([\w.]+)", lock):
        locked.setdefault(canonicalize_name(name), []).append(version)
    project = tomllib.loads((course.PROJECT / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"]
    locked_extras = [extras[name] for name in ("dask", "dev", "hub", "page", "postgres", "site")]
    for line in sum(locked_extras, project["dependencies"]):
        wanted = Requirement(line)
        versions = locked[canonicalize_name(wanted.name)]
        assert all(wanted.specifier.contains(v, prereleases=True) for v in versions), line
