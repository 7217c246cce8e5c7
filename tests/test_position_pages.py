"""How comparisons, issues and hints look on the terminal: every stance with its latest sentences, the long ones cut."""

from __future__ import annotations

from datetime import date

from detente.analysis.book import Book, Evidence, Source
from detente.analysis.issue_hints import Hint
from detente.analysis.issues import built_in
from detente.analysis.same_page import Comparison, compare
from detente.position_pages import LONGEST, comparisons_json, comparisons_text, hints_text, issues_text
from detente.records import Actor, ActorKind, Position, PositionBasis

ISSUE = next(i for i in built_in() if i.issue_id == "ceasefire")
FOR = ISSUE.poles[0].name
ACTORS = {
    "XNL": Actor("XNL", "Norland", ActorKind.STATE, "XNL"),
    "ida-moor": Actor("ida-moor", "Ida Moor", ActorKind.PERSON, "XNL", ("GOV",)),
    "XVE": Actor("XVE", "Vellia", ActorKind.STATE, "XVE"),
}


def compared(*told: tuple[str, float, str | None, PositionBasis]) -> tuple[Book, Comparison]:
    """Norland and Vellia on a ceasefire: actor, stance, day and basis of each position."""
    sources, held = {}, []
    for n, (actor, stance, day, basis) in enumerate(told):
        on = date.fromisoformat(day) if day else None
        sources[f"d{n}"] = Source(f"d{n}", None, "Gazette", None, on, "article", f"d{n}", None, "words")
        held.append(Position(f"p{n}", f"d{n}", 0, 5, f"words {n}", ISSUE.issue_id, FOR, stance, actor, basis, on))
    book = Book(sources, ACTORS, (), (), (), (), {})
    return book, compare(book, ISSUE, [book.party("XNL"), book.party("XVE")], held)


SAID, ASCRIBED = PositionBasis.STATEMENT, PositionBasis.ATTRIBUTION


def test_the_latest_sentences_and_how_many_more() -> None:
    book, found = compared(("XNL", -1.0, "2031-01-01", SAID), ("ida-moor", 0.8, "2032-01-01", SAID), ("XNL", 0.6, None, ASCRIBED))
    page = comparisons_text(book, [found], 2)
    assert "2032-01-01  Ida Moor for ceasefire (+0.8, said): “words 1” (Gazette, 2032-01-01)" in page
    assert "undated  for ceasefire (+0.6, ascribed by the text): “words 2” (Gazette)" in page
    assert "words 0" not in page
    assert "and 1 more; --sentences 3 shows them" in page
    assert "changed sides on 2032-01-01" in page
    assert "Vellia: silent: no position in the ledger" in page
    assert "and 3 more" in comparisons_text(book, [found], 0)


def test_the_same_as_json() -> None:
    book, found = compared(("XNL", -1.0, "2031-01-01", SAID), ("XNL", 1.0, "2032-01-01", SAID))
    (told,) = comparisons_json(book, [found])
    norland, vellia = told["parties"]
    assert (told["silent"], vellia["stance"], vellia["positions"]) == (["XVE"], None, [])
    assert [(p["start"], p["end"], p["text"], p["held_on"]) for p in norland["positions"]] == [
        (0, 5, "words 0", "2031-01-01"),
        (0, 5, "words 1", "2032-01-01"),
    ]
    assert [s["on"] for s in norland["shifts"]] == ["2032-01-01"]


def test_nothing_is_said_as_such() -> None:
    book, _ = compared()
    assert "silence, not agreement" in comparisons_text(book, [], 3)
    assert hints_text(book, []).startswith("Nothing")


def test_long_sentences_are_shortened() -> None:
    book, _ = compared()
    evidence = Evidence("statement", "s", "d", 0, 9, "nets " * 200, None, date(2031, 2, 3), None, "d")
    page = hints_text(book, [Hint("nets", 2, ("XNL", "XVE"), (evidence,))])
    assert page.startswith("nets: 2 stories; Norland, Vellia")
    line = page.splitlines()[1]
    assert line.endswith("… (2031-02-03)")
    assert len(line) < LONGEST + 30


def test_an_issue_with_its_poles() -> None:
    page = issues_text([ISSUE])
    assert page.startswith(f"ceasefire: {ISSUE.question}")
    assert all(f"{p.name} ({p.value:+g})" in page for p in ISSUE.poles)
