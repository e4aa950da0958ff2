"""The parts of a definition that a score rests on, each of which can be taken over from one definition into another.

That is how a cause is found instead of guessed: a part is the cause of a difference when the score differs with it,
and doesn't without it (`scoring.causes`).
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from scoring.conditions import items_in, scales_in
from scoring.definition import FlagRule, Item, Questionnaire, Scale, Scoring, Structure
from scoring.norm_tables import NormFile

#: What differs, by the name of a scale, an item, a cut-off or a flag. Texts and numbers can be shown to a reader.
Seen = Mapping[str, Any]


@dataclass(frozen=True)
class Scope:
    """What one outcome looks at: scales, items, and the flag if it is one."""

    scales: frozenset[str]
    items: frozenset[str]
    flag: str | None = None


@dataclass(frozen=True)
class Part:
    """`seen`: the part as it stands in a definition; `taken`: the first definition with this part of the second."""

    name: str
    seen: Callable[[Questionnaire, Scope], Seen]
    taken: Callable[[Questionnaire, Questionnaire, Scope], Questionnaire]


def scope_of(old: Questionnaire, new: Questionnaire, kind: str, name: str) -> Scope:
    """What a `scale`, `cutoff` or `flag` with this name looks at in either definition."""
    rules = [rule for one in (old, new) if kind == "flag" for rule in one.scoring.flags if rule.id == name]
    scales = {name} if kind == "scale" else set()
    scales |= {
        cutoff.scale for one in (old, new) for cutoff in one.scoring.cutoffs if (kind, cutoff.id) == ("cutoff", name)
    }
    scales |= {bare(reference) for rule in rules for reference in scales_in(rule.when)}
    items = {bare(reference) for rule in rules for reference in items_in(rule.when)}
    for one in (old, new):
        items |= {item for scale in one.scoring.scales if scale.id in scales for item in scale.items}
    return Scope(frozenset(scales), frozenset(items), name if kind == "flag" else None)


def bare(reference: str) -> str:
    """The id of a reference without its module."""
    return reference.rpartition(".")[2]


def with_scoring(questionnaire: Questionnaire, **changed: Any) -> Questionnaire:
    """A definition anew, because a copy would keep what the first one has worked out already."""
    scoring: Scoring = questionnaire.scoring.model_copy(update=changed)
    return _anew(questionnaire, questionnaire.structure, scoring, questionnaire.whole_texts)


def with_structure(
    questionnaire: Questionnaire, whole_texts: Mapping[str, str] | None = None, **changed: Any
) -> Questionnaire:
    """The same for the structure, and for the whole texts of its C-tests."""
    structure: Structure = questionnaire.structure.model_copy(update=changed)
    return _anew(questionnaire, structure, questionnaire.scoring, whole_texts or questionnaire.whole_texts)


def with_norm_tables(questionnaire: Questionnaire, tables: Mapping[str, NormFile]) -> Questionnaire:
    """The same for the norm files."""
    fields = {name: getattr(questionnaire, name) for name in ("structure", "scoring", "lists", "whole_texts")}
    return Questionnaire(**fields, norm_tables=dict(tables))


def _anew(
    questionnaire: Questionnaire, structure: Structure, scoring: Scoring, whole_texts: Mapping[str, str]
) -> Questionnaire:
    return Questionnaire(
        structure=structure,
        scoring=scoring,
        lists=questionnaire.lists,
        whole_texts=dict(whole_texts),
        norm_tables=questionnaire.norm_tables,
    )


def of_scales(name: str, fields: tuple[str, ...], shown: Callable[[Scale], Any]) -> Part:
    """A part that consists of fields of the scales; `shown`: what is compared and told of one scale."""

    def seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
        return {scale.id: shown(scale) for scale in questionnaire.scoring.scales if scale.id in scope.scales}

    def taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
        known = {scale.id: scale for scale in old.scoring.scales if scale.id in scope.scales}
        rows = (_fields(scale, known.get(scale.id), fields) for scale in new.scoring.scales)
        return with_scoring(new, scales=tuple(rows))

    return Part(name, seen, taken)


def _fields(new: Any, old: Any, fields: Iterable[str]) -> Any:
    return new if old is None else new.model_copy(update={field: getattr(old, field) for field in fields})


def of_items(name: str, fields: tuple[str, ...], whole_module: bool = False) -> Part:
    """A part that consists of fields of the items."""

    def within(item: Item, scope: Scope) -> bool:
        return whole_module or item.id in scope.items

    def seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
        rows = (item for item in questionnaire.items if within(item, scope))
        return {item.id: _plain([getattr(item, field) for field in fields]) for item in rows}

    def taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
        known = {item.id: item for item in old.items if within(item, scope)}
        return with_structure(new, items=tuple(_fields(item, known.get(item.id), fields) for item in new.items))

    return Part(name, seen, taken)


def _plain(values: list[Any]) -> Any:
    """Compared only, never told: rules have too many words."""
    return [value.model_dump(mode="json") if hasattr(value, "model_dump") else value for value in values]


def of_keys(name: str, field: str, shown: Callable[[Any], Any] = lambda value: [value]) -> Part:
    """A part of `scoring.yaml` that has a row per item."""

    def rows(questionnaire: Questionnaire, scope: Scope) -> dict[str, Any]:
        found: Mapping[str, Any] = getattr(questionnaire.scoring, field)
        return {item: value for item, value in found.items() if item in scope.items}

    def seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
        return {item: shown(value) for item, value in rows(questionnaire, scope).items()}

    def taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
        others = {item: value for item, value in getattr(new.scoring, field).items() if item not in scope.items}
        return with_scoring(new, **{field: others | rows(old, scope)})

    return Part(name, seen, taken)


def flag_rules(questionnaire: Questionnaire, scope: Scope) -> dict[str, FlagRule]:
    """The flag in question, where there is one."""
    return {rule.id: rule for rule in questionnaire.scoring.flags if rule.id == scope.flag}
