"""Who does what to whom in a clause, where taggers and parsers err: headlines, particles, reduced clauses, irregular verbs."""

from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Token

from detente.reading.clauses import is_headline_verb, is_light, is_month, is_passive_verb, objects, particle, subjects
from detente.reading.frames import classes, lexicon
from detente.reading.words import grammar, noun_forms, verb_forms, whole


def _word(nlp: Language, text: str, word: str) -> Token:
    return next(t for t in nlp(text) if t.text == word)


@pytest.mark.parametrize(
    ("text", "verb", "subject", "held"),
    [
        ("Samoa backs Fiji for council seat", "backs", ["Samoa"], ["Fiji"]),
        ("Tuvalu thanks Canberra for sea wall cash", "thanks", ["Tuvalu"], ["Canberra"]),
        ("Merkel shrugs off Greek reparations claim", "shrugs", ["Merkel"], ["reparations"]),
        ("Council of Europe lauds Albania's judges, scolds its police", "lauds", ["Europe"], ["judges"]),
        ("Turkmen, Kazakh leaders ink border demarcation deal", "ink", ["Turkmen", "leaders"], ["deal"]),
        ("Dublin, Belfast link power grids at last", "link", ["Dublin", "Belfast"], ["grids"]),
        ("Moscow buys Kazakh wheat for first time in decade", "buys", ["Moscow"], ["wheat"]),
        ("Taliban order women out of Herat offices", "order", ["Taliban"], ["women"]),
        ("Nicaragua severed relations with Taiwan and recognised Beijing.", "severed", ["Nicaragua"], ["relations"]),
    ],
)
def test_headline_verbs_tagged_as_nouns(nlp: Language, text: str, verb: str, subject: list[str], held: list[str]) -> None:
    token = _word(nlp, text, verb)
    assert is_headline_verb(token)
    assert [t.text for t in subjects(token)] == subject
    assert [t.text for t in objects(token)] == held


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("US sanctions on Russia remained in force.", "sanctions"),
        ("Turkish air strikes on the town killed nine people.", "strikes"),
        ("The French visit ended without a statement.", "visit"),
        ("She likes the fresh air and the long walks in the hills.", "walks"),
        ("Police raids in the capital went on all night.", "raids"),
        ("Their support for the plan was never in doubt.", "support"),
    ],
)
def test_nouns_stay_nouns(nlp: Language, text: str, word: str) -> None:
    assert not is_headline_verb(_word(nlp, text, word))


@pytest.mark.parametrize(
    ("text", "verb", "wanted"),
    [
        ("Ethiopia began pulling its soldiers out of Badme.", "pulling", "out"),
        ("The guardsmen drove them back with rubber bullets.", "drove", "back"),
        ("Uganda is planning to send its doctors home from Mali.", "send", "home"),
        ("Malta had turned the ship away.", "turned", "away"),
        ("Russia handed over two prisoners.", "handed", "over"),
        ("Kosovo's police took over four town halls.", "took", "over"),
        ("Pakistan's spies tipped off the Americans.", "tipped", "off"),
        ("The farm minister has quit over a golf trip.", "quit", ""),
        ("The British column moved up to Basra.", "moved", ""),
        ("The delegation travelled on to Paris.", "travelled", ""),
        ("The army moved to the border.", "moved", ""),
        ("Kenya called in Geneva for a ceasefire.", "called", ""),
    ],
)
def test_particles(nlp: Language, text: str, verb: str, wanted: str) -> None:
    assert particle(_word(nlp, text, verb)) == wanted


@pytest.mark.parametrize(
    ("text", "verb", "doers"),
    [
        ("Burundi closed the road, accusing Kigali of feeding the rebels.", "feeding", ["Kigali"]),
        ("Kyiv thanked Manila for rescuing the fishermen.", "rescuing", ["Manila"]),
        ("Kigali was accused of feeding the rebels.", "feeding", ["Kigali"]),
        ("Iran used the money for arming the militia.", "arming", ["Iran"]),
    ],
)
def test_who_did_what_one_is_blamed_or_thanked_for(nlp: Language, text: str, verb: str, doers: list[str]) -> None:
    assert [t.text for t in subjects(_word(nlp, text, verb))] == doers


