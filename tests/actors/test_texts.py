"""States, organs and groups in running text: whose they are, and what only looks like them."""

from __future__ import annotations

from pathlib import Path

import pytest
from casting import pairs, passages
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry

WORLD = Path(__file__).parent / "world.yaml"

TABLE = [
    # text, what is there, what is not
    ("Karachi police arrested four men.", {("Karachi police", "PAK.COP")}, set()),
    ("Residents of Mariupol fled.", {("Residents of Mariupol", "UKR.CVL")}, set()),
    ("Rebels in Aleppo attacked Syrian troops.", {("Rebels in Aleppo", "SYR.REB"), ("Syrian troops", "SYR.MIL")}, set()),
    ("Police in St. Petersburg, Russia, detained him.", {("Police in St. Petersburg", "RUS.COP")}, {"RUS", "USA.COP"}),
    ("Local police said so.", set(), {"RUS.COP"}),
    ("The Kashmir government asked Indian officials for help.", {("Kashmir government", "IND.GOV")}, {"IND"}),
    ("US-backed Syrian rebels attacked.", {("Syrian rebels", "SYR.REB")}, {"USA.REB"}),
    ("Russian-speaking separatists in eastern Ukraine fired.", {("separatists in eastern Ukraine", "UKR.REB")}, {"RUS.REB"}),
    ("Russia attacked Georgia and Ukraine.", {("Georgia", "GEO")}, set()),
    ("Voters in Florida, Georgia and Ohio chose. Russia watched.", set(), {"GEO"}),
    ("Georgia lawmakers passed the bill.", set(), {"GEO", "GEO.LEG"}),
    ("New England and New Mexico were hit by storms.", set(), {"GBR", "MEX"}),
    ("French fries and Brazil nuts were served.", set(), {"FRA", "BRA"}),
    ("Ukrainian and Lithuanian Americans voted.", {("Americans", "USA.CVL")}, {"UKR", "LTU"}),
    ("At the Warsaw summit officials from Sweden spoke.", set(), {"POL", "POL.GOV"}),
    ("They sang “American Skin” in Boston.", set(), {"USA"}),
    ("United States Citizenship and Immigration Services was asked.", set(), {"USA"}),
    ("Putin lashed out at Turkey.", {("Turkey", "TUR")}, set()),
    ("Republicans and Democrats disagreed.", {("Republicans", "USA-REP"), ("Democrats", "USA-DEM")}, set()),
    ("India's Congress party accused Indian voters.", {("Congress party", "INC")}, {"IND.LEG", "USA.LEG"}),
    (
        "Mexico and the Mexican president agreed; Mexicans cheered, while Congress debated.",
        set(),
        {"USA.LEG"},
    ),
    (
        "The Senate rejected it. U.S. officials said America waits. American voters and the Supreme Court were silent.",
        {("Senate", "USA.SENATE")},
        set(),
    ),
    ("Korea's future is open, South Korea and North Korea said.", set(), set()),
    ("Congolese soldiers fought in the Democratic Republic of Congo.", {("Congolese soldiers", "COD.MIL")}, {"COG.MIL"}),
]


@pytest.mark.parametrize(("text", "there", "absent"), TABLE)
def test_parties_in_sentences(nlp: Language, text: str, there: set[tuple[str, str]], absent: set[str]) -> None:
    found = pairs(nlp, text, "2016-03-02")
    assert there <= set(found)
    assert not absent & {actor_id for _, actor_id in found}


def test_offices_of_organisations_mean_their_holders(nlp: Language) -> None:
    assert ("U.N. Secretary General", "ban-ki-moon") in pairs(nlp, "The U.N. Secretary General warned Iran.", "2016-03-02")


def test_an_invented_world_is_read_by_the_same_rules(nlp: Language) -> None:
    text = "Veldarian hetmans met Qorish envoys in Karsholm. Veldaria-backed Qorish rebels attacked uhlans from Qor."
    cast = cast_passages(passages(nlp, text), Registry.load([WORLD]))
    found = {(a.mention.text, a.actor_id) for a in cast.appearances}
    assert ("Veldarian hetmans", "VELDARIA.GOV") in found
    assert ("Qorish envoys", "QOR.GOV") in found
    assert ("Qorish rebels", "QOR.REB") in found
