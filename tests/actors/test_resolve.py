"""Phrases and the actors they mean."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from detente.actors.resolve import Resolution, resolve
from detente.records import Actor

TABLE = [
    # phrase, date, actor, country, sectors
    ("German soldiers", "2016-03-02", "DEU.MIL", "DEU", ("MIL",)),
    ("Tajik Army", None, "TJK.MIL", "TJK", ("MIL",)),
    ("Kyiv police", None, "UKR.COP", "UKR", ("COP",)),
    ("rebels in northern Syria", None, "SYR.REB", "SYR", ("REB",)),
    ("Russian Foreign Ministry", None, "RUS.MFA", "RUS", ("GOV",)),
    ("Ministry of Foreign Affairs of Russia", None, "RUS.MFA", "RUS", ("GOV",)),
    ("a Russian Foreign Ministry spokeswoman", None, "RUS.MFA", "RUS", ("GOV",)),
    ("U.S. officials", None, "USA.GOV", "USA", ("GOV",)),
    ("the Afghan government", "2017-05-01", "AFG", "AFG", ("GOV",)),
    ("Chinese hackers", None, "CHN.CRM", "CHN", ("CRM",)),
    ("opposition leaders in Venezuela", None, "VEN.OPP", "VEN", ("OPP",)),
    ("soldiers from Germany", None, "DEU.MIL", "DEU", ("MIL",)),
    ("Afghan women", None, "AFG.CVL", "AFG", ("CVL",)),
    ("former Afghan ministers", None, "AFG.ELI", "AFG", ("ELI",)),
    ("Taliban fighters", None, "TALIBAN", "AFG", ("REB", "GOV")),
    ("NATO troops", None, "NATO", None, ("IGO", "MIL")),
    ("UN officials", None, "UNO", None, ("IGO",)),
    ("Trump administration", "2018", "USA", "USA", ("GOV",)),
    ("the Kremlin", "2017", "RUS", "RUS", ()),
    ("Downing Street", None, "GBR", "GBR", ()),
    ("the White House", None, "USA", "USA", ()),
    ("Kabul", "2020-01-01", "AFG", "AFG", ()),
    ("Kabul", "2022-01-01", "TALIBAN", "AFG", ("REB", "GOV")),
    ("the Pentagon", None, "USA.MOD", "USA", ("MIL", "GOV")),
    ("Foggy Bottom", None, "USA.MFA", "USA", ("GOV",)),
    ("President of Russia", "2016-01-01", "vladimir-putin", "RUS", ("GOV",)),
    ("President Vladimir Putin", "2016-01-01", "vladimir-putin", "RUS", ("GOV",)),
    ("the US Secretary of State", "2017-06-01", "rex-tillerson", "USA", ("GOV",)),
    ("Russians", None, "RUS.CVL", "RUS", ("CVL",)),
    ("the Russians", None, "RUS", "RUS", ()),
    ("Médecins sans frontières", None, "MSF", None, ("NGO",)),
    ("Turkey", None, "TUR", "TUR", ()),
    ("US", None, "USA", "USA", ()),
]


@pytest.mark.parametrize(("phrase", "on", "actor_id", "country", "sectors"), TABLE)
def test_phrases(phrase: str, on: str | None, actor_id: str, country: str | None, sectors: tuple[str, ...]) -> None:
    found = resolve(phrase, on)
    assert found.actor is not None
    assert (found.actor.actor_id, found.country, found.sectors) == (actor_id, country, sectors)
    assert found.rule


def test_an_office_without_a_known_holder_is_the_government_and_with_one_the_person() -> None:
    undated, dated = resolve("Afghan interior minister"), resolve("Afghan interior minister", "2016-06-01")
    assert undated.actor is not None
    assert undated.actor.actor_id == "AFG.GOV"
    assert dated.actor is not None
    assert (dated.country, dated.sectors[:1]) == ("AFG", ("GOV",))


@pytest.mark.parametrize("phrase", ["puppies", "us", "turkey", "chad", "", "   ", "!!", "the", "who", "a policy"])
def test_nobody(phrase: str) -> None:
    found = resolve(phrase)
    assert found.actor is None
    assert found.country is None


def test_a_body_without_a_country_keeps_its_sector() -> None:
    assert resolve("rebels").sectors == ("REB",)
    assert resolve("rebels").actor is None


def test_a_country_with_an_unknown_noun_keeps_its_country() -> None:
    found = resolve("Israeli tomatoes")
    assert (found.actor, found.country) == (None, "ISR")


def test_runners_up_are_shown() -> None:
    assert "SUN" in {a.actor_id for a in resolve("Moscow", "2016-01-01").candidates}
    assert {a.actor_id for a in resolve("Congolese").candidates} == {"COD", "COG"}


def test_candidates_are_actors_with_names() -> None:
    found = resolve("Moscow", "2016-01-01").candidates
    assert found
    assert all(isinstance(c, Actor) and c.name and c.actor_id for c in found)


def test_a_month_is_no_prime_minister_but_after_a_title() -> None:
    assert resolve("May", "2017-03-02").actor is None
    titled = resolve("Prime Minister May", "2017-03-02").actor
    assert titled is not None
    assert titled.actor_id == "theresa-may"


def test_a_bad_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="no date"):
        resolve("Moscow", on="yesterday")


def _expected() -> Iterator[tuple[str, str]]:
    """(phrase with its date, what is expected) of the tables beside this file."""
    for name in ("phrases.yaml", "phrases_more.yaml"):
        for table in yaml.safe_load((Path(__file__).parent / name).read_text("utf-8")).values():
            for want, phrases in table.items():
                yield from ((str(phrase), str(want)) for phrase in phrases)


def _told(found: Resolution, want: str) -> str:
    """What a resolution says, in the terms of an expectation."""
    if found.actor is None:
        if want.startswith("sector"):
            return f"sector {(*found.sectors, '-')[0]}" if found.country is None else f"country {found.country}"
        return "open" if want == "open" and len(found.candidates) > 1 else "nobody"
    if want.startswith("="):
        return f"={found.actor.actor_id}"
    kind = "-" if want.endswith(" -") else found.actor.kind.value
    return f"{found.country or '-'} {(*found.sectors, '-')[0]} {kind}"


def test_the_tables_are_large() -> None:
    assert len(list(_expected())) > 900


def test_phrases_of_the_tables() -> None:
    wrong = []
    for item, want in _expected():
        phrase, _, on = item.partition(" @")
        found = resolve(phrase, on or None)
        if _told(found, want) != want:
            wrong.append(f"{item}: {_told(found, want)} ({found.rule}), expected {want}")
    assert wrong == []


@pytest.mark.parametrize(
    ("phrase", "context", "actor_id"),
    [
        ("Georgia", "Saakashvili sent troops to Tskhinvali and Russia answered", "GEO"),
        ("Georgia", "Kemp and the Republicans in Atlanta recount the votes", None),
        ("Korea", "Seoul asked for talks", "KOR"),
        ("Korea", "Pyongyang tested a missile", "PRK"),
        ("Congo", "fighting around Goma in North Kivu", "COD"),
        ("Congo", "Brazzaville closed the airport", "COG"),
        ("Congolese soldiers", "near Bukavu", "COD.MIL"),
        ("the Islamic Republic", "Tehran and the Afghan war; Iranian officials", None),
        ("the Islamic Republic", "Kabul and the Afghan war", "AFG"),
        ("St. Petersburg police", "protests across Russia", "RUS.COP"),
        ("Washington", "fires near Seattle and Spokane", None),
        ("Washington", "Moscow and Beijing", "USA"),
    ],
)
def test_what_is_ambiguous_is_settled_by_its_context(phrase: str, context: str, actor_id: str | None) -> None:
    found = resolve(phrase, "2016-05-01", context=context)
    assert (found.actor.actor_id if found.actor else None) == actor_id


def test_the_holder_of_an_office_is_named_and_the_office_runs_up() -> None:
    found = resolve("the president of Finland", "2016-05-01")
    assert found.holder is not None
    assert (found.holder.actor_id, found.country, found.sectors) == ("sauli-niinisto", "FIN", ("GOV",))
    assert "FIN.GOV" in {c.actor_id for c in found.candidates}
    undated = resolve("the president of Finland")
    assert (undated.holder, undated.actor and undated.actor.actor_id) == (None, "FIN.GOV")


def test_runners_up_say_why_they_lost() -> None:
    whys = {r.actor.actor_id: r.why for r in resolve("US-backed Syrian rebels").runners_up}
    assert "US-backed" in whys["USA"]
    assert "part" in whys["SYR"]
    dated = {r.actor.actor_id: r.why for r in resolve("Kabul", "2016").runners_up}
    assert dated["TALIBAN"] == "is meant by “Kabul” only from 2021-08-15"


@given(st.text(max_size=80))
def test_no_text_raises(text: str) -> None:
    assert resolve(text).text == text
