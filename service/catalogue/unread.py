"""What of a module could not be read, and which findings are certain all the same: a false one helps nobody."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from scoring.definition import Questionnaire
from service.catalogue.findings import Log
from service.catalogue.partly import WHOLE, Hole

NAME = re.compile(r"[a-z][a-z0-9_]*")
#: Kinds that look at these keys of a block alone, so that another key of it may be unread.
LOOKS_AT: Mapping[str, frozenset[str]] = {
    "text_missing": frozenset({"instruction", "stimulus", "practice", "options", "hint"}),
    "scale_item": frozenset({"items"}),
    "reversed_outside": frozenset({"items", "reversed", "method"}),
    "bands_order": frozenset({"bands"}),
    "bands_reference": frozenset({"bands", "band_reference"}),
    "levels_order": frozenset({"levels"}),
    "levels_reference": frozenset({"levels", "level_reference"}),
    "levels_better": frozenset({"levels", "higher_is"}),
    "cutoff_scale": frozenset({"scale"}),
    "cutoff_shadowed": frozenset({"values"}),
    **dict.fromkeys(("cutoff_language", "cutoff_population", "date_real"), frozenset()),
    "reliability_pair": frozenset({"reliability", "reliability_sd"}),
    "id_duplicate": frozenset(),
    "id_elsewhere": frozenset(),
    "code_duplicate": frozenset(),
    "code_declined": frozenset(),
    "code_timed_out": frozenset(),
    "scale_name": frozenset({"scale", "answer_scales"}),
    "list_name": frozenset({"list"}),
    "limits": frozenset({"type", "minimum", "maximum"}),
    "picture": frozenset({"picture", "options"}),
    **dict.fromkeys(
        ("flag_item", "flag_scale", "show_if_unknown", "show_if_later", "show_if_scale", "condition_value"),
        frozenset({"when", "show_if"}),
    ),
}
#: Kinds that are certain only when these top-level keys were read, with the name of everything in them.
NEEDS: Mapping[str, frozenset[str]] = {
    "accepted": frozenset({"items", "content"}),
    "advice_section": frozenset({"sections"}),
    "answer_picture": frozenset({"answer_scales"}),
    "c_test_text": frozenset({"content"}),
    "condition_value": frozenset({"cutoffs"}),
    "cutoff_scale": frozenset({"scales"}),
    "difficulty_reference": frozenset({"difficulty_reference"}),
    "flag_item": frozenset({"items"}),
    "flag_scale": frozenset({"scales"}),
    "folder": frozenset({"slug", "version"}),
    "key_extra": frozenset({"items", "kind"}),
    "key_needed": frozenset({"keys", "kind"}),
    "language_item": frozenset({"content_language"}),
    "order_clash": frozenset({"order"}),
    "list_name": frozenset({"lists"}),
    "norms_table": frozenset({"norm_files"}),
    "pairs": frozenset({"items"}),
    "picture": frozenset({"pictures"}),
    "practice": frozenset({"kind"}),
    "scale_item": frozenset({"items"}),
    "scale_name": frozenset({"answer_scales"}),
    "show_if_unknown": frozenset({"items"}),
    "text_long": frozenset({"items"}),
    "why_wrong": frozenset({"kind", "keys"}),
}
#: Kinds that look at the module as a whole: never certain while a part of it is unread.
WHOLE_MODULE = re.compile(
    r"scale_unused|picture_unused|norms_(unused|said|range)|why_value|difficulty|content|time_\w+|compared|adaptive_\w+"
)


@dataclass(frozen=True)
class Unread:
    """`holes`: the unread keys of each entry that has a name; `vague`: names of what rests on such an entry; `parts`:
    top-level keys that were not read, or in which something without a name was not.
    """

    holes: Mapping[str, frozenset[str]] = field(default_factory=dict)
    vague: frozenset[str] = frozenset()
    parts: frozenset[str] = frozenset()

    @property
    def anything(self) -> bool:
        """Whether anything was not read."""
        return bool(self.holes or self.vague or self.parts)

    def blurs(self, name: str, known: bool) -> bool:
        """Whether nothing can be said of an item or scale; `known`: it stands in what was read."""
        return name in self.holes or name in self.vague or (not known and bool(self.parts & {"items", "scales"}))

    def leaves_certain(self, kind: str, where: str, found: str) -> bool:
        """Whether a finding holds whatever the unread parts turn out to be."""
        if not self.anything:
            return True
        if WHOLE_MODULE.fullmatch(kind) or self.parts & NEEDS.get(kind, frozenset()):
            return False
        if kind == "text_orphan" and (self.parts or self._words_unread()):
            return False
        named = {name for name in NAME.findall(f"{where} {found}") if name in self.holes or name in self.vague}
        if kind == "text_missing" and ".client." in where:  # asked for of a scale without health items
            return not named
        looks_at = LOOKS_AT.get(kind)
        if looks_at is None:
            return not named
        return not any(self.holes.get(name, frozenset()) & {WHOLE, *looks_at} for name in named)

    def _words_unread(self) -> bool:
        """Whether it isn't known which shared questions and hints there are."""
        return any(keys & {WHOLE, "instruction", "hint"} for keys in self.holes.values())


@dataclass
class CertainLog(Log):
    """Hands on to `to` the findings that are certain although a part was not read."""

    to: Log = field(default_factory=Log)
    unread: Unread = field(default_factory=Unread)

    def suggests(self, file: str) -> bool:
        """As `Log.suggests`, by what was handed on."""
        return self.to.suggests(file)

    def add(self, kind: str, file: str, line: int | None, where: str, found: str, mend: str | None = None) -> None:
        """As `Log.add`, or nothing."""
        if self.unread.leaves_certain(kind, where, found):
            self.to.add(kind, file, line, where, found, mend)


def unread_of(holes: Iterable[Hole], parts: Iterable[str] = ()) -> Unread:
    """The holes by name."""
    found: dict[str, set[str]] = {}
    nameless = set(parts)
    for hole in holes:
        if hole.name is None:
            nameless.add(hole.block)
        else:
            found.setdefault(hole.name, set()).add(hole.key)
    return Unread({name: frozenset(keys) for name, keys in found.items()}, frozenset(), frozenset(nameless))


def spread(unread: Unread, questionnaire: Questionnaire, lists: Iterable[str] = ()) -> Unread:
    """With what rests on the unread parts: items on answers, scales on items, cut-offs on scales.

    `lists`: choice lists that could not be read.
    """
    dark, unlisted = {*unread.holes}, set(lists)
    if "answer_scales" in unread.parts:
        dark |= {item.scale for item in questionnaire.items if item.scale} - {*questionnaire.structure.answer_scales}
    if "items" in unread.parts:
        dark |= {name for scale in questionnaire.scoring.scales for name in scale.items} - {*questionnaire.by_id}
    vague = {item.id for item in questionnaire.items if item.scale in dark or item.list in unlisted}
    dark |= vague
    scales = {scale.id for scale in questionnaire.scoring.scales if dark & {scale.id, *scale.items}}
    cutoffs = {cutoff.id for cutoff in questionnaire.scoring.cutoffs if cutoff.scale in dark | scales}
    return Unread(unread.holes, frozenset(vague | scales | cutoffs), unread.parts)
