"""Quotations that no verb of the lexicon claims, and whom the words beside them name in the same passage.

The cue is the verb where one stands beside ("shot back", "retaliated"), else the colon, the dash or the opening mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.scene import Attribution, Scene
from detente.records import Act

Speaks = Callable[[Token], bool]

_DASHES = frozenset({"―", "—", "–", "--", "-"})
_ENDS = frozenset({".", "?", "!", "...", "…"})
_CLOSED = _ENDS | {"”", '"', "’", "''", "»", ")"}
_LONGEST_SIGNATURE = 12
_LONGEST_TAG = 24
_LONGEST_BRIDGE = 10
_SCARE_WORDS = 3
_PARTICLES = frozenset({"back", "out", "on", "in", "up"})
_FINITE = frozenset({"VBD", "VBZ", "VBP", "VBN", "VBG"})


def free_quotes(scene: Scene, attributions: Sequence[Attribution]) -> list[range]:
    """The quotations that say something and that no attribution outside of them has as content."""
    taken: set[int] = set().union(*(a.content for a in attributions if a.cue[0] not in scene.in_quote))
    return [q for q in scene.quotes if taken.isdisjoint(q) and is_said(q, scene.doc)]


def is_said(quote: range, doc: Doc) -> bool:
    """Whether a quotation is a saying, not words in scare quotes nor the title of a work."""
    words = [doc[i] for i in quote if doc[i].is_alpha]
    if len(words) <= _SCARE_WORDS:
        return bool(words) and len(quote) > _SCARE_WORDS + 1 and doc[quote[-1] - 1].text in _ENDS | {","} and _has_verb(words)
    return not is_work(words)


def is_work(words: Sequence[Token]) -> bool:
    """Whether words are written as the title of a book, film or newspaper: capitals but for the little words, no full clause."""
    long = [t for t in words if len(t) > 3 or t.pos_ in {"PRON", "VERB"}]
    return len(long) > 1 and all(t.text[0].isupper() for t in long) and len(words) <= 12


def _has_verb(words: Sequence[Token]) -> bool:
    return any(t.pos_ in {"VERB", "AUX"} for t in words)


def is_all_quoted(scene: Scene) -> bool:
    """Whether a passage is nothing but whole quotations."""
    return bool(scene.quotes) and all(i in scene.in_quote or not t.is_alpha for i, t in enumerate(scene.doc))


def stands_alone(quote: range, scene: Scene) -> bool:
    """Whether a quotation makes up whole sentences."""
    doc = scene.doc
    opens = quote[0] == 0 or doc[quote[0] - 1].text in _CLOSED or doc[quote[0] - 1].is_space
    closes = any(t.text in _ENDS for t in doc[quote[-1] - 2 : quote[-1] + 2]) or quote[-1] + 1 == len(doc)
    return opens and closes and len(quote) > 4


def grown(attributions: Sequence[Attribution], scene: Scene) -> Iterator[Attribution]:
    """Attributions, each with the quotations without a speaker that follow its own or are joined to it in its sentence."""
    outer = [a for a in attributions if a.cue[0] not in scene.in_quote]
    taken = set().union(*(a.content for a in outer), *(range(*a.cue) for a in outer))
    free = [q for q in scene.quotes if taken.isdisjoint(q)]
    if not free:
        yield from attributions
        return
    more: dict[int, set[int]] = {}
    ends = [(k, max(a.content)) for k, a in enumerate(attributions) if a.source is not None and a.cue[0] not in scene.in_quote]
    for q in free:
        before = next((k for k, end in reversed(ends) if end < q[0]), None)
        if before is None:
            continue
        found = replace(attributions[before], content=attributions[before].content | more.get(before, set()))
        quoted = not scene.in_quote.isdisjoint(found.content)
        if quoted and stands_alone(q, scene) and _is_next(found, q, scene):
            more.setdefault(before, set()).update(q)
        elif (bridge := _bridge(found, q, scene)) is not None:
            more.setdefault(before, set()).update(bridge, q)
    for k, found in enumerate(attributions):
        yield replace(found, content=found.content | more[k]) if k in more else found


def _is_next(found: Attribution, quote: range, scene: Scene) -> bool:
    """Whether a quotation follows in the sentence after the attribution, with no words of the text between."""
    right = found.source.right_edge.i if found.source is not None else 0
    last = max([*found.content, found.cue[1] - 1, right if right < quote[0] else 0])
    stop = next((t.i for t in scene.doc[last + 1 : quote[0]] if t.text in _ENDS), last)
    return all(t.is_punct or t.is_space for t in scene.doc[stop + 1 : quote[0]]) and quote[0] - last < 60


def _bridge(found: Attribution, quote: range, scene: Scene) -> range | None:
    """The words between a content and a quotation joined to it: "said that it was late, but that “nobody slept”"."""
    last = max(found.content)
    gap = range(last + 1, quote[0])
    if last < found.cue[0] or len(gap) > _LONGEST_BRIDGE:
        return None
    words = [t for t in scene.doc[gap.start : gap.stop] if not t.is_punct]
    if any(scene.doc[i].text in _ENDS | {";", ":"} or scene.doc[i].is_space for i in gap):
        return None
    return gap if not words or words[0].dep_ == "cc" or words[0].lower_ == "that" else None


def beside(scene: Scene, free: Sequence[range], found: Sequence[Attribution], speaks: Speaks) -> Iterator[Attribution]:
    """Attributions of free quotations to whom their passage names before, behind, below or in an earlier sentence."""
    signed: list[range] = []
    for k, quote in enumerate(free):
        told = _led_in(scene, quote, speaks) or _tagged(scene, quote, speaks) or _signature(scene, quote)
        if told is None and stands_alone(quote, scene) and (k == 0 or _follows(scene.doc, free[k - 1], quote)):
            signed.append(quote)
        if told is None:
            told = _after_sentence(scene, quote, found, speaks)
        if told is not None:
            if told.cue[0] > quote[-1]:
                told = replace(told, content=told.content.union(*signed))
            yield told
            signed = []


def _follows(doc: Doc, before: range, quote: range) -> bool:
    return not any(t.is_alpha for t in doc[before[-1] + 1 : quote[0]])


def _led_in(scene: Scene, quote: range, speaks: Speaks) -> Attribution | None:
    """ "He was blunt: “…”", "Berg shot back, “…”", "He was asked by the judge, “…”"."""
    mark = quote[0] - 1
    doc = scene.doc
    if mark < 1 or doc[mark].text not in {":", ","} or mark - 1 in scene.in_quote:
        return None
    if doc[mark].text == "," and not _is_sentence(quote, doc):
        return None
    verb = _predicate(doc[mark - 1])
    passive = syntax.is_passive(verb)
    head = syntax.agent(verb) if passive else syntax.subject(verb)
    if head is None or head.i > mark or head.i in scene.in_quote or verb.i in scene.in_quote or not (speaks(head) or passive):
        return None
    plain = (
        verb.pos_ != "VERB" or syntax.child(verb, "cop") is not None or (doc[mark].text == ":" and verb.right_edge.i + 1 < mark)
    )
    cue = (mark, mark + 1) if plain else _with_particle(verb)
    return Attribution(cue, Act.REQUEST if passive and syntax.lemma(verb) == "ask" else Act.ASSERT, head, frozenset(quote))


def _with_particle(verb: Token) -> tuple[int, int]:
    """The verb group, with "back" and the like behind it."""
    start, end = syntax.verb_group(verb)
    return start, end + (end < len(verb.doc) and verb.doc[end].lower_ in _PARTICLES)


def _predicate(token: Token) -> Token:
    """The verb with a subject that a token stands under, or the root."""
    for found in (token, *syntax.ancestors(token)):
        if (
            found.pos_ == "VERB"
            and found.tag_ in _FINITE
            and syntax.child(found, "cop") is None
            and (syntax.subject(found) is not None or syntax.is_passive(found))
        ):
            return found
        if syntax.child(found, "cop") is not None or found.head.i == found.i:
            return found
    return token


def _is_sentence(quote: range, doc: Doc) -> bool:
    """Whether a quotation begins like a sentence and has a verb."""
    words = [doc[i] for i in quote if doc[i].is_alpha]
    return len(words) > _SCARE_WORDS and words[0].text[0].isupper() and _has_verb(words)


def _tagged(scene: Scene, quote: range, speaks: Speaks) -> Attribution | None:
    """ "…,” an angry mayor retaliated": a subject and a verb, one of them right behind the comma that ends the quotation."""
    doc = scene.doc
    start = quote[-1] + 1
    if start >= len(doc) or "," not in {doc[start].text, doc[start - 2].text}:
        return None
    start += doc[start].text == ","
    stop = next(
        (t.i for t in doc[start : start + _LONGEST_TAG] if t.text in _ENDS | {":", ";"} or t.is_space or t.i in scene.in_quote),
        min(start + _LONGEST_TAG, len(doc)),
    )
    for verb in doc[start:stop]:
        if verb.pos_ != "VERB" or verb.tag_ not in _FINITE:
            continue
        head = syntax.child(verb, "nsubj")
        near = head is not None and start in {head.left_edge.i, syntax.verb_group(verb)[0]}
        if head is not None and near and head.i < stop and speaks(head):
            return Attribution(_with_particle(verb), Act.ASSERT, head, frozenset(quote))
    return None


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


def signature_alone(doc: Doc) -> Token | None:
    """The name in a passage that is nothing but a signature: "― Sonya Berg"."""
    if not 2 <= len(doc) <= _LONGEST_SIGNATURE or doc[0].text not in _DASHES:
        return None
    return doc[1] if doc[1].pos_ == "PROPN" and not any(t.pos_ in {"VERB", "AUX"} for t in doc) else None


def _after_sentence(scene: Scene, quote: range, found: Sequence[Attribution], speaks: Speaks) -> Attribution | None:
    """ "Berg laughed. “Nobody asked us.”": whole sentences after one whose subject speaks, or after what he said before."""
    doc = scene.doc
    if quote[0] < 2 or not stands_alone(quote, scene):
        return None
    last = next((t for t in reversed(doc[max(0, quote[0] - 3) : quote[0]]) if not t.is_space), None)
    if last is None or last.text not in _CLOSED:
        return None
    head = subject_of(doc[last.i - 1])
    if last.i in scene.in_quote or head is None or head.i > quote[0] or head.i in scene.in_quote or not speaks(head):
        said = [a for a in found if a.cue[0] < quote[0] and a.cue[0] not in scene.in_quote and a.source is not None]
        head = said[-1].source if said else None
    if head is None or not speaks(head):
        return None
    return Attribution((quote[0], quote[0] + 1), Act.ASSERT, head, frozenset(quote))


def subject_of(token: Token) -> Token | None:
    """The subject of the sentence that a token stands in."""
    root = next((a for a in [token, *syntax.ancestors(token)] if a.head.i == a.i), token)
    return syntax.child(root, "nsubj", "nsubj:pass")
