"""How an act hangs on what stands above it in the tree, also where the parser hung it on the wrong word."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from detente.reading.modal_nouns import is_gerund
from detente.reading.modal_words import in_list, is_content
from detente.reading.syntax import children, is_time, marker_of

_CLAUSAL = frozenset({"xcomp", "ccomp", "acl", "csubj"})
_GOVERNED = frozenset({"of", "from", "against", "toward", "towards"})
REASONS = frozenset({"for", "with", "over", "about"})
_TO = frozenset({"to", "in order", "so as", "for"})
_COMPLEMENTS = ("want", "plan", "weigh", "may_do", "refuse", "deny", "seek", "exclude", "accuse", "acquit")


@dataclass(frozen=True, slots=True)
class Link:
    """How an act hangs on what is above it. A gerund between a preposition and its object hangs where the phrase does."""

    token: Token
    head: Token
    marker: str
    infinitive: bool
    clausal: bool
    """Whether the act is a complement: the content of what is said, wanted, denied."""


def link_of(token: Token) -> Link:
    """The link from a token to what governs it; "short of imposing sanctions" is read as if "imposing" governed "sanctions"."""
    head, marker = token.head, marker_of(token)
    if token.tag_ == "VBG" and token.dep_ == "amod" and token.i > 0:
        case = next((c for c in children(head, "case") if c.i == token.i - 1), None)
        if case is not None and head.dep_ in {"obl", "nmod", "obj"}:
            return Link(token, head.head, case.lower_, False, True)
    held = token.lower_.endswith("ing") and token.dep_ == "amod" and head.dep_ == "obj" and token.i == head.head.i + 1
    if held and in_list(head.head, *_COMPLEMENTS):
        return Link(token, head.head, "", False, True)
    gerund = token.tag_ == "VBG" or any(c.lower_ in {"having", "being"} for c in children(token, "aux", "aux:pass"))
    owner = _owner(token, head, marker) if token.dep_ == "acl" else None
    if owner is not None:
        to = token.tag_ == "VB" and marker in {"", "to"}
        return Link(token, owner, marker, to, to or in_list(owner, "accuse", "acquit", "charge") or marker == "from")
    bare = token.tag_ == "VB" and not any(c.dep_ == "aux" and c.lower_ != "to" for c in token.children)
    to = not gerund and (marker in _TO if marker else bare)
    clausal = token.dep_ in _CLAUSAL or (token.dep_ == "acl:relcl" and is_content(token))
    if gerund and not marker and token.i and token.nbor(-1).text == ",":
        clausal = False
    if token.dep_ == "advcl":
        governed = marker in _GOVERNED or (marker in REASONS and in_list(head, "accuse", "acquit", "charge"))
        clausal = to or (gerund and (governed or (not marker and 0 < token.i - head.i <= 2 and in_list(head, *_COMPLEMENTS))))
    return Link(token, head, marker, to and clausal, clausal)


def _owner(clause: Token, noun: Token, marker: str) -> Token | None:
    """The verb that a clause belongs to which was hung on a name or a time before it.

    "accused Russia on *Wednesday* of violating", "prompting *guards* to drag them out", "expelled *Nikolov* for criticising".
    """
    if in_list(
        noun, "claim_nouns", "possible_nouns", "plan_nouns", "refusal_nouns", "inquiry_nouns", "doubt_nouns", "brink_nouns"
    ):
        return None
    verb = noun
    while verb.dep_ in {"obj", "iobj", "obl", "nmod", "nsubj:pass", "conj", "flat", "appos"} and verb.pos_ in {
        "NOUN",
        "PROPN",
        "PRON",
    }:
        verb = verb.head
    if verb.pos_ not in {"VERB", "AUX"}:
        return None
    if clause.tag_ == "VB":
        return verb if noun.dep_ == "obj" and in_list(verb, "implied", "let", "urge") else None
    if not is_gerund(clause) or not marker:
        return None
    return verb if noun.pos_ == "PROPN" or is_time(noun) or in_list(verb, "accuse", "acquit", "charge") else None
