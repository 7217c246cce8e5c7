"""docs/guide.md names every command, and only commands and options that there are."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
import typer.main

from detente.cli import app

GUIDE = (Path(__file__).parents[1] / "docs" / "guide.md").read_text(encoding="utf-8")
OPTIONS_IN_THE_GUIDE = set(re.findall(r"--[a-z]+(?:-[a-z]+)*", GUIDE))
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]
UNDER = {f"{name} {under}": command for name in COMMANDS for under, command in getattr(COMMANDS[name], "commands", {}).items()}
"""Commands under commands, such as `actors merge`."""


def options() -> set[str]:
    every = [*COMMANDS.values(), *UNDER.values()]
    return {option for command in every for parameter in command.params for option in parameter.opts if option.startswith("--")}


def shown() -> list[str]:
    """The command lines of the guide's consoles, from `detente` on."""
    consoles = re.findall(r"```console\n(.*?)```", GUIDE, re.DOTALL)
    lines = [line.partition("$ ")[2] for console in consoles for line in console.splitlines()]
    return [line[line.index("detente ") :] for line in lines if "detente " in line]


@pytest.mark.parametrize("name", sorted([*COMMANDS, *UNDER]))
def test_every_command_is_in_the_guide(name: str) -> None:
    assert re.search(rf"\bdetente {name}\b", GUIDE)


@pytest.mark.parametrize("line", shown())
def test_the_command_lines_of_the_guide_are_understood(line: str) -> None:
    _, name, *arguments = shlex.split(line)
    under = f"{name} {arguments[0]}" if arguments else ""
    command, rest = (UNDER[under], arguments[1:]) if under in UNDER else (COMMANDS[name], arguments)
    command.make_context(name, rest).close()


def test_every_option_in_the_guide_exists() -> None:
    assert options() >= OPTIONS_IN_THE_GUIDE


def test_every_option_is_in_the_guide() -> None:
    assert options() <= OPTIONS_IN_THE_GUIDE
