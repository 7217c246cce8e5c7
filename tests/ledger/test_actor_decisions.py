"""Merges, splits and what takes them back, on ledgers: every table, reading again, and nothing left behind."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from decision_examples import KABIROV, LUNOV, MAROV, NEW, entries, named, without_decisions
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from ledger_examples import VERSION, article, bring, contents, envoy, state

from detente.errors import BadInput, UnknownActor
from detente.ledger import Batch, Entry, Ledger
from detente.ledger.decisions import Decision, DecisionKind


def test_a_merge_is_seen_in_every_table(read: Ledger) -> None:
    before = named(read)
    assert all("taliban" in before[t] for t in ("actors", "roles", "mentions", "events", "conditions"))
    read.merge("taliban", "RUS", by="Ada", note="a test", force=True)
    after = named(read)
    assert after == {t: {("RUS" if i == "taliban" else i) for i in ids} for t, ids in before.items()}
    assert read.verify() == []


def test_the_merged_name_becomes_an_alias_and_finds_the_kept(read: Ledger) -> None:
    count = len(read.statements(actor=LUNOV)) + len(read.statements(actor=KABIROV))
    read.merge("Lunov", "Kabirov")
    actor = next(iter(read.actors(actor="Kabirov")))
    assert (actor["name"], actor["aliases"]) == ("Kabirov", ["Lunov"])
    for asked in ("Lunov", LUNOV, "kabirov"):
        assert len(read.statements(actor=asked)) == count
    assert {row["title"] for row in read.roles(actor="Lunov")} == {"diplomat"}


def test_the_registrys_entry_keeps_its_own_aliases(read: Ledger) -> None:
    read.merge("taliban", "USA", force=True)
    row = next(row for row in read.actors() if row["actor_id"] == "USA")
    assert row["aliases"] == ["America", "Taleban", "Taliban"]


def test_a_row_keeps_what_was_read(read: Ledger) -> None:
    read.merge(LUNOV, KABIROV)
    told = [json.loads(row["as_read"]) for row in read.statements(actor=KABIROV) if row["as_read"]]
    assert told
    assert all(given["source_actor_id"] == LUNOV for given in told)


def test_lists_name_an_actor_once(read: Ledger) -> None:
    entry = article(40, "40.txt")
    event = replace(entry.reading.events[0], actor_ids=("RUS", "USA", "taliban"), host_id="taliban", absent_ids=())
    bring(read, replace(entry, reading=replace(entry.reading, events=(event,))))
    read.merge("taliban", "RUS", force=True)
    found = next(e for e in read.events() if e["event_id"] == event.event_id)
    assert (found["actor_ids"], found["host_id"]) == (["RUS", "USA"], "RUS")
    read_as = {"actor_ids": ["RUS", "USA", "taliban"], "recipient_ids": ["taliban"], "host_id": "taliban", "absent_ids": []}
    assert json.loads(found["as_read"]) == read_as


def test_merges_chain_and_are_taken_back_one_by_one(read: Ledger) -> None:
    start = without_decisions(read)
    first = read.merge(LUNOV, KABIROV)
    alone = without_decisions(read)
    second = read.merge(KABIROV, MAROV)
    assert {LUNOV, KABIROV} & named(read)["actors"] == set()
    assert read.actors(actor=LUNOV).column("aliases") == [["Kabirov", "Lunov"]]
    read.undo(second.decision_id)
    assert without_decisions(read) == alone
    third = read.merge(KABIROV, MAROV)
    read.undo(first.decision_id)
    assert named(read)["statements"] == {LUNOV, MAROV}
    read.undo(third.decision_id)
    assert without_decisions(read) == start


def test_into_names_the_one_that_is_kept(read: Ledger) -> None:
    read.merge(LUNOV, KABIROV, into=LUNOV)
    assert KABIROV not in named(read)["actors"]
    with pytest.raises(BadInput, match="none of the two"):
        read.merge(LUNOV, MAROV, into="RUS")


def test_a_merge_holds_for_what_is_read_later_and_read_again(read: Ledger) -> None:
    read.merge(LUNOV, KABIROV)
    held = without_decisions(read)
    late = article(91, "late.txt", "Lunov")
    bring(read, late)
    assert LUNOV not in set.union(*named(read).values())
    read.settle()
    assert read.verify() == []
    read.commit(Batch(VERSION, sources=(state("late.txt", fingerprint="f2"),)))
    bring(read, *entries(), version="reader 2")
    assert LUNOV not in set.union(*named(read).values())
    read.settle()
    assert read.verify() == []
    again = without_decisions(read)
    for table in ("actors", "roles", "mentions", "statements", "events"):
        assert again[table] == held[table]


def test_the_kept_actor_stays_when_only_the_merged_one_is_read(read: Ledger) -> None:
    read.merge("Lunov", "Kabirov")
    gone = {row["source"] for row in read.documents(actor="person-kabirov")}
    lunov = [e for e in entries() if any(a.actor_id == LUNOV for a in e.reading.actors)]
    assert {e.source for e in lunov} < gone
    read.commit(Batch(VERSION, sources=tuple(state(s, fingerprint="f2") for s in gone - {e.source for e in lunov})))
    read.settle()
    row = next(iter(read.actors(actor="Kabirov")))
    assert (row["actor_id"], row["aliases"]) == (KABIROV, ["Lunov"])
    assert read.verify() == []


def test_a_better_readings_id_of_the_same_words_is_followed(read: Ledger) -> None:
    done = read.merge(LUNOV, KABIROV)

    def better(entry: Entry) -> Entry:
        """The reading that finds out Lunov's first name, and makes his id of it."""
        known = [replace(a, actor_id="person-ilya-lunov", name="Ilya Lunov") if a == envoy("Lunov", a.country) else a
                 for a in entry.reading.actors]  # fmt: skip
        new = {n: tuple(replace(x, actor_id="person-ilya-lunov") if x.actor_id == LUNOV else x for x in getattr(entry.reading, n))
               for n in ("roles", "mentions")}  # fmt: skip
        said = tuple(replace(s, source_actor_id="person-ilya-lunov") if s.source_actor_id == LUNOV else s
                     for s in entry.reading.statements)  # fmt: skip
        told = tuple(replace(e, host_id="person-ilya-lunov", absent_ids=("USA",)) if e.host_id == LUNOV else e
                     for e in entry.reading.events)  # fmt: skip
        return replace(entry, reading=replace(entry.reading, actors=tuple(known), statements=said, events=told, **new))

    bring(read, *(better(e) for e in entries()), version="reader 2")
    read.settle()
    assert read.verify() == []
    assert not {LUNOV, "person-ilya-lunov"} & set.union(*named(read).values())
    assert read.actors(actor="Ilya Lunov").column("actor_id") == [KABIROV]
    read.undo(done.decision_id)
    assert read.verify() == []
    assert named(read)["statements"] == {"person-ilya-lunov", KABIROV, MAROV}


