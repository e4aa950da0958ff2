"""Which further modules a psychiatrist can ask for: those that the catalogue keeps for it, and every health module.

A module with answers outside health can't be one: the municipality would see them, and with them that it was asked for.
"""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from service.accounts.models import Role
from service.cases.models import Case
from service.config import ROOT
from service.kiosk.entry import begin as begin_assessment
from service.kiosk.models import SittingModule
from tests.conftest import Clock
from tests.review.sittings import Afname, finished, here
from tests.support.installation import Installation, install
from tests.support.page import find_all, read_page
from tests.support.staff import Colleague


def offered(doctor: Colleague, sitting: Afname) -> list[str]:
    """The names in the list of modules, in its order."""
    (choice,) = find_all(read_page(doctor.get(here(sitting)).text), "select", name="module")
    return [option.get("value", "") for option in find_all(choice, "option")][1:]


def kept_for_the_doctor(root: Path, slug: str, module: str, prefix: str) -> None:
    """A copy of a module under another name, numbered 50: only for who is asked by a psychiatrist."""
    shutil.copytree(root / module, root / slug)
    for path in (root / slug).rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace(f"slug: {module}", f"slug: {slug}")
        lines = ["order: 50" if line.startswith("order: ") else line for line in text.split("\n")]
        path.write_text("\n".join(lines).replace(f"{prefix}_", f"{slug[:2]}_"), encoding="utf-8")


@pytest.fixture
def larger(tmp_path: Path, database_url: str, clock: Clock) -> Iterator[Installation]:
    """Our questionnaires with a further health module."""
    root = tmp_path / "questionnaires"
    shutil.copytree(ROOT / "questionnaires", root)
    kept_for_the_doctor(root, "slaap", "trauma", "tr")
    found = install(tmp_path / "data", database_url, clock, root)
    yield found
    found.site.db.close()


def test_every_health_module_and_no_other_is_offered(place: Installation, scored: Afname, doctor: Colleague) -> None:
    health = [slug for slug, module in place.catalogue.modules.items() if module.questionnaire.is_health]
    assert offered(doctor, scored) == health == ["trauma"]


def test_what_the_catalogue_keeps_for_the_doctor_is_offered_and_is_in_no_assessment(
    larger: Installation, clock: Clock
) -> None:
    manager, doctor = larger.staff(Role.CASE_MANAGER), Colleague(larger, larger.staff(Role.PSYCHIATRIST))
    client = larger.invite(manager, language="ti")
    sitting = finished(larger, clock, client)
    larger.work()
    assert offered(doctor, sitting) == ["trauma", "slaap"]
    assert doctor.post(here(sitting, "supplementary"), edition=sitting.edition(), module="slaap").status_code == 303
    other = larger.invite(manager)
    with larger.site.db.write() as session:
        assert [row.slug for row in session.query(SittingModule).filter(SittingModule.slug == "slaap")] == ["slaap"]
        case = session.get_one(Case, other.case_id)
        assessment = begin_assessment(session, larger.catalogue, case, "ti", clock.now)
        rows = session.query(SittingModule).filter_by(sitting_id=assessment.id)
        assert {"trauma", "motivatie"} <= {row.slug for row in rows}
        assert "slaap" not in {row.slug for row in rows}
