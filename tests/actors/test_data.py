"""The registry's facts about states and leaders: complete, well formed, without contradictions, right where spot checks look."""

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

SINGLE_HOLDER = _titles("""
President; Prime Minister; Chancellor; King; Emir; Pope; Supreme Leader; Chief of Army Staff; Chief of the General Staff;
Foreign Minister; Defence Minister; Interior Minister; Finance Minister; Secretary of State; Secretary of Defense;
Secretary of the Treasury; National Security Adviser; CIA Director; Director of National Intelligence;
Chairman of the Joint Chiefs of Staff; Ambassador to the United Nations; Ambassador to the United States;
Ambassador to Afghanistan; Special Representative for Afghanistan; Secretary-General; Secretary General; Director General
""")
# Two holders at once who both claimed the office.
RIVALS = {("President", "CIV", "laurent-gbagbo", "alassane-ouattara")}
MOST_DAYS = 92


def _entries(pattern: str) -> list[Entry]:
    return [entry for path in sorted(DATA.glob(pattern)) for entry in read_entries(path, Origin.REGISTRY)]


STATES = [entry for entry in _entries("states*.yaml") if entry.actor.kind is ActorKind.STATE]
ORGANS = [entry for entry in _entries("states*.yaml") if entry.actor.kind is not ActorKind.STATE]
LEADERS = _entries("leaders*.yaml")
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


def test_names_are_shared_only_where_listed() -> None:
    bearers: dict[str, set[str]] = defaultdict(set)
    for entry in [*STATES, *ORGANS, *LEADERS]:
        person = entry.actor.kind is ActorKind.PERSON
        for name in (entry.actor.name, *entry.actor.aliases, *entry.adjectives, *entry.demonyms):
            if not (person and len(words(name)) == 1):
                bearers[" ".join(words(name))].add(entry.actor.actor_id)
    shared = {name: ids for name, ids in bearers.items() if len(ids) > 1}
    assert shared == AMBIGUOUS


HOLDERS = [
    ("Secretary of State", "USA", "2017-08-20", "rex-tillerson"),
    ("Secretary of State", "USA", "2015-07-14", "john-kerry"),
    ("Secretary of State", "USA", "1999-03-24", "madeleine-albright"),
    ("Secretary of State", "USA", "2021-08-15", "antony-blinken"),
    ("Secretary of Defense", "USA", "2003-03-20", "donald-rumsfeld"),
    ("Secretary of Defense", "USA", "2018-06-12", "james-mattis"),
    ("President", "USA", "2001-09-11", "george-w-bush"),
    ("President", "USA", "2020-02-29", "donald-trump"),
    ("President", "USA", "2016-03-02", "barack-obama"),
    ("National Security Adviser", "USA", "2019-01-10", "john-bolton"),
    ("National Security Adviser", "USA", "1972-02-21", "henry-kissinger"),
    ("President", "RUS", "2010-04-08", "dmitry-medvedev"),
    ("President", "RUS", "2014-03-18", "vladimir-putin"),
    ("President", "RUS", "1993-10-04", "boris-yeltsin"),
    ("Foreign Minister", "RUS", "2016-03-02", "sergei-lavrov"),
    ("Foreign Minister", "RUS", "1992-06-01", "andrei-kozyrev"),
    ("Defence Minister", "RUS", "2022-02-24", "sergei-shoigu"),
    ("President", "SUN", "1991-08-19", "mikhail-gorbachev"),
    ("President", "CHN", "2015-09-03", "xi-jinping"),
    ("Foreign Minister", "CHN", "2017-12-26", "wang-yi"),
    ("Foreign Minister", "CHN", "2023-03-07", "qin-gang"),
    ("Prime Minister", "GBR", "2003-03-20", "tony-blair"),
    ("Prime Minister", "GBR", "2022-09-30", "liz-truss"),
    ("Foreign Minister", "GBR", "2017-01-20", "boris-johnson"),
    ("President", "FRA", "2015-11-13", "francois-hollande"),
    ("Foreign Minister", "FRA", "2003-02-14", "dominique-de-villepin"),
    ("Chancellor", "DEU", "2011-12-05", "angela-merkel"),
    ("Foreign Minister", "DEU", "2001-12-05", "joschka-fischer"),
    ("President", "AFG", "2009-12-01", "hamid-karzai"),
    ("President", "AFG", "2018-06-15", "ashraf-ghani"),
    ("Foreign Minister", "AFG", "2016-03-02", "salahuddin-rabbani"),
    ("National Security Adviser", "AFG", "2017-03-01", "mohammad-haneef-atmar"),
    ("Chief Executive", "AFG", "2015-06-01", "abdullah-abdullah"),
    ("Supreme Leader", "AFG", "2016-01-15", "akhtar-mansour"),
    ("Prime Minister", "PAK", "2014-12-16", "nawaz-sharif"),
    ("Prime Minister", "PAK", "2019-07-22", "imran-khan"),
    ("President", "PAK", "2006-01-01", "pervez-musharraf"),
    ("Chief of Army Staff", "PAK", "2015-07-11", "raheel-sharif"),
    ("Foreign Minister", "PAK", "2025-10-28", "ishaq-dar"),
    ("Prime Minister", "IND", "2005-07-18", "manmohan-singh"),
    ("Foreign Minister", "IND", "2016-12-04", "sushma-swaraj"),
    ("National Security Adviser", "IND", "2019-02-26", "ajit-doval"),
    ("President", "IRN", "2015-07-14", "hassan-rouhani"),
    ("Foreign Minister", "IRN", "2015-07-14", "mohammad-javad-zarif"),
    ("Supreme Leader", "IRN", "2009-06-12", "ali-khamenei"),
    ("Prime Minister", "ISR", "1993-09-13", "yitzhak-rabin"),
    ("Prime Minister", "ISR", "2023-10-07", "benjamin-netanyahu"),
    ("Defence Minister", "ISR", "2023-10-07", "yoav-gallant"),
    ("President", "EGY", "2013-06-30", "mohamed-morsi"),
    ("President", "SYR", "2015-09-30", "bashar-al-assad"),
    ("President", "TUR", "2015-11-24", "recep-tayyip-erdogan"),
    ("Foreign Minister", "TUR", "2019-10-17", "mevlut-cavusoglu"),
    ("President", "UKR", "2014-02-01", "viktor-yanukovych"),
    ("President", "UKR", "2022-02-24", "volodymyr-zelensky"),
    ("President", "GEO", "2008-08-08", "mikheil-saakashvili"),
    ("President", "UZB", "2015-06-01", "islam-karimov"),
    ("President", "KAZ", "2022-01-05", "kassym-jomart-tokayev"),
    ("Prime Minister", "JPN", "2016-12-15", "shinzo-abe"),
    ("President", "KOR", "2018-04-27", "moon-jae-in"),
    ("President", "ZAF", "1995-06-24", "nelson-mandela"),
    ("Prime Minister", "ETH", "2020-11-04", "abiy-ahmed"),
    ("President", "VEN", "2002-04-10", "hugo-chavez"),
    ("King", "SAU", "2014-06-01", "king-abdullah-bin-abdulaziz"),
    ("Emir", "QAT", "2020-02-29", "tamim-bin-hamad-al-thani"),
    ("Pope", "VAT", "2010-01-01", "benedict-xvi"),
    ("Prime Minister", "HUN", "2015-09-04", "viktor-orban"),
    ("President", "BLR", "2020-08-09", "alexander-lukashenko"),
]


