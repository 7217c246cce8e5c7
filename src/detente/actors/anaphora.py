"""What refers back: "the envoy", "the minister", and he, she, it, they as subjects.

Only the clear cases: one antecedent that fits, in the same or the sentence before; everything else stays unresolved.
"""

from __future__ import annotations

from collections.abc import Iterable

from spacy.tokens import Span, Token

from detente.actors.forms import words
from detente.actors.scene import Scene
from detente.actors.stage import Draft, Stage, Title
from detente.actors.syntax import SUBJECTS, case_of
from detente.actors.wordlists import listed
from detente.records import ActorKind, MentionForm

_HUMAN = frozenset({"he", "she"})
_SAYING = frozenset(
    {
        "say",
        "tell",
        "add",
        "note",
        "explain",
        "argue",
        "believe",
        "claim",
        "point",
        "warn",
        "stress",
        "state",
        "insist",
        "continue",
        "write",
        "think",
    }
)
_ALIKE = frozenset({"EDU", "MED"})
_PERSONAL = listed("personal_adjectives")
_COLLECTIVE = frozenset({ActorKind.ARMED_GROUP, ActorKind.GROUP})


def claim_references(stage: Stage) -> None:
    """Claim nominals and pronouns, passage by passage."""
    titles = _Titles(stage)
    for scene in stage.scenes:
        before: Span | None = None
        last = stage.scenes[scene.index - 1] if scene.index else None
        for sentence in scene.doc.sents:
            for token in sentence:
                if not stage.free(scene, token.i, token.i + 1):
                    continue
                if token.pos_ == "NOUN" and token.i and scene.doc[token.i - 1].lower_ == "the":
                    titles.claim(scene, token)
                elif token.dep_ in SUBJECTS and token.lower_ in {"he", "she", "it", "they"}:
                    _claim_pronoun(stage, scene, token, sentence, before)
                    if before is None and last is not None and token.lower_ in _HUMAN and token.i < sentence.start + 3:
                        _claim_from(stage, scene, token, last)
            before = sentence


def _claim_from(stage: Stage, scene: Scene, token: Token, last: Scene) -> None:
    """He or she at the start of a passage is the one person in the last sentence of the passage before."""
    sentences = list(last.doc.sents)
    if sentences and stage.free(scene, token.i, token.i + 1):
        found = _antecedent(stage, last, sentences[-1].start, sentences[-1].end, token.lower_)
        if found is not None:
            stage.claim(scene, token.i, token.i + 1, found[0], MentionForm.PRONOUN, 0.6)


