"""A report's view has no place for what its reader may not know."""

import typing

import pytest
from pydantic import BaseModel, ValidationError

from service.reports.view import ClientReport, KlantmanagerReport, Outcome

FORBIDDEN = ("health", "trauma", "flag", "psych", "distress", "note", "diagnos", "urgency", "reason_for", "sealed")


def models_in(kind: object) -> set[type[BaseModel]]:
    """Every model that a type can hold."""
    if isinstance(kind, type) and issubclass(kind, BaseModel):
        found = {kind}
        for field in kind.model_fields.values():
            found |= models_in(field.annotation)
        return found
    return {model for inner in typing.get_args(kind) for model in models_in(inner)}


@pytest.mark.parametrize("report", [KlantmanagerReport, ClientReport])
def test_no_field_is_about_health(report: type[BaseModel]) -> None:
    names = {name for model in models_in(report) for name in model.model_fields}
    assert len(names) > 20
    assert [name for name in names if any(word in name for word in FORBIDDEN)] == []


@pytest.mark.parametrize("report", [KlantmanagerReport, ClientReport])
def test_every_model_refuses_unknown_fields_and_change(report: type[BaseModel]) -> None:
    for model in models_in(report):
        assert model.model_config.get("extra") == "forbid", model
        assert model.model_config.get("frozen") is True, model


def test_of_the_mggz_only_fixed_sentences_have_a_place() -> None:
    assert set(Outcome.model_fields) == {"on", "sentence", "limits"}
    with pytest.raises(ValidationError):
        Outcome.model_validate({"on": "2026-11-22", "sentence": "x", "limits": [], "score": 3})


def test_the_clients_copy_has_no_place_for_scores() -> None:
    names = {name for model in models_in(ClientReport) for name in model.model_fields}
    assert names.isdisjoint({"value", "error", "track", "band", "bands", "words", "raw", "answered", "declined"})
