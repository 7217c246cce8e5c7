"""What the book finds by index: mentions in a stretch, who acts for whom; and that it puts off Python's collector."""

from __future__ import annotations

import gc

import pytest
from tests.analysis.books import ACTORS, act, book, paper

from detente.analysis.book import Book
from detente.collector import paused
from detente.records import Actor, ActorKind, Mention, MentionForm


def mention(start: int, end: int, actor_id: str = "NOR") -> Mention:
    return Mention("a", start, end, "x" * (end - start), actor_id, MentionForm.NAME, 1.0)


@pytest.mark.parametrize(
    ("stretch", "found"),
    [((0, 40), 4), ((3, 40), 3), ((4, 40), 2), ((0, 9), 1), ((0, 10), 2), ((12, 19), 0), ((50, 60), 0)],
)
def test_mentions_in_a_stretch(stretch: tuple[int, int], found: int) -> None:
    told = (mention(3, 10), mention(0, 3), mention(20, 24, "SUD"), mention(12, 20))
    made = Book({}, {}, (), (), (), (), {}, mentions=told)
    wanted = sorted((m for m in told if stretch[0] <= m.start and m.end <= stretch[1]), key=lambda m: m.start)
    assert made.mentions_in("a", *stretch) == wanted
    assert len(wanted) == found
    assert made.mentions_in("b", *stretch) == []


def test_who_acts_for_a_bloc() -> None:
    made = book(paper("a", "2031-03-01", act("CONSULT", "NOR SUD")))
    assert made.acting_for["NOR"] == ("NOR", "NOR.MIL", "ona-brandt")
    assert made.acting_for["FROST"] == ("FROST",)
    assert made.party("Norland").ids == {"NOR", "NOR.MIL", "ona-brandt"}


def test_a_rebel_acts_for_the_group_of_which_most_is_told() -> None:
    rebel = Actor("captain", "Captain Rill", ActorKind.PERSON, "SUD", ("REB",))
    other = Actor("GALE", "Gale Front", ActorKind.ARMED_GROUP, "SUD", ("REB",))
    actors = (*ACTORS, rebel, other)
    told = paper("a", "2031-03-01", act("ASSAULT", "FROST", "SUD"), act("ASSAULT", "FROST", "NOR"), act("ASSAULT", "GALE", "SUD"))
    assert book(told, actors=actors).bloc("captain") == "FROST"
    assert book(actors=actors).bloc("captain") == "GALE"


def test_the_collector_is_as_it_was() -> None:
    def fail() -> None:
        with paused():
            with paused():
                assert not gc.isenabled()
            assert not gc.isenabled()
            raise KeyError

    assert gc.isenabled()
    with pytest.raises(KeyError):
        fail()
    assert gc.isenabled()


def test_a_state_with_an_id_of_its_own_is_its_bloc() -> None:
    state = Actor("vell-union", "Union of Vell", ActorKind.STATE, "VEL", ("GOV",), ("Vell",))
    minister = Actor("ida-orn", "Ida Orn", ActorKind.PERSON, "VEL", ("GOV",))
    made = book(paper("a", "2031-03-01", act("CONSULT", "ida-orn NOR")), actors=(*ACTORS, state, minister))
    assert made.bloc("ida-orn") == "vell-union"
    assert made.party("Vell").ids == {"vell-union", "ida-orn"}
    assert made.name(made.bloc("ida-orn")) == "Union of Vell"
