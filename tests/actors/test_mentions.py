"""Mentions in running text: who is on stage, and what is only a place, a word or part of a longer name."""

from __future__ import annotations

from pathlib import Path
from time import perf_counter

import pytest
from casting import cast, form_of, pairs, passages
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language

from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage
from detente.records import ActorKind, MentionForm, Origin

PARTIES = [
    # text, date, (words, actor) that must be found
    (
        "Berlin and Paris urged Tehran to return to the table.",
        "2019-03-05",
        [("Berlin", "DEU"), ("Paris", "FRA"), ("Tehran", "IRN")],
    ),
    ("Moscow denies the accusations.", "2017-01-05", [("Moscow", "RUS")]),
    ("Kabul will send a delegation to the talks.", "2020-03-01", [("Kabul", "AFG")]),
    ("Kabul will send a delegation to the talks.", "2022-03-01", [("Kabul", "TALIBAN")]),
    ("The Kremlin welcomed the decision.", "2017-01-05", [("Kremlin", "RUS")]),
    ("German soldiers left the camp.", None, [("German soldiers", "DEU.MIL")]),
    ("Hungarian and Romanian officials met on Monday.", None, [("Hungarian", "HUN.GOV"), ("Romanian officials", "ROU.GOV")]),
    ("Rebels in northern Syria shelled the town.", None, [("Rebels in northern Syria", "SYR.REB")]),
    ("The Tajik Interior Ministry closed the road.", None, [("Tajik Interior Ministry", "TJK.MOI")]),
    ("The Afghan government rejected the plan.", "2018-01-01", [("Afghan government", "AFG")]),
    ("The Obama administration sent more troops.", "2010-01-01", [("Obama administration", "USA")]),
    ("Taliban fighters attacked a checkpoint.", None, [("Taliban fighters", "TALIBAN")]),
    (
        "NATO troops will stay, and the UN Security Council agreed.",
        None,
        [("NATO troops", "NATO"), ("UN Security Council", "UNSC")],
    ),
    ("Al-Shabaab fighters attacked the base.", None, [("Al-Shabaab fighters", "AL-SHABAAB")]),
    ("The Haqqani network has denied involvement.", None, [("Haqqani network", "HAQQANI")]),
    ("Relations with Uzbekistan have improved.", None, [("Uzbekistan", "UZB")]),
    ("The US imposed sanctions on Iran.", None, [("US", "USA"), ("Iran", "IRN")]),
    ("The Americans are leaving, the Russians said.", None, [("Americans", "USA"), ("Russians", "RUS")]),
    ("Iran's influence worries Israel.", None, [("Iran", "IRN"), ("Israel", "ISR")]),
    ("Turkish warplanes bombed the village.", None, [("Turkish warplanes", "TUR.MIL")]),
    (
        "The Iranian president met the Pakistani prime minister.",
        "2015-06-01",
        [("Iranian president", "hassan-rouhani"), ("Pakistani prime minister", "nawaz-sharif")],
    ),
]


@pytest.mark.parametrize(("text", "on", "expected"), PARTIES)
def test_parties(nlp: Language, text: str, on: str | None, expected: list[tuple[str, str]]) -> None:
    found = pairs(nlp, text, on)
    assert [pair for pair in expected if pair not in found] == []


NOBODY = [
    "He told journalists in Moscow that it was over.",
    "The conference took place in Istanbul.",
    "They met in Afghanistan in January.",
    "The officer flew from Beijing to Kabul on Sunday.",
    "The streets of Kabul were empty.",
    "Snow fell near Tehran and across northern Iraq.",
    "We cooked turkey and served it on china.",
    "Let us go, she said to them.",
    "She studied at the University of Kabul.",
    "A Moscow-based consultant wrote it.",
]


@pytest.mark.parametrize("text", NOBODY)
def test_places_and_words_are_nobody(nlp: Language, text: str) -> None:
    states = [p for p in pairs(nlp, text, "2019-03-05") if p[1] in {"RUS", "AFG", "IRN", "IRQ", "CHN", "TUR", "USA", "TALIBAN"}]
    assert states == []


def test_a_name_inside_a_longer_name_is_not_told_twice(nlp: Language) -> None:
    assert pairs(nlp, "He works for the Carnegie Moscow Center.", "2016-01-01") == [("Carnegie Moscow Center", "CARNEGIE-MOSCOW")]


def test_the_person_wins_over_the_state(nlp: Language) -> None:
    found = pairs(nlp, "Mr. Chad Wilkins, a lawyer, said so in court.", "2019-03-05")
    assert "TCD" not in {actor_id for _, actor_id in found}


def test_a_namesake_in_the_document_closes_the_name(nlp: Language) -> None:
    assert "GEO" not in {a for _, a in pairs(nlp, "Georgia will hold a runoff, officials in Atlanta said.", "2021-01-02")}
    assert ("Georgia", "GEO") in pairs(nlp, "Georgia and Armenia signed a treaty.", "2021-01-02")


