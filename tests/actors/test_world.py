"""A user's file: an invented world that is resolved by the same rules and wins over the built-in registry; errors in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from detente.actors.registry import Registry
from detente.actors.resolve import resolve
from detente.actors.schema import ActorFileError

WORLD = Path(__file__).parent / "world.yaml"

TABLE = [
    # phrase, date, actor, country, first sector
    ("Veldaria", None, "VELDARIA", "VLD", None),
    ("the Veldarian Union", None, "VELDARIA", "VLD", None),
    ("Veldarian soldiers", None, "VELDARIA.MIL", "VLD", "MIL"),
    ("Veldarian hetmans", None, "VELDARIA.GOV", "VLD", "GOV"),
    ("a Veldarian high steward", None, "VELDARIA.GOV", "VLD", "GOV"),
    ("uhlans from Qor", None, "QOR.MIL", "QOR", "MIL"),
    ("the Qorish lancer corps", None, "QOR.MIL", "QOR", "MIL"),
    ("the Veldarian Thingmoot", None, "VELDARIA.LEG", "VLD", "LEG"),
    ("Qorish refugees in Veldaria", None, "QOR.REF", "QOR", "REF"),
    ("Veldarian-backed Qorish rebels", None, "QOR.REB", "QOR", "REB"),
    ("rebels in Veldaria", None, "VELDARIA.REB", "VLD", "REB"),
    ("Umbrellic diplomats", "1985", "UMBRELLIN.EMB", "UMB", "GOV"),
    ("Qoris", None, "QOR.CVL", "QOR", "CVL"),
    ("Ostrava Minor", "2005", "VELDARIA", "VLD", None),
    ("Karsholm", "2012", "VELDARIA", "VLD", None),
    ("the Amber Hall", None, "VELDARIA", "VLD", None),
    ("Tessin Reach", "2014-05-31", "VELDARIA", "VLD", None),
    ("Tessin Reach", "2014-06-01", "QOR", "QOR", None),
    ("Karsholm police", "2012", "VELDARIA.COP", "VLD", "COP"),
    ("Ash Lantern Front fighters", "2010", "ASH-LANTERN", "VLD", "REB"),
    ("ALF", "2018", "ASH-LANTERN", "QOR", "GOV"),
    ("the Veldarian hetman", "2012", "jorun-askeveld", "VLD", "GOV"),
    ("Veldaria's hetman", "2017", "tamsin-oake", "VLD", "GOV"),
    ("the Veldarian foreign minister", "2017", "jorun-askeveld", "VLD", "GOV"),
    ("Hetman Oake", "2017", "tamsin-oake", "VLD", "GOV"),
    ("the Qorish archvizier", "2015", "sildur-brandt", "QOR", "GOV"),
    ("the Qorish archvizier", "2005", "QOR.GOV", "QOR", "GOV"),
    ("NATO", None, "NATO", None, "IGO"),
    ("the Kremlin", "2017", "TEA-BANK", "VLD", "BUS"),
    ("German soldiers", None, "DEU.MIL", "DEU", "MIL"),
]


@pytest.fixture(scope="module")
def world() -> Registry:
    return Registry.load([WORLD])


@pytest.mark.parametrize(("phrase", "on", "actor_id", "country", "sector"), TABLE)
def test_phrases_of_an_invented_world(
    world: Registry, phrase: str, on: str | None, actor_id: str, country: str | None, sector: str | None
) -> None:
    found = resolve(phrase, on, world)
    assert found.actor is not None, found.rule
    assert (found.actor.actor_id, found.country, (*found.sectors, None)[0]) == (actor_id, country, sector)


def test_a_users_id_replaces_the_built_in_actor(world: Registry) -> None:
    assert world.get("NATO").name == "Northern Assembly of Tea Orders"
    assert resolve("North Atlantic Treaty Organization", None, world).actor is None


def test_the_built_in_registry_knows_nothing_of_it() -> None:
    assert resolve("Veldarian hetmans").actor is None
    assert resolve("Veldarian hetmans").rule == "nothing known in the phrase"


def test_a_beaten_built_in_name_is_a_runner_up(world: Registry) -> None:
    whys = {r.actor.actor_id: r.why for r in resolve("the Kremlin", "2017", world).runners_up}
    assert "user's" in whys["RUS"]


ALAND = "- {id: A, name: Aland, kind: state}\n"
GOOD = ALAND + "- {id: B, name: B, kind: state"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        (ALAND + "- {id: A, name: Bland, kind: state}", "entry 2 (A): entry 1 has the same id; give it another"),
        (ALAND + "- {id: B, kind: state}", "entry 2 (B): has no 'name'; add it"),
        (ALAND + "- {id: B, name: B, kind: realm}", "entry 2 (B): unknown kind 'realm'; use one of state"),
        (GOOD + ", start: '2020-13'}", "entry 2 (B): "),
        (GOOD + ", start: '2020', end: '2010'}", "entry 2 (B): starts on 2020-01-01 after it ends"),
        (
            GOOD + ", agents: {GVO: [hetman]}}",
            "entry 2 (B): unknown code 'GVO' in 'agents'; use one of",
        ),
        (GOOD + ", agents: [hetman]}", "entry 2 (B): 'agents' must hold nouns by code"),
        (GOOD + ", codes: [{start: '2010'}]}", "entry 2 (B): a code needs 'sectors'"),
        (
            GOOD + ", seats: [{name: C, means: ZZ}]}",
            "entry 2 (B): the seat 'C' means 'ZZ', but no actor",
        ),
        (ALAND + "- {id: B, name: [B, kind: state}", "is not valid YAML (line 2, column "),
        (GOOD + ", roles: {title: King}}", "entry 2 (B): 'roles' must be a list"),
    ],
)
def test_an_error_is_one_line_with_file_entry_and_what_is_wrong(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "mine.yaml"
    path.write_text(text, "utf-8")
    with pytest.raises(ActorFileError) as error:
        Registry.load([path])
    line = str(error.value)
    assert line.startswith(str(path))
    assert says in line
    assert "\n" not in line
