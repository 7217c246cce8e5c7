"""Marks on sentences of others: where the sentences stand in PolNeAR's training articles, and what they tell; never their text.

    breitbart_2015-11-11_the-first  120  187  0f3a91c2  CONSULT/visit actual 11-14 0-6 <> 19-30; AID denied 40-44 0-6 > -

The columns of marked/news.tsv, tab-separated: article, start and end of the sentence in it, the first eight digits of the
SHA-256 of the sentence, its events in the curriculum's form, with places counted from the start of the sentence instead of
words. marked/judged.tsv holds events that somebody judged: the same four columns, the trigger's place, the type, what is wrong
("-" for nothing), the coder's signs at that time. A sentence is told with blanks for its newlines.

    python training/marked.py ../shared/data FILE … > training/marked/news.tsv

writes such lines for files of sentences of these articles: .txt in the curriculum's form, or .json, a list of
{text, trigger, type, wrong, signs}.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import curriculum
from detente.benchmarks.polnear import read_part

FOLDER = Path(__file__).with_name("marked")
PART = "train"
SOURCE = "polnear"
"""The `file` of the items: what tells them from the curriculum's."""
_EVENT = re.compile(
    r"(?P<type>[A-Z]+)(?:/(?P<mode>[\w-]+))? (?P<modality>\w+) (?P<trigger>\S+) "
    r"(?P<actors>\S+) (?P<sign>>|<>) (?P<recipients>\S+)"
)
Place = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Judged:
    """An event of the coder's that somebody judged; `wrong` names what is wrong: event, type, modality, actor, recipient."""

    text: str
    trigger: Place
    event_type: str
    wrong: tuple[str, ...]
    signs: tuple[str, ...]


def articles(data: Path) -> dict[str, str]:
    """PolNeAR's training articles by name; `data`: the shared data, an archive, a folder. Errors: BadInput when it has none."""
    return {article.name: article.text for article in read_part(data, PART)}


def news(data: Path, path: Path = FOLDER / "news.tsv") -> Iterator[curriculum.Item]:
    """The marked sentences. Errors: ValueError with file and line for a line that does not fit its article; BadInput."""
    for where, text, (events,) in _rows(data, path, 1):
        try:
            yield curriculum.Item(text, tuple(_event(e, text) for e in events.split("; ") if e != "none"), SOURCE)
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error


def judged(data: Path, path: Path = FOLDER / "judged.tsv") -> Iterator[Judged]:
    """The judged events. Errors as those of `news`."""
    for where, text, (trigger, kind, wrong, signs) in _rows(data, path, 4):
        try:
            flags = tuple(wrong.split("+")) if wrong != "-" else ()
            yield Judged(text, _place(trigger, text), kind, flags, tuple(signs.split("|")))
        except ValueError as error:
            raise ValueError(f"{where}: {error}") from error


def _rows(data: Path, path: Path, count: int) -> Iterator[tuple[str, str, list[str]]]:
    """File and line, the sentence, and the columns that follow those of its place."""
    texts = articles(data)
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if line.startswith("#"):
            continue
        where, columns = f"{path.name}:{number}", line.split("\t")
        if len(columns) != 4 + count or not (columns[1].isdecimal() and columns[2].isdecimal()):
            raise ValueError(f"{where}: no line of {4 + count} columns with the sentence's start and end in the second and third")
        name, start, end, total = columns[:4]
        if name not in texts:
            raise ValueError(f"{where}: no article '{name}' in part '{PART}' of {data}")
        text = _told(texts[name])[int(start) : int(end)]
        if checksum(text) != total:
            raise ValueError(f"{where}: characters {start} to {end} of '{name}' are not what was marked; is this PolNeAR 1.0?")
        yield where, text, columns[4:]


def checksum(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:8]


def _told(text: str) -> str:
    return text.replace("\n", " ")


def _event(line: str, text: str) -> curriculum.Marked:
    found = _EVENT.fullmatch(line)
    if found is None:
        raise ValueError(f"no event: {line}")
    actors, recipients = (
        tuple(_place(p, text) for p in found[side].split("+")) if found[side] != "-" else () for side in ("actors", "recipients")
    )
    place = _place(found["trigger"], text)
    return curriculum.Marked(found["type"], found["mode"], found["modality"], place, actors, recipients, found["sign"] == "<>")


def _place(told: str, text: str) -> Place:
    start, _, end = told.partition("-")
    if not (start.isdecimal() and end.isdecimal() and int(start) < int(end) <= len(text)):
        raise ValueError(f"no place in the sentence: {told}")
    return int(start), int(end)


def lines(path: Path, texts: dict[str, str]) -> Iterator[str]:
    """The lines of a file of sentences; of several articles that have one, the first. Errors: ValueError where none has it."""
    if path.suffix == ".json":
        for row in json.loads(path.read_text(encoding="utf-8")):
            place, wrong = "{}-{}".format(*row["trigger"]), "+".join(row["wrong"]) or "-"
            yield "\t".join((*_found(row["text"], texts), place, row["type"], wrong, "|".join(row["signs"])))
    else:
        for item in curriculum.read_file(path):
            yield "\t".join((*_found(item.text, texts), "; ".join(map(_line, item.events)) or "none"))


def _found(text: str, texts: dict[str, str]) -> tuple[str, str, str, str]:
    for name, article in sorted(texts.items()):
        start = _told(article).find(text)
        if start >= 0:
            return name, str(start), str(start + len(text)), checksum(text)
    raise ValueError(f"a sentence that no article has: {text}")


def _line(event: curriculum.Marked) -> str:
    kind = event.event_type + (f"/{event.mode}" if event.mode else "")
    actors, recipients = ("+".join(f"{a}-{b}" for a, b in side) or "-" for side in (event.actors, event.recipients))
    sign = "<>" if event.reciprocal else ">"
    return f"{kind} {event.modality} {event.trigger[0]}-{event.trigger[1]} {actors} {sign} {recipients}"


def main(data: Path, paths: list[Path]) -> None:
    texts = articles(data)
    print("# source: the project's own marks on PolNeAR 1.0's training articles, which are no part of it; see training/marked.py")
    for path in paths:
        for line in lines(path, texts):
            print(line)


if __name__ == "__main__":
    main(Path(sys.argv[1]), [Path(p) for p in sys.argv[2:]])
