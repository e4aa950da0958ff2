import pytest

from service.cases.suitability import Computer, Literacy, Outcome, suitability_outcome


@pytest.mark.parametrize(
    ("literacy", "computer", "wants", "outcome"),
    [
        (Literacy.BOTH, Computer.ALONE, True, Outcome.INVITE),
        (Literacy.OWN_SCRIPT, Computer.ALONE, True, Outcome.INVITE),
        (Literacy.LATIN_SCRIPT, Computer.WITH_HELP, True, Outcome.INVITE_WITH_HELPER),
        (Literacy.NONE, Computer.ALONE, True, Outcome.SUITABILITY_INTAKE),
        (Literacy.BOTH, Computer.UNABLE, True, Outcome.SUITABILITY_INTAKE),
        (Literacy.BOTH, Computer.ALONE, False, Outcome.SUITABILITY_INTAKE),
    ],
)
def test_who_reads_uses_a_computer_and_wants_to_is_invited(literacy, computer, wants, outcome):
    assert suitability_outcome(literacy, computer, wants) is outcome
