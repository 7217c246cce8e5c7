"""Who speaks where no verb says so: quotations after a colon, above a signature, or alone after a sentence or paragraph.

The cue of such a quotation is the colon, the dash or, where there is neither, its own opening mark.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from spacy.tokens import Doc, Token

from detente.actors.cast import Cast
from detente.reading import syntax
from detente.reading.scene import Attribution, Scene
from detente.records import Act, ActorKind

_DASHES = frozenset({"―", "—", "–", "--", "-"})
_PRONOUNS = frozenset({"he", "she"})
_LONGEST_SIGNATURE = 12
_SPEAKING = frozenset(
    {
        ActorKind.PERSON,
        ActorKind.GOVERNMENT,
        ActorKind.ORGAN,
        ActorKind.ARMED_GROUP,
        ActorKind.PARTY,
        ActorKind.IGO,
        ActorKind.NGO,
    }
)


class Stage:
    """The passages of a document as they follow each other: who spoke last, and who may speak next."""

    def __init__(self, cast: Cast) -> None:
        self._cast = cast
        self._here: list[str] = []
        self._before: list[str] = []
        self.last: str | None = None

    def next_passage(self) -> None:
        self._before, self._here = self._here, []

    def spoke(self, actor_id: str | None) -> None:
        """Notes the source of a statement; nobody known means that the next quotation alone is nobody's."""
        self.last = actor_id
        if actor_id is not None and self._cast.actors[actor_id].kind is ActorKind.PERSON:
            self._here.append(actor_id)

    def pronoun(self, head: Token) -> str | None:
        """Whom "he" or "she" means when only one person has spoken in this passage and the one before."""
        persons = {*self._before, *self._here}
        return next(iter(persons)) if head.lower_ in _PRONOUNS and len(persons) == 1 else None

    def subject(self, number: int, doc: Doc) -> str | None:
        """The person who is the subject of a passage's last sentence."""
        if not len(doc):
            return None
        head = _subject_of(doc[len(doc) - 1])
        appearance = self._cast.at(number, head) if head is not None else None
        if appearance is None or self._cast.actor(appearance).kind is not ActorKind.PERSON:
            return None
        return appearance.actor_id

    def speaks(self, number: int, token: Token) -> bool:
        """Whether a token means somebody who can be quoted: a person, an organ, a group; "he" and "she"."""
        appearance = self._cast.at(number, token)
        if appearance is not None:
            return self._cast.actor(appearance).kind in _SPEAKING
        return token.ent_type_ == "PERSON" or token.lower_ in _PRONOUNS


def free_quotes(scene: Scene, attributions: Sequence[Attribution]) -> list[range]:
    """The quotations of some length that no attribution has as content, and that hold no cue outside of them."""
    taken: set[int] = set().union(*(a.content for a in attributions if a.cue[0] not in scene.in_quote))
    return [q for q in scene.quotes if len(q) > 4 and taken.isdisjoint(q)]


def beside(scene: Scene, free: Sequence[range], number: int, stage: Stage) -> Iterator[Attribution]:
    """Attributions of free quotations to whom their passage names: before a colon, in a signature, in the sentence before."""
    signed: list[range] = []
    for k, quote in enumerate(free):
        found = _after_colon(scene.doc, quote, number, stage) or _signature(scene, quote)
        if found is None and stands_alone(quote, scene) and (k == 0 or _follows(scene.doc, free[k - 1], quote)):
            signed.append(quote)
        if found is None:
            found = _after_sentence(scene, quote, number, stage)
        if found is not None:
            if found.cue[0] > quote[-1]:
                found = Attribution(found.cue, found.act, found.source, found.content.union(*signed), found.source_span)
            yield found
            signed = []


def stands_alone(quote: range, scene: Scene) -> bool:
    """Whether a quotation makes up whole sentences."""
    doc = scene.doc
    opens = quote[0] == 0 or doc[quote[0] - 1].text in {".", "?", "!", "”", '"', "’", "..."} or doc[quote[0] - 1].is_space
    closes = any(t.text in {".", "?", "!", "..."} for t in doc[quote[-1] - 2 : quote[-1] + 2])
    return opens and closes and len(quote) > 4


def is_all_quoted(scene: Scene) -> bool:
    """Whether a passage is nothing but whole quotations."""
    return bool(scene.quotes) and all(i in scene.in_quote or not t.is_alpha for i, t in enumerate(scene.doc))


def signature_alone(doc: Doc) -> Token | None:
    """The name in a passage that is nothing but a signature: "― Sonya Berg"."""
    if not 2 <= len(doc) <= _LONGEST_SIGNATURE or doc[0].text not in _DASHES:
        return None
    return doc[1] if doc[1].pos_ == "PROPN" and not any(t.pos_ in {"VERB", "AUX"} for t in doc) else None


def _follows(doc: Doc, before: range, quote: range) -> bool:
    return not any(t.is_alpha for t in doc[before[-1] + 1 : quote[0]])


def _after_colon(doc: Doc, quote: range, number: int, stage: Stage) -> Attribution | None:
    """ "He was blunt: “…”"."""
    colon = quote[0] - 1
    if colon < 1 or doc[colon].text != ":":
        return None
    head = _subject_of(doc[colon - 1])
    if head is None or head.i > colon or not stage.speaks(number, head):
        return None
    return Attribution((colon, colon + 1), Act.ASSERT, head, frozenset(quote))


def _signature(scene: Scene, quote: range) -> Attribution | None:
    """ "“…” ― Sonya Berg, nurse": a dash and a name to the end of the line."""
    doc = scene.doc
    dash = next((t.i for t in doc[quote[-1] + 1 : quote[-1] + 4] if not t.is_space), None)
    if dash is None or doc[dash].text not in _DASHES or dash + 1 >= len(doc):
        return None
    start = next((t.i for t in doc[dash + 1 : dash + 3] if not t.is_space), dash + 1)
    end = next((t.i for t in doc[start:] if t.i in scene.in_quote or (t.is_space and "\n" in t.text)), len(doc))
    while end > start and (doc[end - 1].is_space or doc[end - 1].is_punct):
        end -= 1
    if (
        not 0 < end - start <= _LONGEST_SIGNATURE
        or doc[start].pos_ != "PROPN"
        or any(t.pos_ in {"VERB", "AUX"} for t in doc[start:end])
    ):
        return None
    return Attribution((dash, dash + 1), Act.ASSERT, doc[start], frozenset(quote), (start, end))


def _after_sentence(scene: Scene, quote: range, number: int, stage: Stage) -> Attribution | None:
    """ "Berg laughed. “Nobody asked us.”": whole sentences after one whose subject is a person."""
    doc = scene.doc
    if quote[0] < 2 or not stands_alone(quote, scene):
        return None
    last = next((t for t in reversed(doc[max(0, quote[0] - 3) : quote[0]]) if not t.is_space), None)
    if last is None or last.i in scene.in_quote or last.text not in {".", "!", "?"}:
        return None
    head = _subject_of(doc[last.i - 1])
    if head is None or head.i > quote[0] or head.i in scene.in_quote or not stage.speaks(number, head):
        return None
    return Attribution((quote[0], quote[0] + 1), Act.ASSERT, head, frozenset(quote))


def _subject_of(token: Token) -> Token | None:
    """The subject of the sentence that a token stands in."""
    root = next((a for a in [token, *syntax.ancestors(token)] if a.head.i == a.i), token)
    return syntax.child(root, "nsubj", "nsubj:pass")
