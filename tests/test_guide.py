"""docs/guide.md names every command, and only commands and options that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from detente.cli import app

GUIDE = (Path(__file__).parents[1] / "docs" / "guide.md").read_text(encoding="utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def shown() -> list[str]:
    """The command lines of the guide's consoles, from `detente` on."""
    consoles = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line.partition("$ ")[2] for console in consoles for line in console.splitlines()]
    return [line[line.index("detente ") :] for line in lines if "detente " in line]


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_is_in_the_guide(name: str) -> None:
    assert re.search(rf"\bdetente {name}\b", GUIDE)


@pytest.mark.parametrize("line", shown())
def test_the_command_lines_of_the_guide_are_understood(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    COMMANDS[name].make_context(name, arguments).close()


def test_every_option_in_the_guide_exists() -> None:
    known = {option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts}
    assert set(re.findall(r"--[a-z]+", GUIDE)) <= known


def test_every_option_is_in_the_guide() -> None:
    known = {option for command in COMMANDS.values() for parameter in command.params for option in parameter.opts}
    assert {o for o in known if o.startswith("--")} <= set(re.findall(r"--[a-z]+", GUIDE))
