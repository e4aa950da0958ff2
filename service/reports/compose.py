"""From evidence to the frozen view of a report. The same evidence gives the same report, byte for byte."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from scoring.definition import Scale
from scoring.result import ScaleResult
from service.catalogue import Status
from service.i18n.translator import HERE
from service.reports.evidence import Evidence
from service.reports.facts import fact_groups, module_line, quality_of
from service.reports.layout import (
    BACKGROUND,
    BACKGROUND_MODULES,
    LEARNING_MODULES,
    PERSON_MODULES,
    PROFILE,
    ROUTES,
    STRENGTHS_ONLY,
    UNTOLD,
    WORK,
    WORK_MODULES,
    marked,
)
from service.reports.levels import level_lines
from service.reports.released import outcome_of, planned_of
from service.reports.reliance import reliance_of
from service.reports.scale_line import ScaleLine
from service.reports.sentences import Sentences
from service.reports.timing import timing_of
from service.reports.view import (
    ClientReport,
    Header,
    KlantmanagerReport,
    Route,
    Sentence,
    Topic,
    Trace,
)
from service.reports.voice import Voice

#: Sections of the rules that have a fixed place; a section of another name follows the routes.
PLACED = (
    "summary",
    "strengths",
    "obstacles",
    "steps",
    *(f"route_{name}_{side}" for name, _ in ROUTES for side in ("for", "against")),
)

#: The client reads about these, a heading and the modules whose plain sentences stand under it.
CLIENT_TOPICS = (
    ("languages", marked("Your languages and learning"), ("taal_nl", "taal_en", "leerbaarheid")),
    ("work", marked("You and work"), ("motivatie",)),
)


@dataclass(frozen=True)
class Imprint:
    """What a report says of itself. `contact`: whom the client can call, as the municipality words it."""

    organisation: str
    contact: str
    case_manager: str
    number: int
    issued_at: datetime


def header_of(voice: Voice, evidence: Evidence, imprint: Imprint) -> Header:
    """Days are Dutch calendar days."""
    sitting = evidence.sitting
    finished = sitting.finished_at or sitting.last_seen_at
    return Header(
        organisation=imprint.organisation,
        reference=evidence.case.reference,
        number=imprint.number,
        issued_on=imprint.issued_at.astimezone(HERE).date(),
        assessed_on=finished.astimezone(HERE).date(),
        language=sitting.language,
        language_name=voice.language_name(sitting.language),
        language_own_name=voice.languages[sitting.language].name,
        unapproved=_has_unapproved(voice, evidence),
    )


def _has_unapproved(voice: Voice, evidence: Evidence) -> bool:
    asked = [taken.module.status(evidence.sitting.language) for taken in evidence.taken.values()]
    said = [voice.catalogue.advice.status(voice.language), voice.catalogue.release.status(voice.language)]
    return any(status is not Status.APPROVED for status in (*asked, *said))


def klantmanager_report(voice: Voice, evidence: Evidence, imprint: Imprint) -> KlantmanagerReport:
    """The report for the klantmanager in one of the staff languages."""
    said = Sentences(voice, evidence, for_client=False)
    lines = said.lines
    header = header_of(voice, evidence, imprint)
    background = evidence.taken.get("achtergrond")
    summary = said.section("summary")
    return KlantmanagerReport(
        language=voice.language,
        header=header,
        summary=summary[:1],
        profile=tuple(lines[name] for name in PROFILE if name in lines),
        strengths=said.section("strengths"),
        obstacles=said.section("obstacles"),
        outcome=outcome_of(voice, evidence.release, for_client=False),
        steps=said.section("steps"),
        background=fact_groups(voice, background, BACKGROUND, complete=True),
        background_scales=_of_modules(lines.values(), BACKGROUND_MODULES),
        work=fact_groups(voice, evidence.taken.get("motivatie"), WORK, complete=False),
        work_scales=_of_modules(lines.values(), WORK_MODULES),
        levels=level_lines(voice, evidence),
        person_scales=_of_modules(lines.values(), PERSON_MODULES),
        learning_scales=_of_modules(lines.values(), LEARNING_MODULES),
        routes=tuple(_route(voice, said, name, title) for name, title in ROUTES),
        suggestions=tuple(
            said.suggestions(section.id)
            for section in voice.catalogue.advice.sections_for("staff")
            if section.id not in PLACED and said.section(section.id)
        ),
        modules=tuple(module_line(voice, taken, header.language) for taken in evidence.taken.values()),
        quality=quality_of(evidence, voice.languages.floors()),
        reliance=reliance_of(voice, evidence, voice.languages.floors()),
        timing=timing_of(voice, evidence),
    )


def client_report(voice: Voice, evidence: Evidence, imprint: Imprint) -> ClientReport:
    """The client's own copy, in one of the client's languages."""
    said = Sentences(voice, evidence, for_client=True)
    strengths = {
        sentence.text: sentence for name in ("client_strengths", "strengths") for sentence in said.section(name)
    }
    steps = {sentence.text: sentence for name in ("client_next", "steps") for sentence in said.section(name)}
    topics = [
        Topic(id=name, title=voice.say(title), sentences=_told(voice, evidence, modules))
        for name, title, modules in CLIENT_TOPICS
    ]
    return ClientReport(
        language=voice.language,
        header=header_of(voice, evidence, imprint),
        name=evidence.case.client.name,
        strengths=tuple(strengths.values()),
        topics=tuple(topic for topic in topics if topic.sentences),
        steps=tuple(steps.values()),
        outcome=outcome_of(voice, evidence.release, for_client=True),
        appointment=planned_of(voice, evidence.appointments, imprint.issued_at),
        case_manager=imprint.case_manager,
        contact=imprint.contact,
    )


def _of_modules(lines: Iterable[ScaleLine], modules: tuple[str, ...]) -> tuple[ScaleLine, ...]:
    return tuple(line for slug in modules for line in lines if line.id.partition(".")[0] == slug)


def _route(voice: Voice, said: Sentences, name: str, title: str) -> Route:
    return Route(
        id=name,
        title=voice.say(title),
        pros=said.section(f"route_{name}_for"),
        cons=said.section(f"route_{name}_against"),
    )


def _is_told(scale: Scale, slug: str, result: ScaleResult) -> bool:
    """Not of every scale: of some never, of some only when it came out at its top."""
    name = f"{slug}.{scale.id}"
    return name not in UNTOLD and (name not in STRENGTHS_ONLY or result.band == scale.bands[-1].id)


def _told(voice: Voice, evidence: Evidence, modules: tuple[str, ...]) -> tuple[Sentence, ...]:
    """What the scales of these modules say to the client, scored ones alone."""
    found = []
    for taken in (evidence.taken[slug] for slug in modules if slug in evidence.taken):
        for name, scale in (taken.result.scales if taken.result else {}).items():
            known = taken.questionnaire.scales_by_id[name]
            if scale.band is not None and _is_told(known, taken.module.slug, scale):
                text = taken.module.text(voice.language, f"scale.{name}.client.{scale.band}")
                trace = Trace(rule=f"scale.{name}.client.{scale.band}", scales=(f"{taken.module.slug}.{name}",))
                found.append(Sentence(text=text, trace=trace))
    return tuple(found)
