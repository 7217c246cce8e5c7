"""Well-known facts that the registry has to have right: who held an office on a day, and what a name means."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors.registry import DATA, Registry
from detente.actors.schema import read_entries
from detente.records import Origin

LEADERS = [entry for path in sorted(DATA.glob("leaders*.yaml")) for entry in read_entries(path, Origin.REGISTRY)]


@pytest.fixture(scope="module")
def registry() -> Registry:
    return Registry.load()


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
    ("Foreign Minister", "AFG", "2006-01-15", "abdullah-abdullah"),
    ("Defence Minister", "JPN", "2008-09-01", "yoshimasa-hayashi"),
    ("Defence Minister", "FRA", "1999-03-24", "alain-richard"),
    ("Defence Minister", "POL", "2010-04-10", "bogdan-klich"),
    ("Foreign Minister", "SRB", "2013-04-19", "ivan-mrkic"),
    ("Foreign Minister", "YEM", "2011-02-01", "abu-bakr-al-qirbi"),
    ("Prime Minister", "JOR", "2016-01-01", "abdullah-ensour"),
    ("Prime Minister", "NPL", "2007-06-01", "girija-prasad-koirala"),
    ("President", "BGR", "2014-01-01", "rosen-plevneliev"),
    ("President", "HUN", "1999-03-12", "arpad-goncz"),
    ("President", "CHN", "1990-06-01", "yang-shangkun"),
    ("President", "BOL", "2003-01-01", "gonzalo-sanchez-de-lozada"),
    ("Foreign Minister", "BEL", "2015-11-13", "didier-reynders"),
    ("Foreign Minister", "ARG", "1995-01-01", "guido-di-tella"),
    ("Prime Minister", "LTU", "2022-02-24", "ingrida-simonyte"),
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
    ("Yongsan", "2023-03-02", "KOR"),
    ("Blue House", "2018-04-27", "KOR"),
    ("Volodymyr Zelenskiy", "2022-03-02", "volodymyr-zelensky"),
    ("Tariq Aziz", "1991-01-09", "tariq-aziz"),
    ("Kiev", "2014-03-02", "UKR"),
    ("Riigikogu", "2022-03-02", "EST.LEG"),
    ("Obama", "2013-03-02", "barack-obama"),
    ("Trump", "2016-03-02", "donald-trump"),
    ("Sergey Lavrov", "2016-03-02", "sergei-lavrov"),
]


@pytest.mark.parametrize(("name", "on", "expected"), NAMES)
def test_what_a_name_means(registry: Registry, name: str, on: str | None, expected: str) -> None:
    form = registry.find(name, date.fromisoformat(on) if on else None)
    assert form is not None
    assert form.actor_id == expected
