"""Mechanical mutants of the solutions: does a check notice each small mistake?

    python tests/mutants.py 04_build [EXERCISE]

Each mutant changes one place of a solution and is graded as a wrong answer would be. One that earns
full points survives: either a check has to be sharpened, or the mutant is as right as the solution.
Those that are right stand in `mutants.toml`, with the reason. Exits with 1 where others survive.
"""

import argparse
import ast
import contextlib
import sys
import tempfile
import tomllib

import course
from nbgrader.utils import determine_grade

OPERATORS = {
    ast.Add: (ast.Sub,),
    ast.Sub: (ast.Add,),
    ast.Mult: (ast.Div,),
    ast.Div: (ast.Mult, ast.FloorDiv),
    ast.FloorDiv: (ast.Div,),
    ast.Mod: (ast.FloorDiv,),
    ast.Pow: (ast.Mult,),
    ast.MatMult: (ast.Mult,),
    ast.Lt: (ast.LtE, ast.Gt),
    ast.LtE: (ast.Lt, ast.GtE),
    ast.Gt: (ast.GtE, ast.Lt),
    ast.GtE: (ast.Gt, ast.LtE),
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
    ast.And: (ast.Or,),
    ast.Or: (ast.And,),
}
# Exchanged as names of variables, functions, attributes and arguments, and as texts.
PAIRS = (
    ("accuracy", "loss"),
    ("accuracy", "val_accuracy"),
    ("all", "any"),
    ("argmax", "argmin"),
    ("categorical_crossentropy", "sparse_categorical_crossentropy"),
    ("ceil", "floor"),
    ("columns", "rows"),
    ("height", "width"),
    ("images", "labels"),
    ("loss", "val_loss"),
    ("max", "min"),
    ("maximum", "minimum"),
    ("mean", "median"),
    ("mean", "sum"),
    ("ones", "zeros"),
    ("relu", "sigmoid"),
    ("same", "valid"),
    ("sigmoid", "softmax"),
    ("std", "var"),
    ("test_images", "train_images"),
    ("test_labels", "train_labels"),
    ("train_images", "validation_images"),
    ("train_labels", "validation_labels"),
    ("AveragePooling2D", "MaxPooling2D"),
    ("Adam", "SGD"),
)
PRINTED = "verbose"  # how much Keras prints while it works
COMMUTATIVE = ("max", "maximum", "min", "minimum")
EXCHANGED = {}
for one, other in PAIRS:
    EXCHANGED.setdefault(one, []).append(other)
    EXCHANGED.setdefault(other, []).append(one)


def replace(source, start, end, text):
    """Put text in place of what stands between two places, each a line and an offset in bytes."""
    lines = source.encode().splitlines(keepends=True)
    before = b"".join(lines[: start[0] - 1]) + lines[start[0] - 1][: start[1]]
    after = lines[end[0] - 1][end[1] :] + b"".join(lines[end[0] :])
    return (before + text.encode() + after).decode()


def places(node):
    """Where a node begins and ends."""
    return (node.lineno, node.col_offset), (node.end_lineno, node.end_col_offset)


def changed_constants(node):
    """Texts of other constants: neighbours of a number, the opposite of True, a paired word."""
    value = node.value
    if isinstance(value, bool):
        yield repr(not value)
    elif isinstance(value, int):
        yield from (f"{value + 1}", f"({value - 1})" if value < 1 else f"{value - 1}")
    elif isinstance(value, float):
        yield from (repr(value * 2), repr(value / 2))
    elif isinstance(value, str):
        yield from map(repr, EXCHANGED.get(value, ()))


def changed_expressions(node):
    """Texts that take the place of an expression, each with one mistake."""
    if isinstance(node, ast.Constant):
        yield from changed_constants(node)
    elif isinstance(node, ast.BinOp | ast.BoolOp):
        for operator in OPERATORS.get(type(node.op), ()):
            fields = {**dict(ast.iter_fields(node)), "op": operator()}
            yield f"({ast.unparse(type(node)(**fields))})"
    elif isinstance(node, ast.Compare):
        for i, found in enumerate(node.ops):
            for operator in OPERATORS[type(found)]:
                ops = [*node.ops[:i], operator(), *node.ops[i + 1 :]]
                yield f"({ast.unparse(ast.Compare(node.left, ops, node.comparators))})"
    elif isinstance(node, ast.UnaryOp):
        yield f"({ast.unparse(node.operand)})"
    elif isinstance(node, ast.Slice):
        for part in ("lower", "upper", "step"):
            if getattr(node, part):
                yield ast.unparse(ast.Slice(**{**dict(ast.iter_fields(node)), part: None}))
    elif isinstance(node, ast.Call):
        given, named = node.args, node.keywords
        for i in range(len(given)):
            yield ast.unparse(ast.Call(node.func, [*given[:i], *given[i + 1 :]], named))
        commutes = ast.unparse(node.func).split(".")[-1] in COMMUTATIVE
        for i in range(0 if commutes else len(given) - 1):
            swapped = [*given[:i], given[i + 1], given[i], *given[i + 2 :]]
            yield ast.unparse(ast.Call(node.func, swapped, named))
        for i in range(len(named)):
            if named[i].arg != PRINTED:
                yield ast.unparse(ast.Call(node.func, given, [*named[:i], *named[i + 1 :]]))


