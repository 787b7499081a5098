"""Points: what a check prints when an answer is right, and marks for answers of several parts."""

from collections.abc import Iterable
from typing import Any

from .values import difference


def print_points(reached: float, points: float) -> None:
    """Print how many points an answer has earned, as the last line of a check.

    Parameters
    ----------
    reached, points : float
        Points earned, and points there are.
    """
    said = "Right" if reached == points else "Points"
    print(f"{said}: {reached:g} of {points:g} {'point' if points == 1 else 'points'}.")


class Marks:
    """Points for an answer of several parts, each of which counts by itself and equally much.

    Parameters
    ----------
    parts : iterable of str
        Their names.
    points : float
        For all parts together.
    """

    def __init__(self, parts: Iterable[str], points: float) -> None:
        self.right = dict.fromkeys(parts, True)
        self.points = points

    def fail(self, part: str, message: str) -> None:
        """Take the mark of a part away, and print why."""
        self.right[part] = False
        print(message)

    def require(
        self, part: str, what: str, got: Any, expected: Any, hint: str, tolerance: float = 1e-6
    ) -> bool:
        """Compare as `difference` does; a wrong answer costs the part's mark, and is described.

        Returns
        -------
        bool
            Whether this answer is right.
        """
        message = difference(what, got, expected, hint, tolerance)
        if message is not None:
            self.fail(part, message)
        return message is None

    def total(self) -> float | None:
        """Print the points reached.

        Returns
        -------
        float or None
            The points, if some are missing: as the last value of a test cell they are what nbgrader
            counts. Without a value it counts all.
        """
        reached = self.points * sum(self.right.values()) / len(self.right)
        print_points(reached, self.points)
        return None if all(self.right.values()) else reached
