"""Rules for the drawings beside the answers of a scale."""

from itertools import pairwise

from scoring.definition import Option
from service.catalogue.checks.subject import Subject

#: A drawing shows more or less; with two answers there is nothing to show between them.
FEWEST = 3


def check_answer_pictures(subject: Subject) -> None:
    """Each drawing belongs to an answer scale whose numbers rise, so that more is drawn where more is said."""
    structure = subject.questionnaire.structure
    for scale in structure.answer_pictures:
        options = structure.answer_scales.get(scale)
        found = "no such answer scale" if options is None else _unfit(options)
        if found:
            subject.at_structure("answer_picture", scale, found, ("answer_pictures", scale))


def _unfit(options: tuple[Option, ...]) -> str:
    if len(options) < FEWEST:
        return f"{len(options)} answers"
    if any(option.picture for option in options):
        return "answers that have pictures of their own"
    values = [option.value for option in options]
    rises = all(one is not None and other is not None and one < other for one, other in pairwise(values))
    return "" if rises else "answers whose values don't rise from the first to the last"
