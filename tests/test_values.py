"""Values behave as frozen, slotted data classes do, without the cost of defining one."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from qa.values import NamedTuple, asdict, replace, value


@value
class Point:
    """A place on a plane."""

    x: int
    y: int = 0
    marks: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Tell whether it lies right of the origin."""
        return self.x > 0


@value
class Other:
    x: int
    y: int = 0
    marks: tuple[str, ...] = ()


def test_fields_are_given_in_order_by_name_or_by_default() -> None:
    assert (Point(1, 2).x, Point(1, 2).y, Point(1, 2).marks) == (1, 2, ())
    assert Point(x=1, marks=("a",)) == Point(1, 0, ("a",))
    assert Point(3).right
    assert Point.__doc__ == "A place on a plane."


@pytest.mark.parametrize(
    ("given", "named", "message"),
    [
        ((), {}, r"Point\(\) needs 'x'"),
        ((1, 2, (), 4), {}, r"Point\(\) takes x, y, marks: too many values"),
        ((1,), {"z": 1}, r"Point\(\) takes x, y, marks: z"),
        ((1,), {"x": 1}, r"Point\(\) takes x, y, marks: x"),
    ],
)
def test_wrong_fields_are_refused(given: tuple[int, ...], named: dict[str, int], message: str) -> None:
    with pytest.raises(TypeError, match=message):
        Point(*given, **named)  # type: ignore[arg-type]  # that is the point


def test_values_are_equal_and_hashed_by_what_they_hold_and_by_their_class() -> None:
    assert Point(1) == Point(1)
    assert Point(1) != Point(2)
    others: list[object] = [Point(2), Other(1), (1, 0, ())]
    assert Point(1) not in others
    assert len({Point(1), Point(1), Point(2)}) == 2


def test_values_are_frozen_and_have_no_other_fields() -> None:
    point = Point(1)
    with pytest.raises(AttributeError, match="Point is frozen: 'x' cannot be changed"):
        point.x = 2  # type: ignore[misc]  # that is the point
    with pytest.raises(AttributeError, match="frozen"):
        del point.x
    assert not hasattr(point, "__dict__")


def test_values_are_shown_matched_changed_copied_and_taken_apart() -> None:
    point = Point(1, 2)
    assert repr(point) == "Point(x=1, y=2, marks=())"
    assert replace(point, y=3) == Point(1, 3)
    assert asdict(point) == {"x": 1, "y": 2, "marks": ()}
    assert copy.deepcopy(point) == pickle.loads(pickle.dumps(point)) == point  # noqa: S301 - our own bytes
    match point:
        case Point(x, y):
            assert (x, y) == (1, 2)


class Place(NamedTuple):
    """Where something is."""

    line: int
    column: int = 1

    @property
    def shown(self) -> str:
        return f"{self.line}:{self.column}"


def test_named_tuples_are_those_of_typing() -> None:
    """But for `typing`, which need not be imported."""
    place = Place(3)
    assert place == (3, 1) == Place(line=3, column=1)
    assert (place.shown, repr(place), place._replace(column=2)) == ("3:1", "Place(line=3, column=1)", (3, 2))
    assert (Place._fields, Place.__doc__, Place.__module__) == (("line", "column"), "Where something is.", __name__)
    assert pickle.loads(pickle.dumps(place)) == place  # noqa: S301 - our own bytes
    with pytest.raises(TypeError, match="line"):
        Place()  # type: ignore[call-arg]


def test_defining_values_imports_no_inspect() -> None:
    code = "import sys, qa.values; print({'dataclasses', 'inspect', 'typing'} & set(sys.modules))"
    root = Path(__file__).resolve().parent.parent
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout == "set()\n"
