"""What agreements ask: who must do what under their terms, and what is given "in exchange" for the sentence before."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.reading import syntax
from detente.reading.condition_markers import Draft, Lexicon
from detente.reading.condition_terms import subject_start
from detente.reading.saying import lexicon as sayings
from detente.records import ConditionKind

_VAGUE = frozenset({"it", "he", "she", "they", "i", "we", "you", "that", "this", "which", "who", "what", "there", "one"})
_CONTRAST = frozenset({"while", "whereas", "and"})


def obligation(token: Token, words: Lexicon) -> Draft | None:
    """ "Under the accord the rebels must disarm (while the army must leave)", "the agreement requires Oslo to pay"."""
    return _must(token, words) if token.lower_ == "must" else _requires(token, words)


def threatened(token: Token, words: Lexicon) -> Draft | None:
    """ "They must stop or face sanctions", "they must stop or we will leave": what they must do, and what comes if they don't."""
    doc, stop = token.doc, syntax.sentence_bounds(token)[1]
    joint = next((t for t in doc[token.i + 2 : stop] if t.lower_ == "or"), None)
    if joint is None or joint.i + 2 >= stop or any(t.text in {";", "”", ":"} for t in doc[token.i : joint.i]):
        return None
    first = joint.i + 1
    if not (syntax.lemma(doc[first]) in words.penalties or any(t.lower_ in {"will", "would"} for t in doc[first : first + 4])):
        return None
    end = next((i for i in range(first, stop) if doc[i].text in {",", ";", ".", "”"}), stop)
    asked = frozenset(range(subject_start(token, syntax.sentence_bounds(token)[0]), joint.i))
    return Draft((token.i, token.i + 1), ConditionKind.DEMAND, asked, frozenset(range(first, end)))


def _is_framed(token: Token, words: Lexicon) -> bool:
    """Whether its sentence stands under an agreement's terms: "under the accord", "in the deal", "in exchange"."""
    start, end = syntax.sentence_bounds(token)
    for t in token.doc[start:end]:
        if t.lower_ in {"exchange", "return"} and t.i > start and t.nbor(-1).lower_ == "in":
            return True
        if (
            t.pos_ == "NOUN"
            and syntax.lemma(t) in words.agreements
            and syntax.marker_of(t) in {"under", "in", "by", "as part of"}
        ):
            return True
    return False


def _is_bargain(token: Token, words: Lexicon) -> bool:
    start, end = syntax.sentence_bounds(token)
    return any(syntax.lemma(t) in words.agreements or syntax.lemma(t) in {"agree", "accept"} for t in token.doc[start:end])


def exchanged(token: Token, words: Lexicon) -> Draft | None:
    """ "In exchange, Kabul would free them", after a sentence that says what the other side would do."""
    doc = token.doc
    start, end = syntax.sentence_bounds(token)
    if token.i != start or start < 3 or end - start < 5 or doc[start + 1].lower_ not in {"exchange", "return"}:
        return None
    if doc[start + 2].lower_ == "for":
        return None
    before = syntax.sentence_bounds(doc[start - 1])
    if not (_commits(doc, *before, words) and _commits(doc, start, end, words)):
        return None
    root = doc[before[0]].sent.root
    told = syntax.child(root, "ccomp") if sayings().verbs.keys() & syntax.forms(root) else None
    first = frozenset(range(*before)) if told is None else frozenset(t.i for t in syntax.subtree(told))
    return Draft((start, start + 2), ConditionKind.IN_EXCHANGE, first, frozenset(range(start + 2, end)))


def _commits(doc: Doc, start: int, end: int, words: Lexicon) -> bool:
    """Whether a sentence says what somebody will, would or must do, or has promised."""
    return any(t.tag_ == "MD" or syntax.lemma(t) in words.commitments for t in doc[start:end])


def _must(token: Token, words: Lexicon) -> Draft | None:
    main = token.head
    who = syntax.child(main, "nsubj", "nsubj:pass")
    if token.dep_ != "aux" or who is None or who.lower_ in _VAGUE or who.pos_ == "PRON" or syntax.is_negated(main):
        return None
    inside = [c for c in syntax.children(main, "advcl", "conj", "parataxis") if c.i > main.i and _is_counterpart(c)]
    if not (_is_framed(token, words) or (inside and who.dep_ == "nsubj" and _is_bargain(token, words))):
        return None
    framing = [c for c in syntax.children(main, "obl", "mark", "cc") if c.i < who.i]
    first = frozenset(t.i for t in syntax.subtree(main, leaving=[*inside, *framing]))
    second: frozenset[int] = frozenset()
    if inside:
        left = syntax.children(inside[0], "mark", "cc")
        second = frozenset(t.i for t in syntax.subtree(inside[0], leaving=left))
    elif main.dep_ in {"advcl", "conj"} and any(c.lower_ == "must" for c in main.head.children):
        return None
    return Draft((token.i, token.i + 1), ConditionKind.DEMAND, first, second, inside[0].i if inside else -1)


def _is_counterpart(clause: Token) -> bool:
    """What the other side must, will or would do: a clause with a subject of its own and a modal."""
    who = syntax.child(clause, "nsubj", "nsubj:pass")
    opened = syntax.child(clause, "mark", "cc")
    modal = any(c.tag_ == "MD" for c in clause.children)
    return who is not None and modal and (opened is None or opened.lower_ in _CONTRAST)


def _requires(verb: Token, words: Lexicon) -> Draft | None:
    what = syntax.child(verb, "nsubj")
    if what is None or not {what.lower_, syntax.lemma(what)} & words.agreements or what.i > verb.i or syntax.is_negated(verb):
        return None
    clause = next((c for c in syntax.children(verb, "xcomp", "ccomp", "advcl") if c.i > verb.i), None)
    who = syntax.child(verb, "obj", "iobj")
    if who is not None and who.lower_ in _VAGUE:
        return None
    if clause is None and who is not None and (asked := syntax.child(who, "acl")) is not None and syntax.marker_of(asked) == "to":
        clause = asked
    if clause is None or (who is None and syntax.child(clause, "nsubj", "nsubj:pass") is None):
        return None
    heads = [clause] if who is None or clause.dep_ == "ccomp" else [who, clause]
    done = frozenset(t.i for h in heads for t in syntax.subtree(h)) - {verb.i}
    return Draft((verb.i, verb.i + 1), ConditionKind.DEMAND, done)
