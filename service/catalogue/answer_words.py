"""Answers from files: made ready for the scoring, and what is wrong with them in an author's words."""

from collections.abc import Mapping
from typing import Any

from scoring.answers import Problem
from service.catalogue.findings import shorten

WORDS: Mapping[str, str] = {
    "unknown_item": "the module has no such item",
    "no_answer_expected": "a passage takes no answer",
    "not_a_code": "the answer must be a code in quotes",
    "unknown_code": "the item has no code",
    "several_answers": "the item takes one answer",
    "not_several_codes": "the item takes a list of codes",
    "no_code": "the list of codes is empty",
    "repeated_code": "a code stands there twice:",
    "exclusive_code": "this code excludes the others:",
    "not_a_number": "the answer must be a number of at most 18 digits",
    "not_whole": "the answer must be a whole number, without decimals; found",
    "out_of_range": "the number is outside the limits:",
    "bad_date": "the answer must be a date like 2026-11-22",
    "not_text": "the answer must be a word in quotes",
    "not_gaps": "the answer must be a list with a text for each gap",
    "gap_count": "the list has another number of texts than there are gaps:",
    "too_long": "the answer is too long; characters:",
    "empty_text": "the answer is empty",
    "no_time_limit": "timed_out is for items with a time limit, or in a timed part",
}
TAKES_FOUND = frozenset(
    {"unknown_code", "repeated_code", "exclusive_code", "not_whole", "out_of_range", "gap_count", "too_long"}
)


def worded(problem: Problem) -> str:
    """A problem with an answer in words."""
    words = WORDS[problem.kind]
    return f"{words} {shorten(problem.found)}" if problem.kind in TAKES_FOUND else words


def as_answer(value: Any) -> Any:
    """A JSON or YAML value as an answer: lists become tuples, all else stays what it is."""
    return tuple(value) if isinstance(value, list) else value
