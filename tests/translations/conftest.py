"""The sample questionnaires of the catalogue's tests, stamped, in a place where a test can change them."""

import shutil
from pathlib import Path

import pytest

from service.catalogue import stamp

SAMPLE = Path(__file__).parents[1] / "catalogue" / "sample"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    place = tmp_path / "questionnaires"
    shutil.copytree(SAMPLE, place)
    stamp(place, by="A. Name", on="2026-11-22")
    return place
