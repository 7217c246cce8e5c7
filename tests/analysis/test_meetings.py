"""Events of several documents as meetings: what is one, what stays apart, and what is shown of it."""

from __future__ import annotations

import random
from datetime import date, timedelta
from typing import Any

import pytest

from detente.analysis.meetings import Meeting, meetings
from detente.analysis.tellings import KnownActor, format_names, matched, tellings

ACTORS = {
    **{code: KnownActor("state", code) for code in ("RUS", "CHN", "PAK", "USA", "AFG", "IND", "QAT", "TUR", "IRN")},
    "putin": KnownActor("person", "RUS", "GOV"),
    "xi": KnownActor("person", "CHN", "GOV"),
    "lavrov": KnownActor("person", "RUS", "GOV"),
    "TALIBAN": KnownActor("armed_group", "AFG", "REB"),
    "HAQQANI": KnownActor("armed_group", "AFG", "REB"),
    "baradar": KnownActor("person", "AFG", "REB"),
    "UN": KnownActor("igo", None, "IGO"),
}
DAY = date(2021, 3, 18)


def event(document: str, parties: str, day: int | None = None, **more: Any) -> dict[str, Any]:
    """A row of events: `day` is what the text says, in days after DAY; `on` the day of publication, the same way."""
    trigger = more.pop("trigger", "met")
    at = more.pop("at", 10)
    on = more.pop("on", 0)
    when = None if day is None else DAY + timedelta(days=day)
    actors = parties.split()
    text = more.pop("text", f"{' and '.join(actors)} {trigger} in a town")
    given = {
        "event_id": f"{document}:event:{at}-{at + len(trigger)}:{more.get('event_type', 'CONSULT')}",
        "document_id": document,
        "start": 0,
        "end": len(text),
        "text": text,
        "event_type": "CONSULT",
        "modes": [],
        "trigger": trigger,
        "trigger_start": at,
        "trigger_end": at + len(trigger),
        "actor_ids": actors,
        "recipient_ids": [],
        "date_start": when,
        "date_end": when,
        "date_basis": "none" if day is None else "expression",
        "place": None,
        "country": None,
        "modality": "actual",
        "historical": False,
        "host_id": None,
        "format": None,
        "absent_ids": [],
        "published": None if on is None else DAY + timedelta(days=on),
    }
    return given | more


def news(document: str, parties: str, on: int = 0, **more: Any) -> dict[str, Any]:
    """An event that is told as news of the day."""
    day = DAY + timedelta(days=on)
    return event(document, parties, on=on, **({"date_start": day, "date_end": day, "date_basis": "document"} | more))


def of(*rows: dict[str, Any]) -> list[Meeting]:
    return meetings(rows, ACTORS)


def one(*rows: dict[str, Any]) -> Meeting:
    (meeting,) = of(*rows)
    return meeting


def test_three_articles_tell_one_meeting() -> None:
    meeting = one(
        event("a", "RUS CHN", 0, place="Moscow", country="RUS", host_id="RUS", format="Moscow format", on=1),
        news("b", "RUS CHN PAK", 1, text="Russia, China and Pakistan met"),
        event("c", "putin xi", 0, place="Moscow", country="RUS", format="Moscow talks", on=3, absent_ids=["AFG"]),
    )
    assert set(meeting.participant_ids) == {"RUS", "CHN", "PAK", "putin", "xi"}
    assert meeting.participant_ids[:2] == ("RUS", "CHN")
    assert [i.split(":")[0] for i in meeting.event_ids] == ["a", "b", "c"]
    assert (meeting.host_id, meeting.place, meeting.country, meeting.status) == ("RUS", "Moscow", "RUS", "held")
    assert (meeting.date_start, meeting.date_end) == (DAY, DAY)
    assert meeting.absent_ids == ("AFG",)
    assert (meeting.document_id, meeting.text) == ("b", "Russia, China and Pakistan met")
    assert meeting.meeting_id == "a:meeting:10-13:CONSULT"


