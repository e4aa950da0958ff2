"""Rules over all modules together, and for advice and release outcomes."""

from collections.abc import Iterable

from scoring.reliance_rules import KINDS, Said, Timing
from service.catalogue.advice import AdviceFile, Choice, ReleaseFile
from service.catalogue.checks.conditions import breaches, touches_health
from service.catalogue.checks.scope import Scope
from service.catalogue.checks.subject import Subject, repeated
from service.catalogue.findings import Log
from service.catalogue.loader import Document
from service.catalogue.module import FIRST_SUPPLEMENTARY
from service.catalogue.text_keys import Keys


def check_together(subjects: list[Subject]) -> None:
    """Item ids over modules, and each module's place on the path."""
    owner: dict[str, str] = {}
    for subject in subjects:
        for item in subject.questionnaire.items:
            other = owner.setdefault(item.id, subject.slug)
            if other != subject.slug:
                subject.item("id_elsewhere", item, f"{item.id}, which is in {other} too")
    places: dict[int, str] = {}
    for subject in _newest(subjects):
        if "order" in subject.unread.parts:
            continue
        order = subject.questionnaire.structure.order
        other = places.setdefault(order, subject.slug)
        if other != subject.slug:
            subject.at_structure("order_clash", "order", f"{order}, which is the place of {other} too", ("order",))
        if order >= FIRST_SUPPLEMENTARY and not subject.questionnaire.is_health and not subject.unread.parts:
            found = f"{order}, in a module that also asks about other things than health: nobody would be offered it"
            mend = f"Choose a number below {FIRST_SUPPLEMENTARY}, or give every item `sensitivity: health`."
            subject.at_structure("order_clash", "order", found, ("order",), mend)


def _newest(subjects: list[Subject]) -> Iterable[Subject]:
    return sorted(newest_of(subjects).values(), key=lambda subject: subject.folder)


def newest_of(subjects: Iterable[Subject]) -> dict[str, Subject]:
    """The newest version of each module, by slug."""
    return {subject.slug: subject for subject in sorted(subjects, key=lambda found: version_key(found.version))}


def version_key(version: str) -> tuple[int, ...]:
    """A version as numbers, so that 1.10.0 comes after 1.9.0."""
    return tuple(int(part) for part in version.split("."))


def check_advice(file: AdviceFile, document: Document, scope: Scope, log: Log) -> Keys:
    """Sections, references and health of the report rules; returns the text keys that they need."""
    keys = Keys()
    audiences = {section.id: section.audience for section in file.sections}
    for part, rows in (("sections", file.sections), ("rules", file.rules)):
        for index, name in repeated([row.id for row in rows]):
            log.add("id_duplicate", document.file, document.line(part, index), name, f"{name} again")
    for section in file.sections:
        (keys.staff if section.audience == "staff" else keys.client).append(f"section.{section.id}")
    for index, rule in enumerate(file.rules):
        line = document.line("rules", index, "when")
        if rule.section not in audiences:
            log.add("advice_section", document.file, document.line("rules", index), rule.id, rule.section)
        for wrong in breaches(rule.when, scope):
            log.add(wrong.kind, document.file, line, rule.id, wrong.found, wrong.mend)
        if touches_health(rule.when, scope):
            log.add("advice_health", document.file, line, rule.id, "a health answer or scale")
        _advice_keys(keys, rule.id, audiences.get(rule.section, "staff"))
    keys.staff += _reliance_keys() if file.reliance else []
    keys.staff += [f"timing.{name}" for name in Timing.model_fields] if file.timing else []
    return keys


def _reliance_keys() -> list[str]:
    own = [f"reliance.{name}" for name in (*Said.model_fields, "looked_at", "not_compared")]
    return [*own, *(f"sign.{kind}" for kind in KINDS)]


def _advice_keys(keys: Keys, rule: str, audience: str) -> None:
    key = f"advice.{rule}"
    (keys.client if audience == "client" else keys.staff).append(key)
    if audience == "both":
        keys.client.append(f"{key}.client")


def check_release(file: ReleaseFile, document: Document, log: Log) -> Keys:
    """Ids and places of the release's choices; returns the text keys that they need."""
    keys = Keys()
    parts: dict[str, tuple[Choice, ...]] = {
        "outcome": file.outcomes,
        "limit": file.limits,
        "urgency": file.urgencies,
    }
    block = {"outcome": "outcomes", "limit": "limits", "urgency": "urgencies"}
    for part, choices in parts.items():
        for kind, names in (
            ("id_duplicate", [choice.id for choice in choices]),
            ("order_clash", [str(choice.order) for choice in choices]),
        ):
            for index, name in repeated(names):
                log.add(kind, document.file, document.line(block[part], index), part, f"{name} again")
        keys.client += [f"{part}.{choice.id}" for choice in choices]
        keys.optional += [f"{part}.{choice.id}.client" for choice in choices]
    return keys
