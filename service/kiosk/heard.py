"""What a page says about what of it can be heard."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """The texts that can be heard, each once. `order`: their numbers as they are read; `mark`: of this page, without
    meaning to anybody else; `machine`: whether a voice among them is the computer's; `count`: how often the client has
    listened on this page so far; `notice`: the number of what is said about a form that came back, or none.
    """

    texts: tuple[str, ...]
    order: tuple[int, ...]
    mark: str
    machine: bool
    count: int = 0
    notice: int = 0
