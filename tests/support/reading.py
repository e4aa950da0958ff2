"""What many installations of one process share, read and compiled once: questionnaires, words, templates."""

from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, contextmanager
from functools import cache
from pathlib import Path
from typing import TypeVar
from unittest.mock import patch

import service.app
from service.catalogue import load
from service.i18n import Languages, Translator, load_translators
from service.web.rendering import Renderer

T = TypeVar("T")
State = frozenset[tuple[str, int, int, int]]


def state(folder: Path) -> State:
    """What tells a folder from a changed one, or from another that has its path now."""
    files = [(path, path.stat()) for path in folder.rglob("*") if path.is_file()]
    return frozenset((str(path), found.st_ino, found.st_size, found.st_mtime_ns) for path, found in files)


def per_state(read: Callable[[Path], T]) -> Callable[[Path], T]:
    """The same function of a folder, done again only when something in the folder has changed."""
    kept = cache(lambda folder, _state: read(folder))
    return lambda folder: kept(folder, state(folder))


#: Without the worked cases: tests shorten and change questionnaires. That cases are run: tests/web/test_health.py.
read_once = per_state(load)
translators_once = per_state(lambda folder: load_translators(folder, Languages.load(folder)))
_renderers: dict[int, tuple[Mapping[str, Translator], Renderer]] = {}


def renderer_once(translators: Mapping[str, Translator], languages: Languages) -> Renderer:
    """One renderer for the same translators: compiling the templates costs more than most tests."""
    if id(translators) not in _renderers:
        _renderers[id(translators)] = translators, Renderer(translators, languages)
    return _renderers[id(translators)][1]


@contextmanager
def read_already() -> Iterator[None]:
    """A site that is made here shares them with the others of this process."""
    instead = {
        "load_to_serve": read_once,
        "load_translators": lambda folder, _languages: translators_once(folder),
        "Renderer": renderer_once,
    }
    with ExitStack() as stack:
        for name, what in instead.items():
            stack.enter_context(patch.object(service.app, name, what))
        yield
