"""Weak names on a treebank without name annotation: its proper-noun runs, typed by what is known of them.

A run is typed by the same name elsewhere, a known given name, a personal-name structure, a telling last word or
a locative preposition; a run that nothing types is left unannotated. What is no proper noun is no name.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from treebank import is_group

ORGANISATIONS = frozenset(
    [
        "inc",
        "corp",
        "corporation",
        "company",
        "co",
        "ltd",
        "llc",
        "university",
        "college",
        "school",
        "bank",
        "committee",
        "party",
        "court",
        "department",
        "ministry",
        "agency",
        "association",
        "institute",
        "foundation",
        "group",
        "council",
        "commission",
        "union",
        "army",
        "force",
        "police",
        "hospital",
        "church",
        "club",
        "times",
        "post",
        "news",
        "journal",
        "press",
        "network",
        "channel",
        "radio",
        "airlines",
        "airways",
        "society",
        "federation",
        "league",
        "board",
        "bureau",
        "center",
        "centre",
    ]
)
PLACES = frozenset(
    [
        "street",
        "st",
        "avenue",
        "ave",
        "road",
        "rd",
        "river",
        "lake",
        "city",
        "county",
        "island",
        "islands",
        "airport",
        "mountain",
        "mountains",
        "park",
        "beach",
        "bay",
        "province",
        "state",
        "valley",
        "square",
        "bridge",
        "district",
        "boulevard",
        "blvd",
        "drive",
        "lane",
        "sea",
        "ocean",
        "coast",
        "strip",
        "peninsula",
    ]
)
DATES = frozenset(
    [
        "monday",
        "tuesday",
        "wednesday",
        "thursday",
        "friday",
        "saturday",
        "sunday",
        "january",
        "february",
        "march",
        "april",
        "may",
        "june",
        "july",
        "august",
        "september",
        "october",
        "november",
        "december",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "christmas",
        "easter",
        "am",
        "pm",
    ]
)
TITLES = frozenset(
    [
        "mr",
        "mr.",
        "mrs",
        "mrs.",
        "ms",
        "ms.",
        "dr",
        "dr.",
        "prof.",
        "president",
        "senator",
        "sen.",
        "gen.",
        "general",
        "capt.",
        "sheikh",
        "sheik",
        "shaikh",
    ]
)


@dataclass(frozen=True)
class Known:
    """What annotated text says of names."""

    labels: dict[str, str]
    given: frozenset[str]


def learn(docs: Iterable[Doc]) -> Known:
    """Labels of names that are nearly always the same thing, and given names, from annotated Docs."""
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    first: Counter[str] = Counter()
    word: dict[str, Counter[str]] = defaultdict(Counter)
    for doc in docs:
        for ent in doc.ents:
            seen[ent.text.lower()][ent.label_] += 1
            word[ent[0].lower_][ent.label_] += 1
            if ent.label_ == "PERSON" and len(ent) > 1:
                first[ent[0].lower_] += 1
    labels = {}
    for name, counts in seen.items():
        label, count = counts.most_common(1)[0]
        if count >= 2 and count >= 0.8 * counts.total():
            labels[name] = label
    given = frozenset(w for w, n in first.items() if n >= 2 and word[w]["PERSON"] >= 0.8 * word[w].total())
    return Known(labels, given)


def annotate(doc: Doc, known: Known) -> Doc:
    """The Doc with the names that can be typed; tokens of other proper-noun runs have no annotation."""
    spans: list[Span] = []
    missing: list[Span] = []
    i = 0
    while i < len(doc):
        if doc[i].pos_ != "PROPN":
            if is_group(doc[i].text) and doc[i].pos_ in {"ADJ", "NOUN"}:
                spans.append(Span(doc, i, i + 1, "NORP"))
            i += 1
            continue
        end = i + 1
        while end < len(doc) and _continues(doc, i, end):
            end += 1
        start = i
        while end - start > 1 and doc[start].lower_ in TITLES:
            start += 1
        label = _label(doc, start, end, known)
        if label == "NONE":
            pass
        elif label:
            spans.append(Span(doc, start, end, label))
        else:
            missing.append(doc[i:end])
        i = end
    doc.set_ents(spans, missing=missing, default="outside")
    return doc


def _continues(doc: Doc, start: int, i: int) -> bool:
    token = doc[i]
    if token.is_sent_start:
        return False
    joined = token.pos_ == "PROPN" or (
        token.text == "-" and i + 1 < len(doc) and doc[i + 1].pos_ == "PROPN" and not doc[i - 1].whitespace_
    )
    tied = any(start <= t.head.i <= i for t in doc[i : min(i + 2, len(doc))]) or any(
        start <= t.i < i and t.head.i >= i for t in doc[start:i]
    )
    return joined and tied


def _label(doc: Doc, start: int, end: int, known: Known) -> str | None:
    run = doc[start:end]
    last = run[-1].lower_.rstrip(".")
    if all(t.lower_.rstrip(".") in DATES or not any(c.isalpha() for c in t.text) for t in run):
        return "NONE"
    if any("@" in t.text or "/" in t.text for t in run):
        return "NONE"
    if run.text.lower() in known.labels:
        return known.labels[run.text.lower()]
    if len(run) == 1 and is_group(run.text):
        return "NORP"
    if len(run) > 1 and last in ORGANISATIONS:
        return "ORG"
    if len(run) > 1 and last in PLACES:
        return "LOC"
    if run[0].lower_ in known.given and len(run) <= 3:
        return "PERSON"
    flats = [t for t in run if t.dep_ == "flat"]
    if (
        0 < len(flats) == len([t for t in run if t.text != "-"]) - 1
        and len(run) <= 4
        and all(t.is_alpha or t.text in {"-", "."} or len(t) < 3 for t in run)
    ):
        return "PERSON"
    if start and doc[start - 1].lower_ in TITLES:
        return "PERSON"
    if any(c.dep_ == "case" and c.lower_ == "in" for c in run.root.children) and len(run) <= 3 and run.text[:1].isupper():
        return "LOC"
    return None
