"""Runs in a submission's kernel: keeps what the course's tests rely on, and tries them unanswered.

Its text is sent there before the first cell. It shares the process with learners' code, so it is no
secret from that; `grading.execute` looks at what comes out.
"""

import contextlib
import sys
from collections.abc import Iterator, Sequence
from types import FunctionType, ModuleType
from typing import Any

# Where a change would change what tests find; of a package only its public modules.
WATCHED = {"builtins", "copy", "helpers", "keras", "math", "numpy", "operator"}
FREE = {"builtins.input"}  # the kernel sets it before each cell
NOTHING = object()


def find_functions(value: Any) -> list[FunctionType]:
    """A Python function, and the one that it wraps, as NumPy's and those of checks do."""
    wrapped = getattr(value, "__wrapped__", None)
    return [function for function in (value, wrapped) if isinstance(function, FunctionType)]


class Behaviour:
    """What a Python function does, beside its name: its code, its defaults, what it closes over.

    Parameters
    ----------
    function : function
        Is looked at now.
    closed : bool
        Whether what it closes over stays; in libraries it may be a state.
    """

    def __init__(self, function: FunctionType, closed: bool) -> None:
        self.function = function
        self.code, self.defaults = function.__code__, function.__defaults__
        self.named = dict(function.__kwdefaults__ or {})
        self.cells = [(cell, cell.cell_contents) for cell in function.__closure__ or () if closed]

    def restore(self) -> bool:
        """Undo a change; returns whether there was one."""
        function, named = self.function, self.function.__kwdefaults__ or {}
        pairs = [(function.__code__, self.code), (function.__defaults__, self.defaults)]
        pairs += [(named.get(name, NOTHING), value) for name, value in self.named.items()]
        pairs += [(cell.cell_contents, content) for cell, content in self.cells]
        if all(now is before for now, before in pairs):
            return False
        function.__code__, function.__defaults__ = self.code, self.defaults
        function.__kwdefaults__ = dict(self.named)
        for cell, content in self.cells:
            cell.cell_contents = content
        return True


class Guard:
    """What the course has made, as it was before a learner could change it.

    Parameters
    ----------
    shell : IPython.core.interactiveshell.InteractiveShell
        Runs the notebook's cells.
    """

    def __init__(self, shell: Any) -> None:
        self.shell = shell
        self.kept: dict[str, tuple[Any, str, Any]] = {}  # owner, name, value
        self.behaviours: list[tuple[str, Behaviour]] = []
        self.seen: set[str] = set()
        self.names: dict[str, Any] = {}
        self.answers: dict[str, Any] = {}
        self.mode = ""
        self.keep(())

    def keep(self, names: Sequence[str]) -> None:
        """Remember the names that a cell of the course has just made, and modules new since."""
        namespace = self.shell.user_ns
        self.names |= {name: namespace[name] for name in names if name in namespace}
        for name, module in list(sys.modules.items()):
            if name not in self.seen and isinstance(module, ModuleType) and self._is_watched(name):
                self.seen.add(name)
                self._keep(name, module)

    @staticmethod
    def _is_watched(name: str) -> bool:
        package, *rest = name.split(".")
        private = package != "helpers" and any(part.startswith(("_", "src")) for part in rest)
        return package in WATCHED and not private

    def _keep(self, prefix: str, owner: Any) -> None:
        for name, value in list(vars(owner).items()):
            key = f"{prefix}.{name}"
            if (
                key in self.kept
                or key in FREE
                or not (callable(value) or isinstance(value, ModuleType))
            ):
                continue
            self.kept[key] = owner, name, value
            own = key.startswith("helpers.")
            functions = find_functions(value)
            self.behaviours += [(key, Behaviour(function, own)) for function in functions]
            if isinstance(value, type) and value.__module__.startswith("helpers."):
                self._keep(key, value)

    def restore(self, names: Sequence[str]) -> list[str]:
        """Undo what has been changed since; returns what that was.

        Parameters
        ----------
        names : sequence of str
            The notebook's names to bind anew.
        """
        return [*self._restore_modules(), *self._restore_names(names)]

    def _restore_modules(self) -> Iterator[str]:
        for key, (owner, name, value) in self.kept.items():
            if vars(owner).get(name, NOTHING) is not value:
                setattr(owner, name, value)
                yield key
        for key, behaviour in self.behaviours:
            if behaviour.restore():
                yield key

    def _restore_names(self, names: Sequence[str]) -> Iterator[str]:
        namespace = self.shell.user_ns
        for name in names:
            value = self.names.get(name, NOTHING)
            if value is not NOTHING and namespace.get(name, NOTHING) is not value:
                namespace[name] = value
                yield name

    def unanswer(self, names: Sequence[str], stubs: Sequence[str]) -> None:
        """Put the stubs in place of the learner's answers.

        Parameters
        ----------
        names : sequence of str
            What the stubs make.
        stubs : sequence of str
            Their texts.
        """
        namespace = self.shell.user_ns
        self.answers = {name: namespace.pop(name, NOTHING) for name in names}
        for stub in stubs:
            with contextlib.suppress(Exception):  # one that is no function raises at once
                exec(stub, namespace)
        self.mode = self.shell.InteractiveTB.mode
        self.shell.InteractiveTB.set_mode("Minimal")  # the others take longer than most tests

    def answer(self) -> None:
        """Put the learner's answers back."""
        self.shell.InteractiveTB.set_mode(self.mode)
        for name, value in self.answers.items():
            if value is NOTHING:
                self.shell.user_ns.pop(name, None)
            else:
                self.shell.user_ns[name] = value
