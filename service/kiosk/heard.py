"""What a page says about what of it can be heard."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Listed:
    """What stands there of a long list. `order`: the numbers as they are read, after `after` texts of the page;
    `numbers`: text to number; `machine`: whether the computer speaks any of it.
    """

    after: int = 0
    order: tuple[int, ...] = ()
    numbers: Mapping[str, int] = field(default_factory=dict)
    machine: bool = False


def nothing(_: str) -> tuple[int, ...]:
    """No number, for any name."""
    return ()


@dataclass(frozen=True)
class Heard:
    """The texts that can be heard, each once. `order`: their numbers as they are read; `mark`: of this page, without
    meaning to anybody else; `machine`: whether a voice among them is the computer's; `count`: how often the client has
    listened on this page so far; `notice`: the number of what is said about a form that came back, or none; `aside`:
    the numbers of what has a button of its own, by its name, worked out where it is drawn.
    """

    texts: tuple[str, ...]
    order: tuple[int, ...]
    mark: str
    machine: bool
    count: int = 0
    notice: int = 0
    listed: Listed = Listed()
    aside: Callable[[str], tuple[int, ...]] = nothing

    def number(self, text: str) -> int | None:
        """The number under which a text of the page is heard; None when it can't be."""
        return self.texts.index(text) if text in self.texts else self.listed.numbers.get(text)
