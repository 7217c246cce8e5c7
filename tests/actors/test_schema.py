"""Actors' files: imprecise dates, and errors that say where and what to do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from detente.actors.registry import Registry
from detente.actors.resolve import resolve
from detente.actors.schema import ActorFileError, Term, parse_day, read_entries
from detente.records import Origin

EXAMPLE = """
- id: VIRIDIA
  name: Viridia
  kind: state
  country: VIR
  adjectives: [Viridian]
  demonyms: [Viridian, Viridians]
  seats: [{name: Port Verde, end: '2019'}, {name: Verde Palace, start: '2020', place: false}]
- id: mara-velt
  name: Mara Velt
  kind: person
  country: VIR
  sectors: [GOV]
  aliases: [the Iron Lady of Port Verde]
  roles:
    - {title: President, organization: Viridia, country: VIR, start: '2018-05', end: '2022'}
"""


@pytest.mark.parametrize(
    ("value", "last", "expected"),
    [
        ("2016", False, date(2016, 1, 1)),
        ("2016", True, date(2016, 12, 31)),
        ("2016-02", True, date(2016, 2, 29)),
        ("2016-02-03", True, date(2016, 2, 3)),
        (None, False, None),
    ],
)
def test_an_imprecise_date_is_its_first_or_last_day(value: str | None, last: bool, expected: date | None) -> None:
    assert parse_day(value, last=last) == expected


@pytest.mark.parametrize("value", ["soon", "2016-13", "02/03/2016", "2016-02-31"])
def test_what_is_no_date_is_an_error(value: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011
        parse_day(value)


def test_a_term_covers_both_its_days_and_now_only_when_open() -> None:
    term = Term(date(2016, 1, 1), date(2016, 12, 31))
    assert term.covers(date(2016, 1, 1))
    assert term.covers(date(2016, 12, 31))
    assert not term.covers(date(2017, 1, 1))
    assert not term.covers(None)
    assert Term(date(2016, 1, 1)).covers(None)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- {name: A, kind: state}", "entry 1 (A): has no 'id'; add it"),
        ("- {id: A, name: A, kind: kingdom}", "entry 1 (A): unknown kind 'kingdom'; use one of state, government"),
        ("- {id: A, name: A, kind: person, roles: [{title: King, start: long ago}]}", "entry 1 (A): 'long ago' is no date"),
        ("- {id: A, name: A, kind: person, roles: [{country: A}]}", "a role needs a 'title'"),
        ("- {id: A, name: A, kind: state, aliases: B}", "'aliases' must be a list"),
        ("- just words", "entry 1: is not a mapping"),
        ("id: A", "must hold a list of actors"),
        ("- {id: A", "is not valid YAML"),
    ],
)
def test_a_bad_file_is_one_line_with_the_file_the_entry_and_what_to_do(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ActorFileError) as error:
        list(read_entries(path, Origin.USER))
    assert str(path) in str(error.value)
    assert says in str(error.value)
    assert "\n" not in str(error.value)


def test_a_missing_file_is_an_actor_file_error(tmp_path: Path) -> None:
    with pytest.raises(ActorFileError, match="cannot be read"):
        Registry.load([tmp_path / "none.yaml"])


def test_an_empty_file_holds_nobody(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text("# nobody yet\n", "utf-8")
    assert list(read_entries(path, Origin.USER)) == []


def test_a_users_file_is_read_and_composed_from(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(EXAMPLE, "utf-8")
    registry = Registry.load([path])
    assert registry.get("VIRIDIA").origin is Origin.USER
    assert registry.get("VIRIDIA.MIL").name == "Viridian military"
    assert registry.holder("president", "VIR", date(2020, 1, 1)) == "mara-velt"
    assert registry.holder("president", "VIR", date(2023, 1, 1)) is None
    resolved = resolve("the Viridian president", "2020-01-01", registry)
    assert resolved.actor is not None
    assert resolved.actor.actor_id == "mara-velt"
    form = registry.find("Port Verde", date(2019, 6, 1))
    assert form is not None
    assert form.actor_id == "VIRIDIA"
