"""Where a text names persons: what the pipeline found, trimmed, and capitalised words that stand where a person is named."""

from __future__ import annotations

from collections.abc import Sequence

from spacy.tokens import Token

from detente.actors import bodies
from detente.actors.forms import words
from detente.actors.genders import gender_of_given_name
from detente.actors.lexicon import Use
from detente.actors.name_edges import nicknamed, tightened, widened
from detente.actors.scene import Scene
from detente.actors.stage import Stage
from detente.actors.title_words import title_noun, title_words
from detente.actors.wordlists import listed
from detente.reading.parsed import parsed

HONORIFICS = listed("honorifics")
_NO_NAME = listed("no_name")
_OPENINGS = listed("openings")
_MODALS = frozenset({"will", "may", "can"})
_SAYING = listed("saying")


def name_spans(stage: Stage, scene: Scene) -> list[tuple[int, int]]:
    """Tokens that are persons' names: the pipeline's, trimmed, and capitalised words after a title."""
    doc = scene.doc
    spans = list(nicknamed(scene))
    taken = {i for start, end in spans for i in range(start, end)}
    for ent in doc.ents:
        trimmed = _trim(stage, scene, ent.start, ent.end) if ent.label_ == "PERSON" and ent.start not in taken else None
        if trimmed and not taken.intersection(range(*trimmed)):
            spans.append(widened(scene, *trimmed))
    taken = {i for start, end in spans for i in range(start, end)}
    if not scene.is_headline:
        for start, end in _runs(stage, scene):
            if not taken.intersection(range(start, end)):
                spans.append((start, end))
    return spans


def _trim(stage: Stage, scene: Scene, start: int, end: int) -> tuple[int, int] | None:
    doc = scene.tokens
    while start < end and (
        _is_title_word(stage, scene, start, end) or _is_opening(stage, scene, start, end) or _is_post(stage, scene, start, end)
    ):
        start += 1
    while start < end and (
        doc[end - 1].tag_ == "POS" or not doc[end - 1].text[:1].isalpha() or doc[end - 1].pos_ in {"ADP", "VERB", "AUX", "DET"}
    ):
        if doc[end - 1].text[:1].isupper() and doc[end - 1].pos_ == "VERB" and not scene.is_headline:
            break
        end -= 1
    tight = tightened(scene, start, end)
    if tight is None or _is_body_before_person(stage, scene, *tight):
        return None
    start, end = tight
    start += _is_headline_word(stage, scene, start, end)
    span = doc[start:end]
    if end - start > 1 and (bodies.is_head(scene.lowered[end - 1]) or scene.lowered[end - 1] in title_words("corporate")):
        return None
    plural = start < end and span[-1].tag_ in {"NNPS", "NNS"}
    if plural and (span[-1].lower_.endswith("ans") or stage.hits_in(scene, start, end)):
        return None
    if (
        start >= end
        or len(span) > 6
        or not doc[start].text[:1].isupper()
        or doc[start].lower_ in _NO_NAME
        or doc[start].text in {"USS", "HMS"}
        or doc[end - 1].lower_ in _NO_NAME
    ):
        return None
    if any(
        t.like_num or t.like_url or any(c.isdigit() for c in t.text) or t.text in {"@", "/", "|", ":", ",", "(", "»"}
        for t in span
    ):
        return None
    return start, end


