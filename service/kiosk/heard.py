"""What a page says about what of it can be heard."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Heard:
    """The texts that can be heard, in order. `mark`: of this page, without meaning to anybody else; `machine`: whether
    a voice among them is the computer's; `count`: how often the client has listened on this page so far.
    """

    texts: tuple[str, ...]
    mark: str
    machine: bool
    count: int = 0
