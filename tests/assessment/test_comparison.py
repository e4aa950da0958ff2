"""Which stored answers count when a sitting is scored by another definition."""

from service.assessment.comparison import _fitting
from tests.scoring.building import item, module


def test_a_number_with_decimals_that_was_stored_still_counts() -> None:
    asked, now = (module([item("hours", type="number", scale=None, sensitivity="plain")]) for _ in range(2))
    assert _fitting(asked, now, {"hours": 7.5}) == {"hours": 7.5}
    assert _fitting(asked, now, {"hours": "many"}) == {}
