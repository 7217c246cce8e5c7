"""What refers back: "the envoy", "the minister", and he, she, it, they as subjects, him and her as objects.

Only the clear cases: one antecedent that fits in number and gender, in the same or the sentence before; everything else stays
unresolved.
"""

from __future__ import annotations

from functools import cached_property

from spacy.tokens import Span, Token

from detente.actors.epithets import Epithets
from detente.actors.gender import Genders
from detente.actors.quotes import quotation_numbers
from detente.actors.scene import Scene
from detente.actors.stage import Draft, Stage
from detente.actors.syntax import SUBJECTS, case_of
from detente.actors.wordlists import listed
from detente.records import ActorKind, MentionForm

_SUBJECT_FORMS = frozenset({"he", "she", "it", "they"})
_MASCULINE = frozenset({"he", "him"})
_FEMININE = frozenset({"she", "her"})
_HUMAN = _MASCULINE | _FEMININE
_PERSONAL = listed("personal_adjectives")
_COLLECTIVE = frozenset({ActorKind.ARMED_GROUP, ActorKind.GROUP})
_PREDICATES = frozenset({"VERB", "ADJ", "NOUN"})
_OBJECTS = frozenset({"obj", "iobj", "obl"})


def claim_references(stage: Stage) -> None:
    """Claim nominals and pronouns, passage by passage."""
    epithets, genders = Epithets(stage), Genders(stage)
    last: _Reader | None = None
    for scene in stage.scenes:
        reader = _Reader(stage, scene, genders)
        for at, word in enumerate(scene.lowered):
            if word in _HUMAN or word in _SUBJECT_FORMS:
                reader.claim_pronoun(scene.tokens[at], word, last)
            elif word == "the" and at + 1 < len(scene.tokens) and scene.tokens[at + 1].pos_ == "NOUN":
                epithets.claim(scene, scene.tokens[at + 1])
        last = reader