def _is_headline_word(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    """Whether a headline's capital makes a word look like the given name of a leader: "Weary [Obama] Goes Home"."""
    if not scene.is_headline or end - start != 2 or start not in {0, scene.doc[start].sent.start}:
        return False
    given, last = scene.lowered[start], scene.lowered[start + 1]
    if gender_of_given_name(given) or stage.registry.gender_of_name(given) or scene.doc[start].ent_type_ != "PERSON":
        return False
    leader = stage.choose([f for f in stage.registry.lexicon.forms((last,)) if f.use.is_short])
    return leader is not None and not stage.registry.lexicon.forms((given, last))


def _is_post(stage: Stage, scene: Scene, i: int, end: int) -> bool:
    """Whether a place is the post of the one named next: "ambassador to Kabul [Martin Keller]"."""
    found = stage.hit(scene, i)
    return found is not None and found[0].end + 1 < end and i > 0 and scene.lowered[i - 1] in {"to", "in"}


def _is_body_before_person(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    """Whether a name only says of which body the next one is: "[TD Ostrava] founder Jan Novak"."""
    doc = scene.tokens
    if end - start < 2 or end + 1 >= len(doc) or not _is_singular_title(stage, doc[end]) or doc[end + 1].ent_type_ != "PERSON":
        return False
    first = words(doc[start].text)[:1]
    return not first or not (gender_of_given_name(first[0]) or stage.registry.gender_of_name(first[0]) or stage.hit(scene, start))


def _is_title_word(stage: Stage, scene: Scene, i: int, end: int) -> bool:
    token = scene.tokens[i]
    if not token.text[:1].isalpha() or token.tag_ == "POS" or token.text[:1].islower():
        return True
    folded = words(token.text)
    if folded and folded[0] in HONORIFICS:
        return True
    if i + 1 >= end:
        return False
    noun = stage.registry.agents.noun(folded)
    hit = stage.hit(scene, i)
    adjective = (
        hit is not None
        and hit[0].end < end
        and (hit[1].use in {Use.ADJECTIVE, Use.METONYM} or _title_at(stage, scene, hit[0].end))
    )
    return (
        (noun is not None and noun.person)
        or adjective
        or folded in {("former",), ("deputy",), ("foreign",), ("prime",), ("vice",), ("acting",), ("state",)}
    )


def _title_at(stage: Stage, scene: Scene, i: int) -> bool:
    noun = stage.registry.agents.noun(words(scene.texts[i]))
    return noun is not None and noun.person


def _is_opening(stage: Stage, scene: Scene, i: int, end: int) -> bool:
    """Whether a word stands in capitals only because it opens a sentence or headline: "Will [Washington] …"."""
    word = scene.lowered[i]
    if i + 1 >= end or not (scene.tokens[i].is_sent_start or scene.title_case):
        return False
    if word in _OPENINGS:
        return True
    return word in _MODALS and stage.hit(scene, i + 1) is not None and _asks(scene, i, end)


def _asks(scene: Scene, i: int, end: int) -> bool:
    """Whether a modal before a name asks a question: it ends in a question mark, or a bare verb follows the name."""
    sentence = scene.doc[i].sent
    if any(t.text == "?" for t in sentence[-2:]):
        return True
    return end < len(scene.doc) and scene.doc[end].tag_ == "VB"


def _runs(stage: Stage, scene: Scene) -> list[tuple[int, int]]:
    """Two or three capitalised words that stand where a person is named, though the pipeline saw none: after a title, beside a
    verb of saying, or between commas after a title."""
    tokens, found, done = scene.tokens, [], 0
    for i in scene.capitals:
        end = i
        while (
            i >= done
            and end < len(tokens)
            and _proper(tokens[end])
            and not _is_other_name(stage, scene, end)
            and not _title_at(stage, scene, end)
        ):
            end += 1
        if 2 <= end - i <= 4 and any(t.pos_ == "PROPN" for t in tokens[i:end]) and _named_as_person(stage, scene, i, end):
            found.append((i, end))
        done = max(end, done)
    return found


def _is_other_name(stage: Stage, scene: Scene, i: int) -> bool:
    """Whether a word is a name of the registry by itself; a leader's family name may also be somebody else's."""
    found = stage.hit(scene, i)
    return found is not None and not found[1].use.is_short


def _named_as_person(stage: Stage, scene: Scene, start: int, end: int) -> bool:
    doc = scene.tokens
    if any(bodies.is_head(t.lower_) or t.lower_ in _NO_NAME for t in doc[start:end]):
        return False
    if _begins_with_given_name(stage, doc, start, end) or _is_introduced(stage, doc, start, end):
        return True
    if doc[start].is_sent_start:
        return False
    before, after = doc[start - 1] if start else None, doc[end] if end < len(doc) else None
    if before is None:
        return False
    titled = words(before.text)[:1] in {(h,) for h in HONORIFICS} or _is_singular_title(stage, before)
    other = {t.ent_type_ for t in doc[start:end]} - {"", "PERSON"}
    if titled or other:
        return titled
    if before.lemma_ in _SAYING and before.pos_ == "VERB" and before.i and doc[before.i - 1].text in {",", '"', "”", "’", "'"}:
        return True
    if after is not None and after.lemma_ in _SAYING and after.pos_ == "VERB" and doc[end - 1].dep_ in {"nsubj", "flat"}:
        return end - start <= 3
    bracketed = before.text == "," and after is not None and after.text == ","
    return bracketed and any(_is_singular_title(stage, t) for t in doc[max(doc[start].sent.start, start - 12) : start - 1])


def _begins_with_given_name(stage: Stage, doc: Sequence[Token], start: int, end: int) -> bool:
    """Two or three proper nouns of which the first is a known given name: "Dmitry Mikheyev"."""
    if end - start > 3 or any(t.pos_ != "PROPN" for t in doc[start:end]):
        return False
    if any(t.ent_type_ not in {"", "PERSON"} for t in doc[start:end]) and not _stands_as_person(stage, doc, start, end):
        return False
    given = words(doc[start].text)[:1]
    return bool(given) and (gender_of_given_name(given[0]) or stage.registry.gender_of_name(given[0])) is not None


def _stands_as_person(stage: Stage, doc: Sequence[Token], start: int, end: int) -> bool:
    """Whether words that the pipeline took for a place stand as only a person does: with a title in apposition, or speaking."""
    after = doc[end] if end < len(doc) else None
    if after is None:
        return False
    if after.lemma_ in _SAYING and after.pos_ == "VERB" and doc[start].dep_ in {"nsubj", "flat"}:
        return True
    if after.text == "," and (
        any(_is_singular_title(stage, t) for t in doc[end + 1 : end + 4]) or (end + 1 < len(doc) and doc[end + 1].lower_ == "who")
    ):
        return True
    at = end + (after.text == ",")
    if at < len(doc) and doc[at].lower_ in {"of", "from"} and any(t.ent_type_ == "ORG" for t in doc[at + 1 : at + 4]):
        return True
    comma = start > 1 and doc[start - 1].text == "," and after.text in {",", "."}
    return comma and any(_is_singular_title(stage, t) for t in doc[max(doc[start].sent.start, start - 8) : start - 1])


def _is_introduced(stage: Stage, doc: Sequence[Token], start: int, end: int) -> bool:
    """Proper nouns before a comma and a title: "Ivo Brandt, an adviser to …"."""
    if (
        end >= len(doc)
        or doc[end].text != ","
        or any(t.tag_ != "NNP" or t.ent_type_ not in {"", "PERSON"} for t in doc[start:end])
    ):
        return False
    for token in doc[end + 1 : end + 8]:
        if _is_singular_title(stage, token):
            return token.i + 1 >= len(doc) or doc[token.i + 1].pos_ != "PROPN"
        if token.pos_ not in {"DET", "ADJ", "ADV", "NOUN", "PROPN", "PART"}:
            return False
    return False


def _is_singular_title(stage: Stage, token: Token) -> bool:
    noun = stage.registry.agents.noun(words(token.text)) if token.pos_ in {"NOUN", "PROPN"} else None
    if noun is None and token.pos_ == "NOUN":
        noun = title_noun(stage.registry.agents, list(words(token.text)) or [""])
    return noun is not None and noun.person and not noun.plural


def _proper(token: Token) -> bool:
    held, at = parsed(token.doc), token.i
    text, pos = held.texts[at], held.pos[at]
    return (
        pos in {"PROPN", "ADJ", "NOUN"} and text[:1].isupper() and text.isalpha() and not (pos != "PROPN" and token.is_sent_start)
    )


def titled(stage: Stage, scene: Scene, i: int) -> bool:
    """Whether a form of address or a person's title stands right before a token."""
    before = words(scene.texts[i - 1]) if i else ()
    noun = stage.registry.agents.noun(before)
    return bool(before and before[0] in HONORIFICS) or (noun is not None and noun.person)
