"""The made-up clients of the demo, one or more in every state. Nobody of them exists."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum

from service.demo.backgrounds import COOK, ENGINEER, NURSE, PUPIL, TAILOR, TEACHER, Said
from service.demo.temperament import Temperament


def from_country(country: str, best: str, second: str) -> Said:
    """What someone says of country and languages."""
    return {
        "ac_origin": (country,),
        "ac_language_best": (best,),
        "ac_languages_count": ("2",),
        "ac_language_second": (second,),
    }


#: Language → what its speakers in the demo say of where they come from.
ORIGINS: Mapping[str, Said] = {
    "ar": from_country("SY", "ar", "en"),
    "ti": from_country("ER", "ti", "ar"),
    "en": from_country("SL", "kri", "en"),
    "nl": from_country("TR", "tr", "en"),
}


class Goal(StrEnum):
    """How far on the road the demo brings someone."""

    REGISTERED = "registered"
    READY = "ready"
    INTAKE = "intake"
    INVITED = "invited"
    HELPER = "helper"
    HALF_WAY = "half_way"
    WITHDRAWN = "withdrawn"
    WAITING = "waiting"
    APPOINTMENT = "appointment"
    RELEASED = "released"
    REPORTED = "reported"
    DEBRIEFED = "debriefed"


@dataclass(frozen=True)
class Days:
    """How many days ago things happened."""

    registered: int
    sitting: int = 0
    reviewed: int = 0
    reported: int = 0
    debriefed: int = 0


@dataclass(frozen=True)
class Person:
    """A made-up client. `outcome`, `limits`: what the psychiatrist releases.

    `money_level`: what the klantmanager makes of money before the report, and why; 0: as proposed. `extra_time`: what
    the klantmanager gave at the kennismaking.
    """

    reference: str
    name: str
    birth_year: int
    language: str
    goal: Goal
    days: Days
    nature: Temperament = field(default_factory=Temperament)
    outcome: str = "no_particulars"
    limits: tuple[str, ...] = ()
    money_level: int = 0
    money_reason: str = ""
    extra_time: str = "0"

    @property
    def temperament(self) -> Temperament:
        """The nature, with what is known of the person as fixed answers."""
        born: Said = {"ac_birth_year": (str(self.birth_year),)}
        return replace(self.nature, says={**born, **ORIGINS[self.language], **self.nature.says})


def skilled(reasoning: float, dutch: float, english: float) -> Mapping[str, float]:
    """Abilities in logits by module."""
    return {"leerbaarheid": reasoning, "taal_nl": dutch, "taal_en": english}


G = Goal
PEOPLE: tuple[Person, ...] = (
    Person("DEMO-01", "Luwam Kidane", 1999, "ti", G.INVITED, Days(4)),
    Person("DEMO-02", "Khaled Darwish", 1988, "ar", G.INVITED, Days(3)),
    Person("DEMO-03", "Fatou Jalloh", 2001, "en", G.REGISTERED, Days(1)),
    Person("DEMO-04", "Elif Kaya", 1994, "nl", G.READY, Days(2)),
    Person("DEMO-05", "Hagos Tekle", 1971, "ti", G.INTAKE, Days(5)),
    Person(
        "DEMO-06", "Dima Al-Hariri", 1992, "ar", G.HALF_WAY, Days(9, 2),
        Temperament(burden=0.3, level=0.6, abilities=skilled(0.4, -1.2, 0.2), says=COOK),
        extra_time="50",
    ),
    Person(
        "DEMO-07", "Marwan Nasser", 1983, "ar", G.WITHDRAWN, Days(16, 8),
        Temperament(burden=0.4, level=0.5, says=COOK, declines=0.1),
    ),
    Person(
        "DEMO-08", "Filmon Gebremedhin", 2003, "ti", G.WAITING, Days(10, 1),
        Temperament(
            burden=0.75, level=0.45, abilities=skilled(0.3, -1.8, -1.0), pace=1.2,
            says={**PUPIL, "tr_safety": ("month",), "tr_help": ("yes",)},
        ),
    ),
    Person(
        "DEMO-09", "Grace Kamara", 1990, "en", G.WAITING, Days(12, 3),
        Temperament(
            burden=0.1, level=0.7, abilities=skilled(0.8, -0.8, 2.4), says=NURSE,
            levels={"finances": 0.3, "job_search": 0.3, "cooperation": 0.95},
        ),
    ),
    Person(
        "DEMO-10", "Kerem Aydın", 1986, "nl", G.WAITING, Days(14, 5),
        Temperament(burden=0.2, level=0.65, abilities=skilled(1.4, 1.2, 1.5), says=ENGINEER, health=False, pace=0.7),
    ),
    Person(
        "DEMO-11", "Salma Mansour", 1979, "ar", G.APPOINTMENT, Days(20, 12, 6),
        Temperament(
            burden=0.6, level=0.5, abilities=skilled(-0.3, -1.0, -0.6), declines=0.04,
            says={**TAILOR, "tr_help": ("yes",), "ac_body_limits": ("standing", "lifting")},
        ),
    ),
    Person(
        "DEMO-12", "Semhar Tesfay", 1996, "ti", G.RELEASED, Days(25, 17, 4),
        Temperament(
            burden=0.45, level=0.6, abilities=skilled(0.2, -0.6, -0.9), pace=1.1, says=TAILOR,
            levels={"conscientiousness": 0.9, "perseverance": 0.95, "accuracy": 0.9, "job_search": 0.25},
        ),
        outcome="lighter_pace", limits=("more_breaks", "quiet_place"),
    ),
    Person(
        "DEMO-13", "Yousef Haddad", 1985, "ar", G.REPORTED, Days(33, 26, 12, 3),
        Temperament(
            burden=0.15, level=0.65, abilities=skilled(1.0, -0.1, 1.1), says=TEACHER,
            levels={"communication": 0.95, "openness": 0.9, "autonomous": 0.9, "finances": 0.4, "planning": 0.85},
        ),
        money_level=4, money_reason="Betaalt zelf de vaste lasten en houdt een kasboek bij; samen bekeken.",
    ),
    Person(
        "DEMO-14", "Samuel Bangura", 1993, "en", G.DEBRIEFED, Days(45, 38, 24, 15, 7),
        Temperament(
            burden=0.25, level=0.6, abilities=skilled(0.5, 0.3, 2.0), says=COOK,
            levels={"cooperation": 0.95, "customer_focus": 0.9, "extraversion": 0.9, "job_search_confidence": 0.35},
        ),
        outcome="lighter_pace", limits=("no_night_work",),
    ),
    Person("DEMO-15", "Rigat Ghebru", 1968, "ti", G.HELPER, Days(6, 1), Temperament(pace=2.0)),
    Person("DEMO-16", "Mariama Sesay", 1997, "en", G.INVITED, Days(2)),
    Person("DEMO-17", "Deniz Arslan", 1976, "nl", G.INVITED, Days(2), extra_time="none"),
    Person("DEMO-18", "Yonas Haile", 1989, "ti", G.HALF_WAY, Days(7, 1), Temperament(pace=1.3, says=PUPIL)),
)  # fmt: skip
BY_REFERENCE: Mapping[str, Person] = {person.reference: person for person in PEOPLE}