def test_the_order_of_rows_does_not_matter() -> None:
    rows = [event(f"d{n}", "RUS CHN PAK"[: 7 + 4 * (n % 2)], n // 3 * 4, on=n, at=n) for n in range(24)]
    rows += [news(f"n{n}", "RUS CHN", n) for n in range(20)]
    first = of(*rows)
    for seed in range(5):
        random.Random(seed).shuffle(rows)
        assert of(*rows) == first


@pytest.mark.parametrize(
    ("one_day", "other_day", "count"), [(0, 0, 1), (0, 2, 1), (0, 3, 2), (0, 30, 2), (0, 365, 2), (-1, 1, 1)]
)
def test_dates_keep_repeated_meetings_apart(one_day: int, other_day: int, count: int) -> None:
    assert len(of(event("a", "RUS CHN", one_day), event("b", "RUS CHN", other_day))) == count


def test_weekly_meetings_do_not_run_into_one_another() -> None:
    assert len(of(*(event(f"d{n}", "RUS CHN", 2 * n, on=2 * n) for n in range(9)))) > 3


@pytest.mark.parametrize(("on", "count"), [(0, 1), (6, 1), (9, 2), (-3, 2)])
def test_what_has_no_date_joins_the_week_after_a_meeting(on: int, count: int) -> None:
    assert len(of(event("a", "RUS CHN", 0, on=1), event("b", "RUS CHN", on=on))) == count


def test_of_two_meetings_the_nearest_is_joined() -> None:
    found = of(event("a", "RUS CHN", 0), event("b", "RUS CHN", 5, on=5), news("c", "RUS CHN", 6))
    assert [m.event_ids[-1].split(":")[0] for m in found] == ["a", "c"]


def test_news_of_the_day_is_one_meeting_for_three_days() -> None:
    assert len(of(news("a", "RUS CHN", 0), news("b", "RUS CHN", 3))) == 1
    assert len(of(news("a", "RUS CHN", 0), news("b", "RUS CHN", 4))) == 2


def test_a_text_that_looks_back_joins_no_news() -> None:
    assert len(of(event("a", "RUS CHN", 0), event("b", "RUS CHN", historical=True))) == 2


@pytest.mark.parametrize(
    ("parties", "other", "count"),
    [
        ("RUS CHN", "putin xi", 1),
        ("USA TALIBAN", "USA baradar", 1),
        ("USA TALIBAN", "USA HAQQANI", 2),
        ("USA TALIBAN", "USA AFG", 2),
        ("AFG TALIBAN", "AFG baradar", 1),
        ("RUS CHN", "RUS PAK", 2),
        ("RUS CHN", "RUS CHN PAK IND USA", 2),
        ("RUS CHN IND", "RUS CHN PAK", 1),
        ("RUS UN", "RUS UN", 1),
    ],
)
def test_the_sides_must_be_the_same(parties: str, other: str, count: int) -> None:
    assert len(of(event("a", parties, 0), event("b", other, 0))) == count


def test_place_and_format_decide() -> None:
    moscow, doha = {"place": "Moscow", "country": "RUS"}, {"place": "Doha", "country": "QAT"}
    assert len(of(event("a", "RUS CHN", 0, **moscow), event("b", "RUS CHN", 0, **doha))) == 2
    assert len(of(event("a", "RUS CHN", 0, format="Doha talks"), event("b", "RUS CHN", 0, format="Istanbul talks"))) == 2
    assert len(of(event("a", "RUS CHN PAK IND", 0, **moscow), event("b", "RUS CHN", 0, format="Moscow talks"))) == 1
    same = {"format": "Moscow format"}
    assert len(of(event("a", "RUS CHN PAK", 0, **same), event("b", "RUS IND", 0, **same))) == 1


def test_planned_then_held() -> None:
    planned = event("a", "RUS CHN PAK", 9, modality="planned", format="Moscow talks")
    assert one(planned).status == "planned"
    held = event("b", "RUS CHN", 9, on=10)
    assert one(planned, held).status == "held"
    assert one(planned, held).document_id == "b"
    assert len(of(planned, event("c", "RUS CHN", 20, on=21))) == 2


def test_an_undated_plan_is_the_meeting_that_was_announced() -> None:
    dated = event("a", "RUS CHN", 40, modality="planned", place="Moscow", country="RUS")
    assert one(dated, event("b", "RUS CHN", on=5, modality="planned", place="Moscow", country="RUS")).status == "planned"
    assert len(of(dated, event("b", "RUS CHN", on=5, modality="planned"))) == 2


def test_an_event_dated_ahead_is_planned() -> None:
    assert one(event("a", "RUS CHN", 5)).status == "planned"


def test_cancelled_wins_over_planned() -> None:
    planned = event("a", "USA TALIBAN", 4, modality="planned", place="Camp David")
    off = event(
        "b", "USA TALIBAN", 4, on=2, event_type="REJECT", trigger="cancelled", text="USA cancelled a meeting with TALIBAN", at=4
    )
    assert one(planned, off).status == "cancelled"
    assert one(planned, off, event("c", "USA TALIBAN", 4, on=5)).status == "held"


def test_the_words_that_call_a_meeting_off_tell_none_held() -> None:
    text = "USA cancelled a meeting with TALIBAN"
    off = event("b", "USA TALIBAN", event_type="REJECT", trigger="cancelled", text=text, at=4)
    noun = news("b", "USA TALIBAN", trigger="meeting", text="a meeting with TALIBAN", at=16)
    assert one(off, noun).status == "cancelled"


@pytest.mark.parametrize(
    ("text", "trigger", "status"),
    [
        ("RUS agreed to meet CHN", "agreed", "planned"),
        ("RUS agreed on a truce with CHN after two days of talks", "agreed", None),
        ("RUS announced talks with CHN", "announced", "planned"),
        ("RUS offered CHN talks", "offered", None),
    ],
)
def test_agreements_about_meetings(text: str, trigger: str, status: str | None) -> None:
    found = of(event("a", "RUS CHN", event_type="AGREE", trigger=trigger, text=text, at=text.index(trigger)))
    assert [m.status for m in found] == ([status] if status else [])


def test_what_is_refused_or_possible_makes_no_meeting() -> None:
    refused = event("a", "RUS CHN", event_type="REJECT", trigger="rejected", text="RUS rejected talks with CHN", at=4)
    assert of(refused, event("b", "RUS CHN", modality="possible"), event("c", "RUS CHN", modality="denied")) == []
    assert of(event("d", "RUS CHN", modes=["phone"]), event("e", "RUS CHN", trigger="contact")) == []


def test_what_is_only_alleged_says_so() -> None:
    assert one(event("a", "RUS TALIBAN", 0, modality="alleged")).status == "alleged"
    assert one(event("a", "RUS TALIBAN", 0, modality="alleged"), event("b", "RUS TALIBAN", 0)).status == "held"


def test_who_is_absent() -> None:
    away = event("a", "RUS CHN USA", 0, absent_ids=["USA", "AFG"])
    assert (one(away).participant_ids, one(away).absent_ids) == (("RUS", "CHN"), ("USA", "AFG"))
    there = event("b", "RUS CHN USA", 0)
    assert one(away, there).absent_ids == ("AFG",)
    text = "TALIBAN refused to attend the talks"
    named = {"format": "Istanbul talks", "absent_ids": ["TALIBAN"]}
    refused = event("b", "TALIBAN TUR", 9, event_type="REJECT", trigger="refused", at=8, text=text, **named)
    planned = event("a", "AFG TALIBAN TUR", 9, modality="planned", format="Istanbul talks")
    assert one(planned, refused).participant_ids == ("AFG", "TUR")
    assert one(planned, refused).absent_ids == ("TALIBAN",)


def test_a_text_goes_on_about_the_meeting_before() -> None:
    first = event("a", "AFG TALIBAN", -1, place="Murree", country="PAK")
    after = news("a", "CHN USA", at=200, trigger="attended", text="Officials from CHN and USA attended")
    host = news("a", "PAK", at=300, trigger="hosted", text="PAK hosted the meeting", host_id="PAK")
    meeting = one(first, after, host)
    assert set(meeting.participant_ids) == {"AFG", "TALIBAN", "CHN", "USA", "PAK"}
    assert meeting.host_id == "PAK"
    assert len(of(first, after | {"trigger_start": 3000, "trigger_end": 3008})) == 2


def test_many_sides_without_a_name_meet_under_their_place() -> None:
    assert one(event("a", "USA RUS CHN PAK", 0, place="Beijing", country="CHN")).format == "Beijing"
    assert one(event("a", "USA RUS", 0, place="Beijing", country="CHN")).format is None


def test_one_side_alone_needs_the_name_of_the_meeting() -> None:
    assert of(event("a", "RUS", 0, place="Geneva", country="CHE"), event("b", "putin RUS", 30)) == []
    assert one(event("a", "RUS", 0, format="Geneva talks")).participant_ids == ("RUS",)
    assert one(event("a", "putin lavrov", 0)).participant_ids == ("putin", "lavrov")


def test_decades_of_meetings_are_none() -> None:
    row = event("a", "RUS CHN", 0) | {"date_start": date(2001, 1, 1)}
    assert of(row) == []


def test_texts_without_any_date() -> None:
    assert len(of(event("a", "RUS CHN", on=None), event("b", "RUS CHN", on=None))) == 2
    assert len(of(event("a", "RUS CHN", on=None), event("a", "RUS CHN", on=None, at=50))) == 1


def test_names_of_formats() -> None:
    assert format_names("fourth round of the Doha peace talks") == {"fourth", "doha"}
    assert format_names("trilateral meeting") == set()
    assert format_names(None) == set()


def test_sides() -> None:
    assert matched("AFG~TALIBAN", {"AFG~"})
    assert matched("AFG~", {"AFG~TALIBAN"})
    assert not matched("AFG~TALIBAN", {"AFG~HAQQANI", "AFG"})


def test_tellings_keep_their_place() -> None:
    (telling,) = tellings([event("a", "RUS CHN", 0)], ACTORS)
    assert (telling.at, telling.sides) == ((10, 13), {"RUS", "CHN"})
