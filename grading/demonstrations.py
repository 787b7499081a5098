"""Which cells only show something, and need not run for the grades.

A course's code cell that is neither set-up nor answer nor test, and is as released, is a
demonstration. It is skipped, unless a cell that runs may depend on it: because that reads a name
which the demonstration makes or, where a learner has written it, one which it may change.
"""

import ast
import builtins
import functools
import symtable
from collections.abc import Sequence

from nbformat import NotebookNode

from .preprocessors import grade_id, is_test

SETUP = "setup"  # tag, and id, of cells of the course that always run
# With these a cell may read any name, whatever its text shows.
READ_ALL = {"In", "Out", "eval", "exec", "get_ipython", "globals", "locals", "vars"}
READ_ALL |= {"__main__", "gc", "inspect", "sys"}
BUILTINS = set(dir(builtins))


class Names:
    """What a cell does with the notebook's names.

    Parameters
    ----------
    source : str
        The cell's text.

    Attributes
    ----------
    made : set of str
        Names that it gives a value.
    defined : set of str
        Those of them that are modules, functions and classes, which use does not change.
    read : set of str
        Names that it looks up and has not surely given a value itself before.
    changed : set of str
        Names of which it sets an attribute or an item.

    Raises
    ------
    SyntaxError
        If the text is not plain Python.
    """

    def __init__(self, source: str) -> None:
        tree = ast.parse(source)
        self.made, _ = find_names(tree)
        self.read: set[str] = set()
        self._read_block(tree.body, set())
        nodes = list(ast.walk(tree))
        self.defined = {
            (name.asname or name.name).split(".")[0]
            for node in nodes
            if isinstance(node, ast.Import | ast.ImportFrom)
            for name in node.names
        } | {
            node.name
            for node in tree.body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        }
        self.changed = {
            name.id
            for node in nodes
            if isinstance(node, ast.Attribute | ast.Subscript)
            and not isinstance(node.ctx, ast.Load)
            for name in ast.walk(node)
            if isinstance(name, ast.Name)
        }

    def reads_all(self) -> bool:
        """Whether it may read names that its text does not show."""
        found = self.read | self.defined
        return bool(found & READ_ALL) or any(name.startswith("_") for name in self.read)

    def _read(self, node: ast.AST | None, bound: set[str]) -> set[str]:
        """Note what a part reads beside the names that are bound; returns what it makes."""
        if node is None:
            return set()
        made, read = find_names(node)
        self.read |= read - bound
        return made

    def _read_block(self, statements: Sequence[ast.stmt], bound: set[str]) -> set[str]:
        """Note what statements read; returns the names that surely have a value after them."""
        bound = set(bound)
        for statement in statements:
            match statement:
                case ast.For() | ast.AsyncFor():
                    self._read(statement.iter, bound)
                    targets = find_targets(statement.target)
                    self._read_block(statement.body, bound | targets)
                    self._read_block(statement.orelse, bound)
                case ast.While() | ast.If():
                    self._read(statement.test, bound)
                    one = self._read_block(statement.body, bound)
                    other = self._read_block(statement.orelse, bound)
                    bound |= one & other if isinstance(statement, ast.If) else set()
                case ast.With() | ast.AsyncWith():
                    for item in statement.items:
                        self._read(item.context_expr, bound)
                        bound |= find_targets(item.optional_vars)
                    bound = self._read_block(statement.body, bound)
                case ast.Try():
                    after = self._read_block(statement.body, bound)
                    for handler in statement.handlers:
                        self._read(handler.type, bound)
                        caught = {handler.name} if handler.name else set()
                        self._read_block(handler.body, bound | caught)
                    self._read_block(statement.orelse, after)
                    bound = self._read_block(statement.finalbody, bound)
                case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
                    self._read(statement, bound | {statement.name})
                    bound.add(statement.name)
                case ast.Delete():
                    bound -= self._read(statement, bound)
                case _:
                    bound |= self._read(statement, bound)
        return bound


