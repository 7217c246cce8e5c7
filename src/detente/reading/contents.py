"""Content of an attribution that the parse alone does not give: whole quotations, words lost between cue and clause."""

from __future__ import annotations

from spacy.tokens import Token

from detente.reading import syntax
from detente.reading.scene import Scene

_CONTINUING = frozenset(
    {"when", "until", "if", "because", "unless", "once", "since", "after", "before", "so", "so that", "where"}
)
_OCCASIONS = frozenset({
    "interview", "statement", "speech", "tweet", "letter", "email", "e-mail", "message", "conference",
    "briefing", "report", "post",
    "telephone", "phone", "address", "remark", "meeting", "visit", "trip", "rally", "news", "ceremony",
    "call", "programme", "program",
    "twitter", "facebook", "television", "testimony", "article", "column", "editorial",
})  # fmt: skip
_TELLING = frozenset({"tell", "inform", "remind", "assure", "notify", "ask", "warn", "urge", "advise", "quote", "cite"})
_CONJUNCTIONS = frozenset({"that", "whether", "if", "how", "why"})


def filled(verb: Token, end: int, content: set[int], scene: Scene) -> set[int]:
    """The content with its quotations whole, its conjunction, and the words that the parse left between cue and content."""
    content |= {i for q in scene.touched(content) if verb.i not in q for i in q}
    content |= _to_the_end(max(content), scene)
    first = min(content)
    gap = scene.doc[end:first] if first > end else scene.doc[0:0]
    told = not _TELLING.isdisjoint(syntax.forms(verb))
    free = {"mark"} if told or first not in scene.in_quote else {"mark", "obj", "nsubj", "ccomp"}
    own = {t.i for c in verb.children if c.i < first for t in syntax.subtree(c) if c.dep_ not in free or c.i < verb.i}
    if 0 < len(gap) <= 8 and gap[-1].lower_ in _CONJUNCTIONS | {","} and any(t.lower_ in _CONJUNCTIONS for t in gap):
        content |= {t.i for t in gap if t.i >= next(t.i for t in gap if t.lower_ in _CONJUNCTIONS)}
    elif 0 < len(gap) <= 8 and not any(t.i in own or t.is_punct or t.is_space for t in gap):
        content |= {t.i for t in gap}
    return content


def _to_the_end(last: int, scene: Scene) -> set[int]:
    """What completes a content that the parse broke off after a determiner, up to the next mark."""
    doc = scene.doc
    if doc[last].tag_ not in {"DT", "PRP$"}:
        return set()
    stop = next((t.i for t in doc[last + 1 :] if t.is_space or t.text in {",", ".", ";", "?", "!"} or t.is_quote), len(doc))
    return set(range(last + 1, min(stop, last + 12)))


def with_quotes(verb: Token, content: set[int], source: Token | None, scene: Scene, adjacent: bool) -> set[int]:
    """The content with the whole of every quotation it touches; without content, the quotations next to the cue."""
    if verb.i in scene.in_quote:
        return content
    touched = scene.touched(content)
    first = min(content, default=-1)
    for q in touched:
        leads = q[0] <= first and q[-1] < verb.i and scene.doc[q[-1] - 1].text in {",", "?", "!", ".", "..."}
        if leads:
            content &= scene.in_quote
        content |= set(q)
    left, right = _extent(verb, source)
    if content and adjacent and not scene.in_quote.isdisjoint(content) and min(content) > verb.i and left > 1:
        before = scene.around(left - 1)
        if before is not None and before[-1] == left - 1 and scene.doc[left - 2].text == ",":
            content |= set(before)
    if not content and adjacent:
        for q in scene.touched(set(range(max(0, left - 7), right + 7))):
            gap = scene.doc[q[-1] + 1 : left] if q[-1] < left else scene.doc[right : q[0]]
            near = all(t.is_punct or t.is_space or t.dep_ in {"obl", "iobj", "obj", "advmod", "case", "det"} for t in gap)
            near = near and not any(t.text in {".", "?", "!"} for t in gap)
            if near and len(gap) <= 6 and (q[-1] < left or q[0] >= right):
                content |= set(q)
    return content


