"""Where two definitions of a module differ in what one scale, cut-off or flag rests on."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scoring.definition import Cutoff, Item, Questionnaire, Scale
from scoring.parts import (
    Part,
    Scope,
    Seen,
    flag_rules,
    of_items,
    of_keys,
    of_scales,
    with_norm_tables,
    with_scoring,
    with_structure,
)


@dataclass(frozen=True)
class Difference:
    """`part`: a name of `PARTS`; `words`: the same for a reader, in English, with what it was and is now."""

    part: str
    words: str


def _steps(rows: Any, name: str) -> str:
    return ", ".join(f"{getattr(row, name)}{'' if row.from_ is None else f' from {row.from_:g}'}" for row in rows)


def _bands(scale: Scale) -> str:
    certain = "" if scale.band_certainty is None else f", certain from {scale.band_certainty:g}"
    return f"{_steps(scale.bands, 'id') or 'none'}{certain}"


def _items_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    return {item: "" for scale in questionnaire.scoring.scales if scale.id in scope.scales for item in scale.items}


def _items_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    """The old list of items; an item that is no longer asked comes back with its key, at the end."""
    gone = [item for item in old.items if item.id in scope.items and item.id not in new.by_id]
    names = {item.id for item in gone}
    back = tuple(item.model_copy(update={"options": old.options_by_item[item.id]}) for item in gone)
    texts = {**new.whole_texts, **{name: text for name, text in old.whole_texts.items() if name in names}}
    found = with_structure(new, texts, items=(*new.items, *back))
    lists = of_scales("items", ("items", "reversed", "earlier"), lambda scale: scale.items).taken(found, old, scope)
    rows = {
        field: getattr(new.scoring, field)
        | {name: row for name, row in getattr(old.scoring, field).items() if name in names}
        for field in ("keys", "difficulties", "accepted")
    }
    return with_scoring(lists, **rows)


def _values_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    known = (item for item in questionnaire.items if item.id in scope.items)
    return {item.id: _value(questionnaire, item) for item in known}


def _value(questionnaire: Questionnaire, item: Item) -> Any:
    options = [(option.code, option.value) for option in questionnaire.options_by_item[item.id]]
    return [item.type.value, options, item.minimum, item.maximum]


def _values_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    known = {item.id: item for item in old.items if item.id in scope.items}
    return with_structure(new, items=tuple(_answered_as(item, known.get(item.id), old) for item in new.items))


def _answered_as(item: Item, before: Item | None, old: Questionnaire) -> Item:
    if before is None:
        return item
    fields = {name: getattr(before, name) for name in ("type", "minimum", "maximum", "exclusive", "list")}
    return item.model_copy(update={**fields, "options": old.options_by_item[item.id]})


def _gaps_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    tests = (item for item in questionnaire.items if item.id in scope.items and item.c_test is not None)
    return {item.id: [item.c_test, questionnaire.whole_texts.get(item.id)] for item in tests}


def _gaps_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    rules = of_items("gaps", ("c_test",)).taken(new, old, scope)
    texts = {name: text for name, text in old.whole_texts.items() if name in scope.items}
    return with_structure(rules, {**new.whole_texts, **texts})


def _module_seen(questionnaire: Questionnaire, _scope: Scope) -> Seen:
    plan = questionnaire.structure.adaptive
    return {"module": [questionnaire.structure.kind, plan.model_dump(mode="json") if plan else None]}


def _module_taken(new: Questionnaire, old: Questionnaire, _scope: Scope) -> Questionnaire:
    return with_structure(new, kind=old.structure.kind, adaptive=old.structure.adaptive)


def _cutoffs_of(questionnaire: Questionnaire, scope: Scope) -> dict[str, Cutoff]:
    return {cutoff.id: cutoff for cutoff in questionnaire.scoring.cutoffs if cutoff.scale in scope.scales}


def _cutoffs_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    return {
        name: "; ".join(f"{row.language}, {row.population}: {row.at_least:g}" for row in cutoff.values)
        for name, cutoff in _cutoffs_of(questionnaire, scope).items()
    }


def _cutoffs_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    mine = _cutoffs_of(new, scope)
    others = tuple(cutoff for cutoff in new.scoring.cutoffs if cutoff.id not in mine)
    return with_scoring(new, cutoffs=(*others, *_cutoffs_of(old, scope).values()))


def _flag_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    rules = flag_rules(questionnaire, scope)
    return {name: [rule.level, rule.when.model_dump(mode="json")] for name, rule in rules.items()}


def _flag_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    others = tuple(rule for rule in new.scoring.flags if rule.id != scope.flag)
    return with_scoring(new, flags=(*others, *flag_rules(old, scope).values()))


def _norms_seen(questionnaire: Questionnaire, scope: Scope) -> Seen:
    """What is compared is the whole table; what is told is that it changed."""
    uses = {scale.id: scale.norms for scale in questionnaire.scoring.scales if scale.id in scope.scales}
    return {name: [use, questionnaire.norm_tables.get(use.table) if use else None] for name, use in uses.items()}


def _norms_taken(new: Questionnaire, old: Questionnaire, scope: Scope) -> Questionnaire:
    uses = of_scales("norms", ("norms",), lambda scale: scale.norms).taken(new, old, scope)
    return with_norm_tables(uses, {**new.norm_tables, **old.norm_tables})


#: Every part, with its words. Keys and accepted words are not told: a comparison travels further than a key may.
PARTS: dict[Part, str] = {
    Part("items", _items_seen, _items_taken): "items of the scale",
    of_scales("method", ("method", "earlier", "needed"), lambda scale: scale.method): "method changed",
    of_scales("reversed", ("reversed",), lambda scale: ", ".join(scale.reversed) or "none"): "reversed items changed",
    of_scales(
        "missing_rule", ("min_answered",), lambda scale: scale.min_answered
    ): "missing-answer rule changed, share of answers needed",
    of_scales("timed_out", ("timed_out",), lambda scale: scale.timed_out or "nothing"): "rule for time-outs changed",
    of_scales("bands", ("bands", "band_certainty"), _bands): "bands changed",
    of_scales("levels", ("levels",), lambda scale: _steps(scale.levels, "level") or "none"): "levels changed",
    Part("norms", _norms_seen, _norms_taken): "norm table changed",
    of_keys("keys", "keys"): "key changed",
    of_keys("difficulties", "difficulties", lambda value: value): "difficulty changed",
    of_keys("accepted", "accepted"): "accepted words changed",
    Part("values", _values_seen, _values_taken): "answers or their values changed",
    of_items("figures", ("matrix", "pairs", "pair")): "figure changed",
    Part("gaps", _gaps_seen, _gaps_taken): "C-test changed",
    of_items("routing", ("show_if",), whole_module=True): "routing changed",
    Part("module", _module_seen, _module_taken): "kind or adaptive plan changed",
    Part("cutoffs", _cutoffs_seen, _cutoffs_taken): "cut-off changed",
    Part("flag", _flag_seen, _flag_taken): "rule of the flag changed",
}


def differing_parts(old: Questionnaire, new: Questionnaire, scope: Scope) -> Iterator[tuple[Part, Difference]]:
    """The parts that are not the same in both, in the order of `PARTS`."""
    for part, words in PARTS.items():
        before, after = part.seen(old, scope), part.seen(new, scope)
        if part.name == "items" and list(before) != list(after):
            yield part, Difference("items", _items_worded(list(before), list(after)))
        elif told := [_told(name, before[name], after[name]) for name in before if _differs(name, before, after)]:
            yield part, Difference(part.name, f"{words} ({'; '.join(told)})")
        elif part.name in ("cutoffs", "flag", "keys", "difficulties", "accepted") and before.keys() != after.keys():
            yield part, Difference(part.name, f"{words} ({', '.join(sorted(before.keys() ^ after.keys()))})")


def _differs(name: str, before: Seen, after: Seen) -> bool:
    return name in after and before[name] != after[name]


def _told(name: str, before: Any, after: Any) -> str:
    if isinstance(before, str):
        return f"{name}: {before} → {after}"
    return f"{name}: {before:g} → {after:g}" if isinstance(before, int | float) else name


def _items_worded(before: list[str], after: list[str]) -> str:
    added = [item for item in after if item not in before]
    removed = [item for item in before if item not in after]
    told = [f"item added ({', '.join(added)})"] * bool(added) + [f"item removed ({', '.join(removed)})"] * bool(removed)
    return ", ".join(told) or "order of items changed"
