"""The event coder's curriculum: sentences of our own with their events marked, in training/curriculum/*.txt.

    Russia has met with the Taliban in Moscow.
      CONSULT/visit actual [met] Russia <> the Taliban

Type, mode if any, modality, trigger words, then ACTOR > RECIPIENT or, where both sides do the same, A <> B. Several are joined by
" + ", "-" is nobody, "Syria#2" the second Syria of the sentence; "none" says that there is no event.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FOLDER = Path(__file__).with_name("curriculum")
_EVENT = re.compile(r"^(?P<type>[A-Z]+)(?:/(?P<mode>[\w-]+))? (?P<modality>\w+) \[(?P<trigger>.+?)\] (?P<parties>.+)$")


@dataclass(frozen=True, slots=True)
class Marked:
    """An event as marked: places are spans of characters of the sentence."""

    event_type: str
    mode: str | None
    modality: str
    trigger: tuple[int, int]
    actors: tuple[tuple[int, int], ...]
    recipients: tuple[tuple[int, int], ...]
    reciprocal: bool


@dataclass(frozen=True, slots=True)
class Item:
    """A sentence of the curriculum with its events."""

    text: str
    events: tuple[Marked, ...]
    file: str


def read(folder: Path = FOLDER) -> Iterator[Item]:
    """All items. Errors: ValueError with file and line for a mark that can't be read or is not in its sentence."""
    for path in sorted(folder.glob("*.txt")):
        yield from read_file(path)


def read_file(path: Path) -> Iterator[Item]:
    """The items of one file."""
    text, events = "", []
    for number, line in enumerate([*path.read_text(encoding="utf-8").splitlines(), ""], 1):
        if line.startswith("#"):
            continue
        if line.startswith("  "):
            if line.strip() != "none":
                try:
                    events.append(marked(text, line.strip()))
                except ValueError as error:
                    raise ValueError(f"{path.name}:{number}: {error}") from error
        else:
            if text:
                yield Item(text, tuple(events), path.stem)
            text, events = line.strip(), []


def marked(text: str, line: str) -> Marked:
    """An event line read against its sentence."""
    found = _EVENT.match(line)
    if found is None:
        raise ValueError(f"no event: {line}")
    reciprocal = "<>" in found["parties"]
    actors, _, recipients = found["parties"].partition("<>" if reciprocal else " > ")
    sides = [
        tuple(place(text, p.strip()) for p in side.split(" + ") if p.strip() not in {"", "-"}) for side in (actors, recipients)
    ]
    return Marked(found["type"], found["mode"], found["modality"], place(text, found["trigger"]), *sides, reciprocal)


def place(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase stands in the sentence, as a word of its own if it can."""
    words, _, count = phrase.partition("#")
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)] or [
        m.start() for m in re.finditer(re.escape(words), text)
    ]
    wanted = int(count) if count.isdecimal() else 1
    if len(starts) < wanted:
        raise ValueError(f"not in the sentence: {phrase}")
    return starts[wanted - 1], starts[wanted - 1] + len(words)
