"""How well it is told whether acts happened: precision and recall by modality, on curriculum and hand-written tables.

Only events that are found are judged: ours are paired with a marked event of the same type whose trigger overlaps. In the
tables a word is named; the event that it tells is judged, or, where none is coded, the grammar alone. Both lie in the
checkout (`training/curriculum`, `tests/reading/tables`), not in the package.

Of the treebanks' everyday sentences the main verb is judged where the gold tree alone decides: simple past, "did not" and the
like, "will", "may". These are the easy cases, and a check against false alarms; what embeds an act is not in the treebank.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from detente.benchmarks.events import read
from detente.benchmarks.options import Options, checkout, table_folder
from detente.benchmarks.scoring import Score
from detente.benchmarks.treebank import Sentence, read_conllu
from detente.engines import Setup
from detente.language.pipeline import load_pipeline
from detente.reading.modality import judge
from detente.reading.reader import Reader
from detente.records import Event, Modality, Reading

CURRICULUM = Path("training") / "curriculum"
BANKS = ("en_ewt", "en_gum")
_NOT = frozenset({"not", "n't", "n’t", "never"})
_WILL = frozenset({"will", "'ll", "’ll", "wo"})
_MAY = frozenset({"may", "might", "could"})
_EVENT = re.compile(r"^ +(?P<type>[A-Z]+)(?:/[\w-]+)? (?P<modality>[a-z]+) \[(?P<trigger>.+?)\] ")


@dataclass(frozen=True, slots=True)
class Told:
    """An act that a sentence tells, where it is told, and how; no type in the tables."""

    start: int
    end: int
    modality: Modality
    event_type: str = ""


@dataclass(slots=True)
class Confusions:
    """How often acts of one modality were given another, and the sentences that were misjudged."""

    counts: Counter[tuple[Modality, Modality]] = field(default_factory=Counter)
    unmatched: int = 0
    wrong: list[str] = field(default_factory=list)

    def add(self, text: str, told: Told, ours: Modality) -> None:
        self.counts[told.modality, ours] += 1
        if ours is not told.modality:
            self.wrong.append(f"{text} [{text[told.start : told.end]}]\n  gold {told.modality.value}, ours {ours.value}")

    def score(self, kind: Modality) -> Score:
        predicted = sum(n for (_, ours), n in self.counts.items() if ours is kind)
        gold = sum(n for (told, _), n in self.counts.items() if told is kind)
        return Score(self.counts[kind, kind], predicted, gold)

    @property
    def accuracy(self) -> float:
        return sum(n for (told, ours), n in self.counts.items() if told is ours) / max(self.counts.total(), 1)


def run(options: Options) -> Iterator[str]:
    """Accuracy and F1 by modality: the tables, then the curriculum. Errors: BadInput where one of them is missing."""
    reader = Setup().reader()
    tables = table_folder()
    for path in sorted(tables.glob("modality*.tsv")):
        yield from report(f"table {path.stem}", judged_words(reader, options.first(read_table(path))), 0)
    marked = list(options.first(read_marked(checkout(CURRICULUM))))
    yield from report("curriculum", judged_events(reader, marked), options.errors)
    banks = [options.file(f"treebank/{bank}-{options.part}.conllu.gz") for bank in BANKS]
    yield from report("main verbs of the treebanks", judged_verbs(options.first(v for b in banks for v in main_verbs(b))), 0)


def report(name: str, found: Confusions, errors: int) -> Iterator[str]:
    """The figures of one set, then some of its errors."""
    lost = f", not found {found.unmatched}" if found.unmatched else ""
    yield f"{name}: {found.counts.total()} events, right {found.accuracy:.3f}{lost}"
    for kind in Modality:
        score = found.score(kind)
        yield f"  {kind.value:8} {score}  of {score.gold}"
    yield from found.wrong[:: max(1, len(found.wrong) // max(errors, 1))][:errors]


def judged_events(reader: Reader, items: Sequence[tuple[str, tuple[Told, ...]]]) -> Confusions:
    """The modality of marked events that are found, each paired with one of ours."""
    found = Confusions()
    for (text, marks), reading in zip(items, read(reader, ((text, None) for text, _ in items)), strict=True):
        ours = list(reading.events)
        for told in marks:
            event = _same(told, ours)
            if event is None:
                found.unmatched += 1
            else:
                ours.remove(event)
                found.add(text, told, event.modality)
    return found


def judged_words(reader: Reader, rows: Iterable[tuple[str, Told]]) -> Confusions:
    """The modality of the acts that words tell: that of the event, if one is coded there."""
    held = list(rows)
    nlp = load_pipeline()
    found = Confusions()
    for (text, told), reading in zip(held, read(reader, ((text, None) for text, _ in held)), strict=True):
        word = nlp(text).char_span(told.start, told.end, alignment_mode="expand")
        event = _event_at(told, reading)
        if event is not None:
            found.add(text, told, event.modality)
        elif word is not None:
            found.add(text, told, judge(word.root).modality)
    return found


def judged_verbs(items: Iterable[tuple[str, Told]]) -> Confusions:
    """The grammar's verdicts on verbs."""
    found = Confusions()
    nlp = load_pipeline()
    for doc, (text, told) in nlp.pipe(((text, (text, told)) for text, told in items), as_tuples=True):
        word = doc.char_span(told.start, told.end)
        if word is not None:
            found.add(text, told, judge(word.root).modality)
    return found