def test_a_family_name_is_the_person_named_in_full_before(nlp: Language) -> None:
    text = "Maria Sokolova, an analyst at the Institute for Peace Studies, spoke first.\nSokolova said that Moscow should wait."
    found = pairs(nlp, text, "2019-03-05")
    assert ("Sokolova", "maria-sokolova") in found
    actor = cast(nlp, text, "2019-03-05").actors["maria-sokolova"]
    assert (actor.kind, actor.origin, actor.sectors) == (ActorKind.PERSON, Origin.TEXT, ("EDU",))


def test_two_persons_of_one_family_name_stay_apart(nlp: Language) -> None:
    text = "Anna Petrova met Boris Petrova in Geneva.\nMuch later, Petrova resigned."
    assert ("Petrova", "anna-petrova") not in pairs(nlp, text)
    assert ("Petrova", "boris-petrova") not in pairs(nlp, text)


def test_a_leader_of_the_day_is_known_by_the_family_name(nlp: Language) -> None:
    assert ("Putin", "vladimir-putin") in pairs(nlp, "Putin said on Tuesday that the talks had failed.", "2016-03-02")
    assert "theresa-may" not in {a for _, a in pairs(nlp, "They will leave in May, he said.", "2017-03-02")}


QUESTIONS = [
    ("Will Washington leave the region by May?", [("Washington", "USA")], {"will-washington"}),
    ("Can Moscow mediate between Kabul and the Taliban?", [("Moscow", "RUS")], {"can-moscow"}),
    ("Did Berlin know about the plan?", [("Berlin", "DEU")], {"did-berlin"}),
    ("Should Beijing Trust Washington?", [("Beijing", "CHN")], {"should-beijing"}),
    ("Why Putin Wants a Deal With Trump", [("Putin", "vladimir-putin")], {"why-putin"}),
]


@pytest.mark.parametrize(("text", "expected", "wrong"), QUESTIONS)
def test_a_question_names_a_party_and_nobody_called_will(
    nlp: Language, text: str, expected: list[tuple[str, str]], wrong: set[str]
) -> None:
    found = pairs(nlp, text, "2017-03-02")
    assert [pair for pair in expected if pair not in found] == []
    assert not wrong & {actor_id for _, actor_id in found}


COMMON_WORDS = [
    # text, date, an actor that must be found, or "-" and an actor that must not
    ("Rice prices fell in the spring.", "2006-03-02", "-condoleezza-rice"),
    ("Power returned to the city at noon.", "2015-03-02", "-samantha-power"),
    ("The talks begin in March.", "2019-03-02", "-begin"),
    ("Secretary Rice left for Cairo.", "2006-03-02", "condoleezza-rice"),
    ("They spoke with Rice for an hour.", "2006-03-02", "condoleezza-rice"),
    ("Kim ordered a test of the missile.", "2016-05-10", "kim-jong-un"),
]


@pytest.mark.parametrize(("text", "on", "actor"), COMMON_WORDS)
def test_family_names_that_are_common_words(nlp: Language, text: str, on: str, actor: str) -> None:
    found = {actor_id for _, actor_id in pairs(nlp, text, on)}
    assert actor.removeprefix("-") not in found if actor.startswith("-") else actor in found


def test_what_names_two_actors_means_the_one_whose_state_is_told(nlp: Language) -> None:
    sudan = pairs(nlp, "The RSF left the town. Sudan welcomed it.", "2023-06-01")
    assert ("RSF", "RSF-SUDAN") in sudan
    press = pairs(nlp, "The RSF called for the release of three journalists.", "2023-06-01")
    assert ("RSF", "RSF") in press


def test_a_name_is_known_again_however_it_is_tagged(nlp: Language) -> None:
    text = (
        "Lena Hartmann, an analyst, spoke first.\nThe plan has failed, believes Lena Hartmann.\nThe others agree with Hartmann."
    )
    assert [words for words, actor in pairs(nlp, text, "2019-03-05") if actor == "lena-hartmann"] == [
        "Lena Hartmann",
        "Lena Hartmann",
        "Hartmann",
    ]


GENDERS = [
    # text, pronoun, actor (None: nobody)
    ("Angela Merkel met Emmanuel Macron in Paris. She said that the talks had failed.", "She", "angela-merkel"),
    ("Angela Merkel met Emmanuel Macron in Paris. He said that the talks had failed.", "He", "emmanuel-macron"),
    ("Angela Merkel spoke for an hour. He said that the talks had failed.", "He", None),
    ("Ms. Jo Lindqvist met Mr. Kai Osterholm. She left early.", "She", "jo-lindqvist"),
    ('Emmanuel Macron praised the plan. "He is wrong," Angela Merkel said.', "He", "emmanuel-macron"),
    ("Angela Merkel rejected the plan. Emmanuel Macron called her on Monday.", "her", "angela-merkel"),
    ("Emmanuel Macron flew to Berlin to brief him.", "him", None),
]


@pytest.mark.parametrize(("text", "pronoun", "actor"), GENDERS)
def test_he_and_she_agree_with_their_person(nlp: Language, text: str, pronoun: str, actor: str | None) -> None:
    assert dict(pairs(nlp, text, "2018-03-02")).get(pronoun) == actor


