"""Can this person do a digital assessment? What the kennismaking found, and the rule that follows from it.

Source: the Amsterdam approach asks for reading in one language of the assessment, using a computer, and wanting to; who
lacks one of these gets the doelmatigheidsintake, the same life domains as an interview (DESIGN.md, section 1).
"""

from enum import StrEnum


class Literacy(StrEnum):
    """In which script the client reads."""

    OWN_SCRIPT = "own_script"
    LATIN_SCRIPT = "latin_script"
    BOTH = "both"
    NONE = "none"


class Computer(StrEnum):
    """How the client gets on with a computer."""

    ALONE = "alone"
    WITH_HELP = "with_help"
    UNABLE = "unable"


class Outcome(StrEnum):
    """The way that follows."""

    INVITE = "invite"
    INVITE_WITH_HELPER = "invite_with_helper"
    SUITABILITY_INTAKE = "suitability_intake"


BY_COMPUTER: dict[Computer, Outcome] = {
    Computer.ALONE: Outcome.INVITE,
    Computer.WITH_HELP: Outcome.INVITE_WITH_HELPER,
    Computer.UNABLE: Outcome.SUITABILITY_INTAKE,
}


def suitability_outcome(literacy: Literacy, computer: Computer, wants: bool) -> Outcome:
    """The way for this person: an interview for who can't read, can't use a computer or doesn't want to."""
    if not wants or literacy is Literacy.NONE:
        return Outcome.SUITABILITY_INTAKE
    return BY_COMPUTER[computer]
