"""The closed table of conditions that routing, flags and advice are written in.

A condition is data, never an expression: `{item: sr_money_rent, op: in, value: ["1", "2"]}`. Every leaf says in
`if_missing` what a missing answer does (unanswered, declined, timed out, not asked); the default is that the condition
does not hold. The evaluator is in `scoring.rules`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, Union

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Strict, Tag

Code = Annotated[str, Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$")]
Identifier = Annotated[str, Field(pattern=r"^[a-z][a-z0-9_]{0,39}$")]
#: `own_item` inside a module, `module.item` in rules that look across modules (advice).
Reference = Annotated[str, Field(pattern=r"^([a-z][a-z0-9_]{0,39}\.)?[a-z][a-z0-9_]{0,39}$")]

#: Numbers as they stand in a file: neither `true` nor a number between quotes is one.
Whole = Annotated[int, Strict()]
Real = Annotated[float, Strict()]
#: A number of the format: no answer, score or border is larger, and sums of such numbers stay numbers.
Number = Annotated[float, Strict(), Field(ge=-1_000_000_000, le=1_000_000_000)]


class Frozen(BaseModel):
    """Base of every definition: immutable, and an unknown key is an error."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class ItemCondition(Frozen):
    """One answer compared with a fixed value.

    `is`/`in` compare codes; `includes` asks whether a multiple answer contains the code (or one of the codes);
    `at_least`/`at_most` compare numbers (a number answer, or the numeric value of the chosen option); `answered` needs
    no value. On a multiple answer `is` asks for exactly that one code and `in` for at least one of the codes. An
    option without a number counts as missing for `at_least`/`at_most`.
    """

    item: Reference
    op: Literal["is", "in", "includes", "at_least", "at_most", "answered"]
    value: str | Real | tuple[str, ...] | None = None
    if_missing: bool = False


class CountCondition(Frozen):
    """At least `at_least` of the items in `count` were answered with one of `codes`; a missing answer counts as not."""

    count: tuple[Reference, ...] = Field(min_length=1)
    codes: tuple[str, ...] = Field(min_length=1)
    at_least: Whole = Field(ge=1)


class ScaleCondition(Frozen):
    """A scale's value, band or state. `cutoff` names an entry of the module's `cutoffs`. Not allowed in routing.

    A scale that was not scored, or left out, is missing; `scored` and `not_scored` are always known.
    """

    scale: Reference
    op: Literal["at_least", "at_most", "band", "cutoff", "scored", "not_scored"]
    value: str | Real | tuple[str, ...] | None = None
    if_missing: bool = False


class AllOf(Frozen):
    """Every condition holds."""

    all: tuple["Condition", ...] = Field(min_length=1)


class AnyOf(Frozen):
    """At least one condition holds."""

    any: tuple["Condition", ...] = Field(min_length=1)


class Not(Frozen):
    """The condition does not hold."""

    not_: "Condition" = Field(alias="not")


KINDS = ("item", "count", "scale", "all", "any", "not")


def kind_of(value: Any) -> str | None:
    """The key that tells which condition this is; None when there is none, which pydantic reports."""
    if isinstance(value, dict):
        return next((kind for kind in KINDS if kind in value), None)
    return _KIND_BY_MODEL.get(type(value))


_KIND_BY_MODEL: dict[type, str] = {
    ItemCondition: "item",
    CountCondition: "count",
    ScaleCondition: "scale",
    AllOf: "all",
    AnyOf: "any",
    Not: "not",
}

Condition = Annotated[
    Union[  # noqa: UP007 - a discriminated union needs the tags
        Annotated[ItemCondition, Tag("item")],
        Annotated[CountCondition, Tag("count")],
        Annotated[ScaleCondition, Tag("scale")],
        Annotated[AllOf, Tag("all")],
        Annotated[AnyOf, Tag("any")],
        Annotated[Not, Tag("not")],
    ],
    Discriminator(kind_of),
]

for model in (AllOf, AnyOf, Not):
    model.model_rebuild()


class Always(Frozen):
    """For everybody, whatever was answered. The whole `when` of an advice rule: no part of a condition, no routing."""

    always: Literal[True]


def _when_of(value: Any) -> str:
    """Which of the two forms of `when` this is."""
    return "always" if isinstance(value, Always) or (isinstance(value, dict) and "always" in value) else "condition"


#: When a sentence is said: on a condition, or to everybody.
When = Annotated[
    Union[Annotated[Always, Tag("always")], Annotated[Condition, Tag("condition")]],  # noqa: UP007 - as above
    Discriminator(_when_of),
]


def leaves(condition: When) -> Iterator[ItemCondition | CountCondition | ScaleCondition]:
    """Every leaf of a condition, from left to right; none of `always`."""
    if isinstance(condition, Always):
        return
    if isinstance(condition, AllOf | AnyOf):
        for part in condition.all if isinstance(condition, AllOf) else condition.any:
            yield from leaves(part)
    elif isinstance(condition, Not):
        yield from leaves(condition.not_)
    else:
        yield condition


def items_in(condition: When) -> tuple[str, ...]:
    """References of all items that a condition looks at, each once, in order of appearance."""
    found: dict[str, None] = {}
    for leaf in leaves(condition):
        if isinstance(leaf, ItemCondition):
            found[leaf.item] = None
        elif isinstance(leaf, CountCondition):
            found.update(dict.fromkeys(leaf.count))
    return tuple(found)


def scales_in(condition: When) -> tuple[str, ...]:
    """References of all scales that a condition looks at, each once, in order of appearance."""
    return tuple(dict.fromkeys(leaf.scale for leaf in leaves(condition) if isinstance(leaf, ScaleCondition)))
