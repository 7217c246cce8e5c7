"""What stands in the ledger after commits."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from ledger_examples import VERSION, article, bare, bring, contents, document, headline, state

from detente.ledger import Batch, Ledger
from detente.ledger.decisions import Anchor, Decision, DecisionKind
from detente.records import Reading, Skip

TABLES = ("documents", "blocks", "mentions", "statements", "events", "conditions", "quantities")


def sizes(ledger: Ledger) -> dict[str, int]:
    return {name: len(ledger.table(name, {})) for name in TABLES}


def ids(ledger: Ledger) -> set[str]:
    return set(ledger.documents().column("document_id"))


def test_a_document_comes_with_all_its_records(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    assert sizes(ledger) == {name: {"documents": 1, "blocks": 2, "mentions": 3}.get(name, 1) for name in TABLES}
    assert len(ledger.roles()) == 1
    ledger.settle()
    assert len(ledger.roles()) == 2
    assert ledger.verify() == []


def test_values_come_back_as_they_went_in(ledger: Ledger) -> None:
    entry = article(1, "a.txt#17", outlet=None, published=None)
    bring(ledger, replace(entry, source="a.txt"))
    held = ledger.document(entry.document.document_id)
    for name in ("source", "text", "title", "outlet", "published", "sha256", "word_count"):
        assert held[name] == getattr(entry.document, name), name
    assert held["authors"] == list(entry.document.authors)
    assert held["part_of"] == "a.txt"
    assert held["blocks"] == [(b.start, b.end, b.role) for b in entry.document.blocks]
    event = next(iter(ledger.events()))
    for name in ("event_id", "start", "end", "text", "trigger_start", "date_start", "modality", "score", "confidence"):
        assert event[name] == getattr(entry.reading.events[0], name), name
    assert event["actor_ids"] == ["RUS"]
    statement = next(iter(ledger.statements()))
    assert statement["content_spans"] == [list(span) for span in entry.reading.statements[0].content_spans]


def test_the_same_again_changes_nothing(ledger: Ledger) -> None:
    entry = article(1, "a.txt")
    batch = Batch(VERSION, (entry,), (state("a.txt", entry, skips=(Skip("a.txt#2", "language: Russian"),)),))
    assert ledger.commit(batch).added == 1
    ledger.settle()
    before = contents(ledger, leave_out=())
    done = ledger.commit(batch)
    assert (done.unchanged, done.added, done.replaced, done.removed) == (1, 0, 0, 0)
    assert contents(ledger, leave_out=()) == before
    assert ledger.settled


def test_a_changed_source_replaces_its_documents_and_headlines(ledger: Ledger) -> None:
    page = article(1, "page.html")
    bring(
        ledger,
        page,
        *(bare(headline(f"Envoys meet again {n}", page.document, n), "page.html") for n in range(3)),
        article(9, "b.txt"),
    )
    new = article(2, "page.html")
    child = bare(headline("Envoys part", new.document, 0), "page.html")
    done = ledger.commit(Batch(VERSION, (new, child), (state("page.html", new, child, fingerprint="f2"),)))
    assert (done.added, done.removed) == (2, 4)
    assert ids(ledger) == {new.document.document_id, child.document.document_id, article(9, "b.txt").document.document_id}
    ledger.settle()
    assert ledger.verify() == []
    assert ledger.is_current("page.html", "f2", VERSION)
    assert not ledger.is_current("page.html", "f1", VERSION)


def test_new_metadata_of_the_same_text_is_taken_over(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.html"))
    bring(ledger, article(1, "a.html", published=date(2017, 1, 1)), fingerprint="f2")
    assert ledger.documents().column("published") == [date(2017, 1, 1)]
    assert sizes(ledger)["events"] == 1


def test_another_reader_replaces_records_and_keeps_decisions(ledger: Ledger) -> None:
    entry = article(1, "a.txt")
    bring(ledger, entry)
    event = entry.reading.events[0]
    anchor = Anchor(event.document_id, event.start, event.end, event.text)
    at = datetime(2026, 1, 2, tzinfo=UTC).replace(tzinfo=None)
    ledger.decide(Decision("1", DecisionKind.REJECT, event.event_id, "reviewer", at, anchor, {"modality": "actual"}))
    better = replace(entry.reading, events=(replace(event, confidence=0.9),), quantities=())
    bring(ledger, replace(entry, reading=better), version="reader 2")
    assert ledger.events().column("confidence") == [0.9]
    assert len(ledger.quantities()) == 0
    assert ledger.decisions(document=event.document_id).column("target") == [event.event_id]
    assert ledger.current_sources(VERSION) == {}
    assert ledger.current_sources("reader 2") == {"a.txt": "f1"}


@pytest.mark.parametrize("order", [("a.txt", "b.txt"), ("b.txt", "a.txt")])
def test_the_same_text_twice_is_one_document_of_the_first_source(ledger: Ledger, order: tuple[str, str]) -> None:
    for source in order:
        bring(ledger, article(1, source, url=f"https://{source}"), fingerprint=source)
    assert ledger.documents().column("source") == ["a.txt"]
    assert ledger.documents().column("url") == ["https://a.txt"]
    assert sizes(ledger)["events"] == 1
    assert ledger.current_sources(VERSION) == {"a.txt": "a.txt", "b.txt": "b.txt"}
    key = ids(ledger).pop()
    assert {row["source"]: row["merged_ids"] for row in ledger.sources()} == {"a.txt": [], "b.txt": [key]}


def test_the_same_text_twice_in_one_batch(ledger: Ledger) -> None:
    bring(ledger, article(1, "b.txt"), article(1, "a.txt"))
    assert ledger.documents().column("source") == ["a.txt"]
    assert sizes(ledger)["statements"] == 1


def test_a_shared_document_outlives_its_first_source(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt"))
    bring(ledger, article(1, "b.txt", url="https://b"))
    new = article(2, "a.txt")
    done = ledger.commit(Batch(VERSION, (new,), (state("a.txt", new, fingerprint="f2"),)))
    assert done.stale == ("b.txt",)
    assert done.removed == 0
    assert sorted(ledger.documents().column("source")) == ["a.txt", "b.txt"]
    assert not ledger.is_current("b.txt", "f1", VERSION)
    bring(ledger, article(1, "b.txt", url="https://b"))
    assert ledger.is_current("b.txt", "f1", VERSION)
    assert ledger.documents(source="b.txt").column("url") == ["https://b"]


def test_a_source_may_come_in_parts(ledger: Ledger) -> None:
    lines = [replace(article(n, f"corpus.jsonl#{n}"), source="corpus.jsonl") for n in range(4)]
    ledger.commit(Batch(VERSION, tuple(lines[:2])))
    assert ledger.current_sources(VERSION) == {}
    ledger.commit(Batch(VERSION, tuple(lines[2:]), (state("corpus.jsonl", *lines),)))
    assert len(ids(ledger)) == 4
    ledger.commit(Batch(VERSION, (lines[0],), (state("corpus.jsonl", lines[0], fingerprint="f2"),)))
    assert ids(ledger) == {lines[0].document.document_id}


def test_parts_of_a_run_that_was_killed_go_when_the_source_changed(ledger: Ledger) -> None:
    ledger.commit(Batch(VERSION, (article(1, "a.txt"),)))
    bring(ledger, article(2, "a.txt"))
    assert ids(ledger) == {article(2, "a.txt").document.document_id}


def test_skips_are_replaced_and_vanish(ledger: Ledger) -> None:
    ledger.commit(Batch(VERSION, skips=(Skip("a.bin", "not a text"), Skip("b.txt", "no permission"))))
    ledger.commit(Batch(VERSION, skips=(Skip("a.bin", "empty"),)))
    assert sorted(zip(ledger.skips().column("source"), ledger.skips().column("reason"), strict=True)) == [
        ("a.bin", "empty"),
        ("b.txt", "no permission"),
    ]
    bring(ledger, article(1, "b.txt"))
    assert ledger.skips().column("source") == ["a.bin"]


def test_a_source_keeps_the_skips_of_its_parts(ledger: Ledger) -> None:
    entry = article(1, "c.jsonl")
    skips = (Skip("c.jsonl#2", "language: Russian"), Skip("c.jsonl#3", "empty"))
    ledger.commit(Batch(VERSION, (entry,), (state("c.jsonl", entry, skips=skips),)))
    assert len(ledger.skips(source="c.jsonl")) == 2
    ledger.commit(Batch(VERSION, (entry,), (state("c.jsonl", entry, fingerprint="f2", skips=skips[1:]),)))
    assert ledger.skips().column("source") == ["c.jsonl#3"]


def test_a_source_that_fails_later_keeps_its_documents_and_is_tried_again(ledger: Ledger) -> None:
    bring(ledger, article(1, "https://example.org/a"))
    ledger.commit(Batch(VERSION, skips=(Skip("https://example.org/a", "the server did not answer"),)))
    assert len(ids(ledger)) == 1
    assert ledger.current_sources(VERSION) == {}
    bring(ledger, article(1, "https://example.org/a"))
    assert len(ledger.skips()) == 0


def test_a_source_without_documents_is_current(ledger: Ledger) -> None:
    ledger.commit(Batch(VERSION, sources=(state("ru.txt", skips=(Skip("ru.txt", "language: Russian"),)),)))
    assert ledger.is_current("ru.txt", "f1", VERSION)
    assert ledger.skips(type="russian").column("source") == ["ru.txt"]


def test_awkward_texts_are_kept(ledger: Ledger) -> None:
    texts = ["NUL \x00 inside", "e\u0301 and 👨‍👩‍👧 and 𝔘", "'; DROP TABLE documents; --", "x" * 3_000_000]
    entries = [bare(document("T", text, f"{n}.txt", document_id=f"d{n}", sha256=""), f"{n}.txt") for n, text in enumerate(texts)]
    bring(ledger, *entries)
    assert len(ids(ledger)) == len(texts)
    for entry in entries:
        held = ledger.document(entry.document.document_id)["text"]
        assert held == entry.document.text
    assert [line for line in ledger.verify() if "did not end" not in line] == []


def test_half_a_surrogate_pair_stops_nothing(ledger: Ledger) -> None:
    bring(ledger, article(1, "a.txt", outlet="The \ud83d Wire"), article(2, "b.txt"))
    assert sorted(ledger.documents().column("outlet")) == ["The Daily Envoy", "The \ufffd Wire"]


def test_a_reading_of_another_document_is_refused_and_nothing_is_kept(ledger: Ledger) -> None:
    entry = article(1, "a.txt")
    with pytest.raises(ValueError, match="a reading of other came with"):
        bring(ledger, article(2, "b.txt"), replace(entry, reading=Reading("other")))
    assert ids(ledger) == set()