class _Reader:
    """The pronouns of one passage."""

    def __init__(self, stage: Stage, scene: Scene, genders: Genders) -> None:
        self.stage, self.scene, self.genders = stage, scene, genders

    @cached_property
    def sentences(self) -> list[Span]:
        return list(self.scene.doc.sents)

    @cached_property
    def quotations(self) -> list[int]:
        return quotation_numbers(self.scene.tokens)

    def claim_pronoun(self, token: Token, word: str, last: _Reader | None) -> None:
        """Claim a pronoun for its antecedent in the same sentence, in the one before, or in the last of the passage before."""
        if self.stage.at(self.scene, token.i):
            return
        if token.dep_ in _OBJECTS and token.tag_ == "PRP" and word in {"him", "her"}:
            self._claim_object(token, word)
            return
        if word not in _SUBJECT_FORMS or token.dep_ not in SUBJECTS:
            return
        if word == "it" and (token.dep_ == "nsubj:pass" or _is_expletive(token) or token.head.pos_ not in _PREDICATES):
            return
        number = next(k for k, s in enumerate(self.sentences) if s.start <= token.i < s.end)
        sentence = self.sentences[number]
        if word in _HUMAN and self._is_disputed(sentence.start, token.i, word):
            return
        found = self._antecedent(sentence.start, token.i, word, token)
        if found is None and number and not self._fitting(sentence.start, token.i, word, token):
            before = self.sentences[number - 1]
            found = self._antecedent(before.start, before.end, word, token)
        elif found is None and number == 0 and last is not None and word in _HUMAN and token.i < sentence.start + 3:
            found = last.closing(word)
        if found is not None:
            self.stage.claim(self.scene, token.i, token.i + 1, found[0], MentionForm.PRONOUN, found[1])

    def _claim_object(self, token: Token, word: str) -> None:
        """Him or her is the one fitting person of the sentence, or of the one before, who is not the subject of the same verb."""
        number = next(k for k, s in enumerate(self.sentences) if s.start <= token.i < s.end)
        sentence = self.sentences[number]
        mates = {d.actor_id for c in _subjects_of(token.head) if (d := self.stage.at(self.scene, c.i))}
        fitting = self._fitting(sentence.start, token.i, word, token)
        if not fitting and number:
            before = self.sentences[number - 1]
            fitting = self._fitting(before.start, before.end, word, token)
        found = {d.actor_id for d in fitting} - mates
        if len(found) == 1:
            self.stage.claim(self.scene, token.i, token.i + 1, found.pop(), MentionForm.PRONOUN, 0.6)

    def closing(self, word: str) -> tuple[str, float] | None:
        """The person whom he or she at the start of the next passage means: the one in the last sentence of this one."""
        if not self.sentences:
            return None
        found = self._antecedent(self.sentences[-1].start, self.sentences[-1].end, word, None)
        return (found[0], 0.6) if found else None

    def _fitting(self, start: int, end: int, word: str, token: Token | None) -> list[Draft]:
        drafts = dict.fromkeys(d for i in range(start, end) if (d := self.stage.at(self.scene, i)))
        return [d for d in drafts if self._agrees(d, word) and not (token is not None and self._may_say(d, token))]

    def _antecedent(self, start: int, end: int, word: str, token: Token | None) -> tuple[str, float] | None:
        tokens, fitting = self.scene.tokens, self._fitting(start, end, word, token)
        subjects = [d for d in fitting if tokens[d.head].dep_ in SUBJECTS and not _is_joined(tokens[d.head])]
        if word in _HUMAN and len({d.actor_id for d in fitting}) == 1:
            return fitting[0].actor_id, 0.75
        if len({d.actor_id for d in subjects}) != 1 or self._rival(start, end, word):
            return None
        last = fitting[-1]
        if last.actor_id != subjects[0].actor_id and end - last.end < 5 and case_of(tokens[last.head]) is None:
            return None
        return subjects[0].actor_id, 0.6

    def _agrees(self, draft: Draft, word: str) -> bool:
        actor = self.stage.actor(draft.actor_id)
        last = self.scene.tokens[draft.end - 1]
        if word in _HUMAN:
            inner = self.scene.tokens[draft.head].dep_ in {"nmod:poss", "compound"}
            return actor.kind is ActorKind.PERSON and not inner and self.genders.fits(actor, word)
        if actor.kind is ActorKind.PERSON:
            return False
        if word == "they":
            return last.tag_ in {"NNS", "NNPS"} or actor.kind in _COLLECTIVE
        return last.tag_ not in {"NNS", "NNPS"}

    def _may_say(self, draft: Draft, token: Token) -> bool:
        """Whether a pronoun in quotation marks may be in the mouth of the draft's actor, who then means somebody else."""
        quotation = self.quotations[token.i]
        return quotation > 0 and self.quotations[draft.start] != quotation

    def _is_disputed(self, start: int, end: int, word: str) -> bool:
        """Whether an unresolved pronoun of the gender, or a person's name that nobody claimed, stands before a pronoun."""
        masculine = word in _MASCULINE
        for i in range(end - 1, start - 1, -1):
            draft = self.stage.at(self.scene, i)
            if draft is not None:
                if draft.form is MentionForm.PRONOUN and (self.scene.lowered[i] in _MASCULINE) == masculine:
                    return False
                continue
            if self.scene.tokens[i].ent_type_ == "PERSON" and self.scene.tokens[i].dep_ in SUBJECTS:
                return True
            if self.scene.lowered[i] in (_MASCULINE if masculine else _FEMININE) and self.scene.tokens[i].dep_ != "nmod:poss":
                return True
        return False

    def _rival(self, start: int, end: int, word: str) -> bool:
        """Whether another noun is a subject in the same stretch, so that the pronoun may mean it."""
        if word in _HUMAN:
            return False
        number = {"NNS", "NNPS"} if word == "they" else {"NN", "NNP"}
        return any(
            t.dep_ in SUBJECTS and t.tag_ in number and not self.stage.at(self.scene, t.i) for t in self.scene.tokens[start:end]
        )


def _subjects_of(verb: Token) -> list[Token]:
    """The subject of a verb, also where it is understood from the verb above: "X flew to Kabul to brief him"."""
    while True:
        found = [c for c in verb.children if c.dep_ in SUBJECTS]
        if found or verb.dep_ not in {"advcl", "xcomp", "conj", "acl", "obl", "nmod"} or verb.head.i == verb.i:
            return found
        verb = verb.head


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


def _is_joined(head: Token) -> bool:
    return any(c.dep_ == "conj" and c.pos_ in {"NOUN", "PROPN"} for c in head.children)


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
