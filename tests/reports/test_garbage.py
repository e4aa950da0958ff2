"""Nothing of a document stays in memory, however far apart the collector's own rounds are."""

import gc
from collections.abc import Iterator

import pytest
from weasyprint.formatting_structure.boxes import Box

from service.reports.pdf import PdfProblem, render_pdf

PAGE = "<!doctype html><html lang='nl'><head><title>x</title></head><body><p>Een zin.</p>{}</body></html>"


@pytest.fixture
def rounds_far_apart() -> Iterator[None]:
    """The collector of a process that serves, but more so: no round of its own while a document is made."""
    usual = gc.get_threshold()
    gc.collect()
    gc.set_threshold(100_000_000, 20, 20)
    yield
    gc.set_threshold(*usual)


def boxes_alive() -> int:
    return sum(isinstance(row, Box) for row in gc.get_objects())


@pytest.mark.pdf
def test_nothing_of_a_document_stays(rounds_far_apart: None) -> None:
    before = boxes_alive()
    render_pdf(PAGE.format(""), "x", "nl")
    assert boxes_alive() == before
    assert gc.isenabled()


@pytest.mark.pdf
def test_nor_of_one_that_went_wrong(rounds_far_apart: None) -> None:
    with pytest.raises(PdfProblem):
        render_pdf(PAGE.format("<p><img src='https://example.org/x.png' alt='x'></p>"), "x", "nl")
    assert gc.isenabled()
