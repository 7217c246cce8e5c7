"""Gold syntax and names from Universal Dependencies treebanks, as spaCy Docs.

Source: UD 2.16 English EWT and GUM; names are GUM's entity spans headed by a proper noun.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from detente.benchmarks.treebank import Sentence

NAME_TYPES = {"person": "PERSON", "organization": "ORG", "place": "LOC"}
_ENTITY = re.compile(r"\(([^()|]+)|(\d+)\)|(\))")


def to_doc(vocab: Vocab, group: list[Sentence], names: bool = False) -> Doc:
    """One Doc of a paragraph; with `names`, its person, organisation, place and group names too."""
    words: list[str] = []
    spaces: list[bool] = []
    heads: list[int] = []
    for s in group:
        base = len(words)
        words += s.words
        spaces += [*s.spaces[:-1], True]
        heads += [base + (h if h >= 0 else i) for i, h in enumerate(s.heads)]
    doc = Doc(
        vocab,
        words=words,
        spaces=spaces,
        tags=[t for s in group for t in s.tags],
        pos=[p if p != "_" else "" for s in group for p in s.upos],
        heads=heads,
        deps=["ROOT" if d == "root" else d for s in group for d in s.deps],
    )
    if names:
        base = 0
        spans: list[Span] = []
        for s in group:
            spans += [Span(doc, base + a, base + b, label) for a, b, label in name_spans(s)]
            base += len(s.words)
        doc.set_ents(spans, default="outside")
    return doc


def entity_spans(sentence: Sentence) -> Iterator[tuple[int, int, str]]:
    """GUM's entity spans of one sentence: (start, end, type), nested ones too."""
    open_spans: list[tuple[str, int, str]] = []
    for i, misc in enumerate(sentence.misc):
        value = next((m[7:] for m in misc.split("|") if m.startswith("Entity=")), "")
        for opened, closed, bare in _ENTITY.findall(value):
            if opened:
                parts = opened.split("-")
                open_spans.append((parts[0], i, parts[1] if len(parts) > 1 else ""))
            elif closed or bare:
                for k in range(len(open_spans) - 1, -1, -1):
                    if bare or open_spans[k][0] == closed:
                        _, start, kind = open_spans.pop(k)
                        yield start, i + 1, kind
                        break


def name_spans(sentence: Sentence) -> list[tuple[int, int, str]]:
    """Names in a sentence: the run of proper nouns around the head of an entity that is headed by one."""
    found: dict[int, tuple[int, int, str]] = {}
    for start, end, kind in sorted(entity_spans(sentence), key=lambda e: e[0] - e[1]):
        label = NAME_TYPES.get(kind)
        head = next((i for i in range(start, end) if not start <= sentence.heads[i] < end), None)
        if label is None or head is None or sentence.upos[head] != "PROPN":
            continue
        a, b = _name_run(sentence, start, end, head, label)
        for i in range(a, b):
            found.setdefault(i, (a, b, label))
    spans = sorted(set(found.values()))
    taken: set[int] = set()
    kept = []
    for a, b, label in sorted(spans, key=lambda s: s[0] - s[1]):
        if not taken.intersection(range(a, b)):
            kept.append((a, b, label))
            taken.update(range(a, b))
    for i, word in enumerate(sentence.words):
        if (i not in taken and sentence.tags[i] in {"NNP", "NNPS"} and sentence.upos[i] in {"ADJ"} and is_group(word)) or (
            i not in taken and word[:1].isupper() and sentence.upos[i] in {"ADJ", "PROPN"} and is_group(word)
        ):
            kept.append((i, i + 1, "NORP"))
    return sorted(kept)


def _name_run(s: Sentence, start: int, end: int, head: int, label: str) -> tuple[int, int]:
    def joins(i: int) -> bool:
        if s.upos[i] == "PROPN" or (s.upos[i] == "PUNCT" and s.words[i] in {"-", ".", "'", "’"}):
            return True
        if label == "PERSON":
            return s.deps[i] == "flat" and s.words[i][:1].isupper()
        return (s.words[i][:1].isupper() and s.deps[i] in {"compound", "amod", "flat", "nummod", "nmod"}) or (
            s.words[i] in {"of", "and", "for", "the", "&", "'s"} and start < i < end - 1
        )

    a = b = head
    while a > start and joins(a - 1):
        a -= 1
    while b + 1 < end and joins(b + 1):
        b += 1
    while a < head and not (s.words[a][:1].isupper() or s.words[a][:1].isdigit()):
        a += 1
    while b > head and not (s.words[b][:1].isupper() or s.words[b][:1].isdigit() or s.deps[b] == "flat"):
        b -= 1
    if label == "PERSON":
        while a < head and s.deps[a] in {"nmod", "compound"} and s.heads[a] == head and s.words[a].rstrip(".") in TITLES:
            a += 1
    return a, b + 1