def changed_names(node, parameters):
    """Where a name is to be exchanged, and for which: pairs of (start, end) and a text."""
    start, end = places(node)
    if isinstance(node, ast.Name):
        others = [*EXCHANGED.get(node.id, ())]
        if isinstance(node.ctx, ast.Load) and node.id in parameters and len(parameters) > 1:
            others.append(parameters[(parameters.index(node.id) + 1) % len(parameters)])
        yield from (((start, end), text) for text in others)
    elif isinstance(node, ast.Attribute):
        begin = (end[0], end[1] - len(node.attr))
        yield from (((begin, end), text) for text in EXCHANGED.get(node.attr, ()))
    elif isinstance(node, ast.keyword) and node.arg:
        stop = (start[0], start[1] + len(node.arg))
        yield from (((start, stop), text) for text in EXCHANGED.get(node.arg, ()))


def is_docstring(node):
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def changes(tree):
    """All changes of a solution: pairs of (start, end) and the text that is put there."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)]
    parameters = [argument.arg for function in functions for argument in function.args.args]
    # What tells a person something is not code: docstrings, texts with values in them, what is printed.
    skipped = {
        id(inner)
        for node in ast.walk(tree)
        if is_docstring(node)
        or isinstance(node, ast.JoinedStr)
        or (isinstance(node, ast.keyword) and node.arg == PRINTED)
        for inner in ast.walk(node)
    }
    for node in ast.walk(tree):
        if id(node) in skipped or not hasattr(node, "lineno"):
            continue
        for text in changed_expressions(node):
            yield places(node), text
        yield from changed_names(node, parameters)
        if isinstance(node, ast.stmt) and not isinstance(node, ast.FunctionDef | ast.ClassDef):
            yield places(node), "pass"


def mutants(source):
    """Make all mutants of a solution.

    Yields
    ------
    line, mutant : str
        The changed line (lines that belong together are joined) before and after.
    changed : str
        The whole solution with the change.
    """
    tree = ast.parse(source)
    seen = {ast.dump(tree)}
    for (start, end), text in changes(tree):
        changed = replace(source, start, end, text)
        try:
            dump = ast.dump(ast.parse(changed))
        except SyntaxError:  # such as a line that one cannot leave out
            continue
        if dump in seen:
            continue
        seen.add(dump)
        last = end[0] + changed.count("\n") - source.count("\n")
        line = " ".join(" ".join(source.splitlines()[start[0] - 1 : end[0]]).split())
        mutant = " ".join(" ".join(changed.splitlines()[start[0] - 1 : last]).split())
        yield line, mutant, changed


def solutions(lesson):
    """The solution of each of a lesson's challenges, by name."""
    cells = course.read("solutions", lesson).cells
    wanted = course.challenges(lesson)
    return {course.grade_id(c): c.source for c in cells if course.grade_id(c) in wanted}


def equal_mutants():
    """Read `mutants.toml`: why a mutant is right, by (lesson, exercise, line, mutant)."""
    file = course.PROJECT / "tests" / "mutants.toml"
    entries = tomllib.loads(file.read_text()).get("equal", [])
    return {(e["lesson"], e["exercise"], e["line"], e["mutant"]): e["why"] for e in entries}


def survives(lesson, exercise, changed):
    """Whether a mutant earns full points."""
    try:
        tests = course.run_answer(lesson, exercise, changed, timeout=60)
    except (TimeoutError, RuntimeError):  # it never ends, or ends the process
        return False
    return all(determine_grade(c)[0] == c.metadata.nbgrader.points for c in tests)


def try_exercise(lesson, exercise, source, equal):
    """Try all mutants of one solution, and print those that survive.

    Returns
    -------
    int
        How many survive, or no longer do, without being told in `mutants.toml`.
    """
    counts = dict.fromkeys(("noticed", "equal", "wrong"), 0)
    told = {key for key in equal if key[:2] == (lesson, exercise)}
    found = set()
    for line, mutant, changed in mutants(source):
        key = (lesson, exercise, line, mutant)
        alive = survives(lesson, exercise, changed)
        if alive:
            found.add(key)
        if alive and key not in told:
            print(f"{lesson} {exercise}: survives\n    {line}\n    {mutant}", flush=True)
        counts["noticed" if not alive else "equal" if key in told else "wrong"] += 1
    for *_, line, mutant in told - found:
        counts["wrong"] += 1
        print(f"{lesson} {exercise}: mutants.toml names what does not survive: {line} -> {mutant}")
    print(
        f"{lesson} {exercise}: {counts['noticed']} noticed, {counts['equal']} equal, "
        f"{counts['wrong']} to look at",
        flush=True,
    )
    return counts["wrong"]


def main():
    """Try the mutants of a lesson, or of all."""
    parser = argparse.ArgumentParser(description="Which small mistakes does no check notice?")
    parser.add_argument("lesson", choices=[*course.LESSONS, "*"], help="a lesson, or * for all")
    parser.add_argument("exercise", nargs="?", help="one exercise only, such as output_size")
    arguments = parser.parse_args()
    lessons = course.LESSONS if arguments.lesson == "*" else [arguments.lesson]
    equal = equal_mutants()
    chosen = [
        (lesson, exercise, source)
        for lesson in lessons
        for exercise, source in solutions(lesson).items()
        if arguments.exercise in (None, exercise)
    ]
    if not chosen:
        parser.error(f"{arguments.lesson} has no exercise {arguments.exercise}")
    # Some mutants forget the folder that they are given.
    with tempfile.TemporaryDirectory() as folder, contextlib.chdir(folder):
        return sum(try_exercise(*each, equal) for each in chosen)


if __name__ == "__main__":
    sys.exit(min(main(), 1))
