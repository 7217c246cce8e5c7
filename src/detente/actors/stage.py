"""The working state of one casting: what has been claimed so far, by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from detente.actors.agents import Part
from detente.actors.cast import Appearance, Cast
from detente.actors.lexicon import Form, Use, fittest
from detente.actors.registry import Registry
from detente.actors.scene import Hit, Scene, scan, set_scene
from detente.actors.syntax import head_of
from detente.language.passages import Passage
from detente.records import Actor, ActorKind, Mention, MentionForm

_LATELY = 2010
"""A change of government since this year may be later than a text without a date."""


@dataclass(frozen=True, slots=True, eq=False)
class Draft:
    """A mention by its tokens, before it is written down. No two drafts cover a token, so that each equals only itself."""

    passage: int
    start: int
    end: int
    actor_id: str
    form: MentionForm
    score: float
    head: int
    also: tuple[str, ...] = ()
    """Further actors that the same words mean: "both countries"."""

    @property
    def actor_ids(self) -> tuple[str, ...]:
        return (self.actor_id, *self.also)


@dataclass(frozen=True, slots=True)
class Title:
    """A title by which the text (or the registry) calls a person, and where it first does."""

    passage: int
    at: int
    actor_id: str
    word: str
    part: Part | None = None
    past: bool = False
    said: str = ""
    """The whole description in the text's words, for the party in it."""