@pytest.mark.parametrize(("title", "country", "on", "expected"), HOLDERS)
def test_who_held_an_office(registry: Registry, title: str, country: str, on: str, expected: str) -> None:
    assert registry.holder(title, country, date.fromisoformat(on)) == expected


INTERNATIONAL = [
    ("Secretary-General", "United Nations", "1994-04-07", "boutros-boutros-ghali"),
    ("Secretary-General", "United Nations", "2003-03-20", "kofi-annan"),
    ("Secretary-General", "United Nations", "2015-12-12", "ban-ki-moon"),
    ("Secretary-General", "United Nations", "2021-08-16", "antonio-guterres"),
    ("Secretary General", "NATO", "1999-03-24", "javier-solana"),
    ("Secretary General", "NATO", "2016-02-01", "jens-stoltenberg"),
    ("High Representative for Foreign Affairs", "European Union", "2015-07-14", "federica-mogherini"),
    ("President of the European Commission", "European Union", "2006-01-01", "jose-manuel-barroso"),
    ("Special Representative for Afghanistan", "United Nations", "2001-12-05", "lakhdar-brahimi"),
    ("Special Envoy for Syria", "United Nations", "2016-02-01", "staffan-de-mistura"),
]


@pytest.mark.parametrize(("title", "organization", "on", "expected"), INTERNATIONAL)
def test_who_served_an_organisation(title: str, organization: str, on: str, expected: str) -> None:
    day = date.fromisoformat(on)
    held = {
        role.actor_id
        for entry in LEADERS
        for role in entry.roles
        if (role.title, role.organization, role.country) == (title, organization, None)
        and (role.start_date or date.min) <= day <= (role.end_date or date.max)
    }
    assert held == {expected}


NAMES = [
    ("Turkiye", None, "TUR"),
    ("Trkiye", None, "TUR"),
    ("Côte d'Ivoire", None, "CIV"),
    ("Burma", None, "MMR"),
    ("DPRK", None, "PRK"),
    ("Swaziland", None, "SWZ"),
    ("U.S.", None, "USA"),
    ("Kremlin", "2016-03-02", "RUS"),
    ("Kremlin", "1985-03-11", "SUN"),
    ("Kabul", "2016-03-02", "AFG"),
    ("Kabul", "2022-03-02", "TALIBAN"),
    ("Kabul", "1998-08-20", "TALIBAN"),
    ("Rawalpindi", "2016-03-02", "PAK.MIL"),
    ("Brussels", "2016-03-02", "EU"),
    ("Nur-Sultan", "2020-03-02", "KAZ"),
    ("Belgrade", "1999-03-24", "YUG"),
    ("Downing Street", "2016-03-02", "GBR"),
    ("State Department", "2016-03-02", "USA.MFA"),
    ("Bundestag", "2016-03-02", "DEU.LEG"),
    ("Knesset", "2016-03-02", "ISR.LEG"),
    ("Zamir Kabulov", "2016-03-02", "zamir-kabulov"),
    ("Haibatullah Akhundzada", "2018-03-02", "hibatullah-akhundzada"),
    ("Hanif Atmar", "2016-03-02", "mohammad-haneef-atmar"),
    ("Sergey Lavrov", "2016-03-02", "sergei-lavrov"),
]


@pytest.mark.parametrize(("name", "on", "expected"), NAMES)
def test_what_a_name_means(registry: Registry, name: str, on: str | None, expected: str) -> None:
    form = registry.find(name, date.fromisoformat(on) if on else None)
    assert form is not None
    assert form.actor_id == expected
