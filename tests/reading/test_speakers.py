"""Who speaks where the sentence does not say it: headlines, transcripts, quotations that run over paragraphs."""

from __future__ import annotations

import pytest
from spacy.language import Language

from detente.actors.cast import Appearance, Cast
from detente.language.passages import Passage, parse
from detente.reading.cues import find
from detente.reading.scene import Scene
from detente.reading.speakers import Stage, unspoken
from detente.records import Actor, ActorKind, Block, BlockRole, Document, Mention

Told = tuple[str | None, str, str]
PEOPLE = {"Omar Rahim": ActorKind.PERSON, "Sonya Berg": ActorKind.PERSON, "Reuters": ActorKind.MEDIA, "Iran": ActorKind.STATE}


def passages_of(nlp: Language, lines: list[str], title: bool) -> list[Passage]:
    text = "\n".join(lines)
    starts = [sum(len(line) + 1 for line in lines[:k]) for k in range(len(lines))]
    roles = [BlockRole.TITLE if title and k == 0 else BlockRole.BODY for k in range(len(lines))]
    blocks = tuple(Block(a, a + len(line), r) for a, line, r in zip(starts, lines, roles, strict=True))
    return next(parse([Document("d", "test", text, "", blocks)], nlp))[1]


def cast_of(passages: list[Passage]) -> Cast:
    """Whoever of PEOPLE is named; the actor's id is the name."""
    appearances = []
    for k, p in enumerate(passages):
        for name in PEOPLE:
            place = p.text.find(name)
            span = p.doc.char_span(place, place + len(name)) if place >= 0 else None
            if span is not None:
                mention = Mention("d", p.block.start + place, p.block.start + place + len(name), name, name)
                appearances.append(Appearance(mention, k, span.start, span.end, span.root.i))
    return Cast(appearances, {name: Actor(name, name, kind) for name, kind in PEOPLE.items()})


def told(nlp: Language, lines: list[str], title: bool = False) -> list[Told]:
    """Speaker (an actor, else the words of the source), cue and content of what is told outside of other statements."""
    passages = passages_of(nlp, lines, title)
    cast = cast_of(passages)
    stage = Stage(passages, cast)
    rows: list[Told] = []
    for k, p in enumerate(passages):
        scene = Scene.of(p.doc, p.text)
        stage.enter()
        found = unspoken(tuple(find(scene)), scene, k, stage)
        for a in found:
            appearance = cast.at(k, a.source) if a.source is not None else None
            actor = a.speaker or (appearance.actor_id if appearance is not None else None)
            actor = actor or (stage.pronoun(a.source) if a.source is not None else None)
            stage.spoke(actor, a, scene)
            words = p.doc[slice(*a.source_span)].text if a.source_span else a.source.text if a.source is not None else None
            content = p.doc[min(a.content) : max(a.content) + 1].text.strip(" ,.:")
            rows.append((actor or words, p.doc[slice(*a.cue)].text, content))
        stage.leave(k, told=bool(found))
    return rows


HEADLINES = [
    ("Poll: most voters want peace", ("Poll", ":", "most voters want peace")),
    ("Envoy: talks have failed", ("Envoy", ":", "talks have failed")),
    ("Omar Rahim: the bank must pay", ("Omar Rahim", ":", "the bank must pay")),
    ("Omar Rahim to Iran: never threaten us again", ("Omar Rahim", ":", "never threaten us again")),
    ("Omar Rahim on trade: ‘We will not leave’", ("Omar Rahim", ":", "‘We will not leave’")),
    ("EXCLUSIVE – Omar Rahim: the bank will pay", ("Omar Rahim", ":", "the bank will pay")),
    ("Talks to resume in May: report", ("report", ":", "Talks to resume in May")),
    ("Talks to resume in May - report", ("report", "-", "Talks to resume in May")),
    ("Rebels leave the valley: Reuters", ("Reuters", ":", "Rebels leave the valley")),
    ("Rebels leave the valley | Reuters", ("Reuters", "|", "Rebels leave the valley")),
    ("Rebels leave the valley - army spokesman", ("army spokesman", "-", "Rebels leave the valley")),
    ("Rebels have left the valley, sources say - Reuters", ("sources", "say", "Rebels have left the valley")),
    ("Peace deal near, says Omar Rahim", ("Omar Rahim", "says", "Peace deal near")),
    ("‘We’re ready,’ says minister", ("minister", "says", "‘We’re ready,’")),
    ("Minister says banks must pay", ("Minister", "says", "banks must pay")),
]  # fmt: skip


@pytest.mark.parametrize(("title", "expected"), HEADLINES)
def test_headline(nlp: Language, title: str, expected: Told) -> None:
    assert expected in told(nlp, [title], title=True)


@pytest.mark.parametrize(
    "title",
    ["Exclusive: ships leave the port", "Iran: ships leave the port", "Harbour war: ships leave the port",
     "Watch: the ships are leaving", "Omar Rahim and Sonya Berg: a story of two cities"],
)  # fmt: skip
def test_headline_of_nobody(nlp: Language, title: str) -> None:
    assert told(nlp, [title], title=True) == []


def test_outlet_of_a_page_tells_nothing(nlp: Language) -> None:
    lines = ["Rebels leave the valley - Reuters", "It rained all night."]
    assert told(nlp, lines, title=True) == []


def test_place_of_a_dispatch_tells_nothing(nlp: Language) -> None:
    assert told(nlp, ["HAMBURG: Two ships left the port at dawn."]) == []