def main_verbs(path: Path) -> Iterator[tuple[str, Told]]:
    """The main verbs of a treebank's sentences whose modality the gold tree decides, in the plain text of the sentence."""
    for sentence in read_conllu(path):
        root = sentence.heads.index(-1)
        kind = _kind(sentence, root)
        if kind is not None:
            pieces = [word + " " * space for word, space in zip(sentence.words, sentence.spaces, strict=True)]
            start = sum(map(len, pieces[:root]))
            yield "".join(pieces).strip(), Told(start, start + len(sentence.words[root]), kind)


def _kind(sentence: Sentence, root: int) -> Modality | None:
    """What the gold tree says of the main verb; None where anything beside it may decide: conditions, questions, "nobody"."""
    below = [i for i, head in enumerate(sentence.heads) if head == root]
    helpers = [sentence.words[i].lower() for i in below if sentence.deps[i] in {"aux", "aux:pass", "cop"}]
    negated = any(sentence.words[i].lower() in _NOT for i in below if sentence.deps[i] == "advmod")
    words = {word.lower() for word in sentence.words}
    if sentence.upos[root] != "VERB" or words & {"?", "if", "unless", "whether", "no", "nobody", "nothing", "none", "neither"}:
        return None
    if negated:
        return Modality.DENIED if helpers in (["did"], ["has"], ["have"], ["had"]) else None
    if not helpers:
        return Modality.ACTUAL if sentence.tags[root] == "VBD" else None
    if sentence.tags[root] != "VB" or len(helpers) > 1:
        return None
    return Modality.PLANNED if helpers[0] in _WILL else Modality.POSSIBLE if helpers[0] in _MAY else None


def _same(told: Told, events: Iterable[Event]) -> Event | None:
    """The event of the same type whose trigger overlaps the marked one; of several, the one that begins nearest."""
    fitting = (e for e in events if e.event_type.value == told.event_type and _overlaps(told, e))
    return min(fitting, key=lambda e: abs(e.trigger_start - told.start), default=None)


def _event_at(told: Told, reading: Reading) -> Event | None:
    return next((e for e in reading.events if e.trigger_start == told.start), None)


def _overlaps(told: Told, event: Event) -> bool:
    return event.trigger_start < told.end and told.start < event.trigger_end


def read_table(path: Path) -> Iterator[tuple[str, Told]]:
    """Sentence and act of each line: sentence, word, modality, with tabs between."""
    for line in path.read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            text, word, kind = line.split("\t")
            start, end = place(text, word)
            yield text, Told(start, end, Modality(kind))


def read_marked(folder: Path) -> Iterator[tuple[str, tuple[Told, ...]]]:
    """Sentences with marked events, from the files of a folder in the format of `training/curriculum.py`."""
    for path in sorted(folder.glob("*.txt")):
        text, marks = "", list[Told]()
        for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
            if line.startswith("#"):
                continue
            mark = _EVENT.match(line) if text else None
            if mark is not None:
                start, end = place(text, mark["trigger"])
                marks.append(Told(start, end, Modality(mark["modality"]), mark["type"]))
            elif not line.startswith(" "):
                if marks:
                    yield text, tuple(marks)
                text, marks = line.strip(), []


def place(text: str, phrase: str) -> tuple[int, int]:
    """Where a phrase stands in a sentence, as words of its own; "talks#2" is the second. Errors: ValueError if it is missing."""
    words, _, count = phrase.partition("#")
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(words)}(?!\w)", text)]
    number = int(count) if count.isdecimal() else 1
    if len(starts) < number:
        raise ValueError(f"not in the sentence: {phrase!r} in {text!r}")
    return starts[number - 1], starts[number - 1] + len(words)