TITLES = frozenset(
    [
        "Mr",
        "Mrs",
        "Ms",
        "Miss",
        "Dr",
        "Prof",
        "Professor",
        "President",
        "Prime",
        "Minister",
        "Secretary",
        "Senator",
        "Sen",
        "Rep",
        "Representative",
        "Governor",
        "Gov",
        "General",
        "Gen",
        "Colonel",
        "Col",
        "Major",
        "Captain",
        "Capt",
        "Lieutenant",
        "Lt",
        "Sgt",
        "King",
        "Queen",
        "Prince",
        "Princess",
        "Pope",
        "Sheikh",
        "Shaikh",
        "Sir",
        "Judge",
        "Justice",
        "Chancellor",
        "Ambassador",
        "Vice",
        "Deputy",
        "Foreign",
        "Defense",
        "Chief",
        "Chairman",
        "Speaker",
        "Mayor",
        "Rev",
        "Reverend",
        "Ayatollah",
        "Imam",
        "Mullah",
        "Uncle",
        "Aunt",
        "Lord",
        "Lady",
        "Saint",
        "St",
    ]
)

_GROUP_ENDINGS = re.compile(r"(?:ian|ians|ean|eans|ese|ish|cans?|rabs?|hans?|stanis?|raqis?|raelis?|emenis?|audis?|axon)$")
_GROUPS = frozenset(
    [
        "Afghan",
        "Afghans",
        "Arab",
        "Arabs",
        "Arabic",
        "Basque",
        "Briton",
        "Britons",
        "British",
        "Catalan",
        "Catalans",
        "Chinese",
        "Christian",
        "Christians",
        "Czech",
        "Czechs",
        "Dane",
        "Danes",
        "Danish",
        "Democrat",
        "Democrats",
        "Democratic",
        "Dutch",
        "English",
        "Finn",
        "Finns",
        "French",
        "German",
        "Germans",
        "Greek",
        "Greeks",
        "Hindu",
        "Hindus",
        "Hispanic",
        "Hispanics",
        "Hutu",
        "Iraqi",
        "Iraqis",
        "Irish",
        "Islamic",
        "Islamist",
        "Islamists",
        "Israeli",
        "Israelis",
        "Jew",
        "Jews",
        "Jewish",
        "Kurd",
        "Kurds",
        "Kurdish",
        "Latino",
        "Latinos",
        "Mexican",
        "Mexicans",
        "Muslim",
        "Muslims",
        "Nazi",
        "Nazis",
        "Pakistani",
        "Pakistanis",
        "Pashtun",
        "Pashtuns",
        "Pole",
        "Poles",
        "Polish",
        "Republican",
        "Republicans",
        "Russian",
        "Russians",
        "Saudi",
        "Saudis",
        "Scot",
        "Scots",
        "Scottish",
        "Serb",
        "Serbs",
        "Shia",
        "Shiite",
        "Shiites",
        "Sikh",
        "Sikhs",
        "Slav",
        "Slavs",
        "Slavic",
        "Sunni",
        "Sunnis",
        "Swede",
        "Swedes",
        "Swedish",
        "Swiss",
        "Tajik",
        "Tajiks",
        "Tatar",
        "Tatars",
        "Thai",
        "Turk",
        "Turks",
        "Turkish",
        "Turkmen",
        "Tutsi",
        "Uighur",
        "Uighurs",
        "Uyghur",
        "Uyghurs",
        "Uzbek",
        "Uzbeks",
        "Welsh",
        "Yemeni",
        "Yemenis",
        "Catholic",
        "Catholics",
        "Protestant",
        "Protestants",
        "Orthodox",
        "Buddhist",
        "Buddhists",
        "Jihadist",
        "Marxist",
        "Communist",
        "Communists",
        "Socialist",
        "Socialists",
        "Conservative",
        "Conservatives",
        "Liberal",
        "Liberals",
        "GOP",
        "Western",
        "Eastern",
    ]
)


def is_group(word: str) -> bool:
    """Whether a capitalised word names a nationality, religion or party (NORP)."""
    return word in _GROUPS or bool(re.fullmatch(r"[A-Z][a-z]+", word) and _GROUP_ENDINGS.search(word))
