"""Tables that sort by their headings. These are links: keyboard, no JavaScript, nothing remembered."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, TypeVar

Row = TypeVar("Row")


@dataclass(frozen=True)
class Order(Generic[Row]):
    """How a column sorts. `falls`: at first from high to low. `last`: rows that come after all others."""

    key: Callable[[Row], tuple[Any, ...]]
    falls: bool = False
    last: Callable[[Row], bool] = lambda row: False


@dataclass(frozen=True)
class Sorting(Generic[Row]):
    """The columns of a table by the name that the address uses; a minus before it turns the direction round.

    `usual`: the column that counts where the address names none; empty: the rows stay as they come.
    """

    orders: Mapping[str, Order[Row]]
    usual: str = ""

    def read(self, asked: str) -> "Sorted":
        """What an address asks for; what it can't ask for counts as nothing."""
        return Sorted(asked if asked.removeprefix("-") in self.orders else "", self.usual, self.falling)

    @property
    def falling(self) -> frozenset[str]:
        """The columns that go from high to low at first."""
        return frozenset(name for name, order in self.orders.items() if order.falls)

    def sort(self, rows: Iterable[Row], asked: "Sorted") -> list[Row]:
        """The rows in this order, equal ones as they came."""
        order = self.orders.get(asked.column)
        if order is None:
            return list(rows)
        found = sorted(rows, key=order.key, reverse=order.falls is not asked.turned)
        return sorted(found, key=order.last)


@dataclass(frozen=True)
class Sorted:
    """The sorting of a page: what was asked for, as the templates draw it."""

    asked: str = ""
    usual: str = ""
    falling: frozenset[str] = field(default_factory=frozenset)

    @property
    def column(self) -> str:
        """The column that the rows are sorted by."""
        return self.asked.removeprefix("-") or self.usual

    @property
    def turned(self) -> bool:
        """Whether the direction is turned round."""
        return self.asked.startswith("-")

    def direction(self, column: str) -> str:
        """The value of `aria-sort` of a heading, empty where the rows are sorted by another column."""
        if column != self.column:
            return ""
        return "descending" if (column in self.falling) is not self.turned else "ascending"

    def onward(self, column: str) -> str:
        """What the heading's link asks for: this column, and the other way round if it is this one already."""
        return f"-{column}" if column == self.column and not self.turned else column
