import pytest
from pydantic import TypeAdapter, ValidationError

from scoring.conditions import Condition, items_in, scales_in

CONDITION: TypeAdapter[Condition] = TypeAdapter(Condition)
DEEP = {
    "all": [
        {"item": "b", "op": "answered"},
        {"any": [{"count": ["a", "b"], "codes": ["1"], "at_least": 1}, {"scale": "s", "op": "scored"}]},
        {"not": {"scale": "m.t", "op": "scored"}},
    ]
}


def test_a_condition_names_what_it_looks_at() -> None:
    condition = CONDITION.validate_python(DEEP)
    assert items_in(condition) == ("b", "a")
    assert scales_in(condition) == ("s", "m.t")


def test_a_condition_survives_json() -> None:
    condition = CONDITION.validate_python(DEEP)
    assert CONDITION.validate_json(CONDITION.dump_json(condition, by_alias=True)) == condition


@pytest.mark.parametrize(
    "wrong", [{}, {"item": "a", "op": "equals"}, {"item": "a", "op": "is", "values": "1"}, {"all": []}]
)
def test_an_unknown_condition_is_refused(wrong: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        CONDITION.validate_python(wrong)