def astray(verb: Token) -> list[Token]:
    """The clause that a parse hung on a word between it and the verb: "said in a letter that …",
    "says on its site that …"."""
    near = [c for c in verb.children if c.i > verb.i and c.dep_ in {"obl", "nmod", "obj", "iobj"}]
    for phrase in [*near, *(n for c in near for n in syntax.children(c, "nmod", "appos"))]:
        for clause in syntax.children(phrase, "acl", "acl:relcl", "ccomp"):
            opened = any(c.lower_ == "that" and c.dep_ == "mark" for c in clause.children)
            if clause.i > phrase.i and opened and syntax.child(clause, "nsubj", "nsubj:pass", "expl", "csubj") is not None:
                return [clause]
    return []


def tagged(verb: Token, source: Token, scene: Scene) -> set[int]:
    """What stands before "…, the envoy said." or after "Still, the envoy told them, …" where the parse tells nothing of it."""
    doc = scene.doc
    first, last = syntax.bounds(source)
    start, end = min(first, syntax.verb_group(verb)[0]), max(last, verb.i + 1)
    for c in syntax.children(verb, "iobj", "obj", "obl"):
        end = c.right_edge.i + 1 if c.left_edge.i == end else end
    low, high = syntax.sentence_bounds(verb)
    if end > high or start <= low or doc[start - 1].text != "," or end - start > 40:
        return set()
    before, after = set(range(low, start - 1)), set(range(end + 1, high))
    closing = end >= high or doc[end].text in {".", ",", ";"}
    if not closing or not all(before.issuperset(q) for q in scene.touched(before)):
        return set()
    if any(doc[i].pos_ in {"VERB", "AUX"} for i in before):
        return before
    return after if end < high and doc[end].text == "," and scene.in_quote.isdisjoint(after) else set()


def rest(verb: Token, source: Token, scene: Scene) -> set[int]:
    """What follows to the end of the sentence, from "that" or a quotation on (any words after "say"), for want of a parse."""
    doc = scene.doc
    start, high = syntax.verb_group(verb)[1], syntax.sentence_bounds(verb)[1]
    if verb.tag_ not in {"VBD", "VBZ", "VBP"} or verb.dep_ not in {"ROOT", "conj", "advcl"} or not source.i < verb.i:
        return set()
    opened = (i for i in range(start, min(high, start + 12)) if doc[i].lower_ == "that" or i in scene.in_quote)
    first = start if syntax.lemma(verb) == "say" else next(opened, high)
    if first >= high - 1 or (doc[first].is_punct and first not in scene.in_quote):
        return set()
    return set(range(first, high))


def _extent(verb: Token, source: Token | None) -> tuple[int, int]:
    """The stretch of cue and source: quotations are looked for on either side of it."""
    start, end = syntax.verb_group(verb)
    if source is not None and source.head == verb:
        low, high = syntax.bounds(source)
        start, end = min(start, low), max(end, high)
    for c in verb.children:
        if c.dep_ in {"obl", "advmod"} and c.left_edge.i == end:
            end = c.right_edge.i + 1
    return start, end


def trailing(verb: Token, content: set[int]) -> set[int]:
    """What a parse hung on the cue though it goes on right after the content,
    with no comma: "said it was safe until it sank"."""
    last = max(content)
    found: set[int] = set()
    for c in verb.children:
        if c.left_edge.i != last + 1 or last < verb.i or not (c.dep_ in {"obl", "advcl"} and _goes_on(c)):
            continue
        found |= {t.i for t in syntax.subtree(c)}
        last = c.right_edge.i
    return found


def _goes_on(clause: Token) -> bool:
    if clause.dep_ == "advcl":
        return syntax.marker_of(clause) in _CONTINUING or clause.left_edge.lower_ in _CONTINUING
    return not (syntax.is_time(clause) or syntax.lemma(clause) in _OCCASIONS or syntax.marker_of(clause) in {"", "to", "by"})


def is_infinitive(clause: Token) -> bool:
    return any(c.dep_ == "mark" and c.lower_ == "to" for c in clause.children)
