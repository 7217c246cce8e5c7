"""Many phrases at once find what each of their patterns finds alone."""

from __future__ import annotations

import pytest

from detente.analysis.issues import built_in
from detente.analysis.openings import Phrasebook, openings
from detente.analysis.phrases import pattern
from detente.analysis.stances import with_groups

WORDS = {"boats": "tug*; river ferries; u.s. cutters"}


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [
        ("withdraw* ~ troops", {"withdraw*"}),
        ("(all|the last|every) ~ soldiers", {"all", "the", "every"}),
        ("((big|small) fleet|navy) sails", {"big", "small", "navy"}),
        ("<boats> leave", {"tug*", "river", "u"}),
        ("power[-]sharing", {"power*"}),
        ("intra-* talks", {"intra"}),
        ("[very] cold water", {"very", "cold"}),
        ("*-backed force", {"*"}),
        ("~ force", {"*"}),
    ],
)
def test_openings(phrase: str, expected: set[str]) -> None:
    assert openings(phrase, WORDS) == expected


TEXTS = (
    "Norland will withdraw all its remaining TROOPS, and the tugs leave; U.S. cutters leave too.",
    "A powersharing cabinet, or power sharing, or power-sharing? Withdrawing troops, withdraw the troops, withdraw troops.",
    "They were re-withdrawing troops from the anti-tugs leave list.",
    "Rebels want talks between the government and the rebels about a ceasefire, an end to sanctions and foreign troops out.",
    "",
)


def test_what_is_found_is_what_the_patterns_find() -> None:
    phrases = ["withdraw* ~ troops", "<boats> leave", "power[-]sharing", "*-sharing cabinet", "troops"]
    entries = [(p, [p], WORDS) for p in phrases]
    for issue in built_in():
        known = with_groups(dict(issue.words), ("Heron Front",))
        entries += [(f"{issue.issue_id} {p.name}", list(p.phrases), known) for p in issue.poles]
    book = Phrasebook(entries)
    alone = [(name, pattern(told, words)) for name, told, words in entries]
    texts = [*TEXTS, *(e.what for i in built_in() for e in i.examples)]
    hits = 0
    for text in texts:
        for start in (0, 5):
            found = [(entry, m.span()) for entry, m in book.found(text, start)]
            assert found == [(name, m.span()) for name, regex in alone for m in regex.finditer(text, start)]
            hits += len(found)
    assert hits > 100
