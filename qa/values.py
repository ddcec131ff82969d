"""Frozen values with named fields, as cheap to define as a plain class.

`dataclasses` writes source code for six methods of every class and compiles it, on every start, and imports `inspect`
to do so: for this program's thirty classes that is 65 ms of CPU time, as much as all its other imports (measured,
docs/decisions/0003-cold-start.md). The methods here are the same for every class, so nothing is compiled.

`typing` costs a quarter of the time in which Python starts, and only a type checker needs it. So what an answer from
the facts imports takes its ``NamedTuple``, ``TYPE_CHECKING`` and ``overload`` from here.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable

TYPE_CHECKING = False
"""True for a type checker, which goes by the name."""

if TYPE_CHECKING:
    from typing import Any, NamedTuple, TypeVar, dataclass_transform, overload

    V = TypeVar("V")
else:

    def dataclass_transform(**_: object) -> Callable[[Callable[..., object]], Callable[..., object]]:
        """Tell a type checker that what is decorated makes data classes."""
        return lambda decorator: decorator

    def overload(function: Callable[..., object]) -> Callable[..., object]:
        """Tell a type checker of one way to call the function that follows."""
        return function

    _OF_CLASSES = frozenset(("__annotations__", "__module__", "__qualname__", "__static_attributes__"))

    class _Fields(type):
        """Makes a named tuple of a class with annotated fields, with its methods."""

        def __new__(cls, name: str, bases: tuple[type, ...], body: dict[str, object]) -> type:
            if not bases:
                return super().__new__(cls, name, bases, body)
            names = tuple(body["__annotations__"])
            defaults = [body[each] for each in names if each in body]
            made = namedtuple(name, names, defaults=defaults, module=body["__module__"])  # noqa: PYI024 - it is typed
            for each, held in body.items():
                if each not in {*names, *_OF_CLASSES}:
                    setattr(made, each, held)
            return made

    class NamedTuple(metaclass=_Fields):
        """The base of named tuples: `typing.NamedTuple` without `typing`."""


__all__ = ["TYPE_CHECKING", "NamedTuple", "asdict", "overload", "replace", "value"]


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
    names = thing.__match_args__  # type: ignore[attr-defined]  # a value has them
    if not changes.keys() <= set(names):
        return type(thing)(**(asdict(thing) | changes))  # which says what is wrong
    return type(thing)(*[changes[name] if name in changes else getattr(thing, name) for name in names])


def asdict(thing: object) -> dict[str, Any]:
    """Return a value's fields by name; those of values in it are left as they are."""
    return dict(zip(thing.__match_args__, _held(thing), strict=True))  # type: ignore[attr-defined]  # a value has them


def _initializer(
    name: str, names: tuple[str, ...], defaults: dict[str, Any], setters: list[Callable[[object, object], None]]
) -> Callable[..., None]:
    count = len(names)

    def __init__(self: object, *values: object, **given: object) -> None:  # noqa: N807
        if given or len(values) != count:
            values = _completed(name, names, defaults, values, given)
        for put, held in zip(setters, values):  # noqa: B905 - as many, or _completed has raised
            put(self, held)

    return __init__


def _completed(
    name: str, names: tuple[str, ...], defaults: dict[str, Any], values: tuple[object, ...], given: dict[str, object]
) -> tuple[object, ...]:
    """Return a value for every field: given in order, by name, or by default."""
    rest = names[len(values) :]
    wrong = [each for each in given if each not in rest]
    if wrong or len(values) > len(names):
        message = f"{name}() takes {', '.join(names)}: {', '.join(wrong) or 'too many values'}"
        raise TypeError(message)
    told = {**defaults, **given} if given else defaults
    try:
        return (*values, *[told[each] for each in rest])
    except KeyError as error:
        message = f"{name}() needs {error}"
        raise TypeError(message) from None


def _held(thing: object) -> tuple[Any, ...]:
    return tuple([getattr(thing, name) for name in thing.__match_args__])  # type: ignore[attr-defined]  # a value has them


def _equal(self: object, other: object) -> bool:
    if self is other:
        return True
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
