"""Sent forms into models."""

from typing import Annotated

import pytest
from pydantic import Field
from starlette.datastructures import FormData

from service.web.forms import Form, Line, fill


class Person(Form):
    """A form with a field of each kind."""

    name: Annotated[str, Field(max_length=10, min_length=2)]
    year: Annotated[int, Field(ge=1900, le=2026)]
    agreed: bool = False
    kinds: tuple[str, ...] = ()
    note: str | None = None


def test_a_whole_form() -> None:
    sent = FormData(
        [("csrf", "x"), ("name", "  Selam "), ("year", "1990"), ("kinds", "a"), ("kinds", "b"), ("note", "")]
    )
    filled = fill(Person, sent)
    assert filled.form == Person(name="Selam", year=1990, kinds=("a", "b"))
    assert filled.problems == {}


def test_what_is_wrong_is_told_by_field() -> None:
    filled = fill(Person, FormData([("name", "x" * 11), ("year", "1800")]))
    assert filled.form is None
    assert filled.problems == {"name": "too_long", "year": "range"}
    assert fill(Person, FormData([("name", "x"), ("year", "abc")])).problems == {"name": "too_short", "year": "format"}
    assert fill(Person, FormData([])).problems == {"name": "missing", "year": "missing"}


def test_what_was_typed_comes_back() -> None:
    assert fill(Person, FormData([("name", "x"), ("year", "abc")])).sent == {"name": "x", "year": "abc"}


def test_a_field_that_is_not_asked_for_is_refused() -> None:
    """Nobody becomes an administrator by adding a field to a form."""
    for field in ("role", "team_id", "is_admin", "released", "case_id"):
        filled = fill(Person, FormData([("name", "Selam"), ("year", "1990"), (field, "admin")]))
        assert filled.form is None
        assert field in filled.problems


def test_a_field_sent_twice_counts_once() -> None:
    filled = fill(Person, FormData([("name", "First"), ("name", "Last"), ("year", "1990")]))
    assert filled.form is not None
    assert filled.form.name == "Last"


def test_a_sign_that_no_database_keeps_is_told() -> None:
    filled = fill(Person, FormData([("name", "Sel\0am"), ("year", "1990"), ("kinds", "a"), ("kinds", "b\0")]))
    assert filled.form is None
    assert filled.problems == {"name": "format", "kinds": "format"}


class Named(Form):
    """A form with one line of words."""

    name: Annotated[Line, Field(max_length=12)]


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("Selam", "Selam"),
        ("\u202eSelam\u202c", "Selam"),
        ("a\u2066b\u2069", "ab"),
        ("a\tb\r\nc\x85d\x07", "a b c d"),
        ("\u0646\u0645\u06cc\u200c\u062f\u0627\u0646", "\u0646\u0645\u06cc\u200c\u062f\u0627\u0646"),
        ("\u12f0\u1235\u1273", "\u12f0\u1235\u1273"),
    ],
)
def test_a_line_keeps_what_belongs_to_a_name_and_no_more(sent: str, kept: str) -> None:
    filled = fill(Named, FormData([("name", sent)]))
    assert filled.form == Named.model_construct(name=kept)


@pytest.mark.parametrize("sent", ["", " ", "\t", "\u00a0", "\u200b", "\u202e \u202c", "\x07"])
def test_a_line_of_nothing_to_see_is_missing(sent: str) -> None:
    assert fill(Named, FormData([("name", sent)])).problems == {"name": "missing"}


def test_a_line_can_be_too_long() -> None:
    assert fill(Named, FormData([("name", "x" * 13)])).problems == {"name": "too_long"}