class _Titles:
    """Who has been called what so far, and which known officials have been named."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.noted = [*stage.titles, *self._offices()]

    def _offices(self) -> Iterable[Title]:
        stage = self.stage
        for draft in dict.fromkeys(stage.drafts.values()):
            if draft.form is MentionForm.NAME and stage.is_person(draft.actor_id):
                for role in stage.registry.roles(draft.actor_id):
                    started = role.start_date is None or stage.on is None or role.start_date <= stage.on
                    ended = role.end_date is not None and (stage.on is None or role.end_date < stage.on)
                    title = words(role.title)
                    if started and not ended and title:
                        cut = next((i for i, word in enumerate(title) if i and word in {"of", "for", "to"}), len(title))
                        noun = stage.registry.agents.noun(title[cut - 1 : cut])
                        yield Title(draft.passage, draft.start, draft.actor_id, title[cut - 1], noun.part if noun else None)

    def claim(self, scene: Scene, token: Token) -> None:
        """Claim "the expert" for the one person who was called that, or a word of the same sector, close before."""
        noun = self.stage.registry.agents.noun(words(token.text))
        if noun is None or not noun.person or noun.plural or _has_complement(token):
            return
        before = [t for t in self.noted if (t.passage, t.at) < (scene.index, token.i)]
        alike = {
            t.actor_id
            for t in before
            if t.word == noun.key[-1] or (t.part == noun.part and noun.part and noun.part.code in _ALIKE)
        }
        exact = {t.actor_id for t in before if t.word == noun.key[-1]}
        near = alike & self._named_near(scene, token.i)
        found = near if len(near) == 1 else exact if len(exact) == 1 and alike == exact else set()
        if found:
            self.stage.claim(scene, token.i - 1, token.i + 1, next(iter(found)), MentionForm.NOMINAL, 0.8)

    def _named_near(self, scene: Scene, before: int) -> set[str]:
        """The persons named in the same passage before a token, or else in the passage before."""
        drafts = {d.actor_id for i in range(before) if (d := self.stage.at(scene, i))}
        people = {a for a in drafts if self.stage.is_person(a)}
        if people or not scene.index:
            return people
        earlier = self.stage.scenes[scene.index - 1]
        drafts = {d.actor_id for i in range(len(earlier.doc)) if (d := self.stage.at(earlier, i))}
        return {a for a in drafts if self.stage.is_person(a)}


def _has_complement(token: Token) -> bool:
    """Whether more words narrow the noun down, so that it may mean somebody else."""
    after = token.doc[token.i + 1] if token.i + 1 < len(token.doc) else None
    if after is not None and (after.lower_ in {"of", "for", "to", "from", "who", "at"}):
        return True
    return token.dep_ in {"compound", "amod", "nmod"} and token.head.i == token.i + 1


def _is_clause_ahead(token: Token) -> bool:
    """It remains unclear whether …, it is impossible to …; but it is ready to … has somebody in mind."""
    doc, i = token.doc, token.i + 1
    while (
        i < len(doc)
        and i < token.i + 6
        and (doc[i].pos_ in {"AUX", "ADV", "PART"} or doc[i].lemma_ in {"remain", "seem", "become", "prove", "appear"})
    ):
        i += 1
    if i + 1 >= len(doc) or doc[i].pos_ not in {"ADJ", "NOUN"} or doc[i].lower_ in _PERSONAL:
        return False
    return doc[i + 1].lower_ in {"that", "whether", "to", "for", "how", "if", "when", "who"}


def _claim_pronoun(stage: Stage, scene: Scene, token: Token, sentence: Span, before: Span | None) -> None:
    kind = token.lower_
    if kind == "it" and (_is_expletive(token) or token.head.pos_ not in {"VERB", "ADJ", "NOUN"}):
        return
    found = _antecedent(stage, scene, sentence.start, token.i, kind)
    if found is None and before is not None and not _fitting(stage, scene, sentence.start, token.i, kind):
        found = _antecedent(stage, scene, before.start, before.end, kind)
    if found is not None:
        stage.claim(scene, token.i, token.i + 1, found[0], MentionForm.PRONOUN, found[1])


def _fitting(stage: Stage, scene: Scene, start: int, end: int, kind: str) -> list[Draft]:
    drafts = dict.fromkeys(d for i in range(start, end) if (d := stage.at(scene, i)))
    return [d for d in drafts if _agrees(stage, scene, d, kind)]


def _antecedent(stage: Stage, scene: Scene, start: int, end: int, kind: str) -> tuple[str, float] | None:
    fitting = _fitting(stage, scene, start, end, kind)
    subjects = [d for d in fitting if scene.doc[d.head].dep_ in SUBJECTS and not _is_joined(scene.doc[d.head])]
    if kind in _HUMAN and len({d.actor_id for d in fitting}) == 1:
        return fitting[0].actor_id, 0.75
    if len({d.actor_id for d in subjects}) != 1 or _rival(stage, scene, start, end, kind):
        return None
    last = fitting[-1]
    if last.actor_id != subjects[0].actor_id and end - last.end < 5 and case_of(scene.doc[last.head]) is None:
        return None
    return subjects[0].actor_id, 0.6


def _is_joined(head: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} for c in head.children)


def _agrees(stage: Stage, scene: Scene, draft: Draft, kind: str) -> bool:
    actor = stage.actor(draft.actor_id)
    if kind in _HUMAN:
        return actor.kind is ActorKind.PERSON and scene.doc[draft.head].dep_ not in {"nmod:poss", "compound"}
    if actor.kind is ActorKind.PERSON:
        return False
    plural = scene.doc[draft.end - 1].tag_ in {"NNS", "NNPS"} or actor.kind in _COLLECTIVE
    if kind == "they":
        return plural
    return scene.doc[draft.end - 1].tag_ not in {"NNS", "NNPS"}


def _rival(stage: Stage, scene: Scene, start: int, end: int, kind: str) -> bool:
    """Whether another noun is a subject in the same stretch, so that the pronoun may mean it."""
    number = {"NNS", "NNPS"} if kind == "they" else {"NN", "NNP"}
    if kind in _HUMAN:
        return False
    return any(t.dep_ in SUBJECTS and t.tag_ in number and stage.free(scene, t.i, t.i + 1) for t in scene.doc[start:end])


def _is_expletive(token: Token) -> bool:
    if token.dep_ == "expl":
        return True
    if _is_clause_ahead(token):
        return True
    head = token.head
    clausal = any(c.dep_ in {"ccomp", "csubj", "xcomp", "acl", "advcl"} and c.i > head.i for c in head.children)
    copular = any(c.dep_ == "cop" for c in head.children)
    if copular:
        return (head.pos_ == "ADJ" and clausal) or (head.pos_ == "NOUN" and clausal)
    return head.lemma_ in {"seem", "appear", "happen", "rain", "turn", "take", "depend", "matter", "emerge"} or (
        head.dep_ == "ROOT" and head.tag_ == "VBN" and clausal
    )
