"""Whom an act concerns when nobody is named: the policy of each type, and that the record says so."""

from __future__ import annotations

from datetime import date

import pytest
from spacy.language import Language

from detente.actors.cast import Cast
from detente.actors.mentions import cast_passages
from detente.actors.registry import Registry
from detente.language.passages import Passage, parse
from detente.reading.candidate import Candidate
from detente.reading.events import extract_events
from detente.reading.frames import Frame
from detente.reading.home import concerned
from detente.reading.locals import populated
from detente.reading.participants import Stage
from detente.records import Block, BlockRole, Document, Event, EventType

DAY = date(2016, 3, 2)
A, C, E, M, P = EventType.ASSAULT, EventType.COERCE, EventType.CONCEDE, EventType.MOBILIZE, EventType.PROTEST
OTHERS = sorted(set(EventType) - {A, C, E, M, P})


def staged(nlp: Language, text: str) -> tuple[Passage, Stage]:
    passage = Passage("d", Block(0, len(text), BlockRole.BODY), nlp(text), text)
    cast = cast_passages([passage], Registry.load(), DAY)
    return passage, Stage(populated([passage], cast, DAY), 0)


def judged(
    nlp: Language, text: str, trigger: str, kind: EventType, actors: tuple[str, ...], maybe: str | None = None
) -> tuple[set[str], str]:
    """The countries that an act by these words of the text concerns, and how they are known."""
    passage, stage = staged(nlp, text)
    at = {t.text: t for t in passage.doc}
    acting = [a for word in actors for a in stage.all_at(at[word])]
    assert len(acting) >= len(actors)
    candidate = Candidate(Frame(kind, trigger, False, (), ()), at[trigger], None, acting, [])
    found, known_by = concerned(candidate, None if maybe is None else stage.all_at(at[maybe])[0], stage)
    return {str(stage.country(a)) for a in found}, known_by


@pytest.mark.parametrize(
    ("text", "trigger", "kind", "actors", "wanted"),
    [
        ("Turkish authorities imposed a curfew in Cizre.", "imposed", C, ("Turkish",), ({"TUR"}, "place")),
        ("Turkey imposed a curfew on Monday.", "imposed", C, ("Turkey",), ({"TUR"}, "own state")),
        ("Turkey imposed a curfew in Damascus.", "imposed", C, ("Turkey",), ({"SYR"}, "place")),
        ("Greek workers marched on Monday.", "marched", P, ("workers",), ({"GRC"}, "own state")),
        ("Greek workers marched in Tirana.", "marched", P, ("workers",), ({"ALB"}, "place")),
        ("Peru lifted the state of emergency.", "lifted", E, ("Peru",), ({"PER"}, "own state")),
        ("Russian artillery fired shells in Donetsk.", "fired", A, ("Russian",), ({"UKR"}, "place")),
        ("Russian artillery fired shells.", "fired", A, ("Russian",), (set(), "")),
        ("The Taliban fired shells.", "fired", A, ("Taliban",), ({"AFG"}, "own state")),
        ("Norway deployed jets in Tallinn.", "deployed", M, ("Norway",), ({"EST"}, "place")),
        ("Norway deployed jets.", "deployed", M, ("Norway",), (set(), "")),
    ],
)
def test_the_policy(
    nlp: Language, text: str, trigger: str, kind: EventType, actors: tuple[str, ...], wanted: tuple[set[str], str]
) -> None:
    assert judged(nlp, text, trigger, kind, actors) == wanted


@pytest.mark.parametrize("kind", OTHERS)
def test_all_others_concern_nobody(nlp: Language, kind: EventType) -> None:
    assert judged(nlp, "Norway signed a treaty in Lima on Monday.", "signed", kind, ("Norway",)) == (set(), "")


def test_actors_of_two_states_have_no_own_one(nlp: Language) -> None:
    assert judged(nlp, "Greece and Chile imposed a curfew.", "imposed", C, ("Greece", "Chile")) == (set(), "")


def test_nobody_does_nothing_to_nobody(nlp: Language) -> None:
    assert judged(nlp, "Somebody imposed a curfew in Lima.", "imposed", C, ()) == (set(), "")


@pytest.mark.parametrize(
    ("maybe", "wanted"),
    [("Chile", ({"CHL"}, "likelihood")), ("Peruvian", ({"PER"}, "place"))],
)
def test_who_is_faintly_likely_goes_first_unless_of_the_same_state(
    nlp: Language, maybe: str, wanted: tuple[set[str], str]
) -> None:
    text = "Peru fired shells in Lima near a Peruvian base, an envoy of Chile said."
    assert judged(nlp, text, "fired", A, ("Peru",), maybe) == wanted


def test_a_named_recipient_stays(nlp: Language) -> None:
    passage, stage = staged(nlp, "Peru bombed Chile in Lima.")
    at = {t.text: t for t in passage.doc}
    candidate = Candidate(
        Frame(A, "bomb", False, (), ()), at["bombed"], None, list(stage.all_at(at["Peru"])), list(stage.all_at(at["Chile"]))
    )
    assert concerned(candidate, None, stage) == ([], "")


def told(nlp: Language, text: str) -> tuple[list[Event], Cast]:
    document = Document("d", "test", text, "", (Block(0, len(text), BlockRole.BODY),), published=DAY)
    ((_, passages),) = parse([document], nlp)
    cast = cast_passages(passages, Registry.load(), DAY)
    return list(extract_events(passages, cast, (), document)), cast


@pytest.mark.parametrize(
    ("text", "kind", "recipients", "how"),
    [
        ("Turkish authorities imposed a curfew in Cizre.", C, {"TUR"}, "place"),
        ("Turkey imposed a curfew on Monday.", C, {"TUR"}, "own state"),
        ("Kenyan police opened fire in Nairobi.", A, {"KEN"}, "place"),
        ("Norway agreed to a ceasefire in Oslo.", EventType.AGREE, set(), ""),
    ],
)
def test_the_record_says_by_what_its_recipient_is_known(
    nlp: Language, text: str, kind: EventType, recipients: set[str], how: str
) -> None:
    (event,) = [e for e in told(nlp, text)[0] if e.event_type is kind]
    assert {Registry.load().get(i).country for i in event.recipient_ids} == recipients
    assert event.rule.partition(", recipient by ")[2] == how
