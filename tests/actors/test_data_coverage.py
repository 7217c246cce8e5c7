"""How much the registry holds: entries of each kind, and the years in which the leaders of the most-covered states are known.

The figures are what the files hold, a little rounded down: a test fails when entries get lost.
"""

from __future__ import annotations

from collections import Counter
from datetime import date

from detente.actors.registry import DATA, Registry
from detente.actors.schema import read_entries
from detente.records import ActorKind, Origin

LEADERS = [entry for path in sorted(DATA.glob("leaders*.yaml")) for entry in read_entries(path, Origin.REGISTRY)]


def _codes(text: str) -> list[str]:
    return text.split()


def _titles(text: str) -> set[str]:
    return {title.strip() for title in text.split(";")}


# At least so many entries of each kind.
COUNTS = {
    ActorKind.STATE: 250,
    ActorKind.ORGAN: 490,
    ActorKind.PERSON: 5500,
    ActorKind.IGO: 230,
    ActorKind.NGO: 140,
    ActorKind.ARMED_GROUP: 280,
    ActorKind.PARTY: 310,
    ActorKind.MEDIA: 450,
}

# The most-covered states, whose leaders and foreign ministers are known in all but a few of the years from 1990 to 2025.
MOST_COVERED = _codes("""
USA RUS CHN GBR FRA DEU JPN IND ITA CAN BRA AUS KOR MEX TUR SAU ZAF IDN ARG
UKR POL ESP NLD SWE GRC HUN SRB NOR AUT BEL CHE CZE ROU FIN DNK IRL PRT BGR HRV CYP BIH SVK LTU LVA EST BLR MDA VAT
ISR PSE IRN IRQ SYR LBN JOR EGY YEM QAT ARE KWT OMN BHR LBY TUN DZA MAR
GEO ARM AZE KAZ UZB KGZ TJK TKM AFG PAK LKA NPL BGD PRK TWN VNM THA PHL MMR MYS SGP KHM
NGA ETH SDN KEN SOM COD UGA ZWE VEN CUB COL CHL PER BOL NZL
""")
HEADS = frozenset(
    _titles("""
    President; Prime Minister; Chancellor; King; Queen; Emir; Sultan; Supreme Leader; Emperor; Pope; Leader; Acting President;
    Interim President; Head of State; Acting Prime Minister; Caretaker Prime Minister; Chief Adviser; Chief Executive;
    President of the Palestinian Authority; Chairman of the Sovereignty Council; Chairman of the Presidential Council;
    Chairman of the Presidential Leadership Council; Chairman of the State Peace and Development Council;
    Chairman of the State Law and Order Restoration Council; Chairman of the State Administration Council;
    Chairman of the High State Council; Chairman of the Supreme Council; Chairman of the Supreme Council of the Armed Forces;
    Chairman of the Supreme Assembly; Chairman of the Supreme Soviet; Chairman of the State Council; Chairman@PLO
    """)
)
MINISTERS = frozenset(_titles("Foreign Minister; Secretary of State; Acting Foreign Minister; Caretaker Foreign Minister"))
YEARS = range(1990, 2026)


def _known_years(country: str, titles: frozenset[str]) -> int:
    """The years from 1990 on in whose middle somebody is known to have held one of the offices."""
    held = [role for entry in LEADERS for role in entry.roles if role.country == country and role.title in titles]
    middles = [date(year, 6, 30) for year in YEARS]
    return sum(any((r.start_date or date.min) <= day <= (r.end_date or date.max) for r in held) for day in middles)


def test_enough_of_every_kind() -> None:
    held = Counter(entry.actor.kind for entry in Registry.load().entries.values())
    assert {kind: (held[kind], least) for kind, least in COUNTS.items() if held[kind] < least} == {}


def test_the_most_covered_states_have_their_leaders() -> None:
    assert len(MOST_COVERED) == len(set(MOST_COVERED)) >= 80
    years = {code: _known_years(code, HEADS) for code in MOST_COVERED}
    # Somalia had no government from 1991 to 2000, Bosnia and Herzegovina has had a presidency of three since 1996.
    fewer = {"SOM": 25, "BIH": 28}
    assert {code: known for code, known in years.items() if known < fewer.get(code, 30)} == {}


def test_most_foreign_ministers_of_the_most_covered_states_are_known() -> None:
    years = {code: _known_years(code, MINISTERS) for code in MOST_COVERED}
    assert sum(years.values()) / (len(MOST_COVERED) * len(YEARS)) >= 0.85
