"""A whole sitting, through the pages alone."""

from collections.abc import Callable

import pytest

from tests.support.installation import Installation, Invited
from tests.support.respondent import Respondent
from tests.support.tables import rows_of

Sit = Callable[..., Respondent]


@pytest.mark.slow
def test_whole_sitting_reaches_the_end(place: Installation, invited: Invited, sit: Sit) -> None:
    client = sit().walk()
    assert client.buttons == []
    [sitting] = rows_of(place.site.db, "sitting")
    assert sitting["state"] == "finished"
    assert sitting["token_hash"] is None
    assert {row["state"] for row in rows_of(place.site.db, "sitting_module")} == {"done"}
    assert rows_of(place.site.db, "working_copy") == []
    kept = {row["item_id"] for name in ("answer", "vault_sealed_answer") for row in rows_of(place.site.db, name)}
    assert kept == set(client.given)
