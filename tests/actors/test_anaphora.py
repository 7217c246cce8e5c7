"""What he, she, it, they, "the ministry" and "both countries" mean."""

from __future__ import annotations

import pytest
from casting import cast, pairs
from spacy.language import Language

from detente.actors.cast import Cast

PRONOUNS = [
    # text, pronoun, actor (None: nobody)
    ("Angela Merkel met Emmanuel Macron in Paris. She praised the plan.", "She", "angela-merkel"),
    ("Angela Merkel met Emmanuel Macron in Paris. He praised the plan.", "He", "emmanuel-macron"),
    ("Emmanuel Macron, who had just returned from Cairo, said he would not sign.", "he", "emmanuel-macron"),
    ('"Nobody wants this war," Emmanuel Macron told reporters. "It must end," he added.', "he", "emmanuel-macron"),
    ("Emmanuel Macron defended his proposal on Friday.", "his", "emmanuel-macron"),
    ("Angela Merkel said the talks had failed. Reporters asked her about sanctions.", "her", "angela-merkel"),
    ("Emmanuel Macron flew to Berlin to brief him.", "him", None),
    ("Angela Merkel met Vladimir Putin. He said Putin would call again.", "He", None),
    ("A woman was hurt in the crash. She was taken to hospital in Lyon.", "She", None),
    ("Turkey closed the border on Monday. It accused Greece of smuggling.", "It", "TUR"),
    ("Turkey recalled its ambassador from Athens.", "its", "TUR"),
    ("Turkey warned Greece again. It was raining in Athens.", "It", None),
    ("Turkey believes that it is impossible to reach a deal.", "it", None),
    ("The Taliban rejected the offer. They demanded the release of prisoners.", "They", "TALIBAN"),
    ("Politifact rated the claim on Monday. They found it false.", "They", "POLITIFACT"),
    ("Sweden banned the boats on Monday. Farmers were angry. They blocked a road.", "They", None),
]


@pytest.mark.parametrize(("text", "pronoun", "actor"), PRONOUNS)
def test_pronouns(nlp: Language, text: str, pronoun: str, actor: str | None) -> None:
    assert dict(pairs(nlp, text, "2018-03-02")).get(pronoun) == actor


def test_a_person_is_followed_over_paragraphs(nlp: Language) -> None:
    text = "Emmanuel Macron opened the summit.\nHe called for a ceasefire.\nHe also promised help.\nLater he left for Lyon."
    found = pairs(nlp, text, "2018-03-02")
    assert [a for words, a in found if words in {"He", "he"}] == ["emmanuel-macron"] * 3


def test_a_pronoun_says_whether_a_person_is_a_man_or_a_woman(nlp: Language) -> None:
    text = "Sasha Brenner leads the Berlin office. She joined in 2010. Emmanuel Macron called him a friend."
    found = dict(pairs(nlp, text, "2018-03-02"))
    assert found["She"] == "sasha-brenner"
    assert found.get("him") != "sasha-brenner"


FOLLOW_UPS = [
    # text that ends with a quotation signed by a pronoun, pronoun, actor (None: nobody)
    ("Peter Hollis said it works. “It is cheap,” noted Mark Crane of the Harbour Institute. “Nobody pays,” he said.",
     "he", "mark-crane"),
    ("Peter Hollis met Mark Crane. Peter Hollis left. “It is dead,” Mark Crane replied. “It never lived. Nobody cared,” he said.",
     "he", "mark-crane"),
    ("Ruth Berg met Mark Crane. Mark Crane accused Peter Hollis of lies. “That man knows nothing,” he said.",
     "he", "mark-crane"),
    ("Dana Crane lost. Reporters asked her why. Ruth Berg, a banker, mocked the result. “Voters are clever,” she wrote.",
     "she", "ruth-berg"),
    ("Ruth Berg said no. A shopkeeper came. “It was huge,” she said.", "she", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "pronoun", "actor"), FOLLOW_UPS)
def test_who_goes_on_speaking(nlp: Language, text: str, pronoun: str, actor: str | None) -> None:
    assert [a for words, a in pairs(nlp, text, "2018-03-02") if words == pronoun] == ([actor] if actor else [])


NOUNS = [
    # text, noun phrase, actor (None: nobody)
    ("The Turkish Foreign Ministry summoned the envoy. The ministry called the remarks unacceptable.", "The ministry", "TUR.MFA"),
    ("NATO sent ships to the Aegean. The alliance said the mission would last a year.", "The alliance", "NATO"),
    ("The Taliban attacked a base near Kunduz. The group said it had killed ten soldiers.", "The group", "TALIBAN"),
    ("Troops entered Mali last year. The country has asked for help.", "The country", "MLI"),
    ("Russia wants a role in Mali. Moscow has sold weapons to the country.", "the country", "MLI"),
    ("NATO and the African Union met on Monday. The other organisation was absent.", "The other organisation", None),
    ("The storm hit Mali. The army said it had saved hundreds.", "The army", "MLI.MIL"),
    ("The Harbour Times broke the story in May. The Times said the port was bankrupt.", "Times", "harbour-times"),
    ("Joe Biden left the White House. The House will vote in May.", "House", None),
]


@pytest.mark.parametrize(("text", "noun", "actor"), NOUNS)
def test_nouns_for_bodies(nlp: Language, text: str, noun: str, actor: str | None) -> None:
    assert dict(pairs(nlp, text, "2018-03-02")).get(noun) == actor


