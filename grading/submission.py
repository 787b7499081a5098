"""What a learner has handed in: packed from a folder, read as a notebook, cleaned of what counts not.

Everything that strangers send comes in here.
"""

import contextlib
import hashlib
import json
import os
import re
import warnings
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from urllib.parse import quote

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_raw_cell

from .limits import KEPT_OUTPUT

# What is more than honest work: bytes of a submission (a notebook takes some hundred thousand), its
# files, bytes of a name with its folders, cells of a notebook and characters in them.
LARGEST = 50 << 20
MOST_FILES = 1000
LONGEST_NAME = 200
MOST_CELLS = 1000
MOST_TEXT = 1 << 20
PICTURE = re.compile(r"data:image/[\w.+-]+;base64,[\w+/=]+")  # as some editors paste it into texts
# What systems and Jupyter leave beside the real files.
HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
LATE = "LATE_"  # of Canvas
RESERVED = '<>&"'  # what HTML is made of


class Unreadable(Exception):
    """A submission cannot be graded; the message is the reason."""


@dataclass(frozen=True)
class Submission:
    """The files of one learner for one lesson.

    Attributes
    ----------
    student, lesson : str
        Whose it is, and for what.
    notebook : str
        The name of the lesson's notebook, without ``.ipynb``.
    files : dict of str to bytes
        Content of each file by its path in the folder, with the course's own on top.
    reason : str or None
        Why it cannot be graded, if that is known already.
    """

    student: str
    lesson: str
    notebook: str
    files: dict[str, bytes]
    reason: str | None = None


def encode_name(name: str) -> str:
    """A learner's or file's name as a text that files, pages and tables can hold; no two get one.

    Bytes that are no UTF-8, control characters and what HTML is made of become escapes; of a name
    that is too long its beginning stays, with a digest.
    """
    text = "".join(
        char if char.isprintable() and char not in RESERVED else f"\\x{ord(char):02x}"
        for char in os.fsencode(name).replace(b"\\", rb"\x5c").decode(errors="backslashreplace")
    )
    if len(os.fsencode(text)) <= LONGEST_NAME:
        return text
    digest = hashlib.sha256(os.fsencode(name)).hexdigest()[:16]
    return f"{text[: LONGEST_NAME // 8]}-{digest}"


def pack(folder: Path) -> tuple[dict[str, bytes], str | None]:
    """Read the files of a submission.

    Returns
    -------
    files : dict
        Content of each file by its name.
    reason : str or None
        Why the submission cannot be graded.
    """
    files, reason, size = {}, None, 0
    if folder.is_symlink() or folder.parent.is_symlink():
        return {}, "its folder is a link"
    try:
        found = sorted(folder.rglob("*"))
    except RecursionError:
        return {}, "its folders are nested too deep"
    if len(found) > MOST_FILES:
        return {}, f"more than {MOST_FILES:,} files"
    for file in found:
        path = file.relative_to(folder).as_posix()
        name = encode_name(path)
        if len(os.fsencode(path)) > LONGEST_NAME:
            return {}, f"the name {name} is longer than {LONGEST_NAME} bytes"
        if file.is_symlink() or not (file.is_file() or file.is_dir()):
            reason = f"{name} is not a plain file"
        elif file.is_file():
            size += file.stat().st_size
            if size > LARGEST:
                return {}, f"larger than {LARGEST >> 20} MB"
            try:
                files[name] = file.read_bytes()
            except OSError as error:
                reason = f"{name} cannot be read ({error.strerror})"
    return files, reason


def choose_notebook(submission: Submission) -> tuple[str, list[str]]:
    """Choose the file to grade.

    That is the lesson's notebook; of several with its name in theirs the one with the highest
    number, as in ``04_build (2)`` or ``04_build-2``, which browsers and Canvas count up; or the
    only notebook there is.

    Returns
    -------
    name : str
        The file.
    remarks : list of str
        What an instructor should know of the choice.

    Raises
    ------
    Unreadable
        If there is no such file, or several.
    """
    name = f"{submission.notebook}.ipynb"
    notebooks = [
        file
        for file in sorted(submission.files)
        if file.endswith(".ipynb") and not HIDDEN.search(file)
    ]
    numbers: dict[int, list[str]] = {}
    for file in notebooks:
        _, found, rest = PurePosixPath(file).stem.rpartition(submission.notebook)
        if found:
            number = re.search(r"(\d+)\)?$", rest)
            numbers.setdefault(int(number[1]) if number else 0, []).append(file)
    newest = numbers[max(numbers)] if numbers else notebooks
    chosen = name if name in newest else newest[0] if len(newest) == 1 else None
    others = ", ".join(file for file in notebooks if file != chosen)
    if chosen is None and others:
        raise Unreadable(f"renamed: there is no {name}, but {others}")
    if chosen is None:
        raise Unreadable(f"missing: there is no {name}")
    # What Canvas adds to the name of a file that came late, or that replaces an earlier one.
    plain = re.sub(r"-\d+(?=\.ipynb$)", "", chosen.removeprefix(LATE))
    remarks = ["late, as Canvas sees it"] if chosen.startswith(LATE) else []
    remarks += [f"renamed: {chosen} was graded"] if plain != name else []
    return chosen, remarks + ([f"not graded: {others}"] if others else [])


