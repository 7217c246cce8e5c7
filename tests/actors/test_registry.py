"""The registry: forms at a date, user files over built-in ones, offices, and the facts of organisations, groups and media."""

from __future__ import annotations

import time
from datetime import date
from pathlib import Path

import pytest

from detente.actors.registry import DATA, NOT_ACTORS, Registry
from detente.actors.schema import Entry, read_entries
from detente.errors import UnknownActor
from detente.records import ActorKind, Origin

SECTORS = {
    "GOV",
    "MIL",
    "REB",
    "OPP",
    "PTY",
    "COP",
    "JUD",
    "SPY",
    "LEG",
    "MED",
    "EDU",
    "BUS",
    "CRM",
    "CVL",
    "NGO",
    "IGO",
    "INT",
    "REL",
    "LAB",
    "REF",
    "UAF",
    "ELI",
}
FILES = {"organisations": 100, "armed_groups": 100, "parties": 80, "media": 60}


def _entries(name: str) -> list[Entry]:
    return list(read_entries(DATA / f"{name}.yaml", Origin.REGISTRY))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


@pytest.mark.parametrize(
    ("form", "on", "expected"),
    [
        ("Taleban", None, "TALIBAN"),
        ("Daesh", None, "ISIS"),
        ("the Haqqani Network", None, "HAQQANI"),
        ("Pakistani Taliban", None, "TTP"),
        ("IAEA", None, "IAEA"),
        ("U.N.", None, "UNO"),
        ("Nato", None, "NATO"),
        ("Doctors Without Borders", None, "MSF"),
        ("Sinn Féin", None, "SINN-FEIN"),
        ("Izvestiya", None, "IZVESTIA"),
        ("Kabul", date(2021, 8, 14), "AFG"),
        ("Kabul", date(2021, 8, 15), "TALIBAN"),
        ("Kabul", None, "TALIBAN"),
        ("Moscow", date(1985, 1, 1), "SUN"),
        ("Moscow", date(2015, 1, 1), "RUS"),
        ("the Kremlin", date(2015, 1, 1), "RUS"),
        ("Downing Street", None, "GBR"),
        ("the White House", None, "USA"),
        ("Trump", date(2016, 9, 1), "donald-trump"),
        ("Obama", date(2012, 5, 1), "barack-obama"),
    ],
)
def test_forms_at_a_date(registry: Registry, form: str, on: date | None, expected: str) -> None:
    found = registry.find(form, on)
    assert found is not None
    assert found.actor_id == expected


def test_what_several_actors_share_stays_open(registry: Registry) -> None:
    assert registry.find("Congolese") is None


def test_a_short_name_lives_around_its_offices(registry: Registry) -> None:
    during, long_before = registry.find("Ghani", date(2017, 1, 1)), registry.find("Ghani", date(1990, 1, 1))
    assert during is not None
    assert during.actor_id == "ashraf-ghani"
    assert long_before is None


def test_a_given_short_name_wins_over_a_last_word(registry: Registry) -> None:
    kim = registry.find("Kim", date(2016, 5, 1))
    assert kim is not None
    assert kim.actor_id == "kim-jong-un"


@pytest.mark.parametrize(("word", "on"), [("May", date(2016, 9, 1)), ("Power", date(2015, 1, 1)), ("Price", date(2017, 5, 1))])
def test_a_common_word_alone_stays_open(registry: Registry, word: str, on: date) -> None:
    assert registry.find(word, on) is None


def test_genders_are_known(registry: Registry) -> None:
    assert registry.gender("angela-merkel") == "f"
    assert registry.gender("vladimir-putin") == "m"
    assert registry.gender("NATO") is None
    assert registry.gender_of_name("vladimir") == "m"


def test_composed_actors_have_ids_names_and_sectors(registry: Registry) -> None:
    actor = registry.get("LUX.MIL")
    assert (actor.name, actor.country, actor.sectors, actor.kind) == ("Luxembourgish military", "LUX", ("MIL",), ActorKind.ORGAN)
    assert registry.get("TJK.MFA").sectors == ("GOV",)


@pytest.mark.parametrize("actor_id", ["NOBODY", "ZZZ.MIL", "DEU.XYZ", ".", ""])
def test_an_unknown_id_is_a_named_error(registry: Registry, actor_id: str) -> None:
    assert actor_id not in registry
    with pytest.raises(UnknownActor):
        registry.get(actor_id)


def test_a_users_entry_wins_over_a_built_in_one(tmp_path: Path) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(
        "- {id: MYNATO, name: NATO, kind: company, country: USA, sectors: [BUS]}\n- {id: UNO, name: My UN, kind: ngo}\n", "utf-8"
    )
    registry = Registry.load([path])
    found = registry.find("NATO")
    assert found is not None
    assert found.actor_id == "MYNATO"
    assert registry.get("UNO").name == "My UN"
    builtin = Registry.load().find("NATO")
    assert builtin is not None
    assert builtin.actor_id == "NATO"


def test_loading_again_costs_nothing(registry: Registry) -> None:
    began = time.perf_counter()
    assert Registry.load() is registry
    assert time.perf_counter() - began < 0.01


@pytest.mark.parametrize(("name", "least"), FILES.items())
def test_data_files_are_well_formed(name: str, least: int) -> None:
    entries = _entries(name)
    assert len(entries) >= least
    states = {e.actor.actor_id for e in Registry.load().entries.values() if e.actor.kind is ActorKind.STATE}
    for entry in entries:
        actor = entry.actor
        assert set(actor.sectors) <= SECTORS, actor.actor_id
        assert actor.sectors, actor.actor_id
        assert actor.country is None or actor.country in states, actor.actor_id
        assert entry.term.start is None or entry.term.end is None or entry.term.start <= entry.term.end, actor.actor_id
        assert actor.actor_id == actor.actor_id.upper(), actor.actor_id
    assert (DATA / f"{name}.yaml").read_text("utf-8").count("# source:") >= 1


def test_ids_are_unique_over_all_files() -> None:
    paths = [p for p in sorted(DATA.glob("*.yaml")) if p.name not in NOT_ACTORS]
    ids = [e.actor.actor_id for path in paths for e in read_entries(path, Origin.REGISTRY)]
    assert sorted({i for i in ids if ids.count(i) > 1}) == []
