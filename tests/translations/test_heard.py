"""A translator's file says of each text whether it can be heard."""

from datetime import date

from openpyxl import load_workbook
from typer.testing import CliRunner

from service.audio import Phrase, Sounds
from service.cli import app
from service.config import Settings
from tests.audio.conftest import wav


def test_the_sheet_says_what_is_recorded_what_is_not_and_what_was_spoken_otherwise(folder, tmp_path):
    sounds = Sounds.of(Settings(data=tmp_path / "var"))
    title = next(line for line in (folder / "werkdag/1.0.0/text.ti.yaml").read_text().splitlines() if "title:" in line)
    text = title.split("text: ")[1].strip(' "}')
    sounds.keep(Phrase("werkdag/1.0.0", "ti", "title", text), wav(), "A. Speaker", date(2026, 11, 27))
    sounds.keep(Phrase("werkdag/1.0.0", "ti", "intro", "Something else."), wav(), "A. Speaker", date(2026, 11, 27))
    sheet = tmp_path / "ti.xlsx"
    words = ["translations", "export", "-l", "ti", "-o", str(sheet), "--questionnaires", str(folder)]
    result = CliRunner().invoke(app, words, env={"KLANTBEELD_DATA": str(tmp_path / "var")})
    assert result.exit_code == 0, result.output
    rows = list(load_workbook(sheet).active.iter_rows(values_only=True))
    column, key, place = (rows[0].index(name) for name in ("Recording", "Key", "Place"))
    found = {row[key]: row[column] or "" for row in rows[1:] if row[place] == "werkdag/1.0.0"}
    assert found["title"] == "recorded: werkdag/1.0.0/audio/ti/title.ogg"
    assert found["intro"] == "stale: werkdag/1.0.0/audio/ti/intro.ogg"
    items = [state for name, state in found.items() if name.startswith("item.") and name.count(".") == 1]
    assert items
    assert all(state.startswith("missing: ") for state in items)
    assert not any(state for name, state in found.items() if name.startswith("scale."))
