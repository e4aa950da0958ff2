"""Old sound goes when told, people's recordings only when told twice, and nothing that somebody may still hear."""

from dataclasses import replace

import pytest
from typer.testing import CliRunner

from service.accounts.models import Role
from service.audio import Phrase, Sounds
from service.catalogue.models import Snapshot
from service.catalogue.snapshots import freeze
from service.cli import app
from service.kiosk.models import Sitting, SittingModule
from tests.conftest import Clock
from tests.studio.test_import import GOOD, place  # noqa: F401
from tests.support.respondent import Respondent
from tests.support.spoken import make_speech


@pytest.fixture
def run(place):  # noqa: F811
    def clean(*more):
        told = {"KLANTBEELD_DATA": str(place.site.settings.data), "DATABASE_URL": place.site.settings.database}
        return CliRunner().invoke(app, ["audio", "clean", *more], env=told).output

    return clean


def test_it_names_first_and_removes_people_only_when_told(place, run) -> None:  # noqa: F811
    sounds, version = place.site.part(Sounds), place.catalogue.module("motivatie").version
    now = Phrase(f"motivatie/{version}", "nl", "title", place.catalogue.module("motivatie").text("nl", "title"))
    before = Phrase(f"motivatie/{version}", "nl", "intro", "Een andere tekst.")
    gone = Phrase("weg/1.0.0", "nl", "title", "Weg")
    make_speech(place.site, "nl", [now, before])
    for phrase in (now, before, gone):
        sounds.keep(phrase, GOOD, "A. Speaker", Clock().now.date())
    files = {
        name: sounds.folder(phrase) / f"{phrase.key}.ogg"
        for name, phrase in (("now", now), ("before", before), ("gone", gone))
    }
    speech = sounds.speech / "nl"
    assert "Nothing was removed" in run()
    assert "recorded by a person: weg/1.0.0/audio/nl/title.ogg" in run()
    assert len(list(speech.iterdir())) == 2
    assert run("--yes").endswith("1 files of speech removed, 2 recordings kept.\n")
    assert [path.name for path in speech.iterdir()] == [sounds.voices["nl"].file_of(now.text)]
    assert all(path.exists() for path in files.values())
    assert run("--yes", "--recordings").endswith("0 files of speech removed, 2 recordings removed.\n")
    assert {name: path.exists() for name, path in files.items()} == {"now": True, "before": False, "gone": False}
    assert sounds.find(now).recording is not None


def test_what_a_sitting_under_way_was_begun_with_is_kept(place, run) -> None:  # noqa: F811
    """The wording has changed since; the client who began before it still hears it."""
    module = place.catalogue.module("motivatie")
    texts = dict(module.texts)
    entries = dict(texts["nl"].entries)
    entries["title"] = replace(entries["title"], text="Hoe het was")
    texts["nl"] = replace(texts["nl"], entries=entries)
    earlier = type(module)(module.questionnaire, texts)
    Respondent(place.app, "nl").enter(place.invite(place.staff(Role.CASE_MANAGER)).code)
    digest, content = freeze(earlier)
    with place.site.db.write() as session:
        session.add(
            Snapshot(hash=digest, slug=module.slug, version=module.version, content=content, first_used_at=Clock().now)
        )
        for row in session.query(SittingModule).filter_by(slug=module.slug):
            row.snapshot_hash = digest
    phrase = Phrase(f"motivatie/{module.version}", "nl", "title", "Hoe het was")
    make_speech(place.site, "nl", [phrase])
    place.site.part(Sounds).keep(phrase, GOOD, "A. Speaker", Clock().now.date())
    assert run("--yes", "--recordings").endswith("0 files of speech removed, 0 recordings removed.\n")
    with place.site.db.write() as session:
        for sitting in session.query(Sitting):
            sitting.state = "finished"
    assert run("--yes", "--recordings").endswith("1 files of speech removed, 1 recordings removed.\n")
