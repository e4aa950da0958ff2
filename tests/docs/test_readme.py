"""What the README names exists: files, folders, commands, options, settings, routes, events, pictures."""

import ast
import re
import shlex
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from annotated_types import Ge, Le
from starlette.routing import Match
from typer.main import get_command

from service.app import kiosk_app, staff_app
from service.cli import app
from service.config import ROOT as CHECKOUT
from service.config import Settings
from service.vault.sealing import PRIVATE_NAME
from tests.conftest import Clock
from tests.support.installation import install

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CUSTOMARY = {"DATABASE_URL": "database_url", "PORT": "port"}
#: What shows the service: three languages of the kiosk, of which two scripts, and the report.
PICTURES = ("kiosk-nl.png", "kiosk-ar.png", "kiosk-ti.png", "report-nl.png")
#: Calls that leave an event in the log of the service or in that of who did what.
TELLING = frozenset(("info", "warning", "error", "audit", "record"))


def code_words() -> list[str]:
    """Everything in back-ticks or in code blocks, one phrase each."""
    blocks = re.findall(r"```sh\n(.*?)```", README, re.S)
    lines = [line.split("#")[0].strip() for block in blocks for line in block.splitlines()]
    return [*re.findall(r"(?<!`)`([^`\n]+)`(?!`)", README), *(line for line in lines if line)]


def named_paths() -> list[str]:
    """Paths of the checkout that the README names; patterns in angle brackets are looked up as wildcards."""
    rooted = r"^(bin|scoring|service|questionnaires|locales|docs|tests)/"
    words = {word.split()[0] for word in code_words() if re.match(rooted, word)}
    links = set(re.findall(r"\]\(([^)]+)\)", README))
    return sorted(words | links)


@pytest.mark.parametrize("path", named_paths())
def test_every_path_exists(path: str) -> None:
    pattern = re.sub(r"<[^>]+>", "*", path.rstrip("/"))
    assert list(ROOT.glob(pattern)), f"README names {path}, which is not there"


def named_commands() -> list[str]:
    """Every call of the command line in the README."""
    calls = [word for word in code_words() if word.startswith("bin/klantbeeld ")]
    return sorted({re.sub(r"^bin/klantbeeld ", "", call) for call in calls})


@pytest.mark.parametrize("call", named_commands())
def test_every_command_and_option_exists(call: str) -> None:
    """Nothing may be left over that is neither a command of a group, nor an option, nor what a command takes."""
    command = get_command(app)
    words = shlex.split(call)
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    assert command is not get_command(app) or words == ["--help"], f"no such command: {call}"
    if words != ["--help"]:
        _, left, _ = command.make_parser(command.context_class(command)).parse_args(words)
        assert left == [], f"no such command: {call}"


def test_the_list_of_commands_is_complete() -> None:
    listed = re.search(r"Everything else the command line does.*?\n\n", README, re.S)
    assert listed is not None
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert commands == set(re.findall(r"`([a-z-]+)`", listed.group(0))) - {"bin/klantbeeld --help"}


def named_addresses() -> list[tuple[str, str]]:
    """Method and path of each address of the service in back-ticks."""
    found = (re.fullmatch(r"(?:(GET|POST) )?(/\S*)", word) for word in code_words())
    return sorted({(address[1] or "GET", address[2]) for address in found if address})


def test_every_address_is_a_route(tmp_path: Path, sqlite_template: Path) -> None:
    shutil.copy(sqlite_template, tmp_path / "readme.sqlite3")
    site = install(tmp_path, f"sqlite:///{tmp_path / 'readme.sqlite3'}", Clock()).site
    routes = [*staff_app(site).routes, *kiosk_app(site).routes]
    site.db.close()
    asked = [{"type": "http", "method": method, "path": path, "root_path": ""} for method, path in named_addresses()]
    assert len(asked) >= 2
    assert [one for one in asked if not any(route.matches(one)[0] is Match.FULL for route in routes)] == []


def known_events() -> Iterator[str]:
    """Every fixed word that is handed to a call which tells a log."""
    for path in (ROOT / "service").rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in TELLING:
                yield from (a.value for a in node.args if isinstance(a, ast.Constant) and isinstance(a.value, str))


def test_every_event_is_told_somewhere() -> None:
    named = {word for word in code_words() if re.fullmatch(r"[a-z]+(_[a-z]+)+", word)}
    assert named >= {"many_wrong_codes"}
    assert named <= set(known_events())


@pytest.mark.parametrize("name", PICTURES)
def test_the_pictures_are_shown(name: str) -> None:
    assert re.search(rf"!\[[^\]]{{8,}}\]\(docs/pictures/{name}\)", README)


def settings_table() -> dict[str, tuple[str, str]]:
    """Field of the settings → what the table says it means, and what it is without it."""
    rows = re.findall(r"^\| (`[A-Z].*?) \| (.*?) \| (.*?) \|$", README.split("## Settings")[1].split("\n## ")[0], re.M)
    return {
        CUSTOMARY.get(name, name.removeprefix("KLANTBEELD_").lower()): (meaning, without.strip("`"))
        for names, meaning, without in rows
        for name in re.findall(r"`(\w+)`", names)
    }


def test_every_setting_named_exists_and_every_setting_is_named() -> None:
    assert set(settings_table()) == set(Settings.model_fields)


def test_every_setting_is_without_it_what_the_table_says() -> None:
    plain = {
        name: str(entry.default).lower() if isinstance(entry.default, bool) else str(entry.default)
        for name, entry in Settings.model_fields.items()
        if isinstance(entry.default, bool | int) or entry.default
    }
    ours, folder = Settings.model_construct(), "in the data folder"
    assert ours.database == f"sqlite:///{ours.data / 'klantbeeld.sqlite3'}"
    assert (ours.questionnaires, ours.locales) == (CHECKOUT / "questionnaires", CHECKOUT / "locales")
    in_words = {
        "data": ours.data.relative_to(CHECKOUT).as_posix(),
        "database_url": f"SQLite {folder}",
        "base_url": ours.url,
        "report_contact": "empty",
        "mggz_private_key": f"{(ours.keys / PRIVATE_NAME).relative_to(ours.data)}` {folder}",
        "places": "that file",
        "recordings": f"{ours.recordings_folder.relative_to(ours.data)}` {folder}",
        "speech": f"{ours.speech_folder.relative_to(ours.data)}` {folder}",
        "questionnaires": "ours",
        "locales": "ours",
    }
    table = settings_table()
    assert {name: without for name, (_, without) in table.items()} == plain | in_words
    assert f"`{ours.places_file.relative_to(CHECKOUT)}`" in table["places"][0]


def test_every_bound_of_a_setting_is_named() -> None:
    table = settings_table()
    for name, entry in Settings.model_fields.items():
        least = next((str(bound.ge) for bound in entry.metadata if isinstance(bound, Ge)), "")
        most = next((str(bound.le) for bound in entry.metadata if isinstance(bound, Le)), "")
        words = f"from {least} to {most}" if most else f"at least {least}" if least else ""
        assert words in table[name][0], name