PEOPLE = [
    (
        "Maria Sokolova, an analyst at the Institute for Peace Studies, spoke first.\nThe analyst said that it was too late.",
        "The analyst",
    ),
    ("Maria Sokolova, the Georgian envoy, spoke first.\nThe envoy said that it was too late.", "The envoy"),
    ("Maria Sokolova, Georgia's envoy to Turkey, spoke first.\nThe Georgian envoy left early.", "Georgian envoy"),
    ("Maria Sokolova spoke first.\nThe Oregon senator said that it was too late.", "The Oregon senator"),
]


@pytest.mark.parametrize(("text", "noun"), PEOPLE)
def test_nouns_for_persons(nlp: Language, text: str, noun: str) -> None:
    assert dict(pairs(nlp, text, "2019-03-05"))[noun] == "maria-sokolova"


OFFICES = [
    # text, noun phrase, actor (None: nobody)
    ("Mark Crane, the Republican nominee, spoke in Ohio. The nominee promised jobs.", "The nominee", "mark-crane"),
    ("Mark Crane spoke in Ohio. The GOP candidate promised jobs. He left late.", "candidate", "mark-crane"),
    ("Mark Crane spoke in Ohio. The GOP candidate promised jobs. He left late.", "He", "mark-crane"),
    ("Ruth Berg, the Democratic nominee, met Mark Crane. The Republican nominee left.", "The Republican nominee", "mark-crane"),
    ("Ruth Berg, the Democratic nominee, won. The Republican nominee wept.", "The Republican nominee", None),
    ("Ruth Berg leads. She is ahead of the Republican nominee, Mark Crane, in Ohio.", "the Republican nominee", None),
    ("Ruth Berg, the Republican nominee's eldest daughter, spoke.", "the Republican nominee", None),
    ("A Republican senator said that the plan was dead.", "Republican senator", None),
    ("Former president Mark Crane left the hall. Voters wrote to the president.", "the president", None),
    ("Former President Bill Clinton met Barack Obama. The president said no.", "The president", "barack-obama"),
    ("Former senator Mark Crane met senator Ruth Berg. The senator left.", "The senator", "ruth-berg"),
    ("Former senator Mark Crane met Ruth Berg. The former senator left.", "The former senator", "mark-crane"),
    ("Mark Crane, a senator from Oregon, spoke. The lawmaker left.", "The lawmaker", "mark-crane"),
    ("Mark Crane, a lawmaker from Oregon, spoke. The senator left.", "The senator", None),
    ("The president of Turkey arrived. The president said no.", "The president", "recep-tayyip-erdogan"),
]


@pytest.mark.parametrize(("text", "noun", "actor"), OFFICES)
def test_offices_and_candidatures(nlp: Language, text: str, noun: str, actor: str | None) -> None:
    assert dict(pairs(nlp, text, "2016-03-02")).get(noun) == actor


PLURALS = [
    # text, noun phrase or pronoun, actors
    ("Turkey and Greece held talks on Monday. The two countries agreed to meet again.", "The two countries", {"TUR", "GRC"}),
    ("Turkey and Greece held talks on Monday. They agreed to meet again.", "They", {"TUR", "GRC"}),
    ("Turkey met Greece for talks on Monday. Both sides praised the meeting.", "Both sides", {"TUR", "GRC"}),
    ("Angela Merkel met Emmanuel Macron. The two leaders agreed.", "The two leaders", {"angela-merkel", "emmanuel-macron"}),
    ("Officials from Iran, Russia, Turkey and Qatar met in Doha. All four countries signed the text.", "All four countries",
     {"IRN", "RUS", "TUR", "QAT"}),
    ("Angela Merkel met Emmanuel Macron in Paris. Both countries want a ceasefire.", "Both countries", {"DEU", "FRA"}),
    ("Senators Mark Crane, Republican of Texas, and Peter Hollis, Democrat of Ohio, agree. They wrote a letter.", "They",
     {"mark-crane", "peter-hollis"}),
    ("Turkey, Greece and Cyprus held talks. The two countries agreed to meet again.", "The two countries", set()),
    ("Turkey and Greece held talks. Many countries welcomed them.", "Many countries", set()),
]  # fmt: skip


def actors_of(found: Cast, words: str) -> set[str]:
    first = next((a for a in found.appearances if a.mention.text == words), None)
    return {a.actor_id for a in found.all_at(first.passage, first.start)} if first else set()


@pytest.mark.parametrize(("text", "words", "actors"), PLURALS)
def test_words_that_mean_several(nlp: Language, text: str, words: str, actors: set[str]) -> None:
    assert actors_of(cast(nlp, text, "2018-03-02"), words) == actors


def test_several_actors_share_a_span(nlp: Language) -> None:
    text = "Turkey and Greece held talks on Monday. Both countries praised the meeting."
    found = cast(nlp, text, "2018-03-02")
    shared = [a for a in found.appearances if a.mention.text == "Both countries"]
    assert len(shared) == 2
    assert {(a.mention.start, a.mention.end) for a in shared} == {(40, 54)}
    assert found.at(0, shared[0].start) is shared[0]
    assert found.all_at(0, shared[0].start) == tuple(shared)
    assert found.all_at(0, 0) == (found.at(0, 0),)
    assert found.all_at(0, 3) == ()
