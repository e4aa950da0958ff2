"""The questionnaires that come with the service."""

from service.catalogue import check, render
from service.catalogue.check import QUESTIONNAIRES


def test_nothing_is_found_and_every_case_comes_to_what_it_says() -> None:
    """Warnings too: each flag raised and not, each band and level reached, each scale left without a score."""
    report = check(QUESTIONNAIRES)
    assert report.findings == (), render(report.findings)
    assert len({row.slug for row in report.rows}) >= 9
