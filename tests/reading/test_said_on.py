"""When it was said: sentences read on Wednesday, 16 March 2016, with the day or period of the saying."""

from datetime import date

import pytest
from spacy.language import Language

from detente.reading.cues import find
from detente.reading.periods import Period
from detente.reading.said_on import said_on, said_within
from detente.reading.scene import Scene

ON = date(2016, 3, 16)
MONDAY = date(2016, 3, 14)

DAYS = [
    ("The envoy said that Rome agrees.", ON),
    ("The envoy said on Monday that Rome agrees.", MONDAY),
    ("The envoy said Monday that Rome agrees.", MONDAY),
    ("On Monday, the envoy said that Rome agrees.", MONDAY),
    ("“Rome agrees,” the envoy said on Monday.", MONDAY),
    ("“Rome agrees,” the envoy told reporters on Monday.", MONDAY),
    ("The minister told reporters on 12 March that the road was open.", date(2016, 3, 12)),
    ("The minister told a news conference on March 12 that the road was open.", date(2016, 3, 12)),
    ("The mayor said yesterday that the bridge was safe.", date(2016, 3, 15)),
    ("Yesterday the mayor said that the bridge was safe.", date(2016, 3, 15)),
    ("The mayor said today that the bridge was safe.", ON),
    ("The mayor said last night that the bridge was safe.", date(2016, 3, 15)),
    ("The mayor said late on Tuesday that the bridge was safe.", date(2016, 3, 15)),
    ("The mayor said earlier on Tuesday that the bridge was safe.", date(2016, 3, 15)),
    ("In a letter sent on 3 February 2015, the bank warned that money was short.", date(2015, 2, 3)),
    ("In a statement published on Sunday, the group said that it had fired two rockets.", date(2016, 3, 13)),
    ("Speaking in Oslo on Friday, the king said that peace was near.", date(2016, 3, 11)),
    ("The king said in a speech on 1 January that peace was near.", date(2016, 1, 1)),
    ("The agency reported on 2015-11-20 that ten ships had left.", date(2015, 11, 20)),
    ("Two days ago the consul said that visas were free.", MONDAY),
    ("The consul said two days ago that visas were free.", MONDAY),
    ("The envoy said that Rome would agree in May.", ON),
    ("The envoy said that Rome had agreed on Monday.", ON),
    ("The envoy said that Rome had agreed in 2012.", ON),
    ("The minister, who took office in 2014, said that the road was open.", ON),
    ("The army denied that its planes were there on Tuesday.", ON),
    ("According to the mayor, the bridge fell on Monday.", ON),
    ("The union vowed to strike next week.", ON),
    ("Since 2012 the envoy has said that Rome agrees.", ON),
    ("“We leave on Friday,” the coach said on Tuesday.", date(2016, 3, 15)),
]  # fmt: skip

PERIODS = [
    ("The envoy said last week that Rome agrees.", Period(date(2016, 3, 7), date(2016, 3, 13))),
    ("In a speech last week, the envoy said that Rome agrees.", Period(date(2016, 3, 7), date(2016, 3, 13))),
    ("In 2014 the envoy said that Rome agrees.", Period(date(2014, 1, 1), date(2014, 12, 31))),
    ("The envoy said in 2014 that Rome agrees.", Period(date(2014, 1, 1), date(2014, 12, 31))),
    ("The envoy said in February that Rome agrees.", Period(date(2016, 2, 1), date(2016, 2, 29))),
    ("The envoy said in May 2013 that Rome agrees.", Period(date(2013, 5, 1), date(2013, 5, 31))),
    ("The envoy said last month that Rome agrees.", Period(date(2016, 2, 1), date(2016, 2, 29))),
    ("The envoy had previously said that Rome agrees.", Period(None, ON)),
    ("The envoy earlier said that Rome agrees.", Period(None, ON)),
    ("The envoy said three years ago that Rome agrees.", Period(None, ON)),
    ("The envoy recently said that Rome agrees.", Period(None, ON)),
    ("Years ago the envoy said that Rome agrees.", Period(None, ON)),
]  # fmt: skip


def told(nlp: Language, text: str, on: date | None) -> tuple[date | None, Period]:
    """Day and period of the first statement of a sentence."""
    doc = nlp(text)
    found = find(Scene.of(doc, text))
    outer = next(iter(found))
    places = sorted(outer.content)
    spans = [(i, i + 1) for i in places]
    return said_on(outer.cue, spans, doc, on), said_within(outer.cue, spans, doc, on)


@pytest.mark.parametrize(("text", "day"), DAYS)
def test_day(nlp: Language, text: str, day: date) -> None:
    assert told(nlp, text, ON)[0] == day


@pytest.mark.parametrize(("text", "period"), PERIODS)
def test_period_is_no_day(nlp: Language, text: str, period: Period) -> None:
    day, found = told(nlp, text, ON)
    assert found == period
    assert day is None


@pytest.mark.parametrize(("text", "day"), [(DAYS[0][0], None), (DAYS[1][0], None), (DAYS[14][0], date(2015, 2, 3))])
def test_document_without_a_date(nlp: Language, text: str, day: date | None) -> None:
    assert told(nlp, text, None)[0] == day
