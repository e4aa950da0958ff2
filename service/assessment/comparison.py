"""One module of one sitting scored again, beside its stored result: what differs, and why. Nothing is written."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from scoring.answers import validate_answer
from scoring.causes import causes_of
from scoring.conditions import items_in, scales_in
from scoring.definition import Questionnaire
from scoring.parts import bare
from scoring.result import AnswerValue, CutoffResult, FlagResult, ModuleResult, ScaleResult
from scoring.score import score
from service.assessment.actions import VISIBLE

Kind = Literal["scale", "cutoff", "flag"]
Outcome = ScaleResult | CutoffResult | FlagResult | None


@dataclass(frozen=True)
class Cause:
    """`code`: a part of the definition, `program`, `answers`, `added`, `removed` or `unknown`; `words` in English."""

    code: str
    words: str


@dataclass(frozen=True)
class Difference:
    """One scale, cut-off or flag whose outcome is another one now. None: there was, or is, no such thing."""

    kind: Kind
    name: str
    old: Outcome
    new: Outcome
    causes: tuple[Cause, ...]


@dataclass(frozen=True)
class Replay:
    """What a stored result rests on. `then`: the answers when it was scored; `now`: the newest ones, of `later` items
    other than then.
    """

    asked: Questionnaire
    language: str
    then: Mapping[str, AnswerValue]
    now: Mapping[str, AnswerValue]

    @property
    def later(self) -> tuple[str, ...]:
        """Items that were answered otherwise after the scoring."""
        return tuple(item for item, value in self.now.items() if item not in self.then or self.then[item] != value)

    def scored(self, questionnaire: Questionnaire, answers: Mapping[str, AnswerValue]) -> ModuleResult:
        """As when a sitting is finished. An answer that an item of another definition can't have is missing."""
        return score(questionnaire, _fitting(self.asked, questionnaire, answers), self.language, only=VISIBLE)


def _fitting(
    asked: Questionnaire, questionnaire: Questionnaire, answers: Mapping[str, AnswerValue]
) -> Mapping[str, AnswerValue]:
    """Only what was asked as not about health, whatever another definition says of the item."""
    open_items = {item.id for item in asked.items if item.sensitivity in VISIBLE}
    seen = {item: value for item, value in answers.items() if item in open_items}
    if questionnaire is asked:
        return seen
    return {item: value for item, value in seen.items() if _fits(questionnaire, item, value)}


def _fits(questionnaire: Questionnaire, item: str, value: AnswerValue) -> bool:
    """Decimals fit too: they were taken when older sittings were held."""
    return all(problem.kind == "not_whole" for problem in validate_answer(questionnaire, item, value))


def visible(questionnaire: Questionnaire, kind: Kind, name: str) -> bool:
    """False for what rests on a health item in this definition; true for what it doesn't have."""
    scales = {name} if kind == "scale" else set()
    items: set[str] = set()
    if kind == "cutoff":
        scales |= {cutoff.scale for cutoff in questionnaire.scoring.cutoffs if cutoff.id == name}
    for rule in questionnaire.scoring.flags:
        if kind == "flag" and rule.id == name:
            scales |= {bare(reference) for reference in scales_in(rule.when)}
            items |= {bare(reference) for reference in items_in(rule.when)}
    items |= {
        item for scale in scales & set(questionnaire.scales_by_id) for item in questionnaire.scales_by_id[scale].items
    }
    known = (questionnaire.by_id[item] for item in items if item in questionnaire.by_id)
    return all(item.sensitivity in VISIBLE for item in known)


def subjects(*results: ModuleResult) -> Iterator[tuple[Kind, str]]:
    """Every scale, cut-off and raised flag of these results, each once."""
    for kind in ("scale", "cutoff", "flag"):
        yield from dict.fromkeys((kind, name) for result in results for name in _names(result, kind))


def _names(result: ModuleResult, kind: str) -> Iterator[str]:
    yield from result.scales if kind == "scale" else result.cutoffs if kind == "cutoff" else ()
    yield from (flag.rule for flag in result.flags) if kind == "flag" else ()


def outcome_of(result: ModuleResult, kind: Kind, name: str) -> Outcome:
    """What a result says of one of them."""
    if kind == "scale":
        return result.scales.get(name)
    if kind == "cutoff":
        return result.cutoffs.get(name)
    return next((flag for flag in result.flags if flag.rule == name), None)


def compared(outcome: Outcome) -> object:
    """What counts as the same: a cut-off's source may be written better, a flag may rest on more answers."""
    if isinstance(outcome, CutoffResult):
        return outcome.scale, outcome.reached, outcome.applied.at_least if outcome.applied else None
    return outcome.level if isinstance(outcome, FlagResult) else outcome


def causes(replay: Replay, stored: ModuleResult, target: Questionnaire, kind: Kind, name: str) -> Iterator[Cause]:
    """Step by step from the stored outcome to the new one: the program, later answers, the definition."""

    def seen(result: ModuleResult) -> object:
        return compared(outcome_of(result, kind, name))

    again = seen(replay.scored(replay.asked, replay.then))
    since = seen(replay.scored(replay.asked, replay.now))
    if seen(stored) != again:
        yield Cause("program", "the scoring program changed (same definition, same answers)")
    if again != since:
        yield Cause("answers", f"answers changed since ({', '.join(replay.later)})")
    if since != seen(replay.scored(target, replay.now)):
        yield from _of_definition(replay, target, kind, name, seen)


def _of_definition(
    replay: Replay, target: Questionnaire, kind: Kind, name: str, seen: Callable[[ModuleResult], object]
) -> Iterator[Cause]:
    had, has = (_defines(one, kind, name) for one in (replay.asked, target))
    if had != has:
        yield Cause("added" if has else "removed", f"{kind} {'added' if has else 'removed'}")
        return
    found = causes_of(replay.asked, target, kind, name, lambda one: seen(replay.scored(one, replay.now)))
    yield from (Cause(one.part, one.words) for one in found)
    if not found:
        yield Cause("unknown", "the definition changed, in nothing that is compared here")


def _defines(questionnaire: Questionnaire, kind: Kind, name: str) -> bool:
    scoring = questionnaire.scoring
    names = {
        "scale": [scale.id for scale in scoring.scales],
        "cutoff": [cutoff.id for cutoff in scoring.cutoffs],
        "flag": [rule.id for rule in scoring.flags],
    }
    return name in names[kind]