class Stage:
    """Passages with their scenes, the drafts claimed on them, and the actors that the text brings in."""

    def __init__(self, passages: Sequence[Passage], registry: Registry, on: date | None) -> None:
        self.passages = passages
        self.registry = registry
        self.on = on
        self.scenes: list[Scene] = []
        self.actors: dict[str, Actor] = {}
        self.drafts: dict[tuple[int, int], Draft] = {}
        self.acronyms: dict[str, str] = {}
        self.titles: list[Title] = []
        self._hits: dict[tuple[int, int], tuple[Hit, Form]] = {}
        self._appeared: dict[Draft, tuple[Appearance, ...]] = {}
        for index, passage in enumerate(passages):
            scene = set_scene(index, passage.doc)
            scene.hits = scan(scene, registry.lexicon)
            self.scenes.append(scene)

    def claim(self, scene: Scene, start: int, end: int, actor_id: str, form: MentionForm, score: float) -> bool:
        """Make tokens start to end a mention of an actor, unless one of them is taken."""
        return self.claim_all(scene, (start, end), (actor_id,), form, score)

    def claim_all(self, scene: Scene, span: tuple[int, int], actor_ids: Sequence[str], form: MentionForm, score: float) -> bool:
        """Make the tokens of a span a mention of one actor or of several, unless one of them is taken."""
        start, end = span
        if not actor_ids or not self.free(scene, start, end):
            return False
        head = head_of(scene.doc, start, end).i
        draft = Draft(scene.index, start, end, actor_ids[0], form, score, head, tuple(actor_ids[1:]))
        for i in range(start, end):
            self.drafts[scene.index, i] = draft
        return True

    def release(self, scene: Scene, draft: Draft) -> None:
        """Take a claim back."""
        for i in range(draft.start, draft.end):
            del self.drafts[scene.index, i]

    def free(self, scene: Scene, start: int, end: int) -> bool:
        index, drafts = scene.index, self.drafts
        return not any((index, i) in drafts for i in range(start, end))

    def at(self, scene: Scene, i: int) -> Draft | None:
        """The draft that covers a token."""
        return self.drafts.get((scene.index, i))

    def actor(self, actor_id: str) -> Actor:
        return self.actors.get(actor_id) or self.registry.get(actor_id)

    def choose(self, forms: Sequence[Form]) -> Form | None:
        """The form that fits best at the document's date; of several, the one whose actor or state the document names besides."""
        best = fittest(forms, self.on)
        if len(best) == 1 and self.on is None and best[0].use is Use.SEAT:
            return self._undated(best[0], forms)
        if len(best) < 2:
            return best[0] if best else None
        actors, states = self._heard
        for heard in (actors, states):
            known = [f for f in best if (f.actor_id if heard is actors else self.actor(f.actor_id).country) in heard]
            if len(known) == 1:
                return known[0]
            if known:
                return None
        homeless = [f for f in best if self.actor(f.actor_id).country is None]
        return homeless[0] if len(homeless) == 1 else None

    def _undated(self, now: Form, forms: Sequence[Form]) -> Form:
        """In a text without a date, a seat of government that changed hands lately ("Kabul") means the state."""
        if now.term.start is None or now.term.start.year < _LATELY:
            return now
        states = [f for f in forms if f.use is Use.SEAT and self.actor(f.actor_id).kind is ActorKind.STATE]
        return states[-1] if states else now

    @cached_property
    def _heard(self) -> tuple[frozenset[str], frozenset[str]]:
        """The actors that the document calls by an unmistakable name, and the states of these and of its adjectives."""
        found = [f for scene in self.scenes for hit in scene.hits if len(f := fittest(hit.forms, self.on)) == 1]
        forms = [form for (form,) in found if not form.use.is_short and form.actor_id in self.registry.entries]
        actors = frozenset(form.actor_id for form in forms if form.use is Use.NAME)
        return actors, frozenset(c for form in forms if (c := self.registry.get(form.actor_id).country))

    def settle_hits(self, scene: Scene) -> None:
        """Decide by date what the registry's matches mean; a hit that stays open is forgotten."""
        kept = []
        for hit in scene.hits:
            form = self.choose(hit.forms)
            if form and self.registry.entries.get(form.actor_id):
                kept.append(hit)
                meant = hit, form
                for i in range(hit.start, hit.end):
                    self._hits[scene.index, i] = meant
        scene.hits = kept

    def forget(self, scene: Scene, hit: Hit) -> None:
        """Let a match go, because its words belong to something longer."""
        for i in range(hit.start, hit.end):
            self._hits.pop((scene.index, i), None)
        scene.hits = [h for h in scene.hits if h is not hit]

    def hit(self, scene: Scene, i: int) -> tuple[Hit, Form] | None:
        """The registry's match that covers a token, with what it means."""
        return self._hits.get((scene.index, i))

    def hits_in(self, scene: Scene, start: int, end: int) -> list[tuple[Hit, Form]]:
        """The registry's matches that touch tokens start to end."""
        found: list[tuple[Hit, Form]] = []
        for i in range(start, end):
            one = self._hits.get((scene.index, i))
            if one is not None and not (found and found[-1] is one):
                found.append(one)
        return found

    @cached_property
    def told(self) -> str:
        """All words of the document, folded, with two spaces between passages and around marks."""
        return " ".join(word for scene in self.scenes for word in ("", *scene.words, ""))

    def is_person(self, actor_id: str) -> bool:
        return self.actor(actor_id).kind is ActorKind.PERSON

    def cast(self) -> Cast:
        """The drafts as appearances."""
        drafts = sorted(set(self.drafts.values()), key=lambda d: (d.passage, d.start))
        return Cast((a for d in drafts for a in self._appearances(d)), {i: self.actor(i) for d in drafts for i in d.actor_ids})

    def _appearances(self, draft: Draft) -> tuple[Appearance, ...]:
        """A draft as appearances, made once: a document is cast twice, for its titles and at the end."""
        held = self._appeared.get(draft)
        if held is None:
            passage = self.passages[draft.passage]
            start, end = passage.place(draft.start, draft.end)
            text = passage.slice(start, end)
            mentions = (Mention(passage.document_id, start, end, text, a, draft.form, draft.score) for a in draft.actor_ids)
            held = tuple(Appearance(m, draft.passage, draft.start, draft.end, draft.head) for m in mentions)
            self._appeared[draft] = held
        return held