def test_a_passive_keeps_one_of_two_objects(nlp: Language) -> None:
    verb = _word(nlp, "The rebels were granted an amnesty by Chad.", "granted")
    assert [t.text for t in objects(verb)] == ["amnesty", "rebels"]
    assert [t.text for t in subjects(verb)] == ["Chad"]


def test_a_headline_may_be_a_bare_participle(nlp: Language) -> None:
    verb = _word(nlp, "Envoy expelled", "expelled")
    assert is_passive_verb(verb)
    assert [t.text for t in objects(verb)] == ["Envoy"]
    assert subjects(verb) == []


@pytest.mark.parametrize(
    ("text", "word", "wanted"),
    [
        ("The talks open in March.", "March", True),
        ("The talks open on 3 March in Oslo.", "March", True),
        ("They met last May in Oslo.", "May", True),
        ("The March on Rome was a bluff.", "March", False),
        ("It may rain.", "may", False),
    ],
)
def test_months(nlp: Language, text: str, word: str, wanted: bool) -> None:
    assert is_month(_word(nlp, text, word)) is wanted


def test_measures_group_what_follows(nlp: Language) -> None:
    doc = nlp("They held three days of talks, a round of meetings and a summit.")
    assert [t.text for t in doc if t.pos_ == "NOUN" and is_light(t)] == ["days", "round"]


@pytest.mark.parametrize(
    ("lemma", "has", "lacks"),
    [
        ("see", {"saw", "seen", "seeing"}, {"seed", "seeed"}),
        ("steal", {"stole", "stolen"}, {"stealed"}),
        ("overcome", {"overcame"}, {"overcomed"}),
        ("rebuild", {"rebuilt"}, {"rebuilded"}),
        ("agree", {"agreed", "agreeing"}, {"agreing"}),
        ("die", {"died", "dying"}, {"diing"}),
        ("veto", {"vetoes", "vetoed"}, {"vetos"}),
        ("patrol", {"patrolled", "patrolling"}, set()),
        ("travel", {"travelled", "traveled"}, set()),
        ("burn", {"burned", "burnt"}, set()),
    ],
)
def test_inflected_forms(lemma: str, has: set[str], lacks: set[str]) -> None:
    assert has <= verb_forms(lemma)
    assert not lacks & verb_forms(lemma)


def test_plurals_of_men() -> None:
    assert noun_forms("fisherman") == {"fishermen"}
    assert noun_forms("sit-in") == {"sit-ins"}


def test_hyphenated_words_are_read_whole() -> None:
    lower = ["pakistan", "test", "-", "fired", "a", "missile", "-"]
    assert whole(lower, 1) == "test-fired"
    assert whole(lower, 0) == "pakistan"
    assert whole(lower, 5) == "missile"


def test_the_irregular_verbs_of_the_frames_are_known() -> None:
    """A regular past of these would be no word, so that their frames would never be met."""
    wanted = {
        "see",
        "shake",
        "stand",
        "run",
        "draw",
        "tear",
        "lead",
        "steal",
        "do",
        "give",
        "hold",
        "hit",
        "shoot",
        "strike",
        "swear",
    }
    verbs = {f.lemma for f in lexicon().frames if not f.is_noun}
    for lemma in wanted & verbs:
        assert lemma + "ed" not in verb_forms(lemma), lemma


def test_word_lists_and_classes_have_no_strays() -> None:
    for name in ("particles", "motion", "giving", "committing", "warning", "yielding", "hostile", "ending", "object_doers"):
        assert all(word.replace("-", "").isalpha() for word in grammar(name))
    for name, words in classes().items():
        assert len(words) >= 8, name
        assert all(word == word.strip() and word for word in words)
