"""Frozen values with named fields, as cheap to define as a plain class.

`dataclasses` writes source code for six methods of every class and compiles it, on every start, and imports `inspect`
to do so: for this program's thirty classes that is 65 ms of CPU time, as much as all its other imports (measured,
docs/decisions/0003-cold-start.md). The methods here are the same for every class, so nothing is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, TypeVar, dataclass_transform

V = TypeVar("V")


@dataclass_transform(frozen_default=True)
def value(cls: type[V]) -> type[V]:
    """Return the class with slots for its annotated fields, equal and hashable by what it holds, and frozen.

    As with a data class, a field may have a default; it must be immutable. Fields are not inherited.

    >>> @value
    ... class Point:
    ...     x: int
    ...     y: int = 0
    >>> Point(1) == Point(x=1, y=0), replace(Point(1), y=2)
    (True, Point(x=1, y=2))
    """
    names = tuple(cls.__annotations__)
    body = {name: what for name, what in cls.__dict__.items() if name not in {*names, "__dict__", "__weakref__"}}
    defaults = {name: cls.__dict__[name] for name in names if name in cls.__dict__}
    made: Any = type(cls.__name__, cls.__bases__, {**_METHODS, **body, "__slots__": names, "__match_args__": names})
    made.__init__ = _initializer(cls.__name__, names, defaults, [made.__dict__[name].__set__ for name in names])
    return made  # type: ignore[no-any-return]  # it is made of cls


def replace(thing: V, **changes: object) -> V:
    """Return a copy of a value with some fields changed."""
    return type(thing)(**(asdict(thing) | changes))


def asdict(thing: object) -> dict[str, Any]:
    """Return a value's fields by name; those of values in it are left as they are."""
    return dict(zip(thing.__match_args__, _held(thing), strict=True))  # type: ignore[attr-defined]  # a value has them


def _initializer(
    name: str, names: tuple[str, ...], defaults: dict[str, Any], setters: list[Callable[[object, object], None]]
) -> Callable[..., None]:
    count = len(names)

    def __init__(self: object, *values: object, **given: object) -> None:  # noqa: N807
        if given or len(values) != count:
            values = tuple(_completed(name, names, defaults, values, given))
        for put, held in zip(setters, values):  # noqa: B905 - as many, or _completed has raised
            put(self, held)

    return __init__


def _completed(
    name: str, names: tuple[str, ...], defaults: dict[str, Any], values: tuple[object, ...], given: dict[str, object]
) -> Iterator[object]:
    """Yield a value for every field: given in order, by name, or by default."""
    wrong = [each for each in given if each not in names[len(values) :]]
    if wrong or len(values) > len(names):
        message = f"{name}() takes {', '.join(names)}: {', '.join(wrong) or 'too many values'}"
        raise TypeError(message)
    yield from values
    for each in names[len(values) :]:
        if each not in given and each not in defaults:
            message = f"{name}() needs {each!r}"
            raise TypeError(message)
        yield given[each] if each in given else defaults[each]


def _held(thing: object) -> tuple[Any, ...]:
    return tuple([getattr(thing, name) for name in thing.__match_args__])  # type: ignore[attr-defined]  # a value has them


def _equal(self: object, other: object) -> bool:
    return _held(self) == _held(other) if type(self) is type(other) else NotImplemented


def _hash(self: object) -> int:
    return hash(_held(self))


def _shown(self: object) -> str:
    return f"{type(self).__qualname__}({', '.join(f'{name}={held!r}' for name, held in asdict(self).items())})"


def _frozen(self: object, name: str, *_: object) -> None:
    message = f"{type(self).__name__} is frozen: {name!r} cannot be changed"
    raise AttributeError(message)


def _reduced(self: object) -> tuple[Any, ...]:
    """Tell `copy` and `pickle` how to make it anew."""
    return type(self), _held(self)


_METHODS: dict[str, Any] = {
    "__eq__": _equal,
    "__hash__": _hash,
    "__repr__": _shown,
    "__setattr__": _frozen,
    "__delattr__": _frozen,
    "__reduce__": _reduced,
}