def read_json(content: bytes) -> tuple[dict, list[str]]:
    """Read JSON, also in the encoding of old Windows programs.

    Returns
    -------
    data : dict
        What it holds, which may be something else.
    remarks : list of str
        That it is not in UTF-8.

    Raises
    ------
    Unreadable
        If it is no JSON.
    """
    try:
        return json.loads(content), []
    except UnicodeDecodeError as error:
        with contextlib.suppress(ValueError):
            return json.loads(content.decode("cp1252")), ["saved in Windows-1252, not in UTF-8"]
        raise Unreadable(f"the file is not JSON: {error}") from None
    except json.JSONDecodeError as error:
        is_cut = error.msg.startswith("Unterminated") or error.pos >= len(error.doc.rstrip())
        what = "it ends in the middle" if is_cut else error
        raise Unreadable(f"the file is not JSON: {what}") from None
    except ValueError as error:
        raise Unreadable(f"the file is not JSON: {error}") from None


def read_notebook(submission: Submission) -> tuple[NotebookNode, list[str]]:
    """Read the submitted notebook; of its cells only what counts is left.

    Returns
    -------
    nb : NotebookNode
        The notebook, with the name of its ``file`` in its metadata. Each cell has there the
        ``submitted_id`` and, if it is code, the ``submitted_outputs`` that it had.
    remarks : list of str
        What an instructor should know.

    Raises
    ------
    Unreadable
        If there is none that can be graded.
    """
    if submission.reason:
        raise Unreadable(submission.reason)
    name, remarks = choose_notebook(submission)
    content = submission.files[name]
    if not content.strip():
        raise Unreadable("the file is empty")
    data, about_encoding = read_json(content)
    remarks += about_encoding
    try:
        version = data["nbformat"]
        if version > nbformat.current_nbformat:
            raise Unreadable(
                f"saved in notebook format {version}, newer than the "
                f"{nbformat.current_nbformat} that this nbformat knows"
            )
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of ids that are missing or double: all get new ones
            notebook = nbformat.reads(json.dumps(data), as_version=4)
        if len(notebook.cells) > MOST_CELLS:
            raise Unreadable(f"more than {MOST_CELLS:,} cells")
        if sum(len(PICTURE.sub("", cell.source)) for cell in notebook.cells) > MOST_TEXT:
            raise Unreadable(f"more than {MOST_TEXT:,} characters in its cells")
        cells = []
        for cell in notebook.cells:
            cells.append(clean_cell(cell))
            cells[-1].metadata["submitted_id"] = str(cell.get("id", ""))
            if cell.cell_type == "code":
                cells[-1].metadata["submitted_outputs"] = keep_outputs(cell.get("outputs", []))
        return new_notebook(cells=cells, metadata={"file": name}), remarks
    except Unreadable:
        raise
    except Exception as error:  # nbformat fails in many ways on what is no notebook
        raise Unreadable(f"the file is not a notebook ({type(error).__name__})") from None


def clean_cell(cell: NotebookNode) -> NotebookNode:
    """A new cell with a submitted one's text, marks and attachments: nothing else of it counts."""
    kinds = {"code": new_code_cell, "raw": new_raw_cell}
    text = cell.source.encode(errors="replace").decode()  # half of a character cannot be stored
    new = kinds.get(cell.cell_type, new_markdown_cell)(text)
    if "nbgrader" in cell.metadata:
        new.metadata["nbgrader"] = cell.metadata["nbgrader"]
    if new.cell_type == "markdown" and "attachment:" in text:
        new.source, new["attachments"] = rename_attachments(text, cell.get("attachments", {}))
        nbformat.validate(new, ref="markdown_cell", version=4)
    return new


def rename_attachments(text: str, attachments: dict) -> tuple[str, dict]:
    """Give the attachments of a text plain names, so that pages find them.

    nbconvert makes no page of a text with a link to an attachment that it does not find, which it
    does not for names with spaces, umlauts or brackets.

    Returns
    -------
    text : str
        With links to the new names; a link to an attachment that is not there leads nowhere.
    attachments : dict
        By their new names.
    """
    renamed, plain = {}, {}
    for number, (name, content) in enumerate(attachments.items(), 1):
        if content:
            renamed[f"attached-{number}"] = content
            for form in (name, quote(name), quote(name, safe="()!'*")):
                plain[form] = f"attachment:attached-{number}"
    forms = sorted(map(re.escape, plain), key=len, reverse=True)
    link = re.compile(rf"""attachment:(?:({"|".join(forms)})(?=[\s)>"'\]]|$))?""")
    found = link.sub(lambda match: plain.get(match[1], "missing-attachment:"), text)
    return found, renamed


def clean_outputs(nb: NotebookNode) -> NotebookNode:
    """A notebook that has been run, as it will be read again.

    Raises
    ------
    Exception
        If it cannot be written or is none.
    """
    text = nbformat.writes(nb).encode(errors="replace").decode()
    nb = nbformat.reads(text, as_version=4)
    nbformat.validate(nb)
    nb.metadata.pop("widgets", None)  # nobody moves a slider in a graded notebook
    for cell in nb.cells:
        for output in cell.get("outputs", []):
            if "metadata" in output:  # a size of a picture, say, which pages take as it is
                output.metadata = {}
    return nb


def keep_outputs(outputs: list) -> list[NotebookNode]:
    """Outputs as they were handed in, if a notebook can hold them and they are not too large."""
    try:
        nb = clean_outputs(new_notebook(cells=[new_code_cell(outputs=outputs)]))
    except Exception:  # anything may stand there
        return []
    kept = nb.cells[0].outputs
    return kept if len(str(kept)) <= KEPT_OUTPUT else []
