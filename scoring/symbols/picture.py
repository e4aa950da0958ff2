"""Pictures: little things that nobody has a name for, put together from five parts."""

from dataclasses import dataclass

from scoring.matrices.chance import Chance

BODIES: tuple[str, ...] = ("round", "square", "drop", "wide", "tent")
FILLS: tuple[str, ...] = ("empty", "striped", "full")
HEADS: tuple[str, ...] = ("bare", "feelers", "ring", "comb", "flag")
MIDDLES: tuple[str, ...] = ("nothing", "dot", "bar", "window")
FEET: tuple[str, ...] = ("legs", "wheels", "plate", "roots")
#: In how many parts two pictures of one set differ at least.
APART = 3


@dataclass(frozen=True, slots=True)
class Picture:
    """A body with its filling, something on top, something inside, something below."""

    body: str
    fill: str
    head: str
    middle: str
    feet: str

    @property
    def parts(self) -> tuple[str, str, str, str, str]:
        """The five parts in a fixed order."""
        return self.body, self.fill, self.head, self.middle, self.feet

    def differs(self, other: "Picture") -> int:
        """In how many parts."""
        return sum(one != two for one, two in zip(self.parts, other.parts, strict=True))


def draw_pictures(count: int, chance: Chance) -> tuple[Picture, ...]:
    """So many pictures that are easy to tell apart: no two of them share both body and head."""
    found: list[Picture] = []
    while len(found) < count:
        picture = Picture(*(chance.choice(parts) for parts in (BODIES, FILLS, HEADS, MIDDLES, FEET)))
        plain = picture.head == "bare" and picture.middle == "nothing"
        alike = any(
            picture.differs(other) < APART or (picture.body, picture.head) == (other.body, other.head)
            for other in found
        )
        if not plain and not alike:
            found.append(picture)
    return tuple(found)
