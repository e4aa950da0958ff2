"""What the README names exists: files, folders, commands, options, settings, routes, pictures."""

import re
from pathlib import Path

import pytest
from typer.main import get_command

from service.cli import app
from service.config import Settings

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CUSTOMARY = {"DATABASE_URL": "database_url", "PORT": "port"}


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
    command = get_command(app)
    words = call.split()
    while words and words[0] in getattr(command, "commands", {}):
        command = command.commands[words.pop(0)]  # type: ignore[attr-defined]
    known = {option for parameter in command.params for option in parameter.opts} | {"--help"}
    assert command is not get_command(app) or words == ["--help"], f"no such command: {call}"
    assert {word for word in words if word.startswith("--")} <= known


def test_the_list_of_commands_is_complete() -> None:
    listed = re.search(r"Everything else the command line does.*?\n\n", README, re.S)
    assert listed is not None
    commands = set(get_command(app).commands)  # type: ignore[attr-defined]
    assert commands == set(re.findall(r"`([a-z-]+)`", listed.group(0))) - {"bin/klantbeeld --help"}


def test_every_setting_named_exists_and_every_setting_is_named() -> None:
    table = README.split("## Settings")[1].split("## ")[0]
    named = set(re.findall(r"`(KLANTBEELD_[A-Z_]+|DATABASE_URL|PORT)`", table))
    fields = {CUSTOMARY.get(name, name.removeprefix("KLANTBEELD_").lower()) for name in named}
    assert fields == set(Settings.model_fields)
