"""What refers back: he, she, it, they and their cases. What they mean is ranked by learned weights; unsure ones mean nobody."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.actors.antecedents import PRONOUNS, Anaphor, Kind, agrees, learned, none_features, pair_features
from detente.actors.designations import Designations, article_of
from detente.actors.discourse import Discourse, Form, Place, Referent, Sort, role_of, top_of
from detente.actors.epithets import Epithets
from detente.actors.expletives import is_expletive
from detente.actors.floor import collective, yielded
from detente.actors.gender import Genders
from detente.actors.nouns import Nouns
from detente.actors.plurals import Plurals
from detente.actors.quotes import quotation_numbers
from detente.actors.scene import Scene
from detente.actors.stage import Draft, Stage
from detente.actors.syntax import case_of, first_conjunct
from detente.reading.parsed import parsed
from detente.reading.syntax import children
from detente.records import ActorKind, MentionForm

_SURE = {Kind.HE: 0.4, Kind.IT: 0.5, Kind.THEY: 0.5}
"""How likely a meaning must be; below, a pronoun means nobody."""
_REACH = {Kind.HE: 8, Kind.IT: 3, Kind.THEY: 3}
_MOST = 9
_FORMS = {MentionForm.NAME: Form.NAMED, MentionForm.METONYM: Form.NAMED, MentionForm.NOMINAL: Form.DESCRIBED}
_COLLECTIVE = frozenset({ActorKind.ARMED_GROUP, ActorKind.GROUP})
_PLURAL = frozenset({"NNS", "NNPS"})
_NOUNS = _PLURAL | {"NN", "NNP"}
_MODIFYING = frozenset({"compound", "flat", "amod", "fixed", "goeswith", "appos"})


def claim_references(stage: Stage) -> None:
    """Claim nominals and pronouns, passage by passage."""
    References(stage).claim()


class References:
    """One walk through a document that keeps its referents and claims what means an actor."""

    def __init__(self, stage: Stage) -> None:
        self.stage = stage
        self.discourse = Discourse()
        self.genders = Genders(stage)
        self.epithets = Epithets(stage)
        self.nouns = Nouns(stage.registry.agents)
        self.designations = Designations(stage, self.discourse)
        self.plurals = Plurals(stage, self.discourse)
        self._bearers: dict[str, Referent] = {}
        self._last: dict[tuple[Kind, str | None], Referent] = {}
        self._sentence = -1

    def claim(self) -> None:
        for scene in self.stage.scenes:
            self._walk(scene)

    def _walk(self, scene: Scene) -> None:
        numbers = quotation_numbers(scene.lowered)
        held = parsed(scene.doc)
        starts, tags = frozenset(held.starts), held.tags
        places = {hit.end - 1 for hit in scene.hits}
        opened = self._sentence + 1
        index, drafts = scene.index, self.stage.drafts
        for i, word in enumerate(scene.lowered):
            if i in starts:
                self._sentence += 1
            draft = drafts.get((index, i))
            if draft is not None:
                if i == draft.head:
                    self._meet_draft(self._settled(scene, draft), self._place(scene, i, numbers))
            elif word in PRONOUNS:
                place = self._place(scene, i, numbers)
                empty = word == "it" and is_expletive(place.token)
                self._refer(scene, Anaphor.of(place, word, opening=self._sentence == opened, empty=empty))
            elif i in places:
                self._meet_place(scene, self._place(scene, i, numbers))
            elif tags[i] in _NOUNS:
                place = self._place(scene, i, numbers)
                claim = self._claim_noun if held.pos[i] == "NOUN" else self._claim_short_name
                if not claim(scene, place):
                    self._meet_noun(scene, place)

    def _place(self, scene: Scene, i: int, numbers: list[int]) -> Place:
        return Place(scene.tokens[i], scene.index, self._sentence, numbers[i])

    def _settled(self, scene: Scene, draft: Draft) -> Draft:
        """A draft as it is, but "the Kenyan envoy" as the person who was introduced as one."""
        if draft.form is not MentionForm.NOMINAL or self.stage.is_person(draft.actor_id):
            return draft
        person = self.epithets.bearer(scene, draft)
        if person is None:
            return draft
        self.stage.release(scene, draft)
        self.stage.claim(scene, draft.start, draft.end, person, MentionForm.NOMINAL, 0.8)
        return self.stage.at(scene, draft.head) or draft

    def _meet_draft(self, draft: Draft, place: Place, *, noted: bool = True) -> None:
        actor = self.stage.actor(draft.actor_id)
        token = place.token
        plural = token.tag_ in _PLURAL and token.text not in actor.name
        if actor.kind is ActorKind.PERSON:
            sort, gender = Sort.PERSON, self.genders.of(actor)
        elif draft.form is MentionForm.NOMINAL and not plural:
            sort, gender = self.nouns.sort(token)
            sort = sort if sort is Sort.PERSON else Sort.BODY
        else:
            sort, gender = (Sort.PEOPLE if plural or actor.kind in _COLLECTIVE else Sort.BODY), None
        fresh = Referent((draft.actor_id,), sort, gender, plural, _FORMS.get(draft.form, Form.REFERRED))
        held = self.discourse.meet((draft.actor_id, sort is Sort.PERSON), fresh, place)
        if actor.kind is ActorKind.PERSON:
            self._bearers[token.lower_] = held
            if noted and draft.form is MentionForm.NOMINAL:
                self.epithets.note(draft, token)
        elif noted:
            self.designations.note(token, held)
        self._join(place)

    def _meet_place(self, scene: Scene, place: Place) -> None:
        """A state that is no party here ("in Kenya", "Kenyan coffee"), but can be spoken of next as "the country"."""
        found = self.stage.hit(scene, place.token.i)
        if found is None or found[0].end != place.token.i + 1:
            return
        state = self.stage.registry.state(self.stage.actor(found[1].actor_id).country)
        if state is not None and state.actor_id == found[1].actor_id:
            self.discourse.meet((state.actor_id, False), Referent((state.actor_id,), Sort.BODY), place)

    def _claim_noun(self, scene: Scene, place: Place) -> bool:
        """Claim a common noun that means actors named before: "the analyst", "the ministry", "both sides"."""
        token = place.token
        if token.dep_ in _MODIFYING:
            return False
        if token.tag_ == "NNS":
            several = self.plurals.find(token, place.sentence)
            if several is None or not self.stage.claim_all(
                scene, (several[0], token.i + 1), several[1], MentionForm.NOMINAL, 0.7
            ):
                return False
            fresh = Referent(several[1], Sort.PEOPLE, None, plural=True, form=Form.DESCRIBED, group=True)
            self.discourse.meet(several[1], fresh, place)
            return True
        article = article_of(token)
        if article is None:
            return False
        person = self.nouns.sort(token)[0] is Sort.PERSON
        if person:
            found = self.epithets.find(scene, token)
        elif any(self.stage.hit(scene, i) or self.stage.at(scene, i) for i in range(article.i, token.i)):
            return False
        else:
            found = self.designations.find(token, place.sentence)
        if found is None:
            return False
        start = article.i if self.stage.free(scene, article.i, token.i + 1) else token.i
        if not self.stage.claim(scene, start, token.i + 1, found[0], MentionForm.NOMINAL, found[1]):
            return False
        draft = self.stage.at(scene, token.i)
        if draft is not None:
            self._meet_draft(draft, place, noted=False)
        return True

    def _claim_short_name(self, scene: Scene, place: Place) -> bool:
        """Claim the last word of a body's name with an article: "the Times" after "the Harbour Times"."""
        token = place.token
        if token.i == 0 or scene.lowered[token.i - 1] != "the" or token.dep_ in _MODIFYING or not token.text.istitle():
            return False
        found = self.designations.short(token, place.sentence)
        if found is None or not self.stage.claim(scene, token.i, token.i + 1, found, MentionForm.NAME, 0.7):
            return False
        draft = self.stage.at(scene, token.i)
        if draft is not None:
            self._meet_draft(draft, place, noted=False)
        return True

    def _meet_noun(self, scene: Scene, place: Place) -> None:
        """A noun that nobody claimed; the words before its head are not looked at."""
        token = place.token
        if token.dep_ in _MODIFYING or (token.pos_ == "PROPN" and self._named_under(scene, token)):
            return
        sort, gender = self.nouns.sort(token)
        if sort is Sort.THING and self.nouns.is_time(token):
            return
        plural = token.tag_ in _PLURAL
        if sort is Sort.PERSON and any(c.i < token.i for c in children(token, "cop")):
            return
        if plural and sort is Sort.PERSON:
            sort = Sort.PEOPLE
        word = scene.lowered[token.i]
        bearer = self._bearers.get(word) if sort is Sort.PERSON and token.pos_ == "PROPN" else None
        if bearer is not None:
            self.discourse.mention(bearer, place)
        else:
            self.discourse.meet(("", word, plural), Referent((), sort, gender, plural), place)
        self._join(place)

    def _join(self, place: Place) -> None:
        """What is coordinated is a referent of its own, of all its members."""
        token = top_of(place.token)
        if token.dep_ != "conj":
            return
        first = first_conjunct(token)
        scene = self.stage.scenes[place.passage]
        members = [first, *(t for t in first.conjuncts if t.i <= token.i)]
        drafts = [self.stage.at(scene, t.i) or self._named_under(scene, t) for t in members]
        persons = [d for d in drafts if d is not None and self.stage.is_person(d.actor_id)]
        if len(persons) > 1:
            drafts = [d for d, t in zip(drafts, members, strict=True) if d in persons or not _is_description(t)]
        actors = tuple(dict.fromkeys(d.actor_id for d in drafts if d))
        fresh = Referent(actors if all(drafts) else (), Sort.PEOPLE, None, plural=True, form=Form.NAMED, group=True)
        held = self.discourse.meet(
            ("&", place.passage, first.i), fresh, Place(first, place.passage, place.sentence, place.quotation)
        )
        held.actors = fresh.actors
        if case_of(first) in {"like", "such as", "including"}:
            held.role = role_of(first.head)

    def _named_under(self, scene: Scene, token: Token) -> Draft | None:
        """The name that a form of address heads."""
        return next((d for c in children(token, "flat") if c.i > token.i and (d := self.stage.at(scene, c.i))), None)

    def _refer(self, scene: Scene, anaphor: Anaphor) -> None:
        found = self._candidates(anaphor)
        last = self._last.get((anaphor.kind, anaphor.gender))
        pairs = [pair_features(anaphor, r, rank, self.discourse.most, last) for rank, r in enumerate(found)]
        choice = self.choose(anaphor, found, pairs, none_features(anaphor, found))
        choice = yielded(anaphor, choice, found, self.discourse) or collective(anaphor, choice, found) or choice
        if choice is None:
            if anaphor.kind is not Kind.IT:
                sort = Sort.PERSON if anaphor.kind is Kind.HE else Sort.PEOPLE
                fresh = Referent((), sort, anaphor.gender, anaphor.kind is Kind.THEY, Form.UNKNOWN)
                self.discourse.mention(fresh, anaphor.place)
                self._last[anaphor.kind, anaphor.gender] = fresh
            return
        referent, probability = choice
        if probability < _SURE[anaphor.kind]:
            return
        if referent.actors:
            token = anaphor.place.token
            self.stage.claim_all(scene, (token.i, token.i + 1), referent.actors, MentionForm.PRONOUN, round(probability, 2))
        referent.form = Form.REFERRED
        if anaphor.gender and probability >= 0.7:
            referent.gender = anaphor.gender
        self.discourse.mention(referent, anaphor.place)
        self._last[anaphor.kind, anaphor.gender] = referent

    def _candidates(self, anaphor: Anaphor) -> list[Referent]:
        found: list[Referent] = []
        reach = _REACH[anaphor.kind]
        others = self._named_below(anaphor) if anaphor.case == 0 and anaphor.kind is Kind.HE else frozenset()
        for referent in self.discourse.recent():
            if anaphor.place.sentence - referent.sentence > reach:
                break
            if agrees(referent, anaphor) and others.isdisjoint(referent.actors):
                found.append(referent)
                if len(found) == _MOST:
                    break
        return found

    def _named_below(self, anaphor: Anaphor) -> frozenset[str]:
        """The persons named in what a subject does or says: "he said Haddad had left" is not about Haddad."""
        verb, scene = anaphor.place.token.head, self.stage.scenes[anaphor.place.passage]
        drafts = (self.stage.at(scene, i) for i in range(verb.left_edge.i, verb.right_edge.i + 1))
        return frozenset(
            d.actor_id
            for d in drafts
            if d is not None and d.form is MentionForm.NAME and _is_below(scene.tokens[d.head], verb, anaphor.place.token)
        )

    def choose(
        self, anaphor: Anaphor, found: Sequence[Referent], pairs: Sequence[tuple[int, ...]], none: tuple[int, ...]
    ) -> tuple[Referent, float] | None:
        """The likeliest referent of a pronoun, or None."""
        if not found:
            return None
        likely = learned()[anaphor.kind].probabilities(pairs, none)
        best = max(range(len(found)), key=likely.__getitem__)
        return (found[best], likely[best]) if likely[best] >= 1 - sum(likely) else None


def _is_description(token: Token) -> bool:
    """Whether what is parsed as one more member only describes the one before: "A, Republican of Texas, and B"."""
    before = token.i and token.nbor(-1).text == ","
    return bool(before) and not any(c.dep_ in {"det", "cc"} for c in token.lefts) and any(c.dep_ == "nmod" for c in token.rights)


def _is_below(name: Token, verb: Token, pronoun: Token) -> bool:
    """Whether a name hangs on a verb, but not in a clause of its own before the subject ("when Haddad left, he …")."""
    node = name
    while node.head.i != verb.i:
        if node.head.i == node.i or node.dep_ in {"appos", "parataxis", "conj"}:
            return False
        node = node.head
    return node.dep_ not in {"parataxis", "conj", "discourse"} and (node.i > pronoun.i or node.dep_ == "ccomp")