OVER_PARAGRAPHS = [
    (["“The offer is dead,” Omar Rahim said. “We won’t go back.", "“They know where we live,” he added."],
     ("Omar Rahim", "added", "“They know where we live,”")),
    (["“The offer is dead,” Omar Rahim said. “We won’t go back.", "“And nobody should be surprised by that.”"],
     ("Omar Rahim", "“", "“And nobody should be surprised by that.”")),
    (["Omar Rahim said that talks had failed.", "“Nobody came to the hotel,” he told reporters.", "“That is no way to behave.”"],
     ("Omar Rahim", "“", "“That is no way to behave.”")),
    (["“Nobody asked us before the bridge was sold.", "“Nobody will ask us now,” said Omar Rahim, a farmer."],
     ("Omar Rahim", "“", "“Nobody asked us before the bridge was sold")),
    (["Omar Rahim said he was tired. “We are afraid of them,” he said.", "“My son is at home.” He looked at the door."],
     ("Omar Rahim", "“", "“My son is at home.”")),
    (["“We are all afraid of them,” a shopkeeper said.", "“My son has not been to school since May.”"],
     (None, "“", "“My son has not been to school since May.”")),
    (["Omar Rahim wrote:", "“The bank has no money left.”"], ("Omar Rahim", "“", "“The bank has no money left.”")),
    (["“The bank has no money left.”", "― Omar Rahim"], ("Omar Rahim", "“", "“The bank has no money left.”")),
]  # fmt: skip


@pytest.mark.parametrize(("lines", "expected"), OVER_PARAGRAPHS)
def test_quotation_over_paragraphs(nlp: Language, lines: list[str], expected: Told) -> None:
    assert expected in told(nlp, lines)


def test_a_stranger_who_spoke_may_be_meant(nlp: Language) -> None:
    lines = ["Omar Rahim said that talks had failed. “It was loud,” a farmer said.", "“Nobody came to help,” he added."]
    assert ("he", "added", "“Nobody came to help,”") in told(nlp, lines)


BESIDE = [
    ("Omar Rahim shot back, “You never kept a promise.”", ("Omar Rahim", "shot back", "“You never kept a promise.”")),
    ("“You never kept a promise,” an angry Omar Rahim retaliated.", ("Omar Rahim", "retaliated", "“You never kept a promise,”")),
    ("Omar Rahim was blunt: “There is no money left.”", ("Omar Rahim", ":", "“There is no money left.”")),
    ("Omar Rahim laughed. “Nobody asked us about it.”", ("Omar Rahim", "“", "“Nobody asked us about it.”")),
    ("“There is no money left for us.” ― Omar Rahim", ("Omar Rahim", "―", "“There is no money left for us.”")),
    ("Berg said the plan was “dead”, but that “nobody will say so in public”.",
     ("Berg", "said", "the plan was “dead”, but that “nobody will say so in public”")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), BESIDE)
def test_quotation_beside_its_speaker(nlp: Language, text: str, expected: Told) -> None:
    assert expected in told(nlp, [text])


@pytest.mark.parametrize(
    "text",
    ["The so-called “green line” divides the town.", "Their novel “The Silent Harbour of Tunis” won a prize.",
     "The “long one” is a street.", "The ship was named “Hope and Glory”."],
)  # fmt: skip
def test_scare_quotes_and_titles_of_works(nlp: Language, text: str) -> None:
    assert told(nlp, [text]) == []


def test_transcript(nlp: Language) -> None:
    lines = ["DW: What does the deal change?", "Omar Rahim: It changes little.", "They have no water.", "DW: And now?",
             "Omar Rahim: Now we wait."]  # fmt: skip
    assert told(nlp, lines) == [
        ("DW", ":", "What does the deal change?"),
        ("Omar Rahim", ":", "It changes little"),
        ("Omar Rahim", ".", "They have no water"),
        ("DW", ":", "And now?"),
        ("Omar Rahim", ":", "Now we wait"),
    ]


def test_question_and_answer(nlp: Language) -> None:
    lines = [
        "Omar Rahim runs the port.",
        "Q: Is the road open?",
        "A: It is open to trucks.",
        "Q: Since when?",
        "A: Since Monday.",
    ]
    assert [who for who, _, _ in told(nlp, lines)] == ["Q", "Omar Rahim", "Q", "Omar Rahim"]


def test_interview_without_labels(nlp: Language) -> None:
    lines = ["Interview with Omar Rahim", "What does the deal change?", "It changes little. The farmers have no water.",
             "Who wins?", "Nobody wins. The bank wins.", "Will it last?", "It will last until May."]  # fmt: skip
    answers = [t for t in told(nlp, lines, title=True) if t[0] == "Omar Rahim"]
    assert [content for _, _, content in answers] == [
        "It changes little. The farmers have no water", "Nobody wins. The bank wins", "It will last until May",
    ]  # fmt: skip


def test_list_of_figures_is_no_transcript(nlp: Language) -> None:
    assert told(nlp, ["Omar Rahim: 1,204", "Sonya Berg: 950", "Omar Rahim: 12", "Sonya Berg: 4"]) == []


@pytest.mark.parametrize(
    "lines",
    [
        ["“"],
        ["“", "”"],
        [":"],
        ["A:"],
        ["Q:", "A:", "Q:"],
        ["“No", "“No", "“No"],
        ["x: ", "- Reuters", "| x"],
        ["?", "?", "?", "?"],
    ],
)
def test_messy_text_never_raises(nlp: Language, lines: list[str]) -> None:
    told(nlp, lines, title=True)
    told(nlp, lines)
