"""The reports of the demo as they are printed."""

import io

import pypdf
import pytest
from sqlalchemy import select

from service.reports.models import Report
from tests.demo.conftest import Demo, database

pytestmark = [pytest.mark.slow, pytest.mark.pdf]
#: A page with fewer words is nearly empty, its foot included. The nagesprek has room to write instead, and the appendix
#: ends on the last page.
FEWEST_WORDS = 200


def test_no_page_of_a_klantmanagers_report_is_nearly_empty(made: Demo) -> None:
    with (db := database(made.settings)).read() as session:
        pdfs = session.scalars(select(Report.pdf).where(Report.audience == "klantmanager")).all()
    db.close()
    assert len(pdfs) == 2
    for pdf in pdfs:
        assert pdf is not None
        sheets = pypdf.PdfReader(io.BytesIO(pdf)).pages
        texts = [sheet.extract_text() for sheet in sheets[:-1]]
        words = [len(text.split()) for text in texts if "Wat de klant zegt" not in text]
        assert len(words) == len(texts) - 1
        assert min(words) > FEWEST_WORDS, words
        assert len(sheets) <= 10
