"""The way through the texts: which come now, before and next, and how far it is."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from service.audio import Sounds, State
from service.studio.pages import Counts
from service.studio.texts import Spoken

ROOT = "/staff/studio"
LEFT = "todo"


def state_of(sounds: Sounds, text: Spoken) -> str:
    """How a text stands. A recording of another wording is `stale` also where the machine speaks in its place."""
    state = sounds.state(text.phrase)
    if state is State.GENERATED and sounds.is_stale(text.phrase):
        return State.STALE.value
    return state.value


def counts_of(states: Iterable[str]) -> Counts:
    """How many are in each state."""
    return Counts(**Counter(states))


@dataclass(frozen=True)
class Walk:
    """Texts in their order with their states, of one part or of all; `only`: `todo` passes over what is done."""

    texts: tuple[Spoken, ...]
    states: Mapping[str, str]
    language: str
    part: str = ""
    only: str = ""

    @property
    def stretch(self) -> tuple[Spoken, ...]:
        """The texts of this walk."""
        return tuple(text for text in self.texts if self.part in ("", text.part))

    @property
    def without_lists(self) -> "Walk":
        """Without the names in long lists: how far a language is hangs on what everybody hears."""
        return replace(self, texts=tuple(text for text in self.texts if not text.is_listed))

    @property
    def query(self) -> str:
        """What the addresses of this walk end with."""
        asked = {name: value for name, value in (("part", self.part), ("only", self.only)) if value}
        return f"?{urlencode(asked)}" if asked else ""

    def is_open(self, text: Spoken) -> bool:
        """Whether no person has spoken it as it is worded now."""
        return self.states[text.id] != State.RECORDED

    def address(self, text: Spoken) -> str:
        """The page of a text, within this walk."""
        return f"{ROOT}/{self.language}/{text.id}{self.query}"

    @property
    def overview(self) -> str:
        """The page of the language."""
        return f"{ROOT}/{self.language}"

    def first(self) -> str:
        """Where the walk begins; empty when there is nothing to record."""
        found = next((text for text in self.stretch if self.is_open(text)), None)
        return self.address(found) if found else ""

    def before(self, text: Spoken) -> str:
        """The text before this one; empty at the beginning."""
        at = self.stretch.index(text)
        return self.address(self.stretch[at - 1]) if at else ""

    def next(self, text: Spoken) -> str:
        """What comes after this text: the next one, or the next that is open, also from the beginning again."""
        at = self.stretch.index(text)
        later = self.stretch[at + 1 :]
        if self.only == LEFT:
            later = tuple(one for one in (*later, *self.stretch[:at]) if self.is_open(one))
        return self.address(later[0]) if later else f"{self.overview}?done=end"