def find_names(node: ast.AST) -> tuple[set[str], set[str]]:
    """The notebook's names that a piece of code makes, and those that it reads."""
    made, read = set(), set()

    def look(table: symtable.SymbolTable, is_top: bool) -> None:
        for symbol in table.get_symbols():
            if is_top or symbol.is_global():
                if symbol.is_referenced():
                    read.add(symbol.get_name())
                if symbol.is_assigned() or symbol.is_imported():
                    made.add(symbol.get_name())
        for inner in table.get_children():
            look(inner, False)

    look(symtable.symtable(ast.unparse(node), "cell", "exec"), True)
    for inner in ast.walk(node):  # x += 1 reads x, too
        if isinstance(inner, ast.AugAssign) and isinstance(inner.target, ast.Name):
            read.add(inner.target.id)
    return made, read


def find_targets(node: ast.AST | None) -> set[str]:
    """The names to which a loop or a ``with`` gives values."""
    nodes = ast.walk(node) if node is not None else ()
    return {
        inner.id
        for inner in nodes
        if isinstance(inner, ast.Name) and isinstance(inner.ctx, ast.Store)
    }


def is_setup(cell: NotebookNode) -> bool:
    """Whether a cell of the course prepares what others use."""
    return cell.get("id") == SETUP or SETUP in cell.metadata.get("tags", [])


@functools.lru_cache(maxsize=1000)
def _read_names(source: str) -> Names | None:
    """What a cell of the course does with names; None if it is not plain Python."""
    try:
        return Names(source.strip())
    except (RecursionError, SyntaxError, ValueError):  # a magic, perhaps
        return None


def find_read(cell: NotebookNode) -> list[str]:
    """The notebook's names that a cell looks up."""
    names = _read_names(cell.source)
    return sorted(names.read) if names else []


def find_made(cell: NotebookNode) -> set[str]:
    """The names that a cell gives a value."""
    names = _read_names(cell.source)
    return names.made if names else set()


def find_answers(test: NotebookNode, released: Sequence[NotebookNode]) -> list[NotebookNode]:
    """Find the released cells with the stubs whose names a test looks up."""
    read = set(find_read(test))
    return [
        cell
        for cell in released
        if cell.cell_type == "code"
        and cell.metadata.get("nbgrader", {}).get("solution")
        and find_made(cell) & read
    ]


def find_course_names(cell: NotebookNode, released: Sequence[NotebookNode]) -> list[str]:
    """Find what tests may rely on of the names that a cell has made.

    Returns
    -------
    list of str
        If it is a cell of the course as released: what it imports and defines, and all that it
        makes if it is set-up, without names that another released cell makes.
    """
    text = cell.source.strip()
    codes = [other for other in released if other.cell_type == "code"]
    same = [other for other in codes if other.source.strip() == text and not grade_id(other)]
    names = _read_names(cell.source)
    if grade_id(cell) or not same or names is None:
        return []
    others = set().union(*(find_made(other) for other in codes if other not in same))
    return sorted((names.made if is_setup(same[0]) else names.defined) - others)


def find_demonstrations(
    cells: Sequence[NotebookNode], released: Sequence[NotebookNode]
) -> list[NotebookNode]:
    """Find the cells that need not run.

    Parameters
    ----------
    cells : sequence of NotebookNode
        The submitted ones, with nbgrader's marks.
    released : sequence of NotebookNode
        The lesson's, as learners got them.

    Returns
    -------
    list of NotebookNode
        Those of `cells` that no grade depends on; none when in doubt.
    """
    course = [cell for cell in released if cell.cell_type == "code" and not grade_id(cell)]
    setup = {cell.source.strip() for cell in course if is_setup(cell)}
    shown = {cell.source.strip() for cell in course} - setup
    demonstrations: list[tuple[NotebookNode, Names]] = []
    wanted: set[str] = set()  # what cells that run read
    own: set[str] = set()  # what learners' cells read
    defined: set[str] = set()  # by set-up and tests
    for cell in cells:
        text = cell.source.strip()
        if cell.cell_type != "code":
            continue
        names = _read_names(cell.source)
        if names is None:
            return []
        if text in shown and not grade_id(cell):
            demonstrations.append((cell, names))
            continue
        wanted |= names.read
        if text in setup or is_test(cell):
            defined |= names.defined
        elif names.reads_all():
            return []
        else:
            own |= names.read
    done = False
    while not done:
        done = True
        for item in list(demonstrations):
            names = item[1]
            touched = (names.read - defined - BUILTINS) | names.changed
            if names.made & wanted or touched & own:
                demonstrations.remove(item)
                wanted |= names.read
                own |= names.read
                done = False
    return [cell for cell, _ in demonstrations]
