"""The registry's facts: complete, well formed, without contradictions."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from itertools import combinations

import pytest

from detente.actors.forms import words
from detente.actors.registry import DATA, Registry
from detente.actors.schema import Entry, read_entries
from detente.records import ActorKind, Origin, Role


def _codes(text: str) -> list[str]:
    return text.split()


def _titles(text: str) -> set[str]:
    return {title.strip() for title in text.split(";")}


UN_MEMBERS = _codes("""
AFG ALB DZA AND AGO ATG ARG ARM AUS AUT AZE BHS BHR BGD BRB BLR BEL BLZ BEN BTN BOL BIH BWA BRA BRN BGR BFA BDI CPV KHM
CMR CAN CAF TCD CHL CHN COL COM COG CRI CIV HRV CUB CYP CZE PRK COD DNK DJI DMA DOM ECU EGY SLV GNQ ERI EST SWZ ETH FJI
FIN FRA GAB GMB GEO DEU GHA GRC GRD GTM GIN GNB GUY HTI HND HUN ISL IND IDN IRN IRQ IRL ISR ITA JAM JPN JOR KAZ KEN KIR
KWT KGZ LAO LVA LBN LSO LBR LBY LIE LTU LUX MDG MWI MYS MDV MLI MLT MHL MRT MUS MEX FSM MCO MNG MNE MAR MOZ MMR NAM NRU
NPL NLD NZL NIC NER NGA MKD NOR OMN PAK PLW PAN PNG PRY PER PHL POL PRT QAT KOR MDA ROU RUS RWA KNA LCA VCT WSM SMR STP
SAU SEN SRB SYC SLE SGP SVK SVN SLB SOM ZAF SSD ESP LKA SDN SUR SWE CHE SYR TJK TZA THA TLS TGO TON TTO TUN TUR TKM TUV
UGA UKR ARE GBR USA URY UZB VUT VEN VNM YEM ZMB ZWE
""")
OTHERS = _codes("VAT PSE XKX TWN ESH HKG MAC GRL PRI GIB SUN YUG SCG CSK DDR YMD")

# A capital that is no seat: it is also the name of the state, or far more often another place or another actor.
NO_SEAT = set(_codes("BEL SGP MCO SMR VAT LUX DOM CRI GUY JAM VCT SYC ATG GRD NRU PLW"))

# Names that more than one actor bears: context or date decides, or they stay open.
AMBIGUOUS = {
    "congolese": {"COD", "COG"},
    "dominican": {"DMA", "DOM"},
    "dominicans": {"DMA", "DOM"},
    "foreign office": {"GBR.MFA", "PAK.MFA"},
    "islamic republic": {"AFG", "IRN"},
    "king abdullah": {"abdullah-ii", "king-abdullah-bin-abdulaziz"},
}
AMBIGUOUS_BODIES = {"rsf": {"RSF", "RSF-SUDAN"}}

SINGLE_HOLDER = _titles("""
President; Prime Minister; Chancellor; King; Emir; Pope; Supreme Leader; Chief of Army Staff; Chief of the General Staff;
Foreign Minister; Defence Minister; Interior Minister; Finance Minister; Secretary of State; Secretary of Defense;
Secretary of the Treasury; National Security Adviser; CIA Director; Director of National Intelligence;
Chairman of the Joint Chiefs of Staff; Ambassador to the United Nations; Ambassador to the United States;
Ambassador to Afghanistan; Special Representative for Afghanistan; Secretary-General; Secretary General; Director General
""")
# Two holders at once who both claimed the office.
RIVALS = {
    ("President", "CIV", "laurent-gbagbo", "alassane-ouattara"),
    ("President", "MDG", "marc-ravalomanana", "didier-ratsiraka"),
}
MOST_DAYS = 31


def _entries(pattern: str) -> list[Entry]:
    return [entry for path in sorted(DATA.glob(pattern)) for entry in read_entries(path, Origin.REGISTRY)]


STATES = [entry for entry in _entries("states*.yaml") if entry.actor.kind is ActorKind.STATE]
ORGANS = [entry for entry in _entries("states*.yaml") if entry.actor.kind is not ActorKind.STATE]
LEADERS = _entries("leaders*.yaml")
BODIES = [entry for name in ("organisations", "armed_groups", "parties", "media") for entry in _entries(f"{name}.yaml")]
STATE_IDS = {entry.actor.actor_id for entry in STATES}
SECTORS = set(_codes("GOV MIL REB OPP PTY COP JUD SPY LEG MED EDU BUS CRM CVL NGO IGO INT REL LAB REF UAF ELI"))


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


def test_ids_are_unique() -> None:
    ids = [entry.actor.actor_id for entry in [*STATES, *ORGANS, *LEADERS]]
    assert sorted(i for i in set(ids) if ids.count(i) > 1) == []


def test_every_state_is_there() -> None:
    assert len(UN_MEMBERS) == len(set(UN_MEMBERS)) == 193
    assert [code for code in [*UN_MEMBERS, *OTHERS] if code not in STATE_IDS] == []


@pytest.mark.parametrize("entry", STATES, ids=lambda e: e.actor.actor_id)
def test_state_is_complete(entry: Entry) -> None:
    code = entry.actor.actor_id
    assert len(code) == 3
    assert code.isupper()
    assert entry.actor.country == code
    assert entry.adjectives
    if code not in {"IOT", "TKL"}:
        assert entry.capital
    if code in UN_MEMBERS and code not in NO_SEAT:
        seats = {words(seat.name) for seat in entry.seats if seat.means == code}
        assert seats, "no seat of government"
        assert words(entry.capital or "") in {words(seat.name) for seat in entry.seats}


def test_codes_and_sectors_are_known(registry: Registry) -> None:
    for entry in [*STATES, *ORGANS, *LEADERS]:
        where = entry.actor.actor_id
        assert entry.actor.country is None or entry.actor.country in STATE_IDS, where
        assert set(entry.actor.sectors) <= SECTORS, where
        assert all(role.country is None or role.country in STATE_IDS for role in entry.roles), where
        assert all(seat.means in registry for seat in entry.seats), where


def test_organs_belong_to_their_state() -> None:
    assert [e.actor.actor_id for e in ORGANS if e.actor.actor_id.split(".")[0] != e.actor.country or not e.actor.sectors] == []


def test_terms_run_forward() -> None:
    wrong = [e.actor.actor_id for e in [*STATES, *LEADERS] if e.term.start and e.term.end and e.term.start > e.term.end]
    wrong += [e.actor.actor_id for e in STATES for s in e.seats if s.term.start and s.term.end and s.term.start > s.term.end]
    for entry in LEADERS:
        assert entry.roles, entry.actor.actor_id
        for role in entry.roles:
            if role.start_date is None or (role.end_date and role.start_date > role.end_date) or role.start_date.year > 2026:
                wrong.append(entry.actor.actor_id)
    assert wrong == []


def _certain(role: Role) -> tuple[date, date]:
    """The part of a term that is certain: a start on 1 January or an end on 31 December may stand for a mere year."""
    start, end = role.start_date or date.min, role.end_date or date(2026, 11, 22)
    if (start.month, start.day) == (1, 1):
        start = start.replace(month=12, day=31)
    if (end.month, end.day) == (12, 31):
        end = end.replace(month=1, day=1)
    return start, end


def _overlaps() -> Iterator[tuple[str, str | None, str, str, int]]:
    offices: dict[tuple[str, str | None, str | None], list[Role]] = defaultdict(list)
    for role in (role for entry in LEADERS for role in entry.roles if role.title in SINGLE_HOLDER):
        offices[role.title, role.country, None if role.country else role.organization].append(role)
    for (title, country, _), roles in offices.items():
        for one, other in combinations(roles, 2):
            (s1, e1), (s2, e2) = _certain(one), _certain(other)
            yield title, country, one.actor_id, other.actor_id, (min(e1, e2) - max(s1, s2)).days


def test_an_office_has_one_holder() -> None:
    too_long = {(t, c, a, b) for t, c, a, b, days in _overlaps() if days > MOST_DAYS}
    assert {(t, c, a, b) for t, c, a, b in too_long if (t, c, b, a) not in RIVALS} - RIVALS == set()


def test_nobody_is_there_twice() -> None:
    """One person under two ids: the same full name and the same country."""
    bearers: dict[tuple[str, str | None], set[str]] = defaultdict(set)
    for entry in LEADERS:
        for name in (entry.actor.name, *entry.actor.aliases):
            if len(key := words(name)) > 1:
                bearers[" ".join(key), entry.actor.country].add(entry.actor.actor_id)
    assert {name: ids for name, ids in bearers.items() if len(ids) > 1} == {}


def test_persons_have_a_gender_and_their_countries_are_states() -> None:
    assert [e.actor.actor_id for e in LEADERS if e.gender is None] == []
    assert [e.actor.actor_id for e in LEADERS for r in e.roles if not (r.country or r.organization)] == []


def test_a_name_of_two_bodies_is_listed() -> None:
    """Names of organisations, groups, parties and media clash with no other entry by accident."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in [*STATES, *ORGANS, *BODIES]:
        for name in {" ".join(words(n)) for n in (entry.actor.name, *entry.actor.aliases)}:
            bearers[name].add(entry.actor.actor_id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1 and name not in AMBIGUOUS}
    assert shared == AMBIGUOUS_BODIES


def test_every_file_says_where_its_facts_come_from() -> None:
    heads = {path.name: path.read_text("utf-8")[:900] for path in DATA.glob("*.yaml")}
    assert [name for name, head in heads.items() if "# source:" not in head] == []
    assert [name for name, head in heads.items() if name.startswith("leaders") and "looked up" not in head] == []


def test_names_are_shared_only_where_listed() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in [*STATES, *ORGANS, *LEADERS]:
        person = entry.actor.kind is ActorKind.PERSON
        for name in (entry.actor.name, *entry.actor.aliases, *entry.adjectives, *entry.demonyms):
            if not (person and len(words(name)) == 1):
                bearers[" ".join(words(name))].add(entry.actor.actor_id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1}
    assert shared == AMBIGUOUS