def test_decisions_are_logged_in_their_order(read: Ledger) -> None:
    first = read.merge(LUNOV, KABIROV, by="Ada", note="same man")
    second = read.split("RUS", "USA", text="Moscow", by="Ben")
    last = read.undo(first.decision_id, by="Cleo", note="no, two men")
    rows = list(read.decisions())
    assert [(r["decision_id"], r["kind"], r["target"], r["by"], r["undone_by"]) for r in rows] == [
        (first.decision_id, "merge", LUNOV, "Ada", last.decision_id),
        (second.decision_id, "split", "RUS", "Ben", None),
        (last.decision_id, "reject", first.decision_id, "Cleo", None),
    ]
    assert json.loads(rows[0]["after"])["note"] == "same man"
    assert json.loads(rows[0]["anchor"])["quote"] == "Lunov"
    assert json.loads(rows[1]["after"])["where"] == {"texts": ["Moscow"]}
    assert json.loads(rows[2]["after"]) == {"note": "no, two men"}
    shown = str(read.decisions())
    assert "Lunov (person-lunov)" in shown
    assert f"merge {first.decision_id}" in shown
    assert json.loads(read.decisions().to_json())[0]["before"]["name"] == "Lunov"


REFUSED = [
    (lambda x: x.merge("Lunov", "Lunov"), "are one actor already"),
    (lambda x: x.merge("Moscow", "RUS"), r"are one actor already, Russia \(RUS\)"),
    (lambda x: x.merge("Lunov", "Russia"), r"Lunov \(person\) and Russia \(state\) are of different kinds; .*--force"),
    (lambda x: x.merge("Russia", "Taliban"), "are of different kinds"),
    (lambda x: x.split("Lunov", replace(NEW, actor_id=KABIROV), text="Lunov"), "there is an actor person-kabirov already"),
    (lambda x: x.split("Lunov", "Marov", span=(1, 2)), "a span is one of a document"),
    (lambda x: x.split("Lunov", "Marov", since="soon"), "is no date"),
    (lambda x: x.split("Lunov", "Lunov", text="Lunov"), "are one actor already"),
    (lambda x: x.undo("none"), "no decision 'none'"),
]


