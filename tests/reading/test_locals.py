"""Parties that a sentence names without their state: whose they are, and where that stays open."""

from __future__ import annotations

from datetime import date

import pytest

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.reading.local_nouns import agents, words_of
from detente.reading.locals import actor_of, local_parties
from detente.reading.participants import Stage
from detente.records import Block, BlockRole, MentionForm

DAY = date(2016, 3, 2)

FOUND = [
    (
        "Khartoum barred a columnist and the police arrested students.",
        {"columnist": "SDN.MED", "police": "SDN.COP", "students": "SDN.EDU"},
    ),
    ("The army has shelled rebels near Goma.", {"rebels": "COD.REB", "army": "COD.MIL"}),
    ("Lesotho's army chief surrounded the prime minister's villa.", {"prime minister": "pakalitha-mosisili"}),
    ("Thousands of protesters clashed with police in Dhaka.", {"protesters": "BGD.CVL"}),
    ("The Sudanese government rejected demands from the rebels.", {"rebels": "SDN.REB"}),
    ("Soldiers opened fire on a crowd in Conakry.", {"Soldiers": "GIN.MIL", "crowd": "GIN.CVL"}),
    ("Tunisian judges walked out, calling for the justice minister to go.", {"justice minister": "TUN.GOV"}),
    ("Norway is mediating between Bogotá and the guerrillas.", {"guerrillas": "COL.REB"}),
    ("Rioters burned shops in the Tunisian mining town of Redeyef.", {"Rioters": "TUN.CVL"}),
    ("Ukraine ordered its troops to the border.", {"troops": "UKR.MIL"}),
    ("Police disperse Lusaka vendors with tear gas.", {"vendors": "ZMB.CVL"}),
    ("Chad's president ordered the army to shell the rebels.", {"rebels": "TCD.REB"}),
    ("Israeli jets struck a town in Lebanon, killing five villagers.", {"villagers": "LBN.CVL"}),
    ("The opposition boycotted the opening of the Serbian parliament.", {"opposition": "SRB.OPP"}),
    ("Kenya's president sent soldiers against the protesters.", {"protesters": "KEN.CVL"}),
    ("Students in Manchester, Iowa, heckled a senator.", {"Students": "USA.EDU"}),
]

OPEN = [
    ("The police arrested three men on Friday.", "no state at all"),
    ("We agreed that the students would bring the salad.", "everyday text"),
    ("France urged the government to talk.", "a government is not the one that another speaks to"),
    ("The president met the German chancellor.", "nor is a president"),
    ("Norway and Qatar asked the rebels to free the bishop.", "several states"),
    ("Foreign journalists left Ethiopia.", "somebody from elsewhere"),
    ("Officials on both sides said that Armenia and Azerbaijan had exchanged prisoners.", "several states"),
    ("Negotiators huddled in Paris over the weekend.", "those who travel"),
    ("Hamas fighters greeted a Turkish envoy.", "a group of its own"),
    ("Kenyan officials condemned the forces of bigotry.", "no soldiers"),
    ("Hungary dropped its opposition to the bill.", "no party"),
    ("The police will be called if Peru wins, an insurer in London joked.", "where a speaker is"),
    ("Israel bombed militants on Sunday.", "armed men whom others bomb"),
    ("The court in The Hague let the Serbian general go.", "a court of all states"),
    ("The U.N. secretary-general spoke in New York.", "part of a word"),
    ("At a congress in Tirana nobody spoke of Greece.", "no parliament"),
    ("Spain's minister was a soldier.", "what somebody is"),
]


def staged(nlp, *texts):
    passages = [Passage("d", Block(0, len(text), BlockRole.BODY), nlp(text), text) for text in texts]
    return passages, cast_passages(passages, Registry.load(), DAY)


def parties(nlp, *texts):
    """The parties of the last text by their words."""
    passages, cast = staged(nlp, *texts)
    last = len(passages) - 1
    stage = Stage(cast, last)
    found = [a for s in passages[last].doc.sents for a in local_parties(last, s, stage, DAY)]
    return {a.mention.text: a.actor_id for a in found}


@pytest.mark.parametrize(("text", "wanted"), FOUND, ids=[text for text, _ in FOUND])
def test_whose_a_local_party_is(nlp, text, wanted):
    found = parties(nlp, text)
    assert {word: found.get(word) for word in wanted} == wanted


@pytest.mark.parametrize(("text", "why"), OPEN, ids=[text for text, _ in OPEN])
def test_where_nothing_tells_the_state(nlp, text, why):
    found = parties(nlp, text)
    assert not found, why


def test_a_document_about_one_state_means_its_police(nlp):
    told = ("Zambia held a vote. Zambia's president won it.", "Zambian lawmakers protested.", "The police used tear gas.")
    assert parties(nlp, *told) == {"police": "ZMB.COP"}
    assert parties(nlp, *told[:2], "Villagers slept.") == {}
    assert parties(nlp, *told[:2], "Malawi and Angola protested.", "The police used tear gas.") == {}


def test_soldiers_at_a_place_are_not_its_own_in_a_document_about_others(nlp):
    told = ("France said on Monday that France would stay. France sent jets.",)
    assert "troops" not in parties(nlp, *told, "The troops in Mali will be fed.")


def test_a_party_is_no_mention_and_stands_where_it_is_written(nlp):
    text = "Protesters clashed with the riot police in Harare."
    passages, cast = staged(nlp, text)
    before = list(cast.appearances)
    found = local_parties(0, passages[0].doc[:], Stage(cast, 0), DAY)
    assert cast.appearances == before
    for party in found:
        assert text[party.mention.start : party.mention.end] == party.mention.text
        assert passages[0].doc[party.head].i == party.end - 1
        assert cast.at(0, party.head) is None
        assert party.mention.form is MentionForm.NOMINAL


def test_without_a_date_nobody_holds_an_office(nlp):
    passages, cast = staged(nlp, "Lesotho's army chief surrounded the prime minister's villa.")
    found = local_parties(0, passages[0].doc[:], Stage(cast, 0))
    assert [a.actor_id for a in found] == ["LSO.GOV"]


def test_the_actor_of_a_composed_id():
    actor = actor_of("KEN.COP")
    assert (actor.country, actor.sectors) == ("KEN", ("COP",))


def test_every_noun_of_the_list_has_a_part():
    assert agents().noun(("docker",)) is not None
    assert {"police", "army"} <= words_of("by_document")
