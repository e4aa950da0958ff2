"""What pydantic has against a value, without what only follows from it."""

from pydantic import ValidationError
from pydantic_core import ErrorDetails


def own(error: ValidationError) -> list[ErrorDetails]:
    """The problems. That a list is too short is none of them where an entry in it couldn't be read."""
    problems = error.errors(include_url=False)
    faulty = {problem["loc"][:length] for problem in problems for length in range(len(problem["loc"]))}
    return [problem for problem in problems if problem["type"] != "too_short" or problem["loc"] not in faulty]
