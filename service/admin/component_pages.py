"""What the page of components gets."""

from dataclasses import dataclass

from service.admin.tokens import Colour, Pair


@dataclass(frozen=True)
class Frame:
    """An example in one language. `html`: a whole page, which the browser shows in a frame of its own."""

    language: str
    html: str


@dataclass(frozen=True)
class Component:
    """A component of the kiosk. `height`: of its frames, in steps."""

    name: str
    height: int
    frames: tuple[Frame, ...]


@dataclass(frozen=True)
class Script:
    """How a language's letters are set."""

    language: str
    line_height: str
    size: str


@dataclass(frozen=True)
class ComponentsPage:
    """`show`: the language that is shown, or `all`; `narrow`: frames as wide as a phone."""

    show: str
    narrow: bool
    languages: tuple[str, ...]
    colours: tuple[Colour, ...]
    pairs: tuple[Pair, ...]
    spaces: tuple[tuple[str, float], ...]
    scripts: tuple[Script, ...]
    components: tuple[Component, ...]

    def address(self, show: str, narrow: bool) -> str:
        """The same page in another language or width."""
        return f"/staff/components?show={show}{'&width=narrow' if narrow else ''}"