@pytest.mark.parametrize(("deed", "message"), REFUSED)
def test_what_can_not_be_is_refused_and_changes_nothing(read: Ledger, deed, message: str) -> None:  # type: ignore[no-untyped-def]
    before = contents(read)
    with pytest.raises(BadInput, match=message):
        deed(read)
    assert contents(read) == before


def test_what_was_merged_can_not_be_merged_back(read: Ledger) -> None:
    first = read.merge(LUNOV, KABIROV)
    for one, other in ((KABIROV, LUNOV), (LUNOV, KABIROV), (LUNOV, LUNOV)):
        with pytest.raises(BadInput, match=f"was merged into {KABIROV}; .* undo {first.decision_id}"):
            read.merge(one, other)
    read.undo(first.decision_id)
    with pytest.raises(BadInput, match="was taken back before"):
        read.undo(first.decision_id)
    read.merge(KABIROV, LUNOV)


def test_an_unknown_actor_is_told_with_near_names(read: Ledger) -> None:
    with pytest.raises(UnknownActor, match=r"did you mean Kabirov \(person-kabirov\)"):
        read.merge("Kabirow", "Lunov")
    with pytest.raises(UnknownActor, match="no actor 'Zzyzx'"):
        read.split("Lunov", "Zzyzx", text="Lunov")


def test_the_registrys_actor_can_be_kept_though_no_text_names_it(read: Ledger) -> None:
    read.merge("Lunov", "zamir-kabulov")
    row = next(iter(read.actors(actor="Zamir Kabulov")))
    assert (row["actor_id"], row["origin"]) == ("zamir-kabulov", "registry")
    assert "Lunov" in row["aliases"]
    assert read.verify() == []


def test_other_decisions_change_no_table(read: Ledger) -> None:
    before = without_decisions(read)
    event = read.events().column("event_id")[0]
    at = datetime(2026, 1, 2, tzinfo=UTC).replace(tzinfo=None)
    decision = Decision("1", DecisionKind.REJECT, event, "Ada", at)
    read.decide(decision)
    assert without_decisions(read) == before
    with pytest.raises(BadInput, match="there is a decision 1 already"):
        read.decide(decision)
    with pytest.raises(BadInput, match="1 is no merge and no split"):
        read.undo("1")


ACTORS = st.sampled_from([KABIROV, LUNOV, MAROV, "RUS", "USA", "taliban"])
DEEDS = st.lists(st.tuples(ACTORS, ACTORS, st.sampled_from(["merge", "Kabirov", "Lunov", "Moscow", "Taliban"])), max_size=5)


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(DEEDS, st.randoms(use_true_random=False))
def test_whatever_was_decided_undoing_it_leaves_nothing(read: Ledger, deeds: list[tuple[str, str, str]], random) -> None:  # type: ignore[no-untyped-def]
    start = without_decisions(read)
    done = []
    for one, other, how in deeds:
        try:
            if how == "merge":
                done.append(read.merge(one, other, force=True).decision_id)
            else:
                done.append(read.split(one, other, text=how).decision_id)
        except (BadInput, UnknownActor):
            continue
        assert read.verify() == []
    random.shuffle(done)
    for key in done:
        read.undo(key)
        assert read.verify() == []
    assert without_decisions(read) == start
