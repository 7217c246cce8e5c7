"""Hosts, formats and absences of meetings, from sentences of our own: text | trigger | participants = host | format | absent."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.intake.documents import prose
from detente.language.passages import parse
from detente.reading.gathering_nouns import occasion
from detente.reading.gatherings import Gathering, gathering
from detente.reading.participants import Stage

HOSTS = """
Talks hosted by Qatar between Washington and the Taliban began on Monday. | Talks | USA TALIBAN = QAT
Qatar hosted talks between the United States and the Taliban. | talks | USA TALIBAN = QAT
Moscow hosted peace negotiations between Cyprus and Greece. | negotiations | CYP GRC = RUS
Qatar hosted the Taliban and American envoys. | hosted | USA TALIBAN = QAT
Trump will host Kim in Washington. | host | donald-trump kim-jong-un = donald-trump
The Turkish-hosted talks between Israel and Syria failed. | talks | ISR SYR = TUR
The Taliban were absent from the conference that Uzbekistan hosted in Tashkent. | conference | UZB = UZB
The Egyptian president visited Moscow on Tuesday. | visited | EGY = RUS
The Chinese minister paid a visit to Ankara. | visit | CHN = TUR
Erdogan flew to Baku for talks with Aliyev. | flew | recep-tayyip-erdogan = AZE
Putin met Erdogan in Ankara. | met | vladimir-putin recep-tayyip-erdogan = TUR
Putin met Erdogan in Geneva. | met | vladimir-putin recep-tayyip-erdogan = -
Taliban talks with the United States stalled. | talks | USA TALIBAN = -
The Indian and Chinese presidents met. | met | IND CHN = -
"""

FORMATS = """
Russia, Iran and India met in the Moscow format on Friday. | met = Moscow format
Russia and Ukraine met within the Normandy format. | met = Normandy format
The fourth round of the Doha talks between Kabul and the Taliban ended on Sunday. | talks = Doha talks
Turkey hosted the Istanbul conference on Libya. | conference = Istanbul conference
Qatar opened a conference in Istanbul with Turkey. | opened = Istanbul conference
Russia and China held consultations in Moscow. | held = Moscow consultations
Greece and Turkey held talks in Geneva. | held = Geneva talks
Indian and Pakistani ministers attended a summit of the SCO in Astana. | attended = SCO summit
Envoys from Japan and South Korea attended the G7 summit in Cornwall. | attended = G7 summit
Envoys of five states met in Tashkent for the Heart of Asia conference. | met = Heart of Asia conference
The Munich Security Conference brought Iran and Oman together. | Conference = Munich Security Conference
Afghanistan and China held the first meeting of the Quadrilateral Coordination Group. | held = Quadrilateral Coordination Group
Armenia, Turkey and Georgia held a trilateral meeting in Tbilisi. | held = trilateral meeting
The six-party talks on North Korea resumed in Beijing. | talks = six-party talks
The intra-Afghan talks between Kabul and the Taliban opened in Doha. | talks = intra-Afghan talks
Macron and Merkel met on the sidelines of the G20 summit in Osaka. | met = -
Taliban talks with the United States stalled. | talks = -
American and Taliban negotiators ended 16 days of talks in Qatar. | talks = -
Peace Talks Between Israel and Syria Open | Talks = -
The Russian and Chinese presidents met after the Munich Security Conference. | met = -
The Egyptian president visited Moscow on Tuesday. | visited = -
"""

ABSENT = """
Russia, China and Pakistan held consultations in Moscow. Kabul was not invited. | held = AFG
China and the Taliban met in Tianjin. Kabul said it had not been invited to the meeting. | met = AFG
Greece and Turkey held talks in Geneva without the United States. | held = USA
Japan and South Korea met in Seoul without Chinese participation. | met = CHN
Syria and Turkey met in Sochi in the absence of Iran. | met = IRN
Moscow hosted peace negotiations that excluded the Afghan government. | negotiations = AFG
The Taliban were absent from the conference that Uzbekistan hosted in Tashkent. | conference = TALIBAN
Egypt and Sudan met in Cairo. Ethiopia boycotted the meeting. | met = ETH
Egypt and Sudan met in Cairo. Ethiopia stayed away from the talks, and Washington declined to take part. | met = ETH USA
Turkey postponed the Istanbul conference because the Taliban refuse to attend it. | conference = TALIBAN
Saudi and Iranian officials met in Baghdad. The Houthis did not attend. | met = HOUTHIS
The Taliban will not take part in the Istanbul conference. | conference = TALIBAN
Kenya and Somalia met in Nairobi, but Ethiopia was not represented. | met = ETH
Macron welcomed the Ukrainian president, but Germany was left out of the talks. | welcomed = DEU
France and Germany met in Paris. Russia may boycott the talks. | met = -
France and Germany met in Paris. Russia denied that it had boycotted the meeting. | met = -
Saudi and Iranian officials met in Baghdad. The Houthis did not attend the Vienna conference in May. | met = -
The Russian and Chinese presidents met without ties. | met = -
Kenya and Somalia met in Nairobi without an agreement with Uganda. | met = -
Kenya and Somalia met in Nairobi and agreed to exclude fish from the tariff. | met = -
Kenya and Somalia met in Nairobi. Uganda was not invited to join the customs union. | met = -
Kenya and Somalia met in Nairobi. Uganda refused to pay. | met = -
"""


def told(nlp: Language, text: str, trigger: str, parties: str = "") -> Gathering:
    document = prose(text, date(2021, 3, 2))
    ((_, passages),) = parse([document], nlp)
    cast = cast_passages(passages, Registry.load(), document.published)
    token = next(t for t in passages[0].doc if t.text == trigger)
    there = [a for a in cast.appearances if a.actor_id in parties.split() or cast.actor(a).country in parties.split()]
    return gathering(token, there, Stage(cast, 0))


def rows(table: str) -> list[tuple[list[str], str]]:
    lines = [line.split(" = ") for line in table.strip().splitlines()]
    return [([part.strip() for part in given.split(" | ")], "" if value == "-" else value) for given, value in lines]


@pytest.mark.parametrize(("given", "host"), rows(HOSTS))
def test_hosts(nlp: Language, given: list[str], host: str) -> None:
    assert (told(nlp, *given).host_id or "") == host


@pytest.mark.parametrize(("given", "name"), rows(FORMATS))
def test_formats(nlp: Language, given: list[str], name: str) -> None:
    assert (told(nlp, *given).format or "") == name


@pytest.mark.parametrize(("given", "ids"), rows(ABSENT))
def test_absences(nlp: Language, given: list[str], ids: str) -> None:
    assert list(told(nlp, *given).absent_ids) == ids.split()


def test_the_nouns_of_a_meeting(nlp: Language) -> None:
    doc = nlp("The ministers met in Doha for the second round of the peace talks after a summit.")
    trigger = next(t for t in doc if t.lower_ == "met")
    assert [t.lower_ for t in occasion(trigger)] == ["round", "talks"]


def test_text_without_a_meeting_says_nothing(nlp: Language) -> None:
    assert told(nlp, "The prices rose.", "rose") == Gathering()
