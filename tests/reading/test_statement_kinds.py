"""Direct, indirect, mixed: own sentences, with what the first statement in them is."""

import pytest
from spacy.language import Language

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.cues import find
from detente.reading.scene import Scene
from detente.reading.speakers import Stage, unspoken
from detente.reading.statement_kinds import kind_of
from detente.records import Block, BlockRole, StatementKind

DIRECT = [
    "“We will pay,” the treasurer said.",
    "The treasurer said: “We will pay.”",
    "“We will pay,” the treasurer said. “They know it.”",
    "“If it rains,” Berg said, “we stay.”",
    "'We will pay,' says treasurer",
    "‘We will pay,’ the treasurer said.",
    "``We will pay,'' the treasurer said.",
    "«We will pay», the treasurer said.",
    "“Who pays?” asked the treasurer.",
    "Berg shot back, “You never paid us at all.”",
    "KARIMOV: We are ready to pay.",
]  # fmt: skip

INDIRECT = [
    "The treasurer said that the bank would pay.",
    "The treasurer said the bank would pay.",
    "According to the treasurer, the bank will pay.",
    "The bank will pay, the treasurer said.",
    "The treasurer denied that the bank would pay.",
    "The treasurer promised to pay by June.",
    "Farmers fear that the river will dry up.",
    "The council urged both armies to withdraw.",
    "The treasurer warned of a cold winter.",
    "It is believed that the ship carried gold.",
]  # fmt: skip

MIXED = [
    "The treasurer said the offer was “an insult to every farmer”.",
    "The treasurer said that the talks had been “frank”.",
    "The treasurer said the plan was “dead”, but that “nobody will say so in public”.",
    "He called the deal “a disgrace”.",
    "The treasurer warned that “no bank is safe” in the south.",
    "According to the treasurer, the bank is “as good as dead”.",
    "“We will pay,” the treasurer said, adding that the bank was safe. The mayor said it was “absurd” to wait.",
    "The treasurer accused the bank of “playing with fire”.",
    "The mayor said that the road, “our only one”, was closed.",
]  # fmt: skip


def kinds(nlp: Language, text: str, role: BlockRole = BlockRole.BODY) -> list[StatementKind]:
    doc = nlp(text)
    scene = Scene.of(doc, text)
    passage = Passage("d", Block(0, len(text), role), doc, text)
    found = unspoken(tuple(find(scene)), scene, 0, Stage([passage], Cast([], {})))
    return [kind_of(a.cue, [(i, i + 1) for i in sorted(a.content)], scene) for a in found if a.content]


@pytest.mark.parametrize(
    ("text", "kind"),
    [(t, k) for k, texts in zip(StatementKind, (DIRECT, INDIRECT, MIXED), strict=True) for t in texts],
)
def test_kind(nlp: Language, text: str, kind: StatementKind) -> None:
    assert kind in kinds(nlp, text)
    assert kinds(nlp, text)[0] is kind or kind is StatementKind.MIXED
