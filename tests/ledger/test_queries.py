"""Filters, against the ledger that `kept` holds."""

from __future__ import annotations

from datetime import date

import pytest

from detente.errors import BadInput, UnknownActor
from detente.ledger import Ledger
from detente.ledger.filters import ALLOWED, Filters, KnownActor, first_day, last_day, resolve

TALKS = 14
"""Articles in `kept`: 16 sources, of which two are copies."""
MET = 9
"""Those that tell of the talks as a fact."""


@pytest.mark.parametrize(
    ("table", "filters", "rows"),
    [
        ("documents", {}, TALKS + 8),
        ("documents", {"type": "headline"}, 8),
        ("documents", {"actor": "RUS"}, TALKS),
        ("documents", {"actor": ["RUS", "Kabirov"]}, 5),
        ("documents", {"actor": ["Lunov", "Kabirov"]}, 0),
        ("documents", {"source": "the wire"}, 8),
        ("documents", {"source": "pages/0000"}, 3),
        ("documents", {"issue": "rebel-talks"}, MET),
        ("documents", {"issue": "trade"}, 0),
        ("documents", {"since": "2016-03-02"}, TALKS + 8),
        ("documents", {"since": "2016-03-03"}, 0),
        ("documents", {"until": "2016"}, TALKS + 8),
        ("documents", {"until": date(2016, 3, 1)}, 0),
        ("documents", {"limit": 3}, 3),
        ("documents", {"limit": 0}, 0),
        ("blocks", {"type": "body"}, TALKS),
        ("events", {"type": "consult"}, TALKS),
        ("events", {"type": "AID"}, 0),
        ("events", {"actor": ["RUS", "Taliban"]}, TALKS),
        ("events", {"actor": ["RUS", "United States"]}, 0),
        ("events", {"modality": "denied"}, 5),
        ("events", {"since": "2016"}, 7),
        ("events", {"until": "2015-12"}, 7),
        ("events", {"since": "2015-12-31", "until": "2015-12-31"}, 7),
        ("events", {"issue": "rebel-talks"}, MET),
        ("statements", {"actor": "Lunov"}, 4),
        ("statements", {"actor": ["Lunov", "Kabirov"]}, 9),
        ("statements", {"type": "assert"}, TALKS),
        ("conditions", {"actor": ["taliban", "USA"]}, TALKS),
        ("conditions", {"actor": "moscow"}, 0),
        ("conditions", {"type": "if"}, TALKS),
        ("quantities", {"actor": "USA", "type": "soldier"}, TALKS),
        ("mentions", {"type": "metonym"}, TALKS),
        ("roles", {"actor": "Marov"}, 5),
        ("roles", {"until": "2014"}, TALKS),
        ("roles", {"source": "The Daily Envoy"}, TALKS),
        ("positions", {"issue": "rebel-talks", "actor": "Russia"}, MET),
        ("skips", {"type": "not a text"}, 2),
        ("actors", {"type": "person"}, 3),
        ("actors", {"source": "The Wire"}, 0),
        ("actors", {"actor": "taleban"}, 1),
        ("sources", {}, 16),
        ("decisions", {}, 0),
    ],
)
def test_filters(kept: Ledger, table: str, filters: Filters, rows: int) -> None:
    assert len(kept.table(table, filters)) == rows


def test_each_table_has_its_method(kept: Ledger) -> None:
    for name in ALLOWED:
        assert getattr(kept, name)().columns == kept.table(name, {}).columns


def test_rows_come_in_a_fixed_order(kept: Ledger) -> None:
    assert kept.events().rows == kept.events().rows
    days = [row["date_start"] or row["published"] for row in kept.events()]
    assert days == sorted(days)


@pytest.mark.parametrize(
    ("table", "filters", "message"),
    [
        ("skips", {"actor": "RUS"}, "skips can't be filtered by actor; use type, source, limit"),
        ("mentions", {"modality": "actual"}, "mentions can't be filtered by modality"),
        ("events", {"since": "March"}, "since: 'March' is no date; write 2016, 2016-03 or 2016-03-02"),
        ("events", {"until": "2016-13"}, "until: '2016-13' is no date"),
        ("events", {"limit": -1}, "limit: -1 is negative"),
    ],
)
def test_bad_filters_are_one_clear_line(kept: Ledger, table: str, filters: Filters, message: str) -> None:
    with pytest.raises(BadInput, match=message) as raised:
        kept.table(table, filters)
    assert "\n" not in str(raised.value)


def test_what_a_user_types_is_never_sql(kept: Ledger) -> None:
    assert len(kept.events(type="' OR 1=1 --")) == 0
    assert len(kept.documents(source="%")) == 0
    with pytest.raises(UnknownActor):
        kept.events(actor="'; DROP TABLE events; --")


KNOWN = [
    KnownActor("RUS", "Russia", "state", "RUS", ("Russian Federation",)),
    KnownActor("rus-mfa", "Ministry of Foreign Affairs", "organ", "RUS", ("MFA",)),
    KnownActor("chn-mfa", "Ministry of Foreign Affairs", "organ", "CHN", ("MFA",)),
    KnownActor("person-ghani", "Ashraf Ghani", "person", "AFG", ("Ghani",)),
    KnownActor("person-ghani-2", "Baradar Ghani", "person", "AFG", ()),
    KnownActor("UN", "United Nations", "igo", None, ("UN", "UNO")),
]


@pytest.mark.parametrize(
    ("asked", "ids"),
    [
        ("RUS", ["RUS", "rus-mfa"]),
        ("russia", ["RUS", "rus-mfa"]),
        ("russian federation", ["RUS", "rus-mfa"]),
        ("CHN", ["chn-mfa"]),
        ("rus-mfa", ["rus-mfa"]),
        ("Ashraf GHANI", ["person-ghani"]),
        ("ghani", ["person-ghani"]),
        ("uno", ["UN"]),
        (" UN ", ["UN"]),
    ],
)
def test_actors_are_found_by_id_country_and_name(asked: str, ids: list[str]) -> None:
    assert resolve(asked, KNOWN) == ids


@pytest.mark.parametrize(
    ("asked", "message"),
    [
        (
            "MFA",
            r"'MFA' may be Ministry of Foreign Affairs \(rus-mfa\), Ministry of Foreign Affairs \(chn-mfa\); use the id",
        ),
        ("Ashraf Gani", r"no actor 'Ashraf Gani' in this ledger; did you mean Ashraf Ghani \(person-ghani\)"),
        ("nations", r"did you mean United Nations \(UN\)\?"),
        ("Ruritania", "no actor 'Ruritania' in this ledger; see: detente actors"),
        ("", "no actor ''"),
    ],
)
def test_unknown_and_ambiguous_names(asked: str, message: str) -> None:
    with pytest.raises(UnknownActor, match=message):
        resolve(asked, KNOWN)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", date(2016, 1, 1), date(2016, 12, 31)),
        ("2016-2", date(2016, 2, 1), date(2016, 2, 29)),
        ("2016-03-02", date(2016, 3, 2), date(2016, 3, 2)),
    ],
)
def test_dates_are_as_wide_as_they_are_told(text: str, first: date, last: date) -> None:
    assert (first_day(text), last_day(text)) == (first, last)
