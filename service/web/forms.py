"""Forms: the fields a route expects as a Pydantic model; everything else in the form is ignored by being refused."""

import re
import unicodedata
from dataclasses import dataclass, field
from typing import Annotated, Generic, TypeVar

from pydantic import AfterValidator, BaseModel, ConfigDict, ValidationError
from pydantic_core import PydanticCustomError
from starlette.datastructures import FormData

from service.web.tokens import FIELD

CONTROLS = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
#: Embeddings, overrides and isolates. The plain marks (U+200E, U+200F) and joiners belong to names in some scripts.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


class Form(BaseModel):
    """Base of all forms: an unknown field is an error, blanks around text are dropped."""

    model_config = ConfigDict(extra="forbid", frozen=True, str_strip_whitespace=True, hide_input_in_errors=True)


def as_line(text: str) -> str:
    """The text without controls and without what turns the direction of all that follows; a mistake if nothing is left.

    An unseen mark of direction comes along when a name is copied, and in a list it would turn the words beside it.
    """
    line = TURNING.sub("", CONTROLS.sub(" ", text)).strip()
    if not any(unicodedata.category(sign)[0] in "LMNPS" for sign in line):
        raise PydanticCustomError("missing", "nothing to see")
    return line


#: One line of words, such as a name: something to see in it, no controls.
Line = Annotated[str, AfterValidator(as_line)]
F = TypeVar("F", bound=Form)


@dataclass(frozen=True)
class Filled(Generic[F]):
    """A form as it came back: its values, or what is wrong per field (a code of `service.web.forms.problem_code`)."""

    form: F | None
    problems: dict[str, str] = field(default_factory=dict)
    sent: dict[str, str] = field(default_factory=dict)


def fill(model: type[F], sent: FormData) -> Filled[F]:
    """Read a sent form into `model`. Fields that are lists in the model keep all their values."""
    raw: dict[str, str | list[str]] = {}
    for name in sent:
        if name != FIELD:
            values = [str(value) for value in sent.getlist(name)]
            raw[name] = values if _is_many(model, name) else values[-1]
    shown = {name: value for name, value in raw.items() if isinstance(value, str)}
    present = {name: value for name, value in raw.items() if value != ""}
    if broken := [name for name, value in raw.items() if "\0" in "".join(value)]:
        return Filled(None, dict.fromkeys(broken, "format"), shown)  # PostgreSQL keeps no text with a NUL in it
    try:
        return Filled(model.model_validate(present), {}, shown)
    except ValidationError as error:
        return Filled(
            None, {str(row["loc"][0]) if row["loc"] else "": problem_code(row["type"]) for row in error.errors()}, shown
        )


def _is_many(model: type[Form], name: str) -> bool:
    found = model.model_fields.get(name)
    return found is not None and any(word in str(found.annotation) for word in ("list[", "tuple[", "frozenset["))


def problem_code(kind: str) -> str:
    """Pydantic's word for a mistake as one of ours: missing, too_long, too_short, range, format."""
    if kind == "missing":
        return "missing"
    if kind in ("string_too_long", "too_long"):
        return "too_long"
    if kind in ("string_too_short", "too_short"):
        return "too_short"
    if kind in ("greater_than_equal", "less_than_equal", "greater_than", "less_than"):
        return "range"
    return "format"