def test_an_undated_seat_that_changed_hands_lately_means_the_state(nlp: Language) -> None:
    assert ("Kabul", "AFG") in pairs(nlp, "Kabul rejected the plan.", None)
    assert ("Moscow", "RUS") in pairs(nlp, "Moscow rejected the plan.", None)


def test_an_undated_text_says_nothing_about_who_is_president(nlp: Language) -> None:
    found = pairs(nlp, "Vladimir Putin spoke for an hour. The president then left.", None)
    assert "The president" not in [words for words, _ in found]


def test_a_title_refers_back_to_the_one_who_holds_it(nlp: Language) -> None:
    text = "Maria Sokolova, an analyst at the Institute for Peace Studies, spoke first. The analyst said that it was too late."
    found = cast(nlp, text, "2019-03-05")
    assert form_of(found, "The analyst") is MentionForm.NOMINAL
    assert ("The analyst", "maria-sokolova") in pairs(nlp, text, "2019-03-05")


def test_he_is_the_one_person_of_the_sentence_before(nlp: Language) -> None:
    text = "Vladimir Putin spoke for an hour. He said that the talks had failed."
    assert ("He", "vladimir-putin") in pairs(nlp, text, "2016-03-02")


def test_it_with_a_clause_is_nobody(nlp: Language) -> None:
    found = pairs(nlp, "Russia was silent. It remains unclear whether the talks will go on.", "2016-03-02")
    assert ("It", "RUS") not in found


def test_an_unknown_body_becomes_an_actor_of_the_text(nlp: Language) -> None:
    held = with_body(nlp, "She is a researcher at the University of Helsinki, which paid for it.", "University of Helsinki")
    found = cast_passages(held, Registry.load(), None)
    bodies = [a for a in found.actors.values() if a.origin is Origin.TEXT]
    assert [(a.actor_id, a.kind, a.sectors) for a in bodies] == [("university-of-helsinki", ActorKind.NGO, ("EDU",))]


def with_body(nlp: Language, text: str, name: str) -> list[Passage]:
    """The text's passages, where the pipeline has named one body and nothing else."""
    held = passages(nlp, text)
    for passage in held:
        at = passage.text.find(name)
        span = passage.doc.char_span(at, at + len(name), label="ORG") if at >= 0 else None
        passage.doc.ents = (span,) if span is not None else ()
    return held


def test_an_acronym_that_the_text_explains_means_the_body(nlp: Language) -> None:
    text = "He leads the Institute for Peace Studies (IPSX).\nThe IPSX wrote a report on it."
    found = cast_passages(with_body(nlp, text, "Institute for Peace Studies"), Registry.load(), None)
    assert ("IPSX", "institute-for-peace-studies") in [(a.mention.text, a.actor_id) for a in found.appearances]


def test_a_dateline_is_a_place(nlp: Language) -> None:
    found = pairs(nlp, "KABUL, Afghanistan (AP) - Officials met the press on Monday.", "2019-03-05")
    assert found == [] or {a for _, a in found} <= {"AP"}


def test_spans_are_the_documents_own_words_and_never_overlap(nlp: Language) -> None:
    text = "The Russian foreign minister, Sergei Lavrov, met U.S. diplomats.\nHe told them that Moscow and Kabul disagree."
    found = cast(nlp, text, "2018-05-01")
    assert found.appearances
    end = -1
    for appearance in found.appearances:
        assert text[appearance.mention.start : appearance.mention.end] == appearance.mention.text
        assert appearance.mention.start >= end
        assert appearance.start <= appearance.head < appearance.end
        assert 0 < appearance.mention.score <= 1
        end = appearance.mention.end


def test_the_same_text_gives_the_same_cast(nlp: Language) -> None:
    text = "Iran and Russia back the plan; the Iranian envoy said so.\nHe left."
    assert cast(nlp, text, "2018-05-01").appearances == cast(nlp, text, "2018-05-01").appearances


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(
        st.sampled_from(
            [
                "US",
                "the",
                "'s",
                "Russian",
                "officials",
                ",",
                "(",
                "Putin",
                "President",
                "-",
                "Kabul",
                "of",
                "and",
                "IS",
                "“",
                "in",
                "said",
                "former",
                "Mr.",
            ]
        ),
        max_size=25,
    )
)
def test_no_sequence_of_words_raises(nlp: Language, words: list[str]) -> None:
    text = " ".join(words)
    if text.strip():
        cast(nlp, text, "2018-05-01")


def test_casting_is_a_small_part_of_parsing(nlp: Language) -> None:
    line = "The Russian foreign minister, Sergei Lavrov, told U.S. diplomats that Moscow and Kabul disagree about the Taliban. "
    text = "\n".join(line * 4 for _ in range(20))
    registry = Registry.load()
    began = perf_counter()
    held = passages(nlp, text)
    parsed = perf_counter() - began
    began = perf_counter()
    cast_passages(held, registry, None)
    assert perf_counter() - began < 0.6 * parsed


@pytest.mark.shared
def test_the_seeds_cast_without_error(nlp: Language, shared: Path) -> None:
    for path in sorted((shared / "seeds").glob("*.txt")):
        assert pairs(nlp, path.read_text("utf-8"), "2019-03-05")
