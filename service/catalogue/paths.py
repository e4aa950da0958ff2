"""Places in a file: what a fault's path is in words, and which keys may stand at a path of a model."""

import types
from collections.abc import Iterator
from typing import Annotated, Any, Union, get_args, get_origin

from pydantic import BaseModel, Tag

from scoring.conditions import kind_of
from service.catalogue.loader import Path


def where(value: object, path: Path) -> str:
    """The path in words: the nearest id in it, and what follows."""
    words: list[str] = []
    for step in path:
        value = _step(value, step)
        words.append(step if isinstance(step, str) else _named(value) or str(step + 1))
    return " ".join(words) or "the file"


def _named(value: object) -> str | None:
    names = [value.get(key) for key in ("id", "code", "name")] if isinstance(value, dict) else []
    return next((name for name in names if isinstance(name, str)), None)


def _step(value: object, step: str | int) -> object:
    if isinstance(value, dict):
        return value.get(str(step))
    return value[step] if isinstance(value, list) and isinstance(step, int) and step < len(value) else None


def at(value: object, path: Path) -> object:
    """What stands at a path; None where it leads nowhere."""
    for step in path:
        value = _step(value, step)
    return value


def path_of(value: Any, loc: tuple[str | int, ...]) -> Path:
    """The error's place in the file: its steps without the model's own tags.

    The tag of a condition is the name of a key in it; it stands before each step into that condition.
    """
    path: list[str | int] = []
    tagged = False
    for place, step in enumerate(loc, 1):
        tagged = not tagged and place < len(loc) and kind_of(value) == step
        if tagged:
            continue
        inside = (isinstance(value, dict) and step in value) or (isinstance(value, list) and isinstance(step, int))
        if inside:
            path.append(step)
            value = _step(value, step)
    return tuple(path)


def keys_at(model: type[BaseModel], path: Path) -> set[str]:
    """Every key that the models at this place know."""
    kinds: list[Any] = [model]
    for step in path:
        kinds = [inner for kind in kinds for inner in _inside(kind, step)]
    return {field.alias or name for kind in kinds for name, field in _fields(kind).items()}


def _inside(kind: Any, step: str | int) -> list[Any]:
    for name, field in _fields(kind).items():
        if (field.alias or name) == step:
            return list(_models(field.annotation))
    return [kind]  # a place in a list, or a key that the author chose


def _fields(kind: Any) -> dict[str, Any]:
    return kind.model_fields if isinstance(kind, type) and issubclass(kind, BaseModel) else {}


def _models(annotation: Any) -> Iterator[Any]:
    """The models inside an annotation: unions, lists and dicts opened."""
    if _fields(annotation):
        yield annotation
    elif get_origin(annotation) in (Union, types.UnionType, Annotated, tuple, dict, list):
        for inner in get_args(annotation):
            if not isinstance(inner, Tag | str):
                yield from _models(inner)
