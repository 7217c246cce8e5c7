"""What a verb, noun or adjective does to the act told below it: does "refused to attack", "talks were delayed" entail the act?

    passed(link, verdict, inner) -> Verdict

The classes of words are those of `data/modality.yaml`; they follow the implicative, factive and reporting verbs of
Karttunen (1971) and FactBank (Saurí and Pustejovsky 2009).
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.modal_links import REASONS, Link
from detente.reading.modal_nouns import (
    ORDINAL,
    is_falsehood,
    is_whole,
    noun_as_subject,
    noun_under_verb,
    settled_by,
    turns_away,
    under_noun,
)
from detente.reading.modal_words import Verdict, deny, in_list, is_bare, is_negated, weaken
from detente.reading.syntax import child, children, lemma, marker_of
from detente.records import Modality

__all__ = ["asks_what", "in_list", "is_bare", "passed"]

_WH = frozenset({"why", "how", "when", "where", "what", "who", "which", "whom", "whose"})
_BE = frozenset({"be", "is", "are", "was", "were"})


def passed(link: Link, verdict: Verdict, inner: bool) -> Verdict:
    """What the head, by its own meaning, does to the act told below it. `inner`: the act stands below the token itself."""
    token, head = link.token, link.head
    if token.dep_ in {"acl", "amod"} and head.dep_ in {"obj", "iobj", "nsubj:pass"} and link.clausal:
        if in_list(head.head, "accuse"):
            return weaken(verdict, Modality.ALLEGED, lemma(head.head))
        if link.marker == "of" and in_list(head.head, "acquit"):
            return deny(verdict, lemma(head.head))
    spoken = not inner and in_list(token, "speech_nouns")
    if (_is_untrue(token, head) and not spoken) or (inner and token.dep_ == "obj" and is_falsehood(head)):
        return deny(verdict, lemma(head))
    if _is_title(link):
        return weaken(verdict, Modality.PLANNED, "to")
    if _falls_short(link):
        return deny(verdict, lemma(head), refused=True)
    if head.tag_[:2] == "NN" and not (
        head.tag_ == "NN" and child(head, "nsubj") is not None and child(head, "cop") is None and link.clausal
    ):
        return under_noun(token, head, verdict, link.marker, link.infinitive)
    if token.pos_ == "NOUN" and not link.clausal:
        if token.dep_ in {"nsubj", "nsubj:pass"} and not spoken:
            verdict = noun_as_subject(head, _raised(head, verdict))
        return settled_by(token, head, verdict) if inner else noun_under_verb(token, head, verdict)
    return _under_verb(link, verdict) if link.clausal else verdict


def _is_untrue(token: Token, head: Token) -> bool:
    """Whether what hangs on the head is said to be untrue: "the talks are an invention", "it is false that they met"."""
    held = token.dep_ in {"nsubj", "csubj"} or (token.dep_ in {"ccomp", "advcl"} and marker_of(token) == "that")
    return held and is_falsehood(head) and child(head, "cop") is not None and not is_negated(head)


def _is_title(link: Link) -> bool:
    """Whether an infinitive after a noun is all that a headline says: "Russia to hold talks"."""
    token, head = link.token, link.head
    if not link.infinitive or token.dep_ != "acl" or head.dep_ != "ROOT" or head.tag_[:2] != "NN":
        return False
    if any(c.lower_ in ORDINAL for c in children(head, "amod", "det")):
        return False
    return not in_list(head, "possible_nouns", "refusal_nouns")


def _falls_short(link: Link) -> bool:
    """ "stopped short of imposing", "steered clear of criticizing", "backed out of joining", "far from condemning"."""
    if link.token.tag_ != "VBG" or link.marker not in {"of", "from"}:
        return False
    return turns_away(link.head)


def _raised(verb: Token, verdict: Verdict) -> Verdict:
    """An act that is the subject of "failed to take place", "are likely to begin": what the infinitive says is put off."""
    told = next((c for c in children(verb, "xcomp") if in_list(c, "happen", "light")), None)
    return verdict if told is None else _under_verb(Link(told, verb, "to", True, True), verdict)


def _under_verb(link: Link, verdict: Verdict) -> Verdict:
    """An act told by a clause below a verb or adjective."""
    token, head = link.token, link.head
    name, negated = lemma(head), is_negated(head)
    if asks_what(token) and not link.infinitive:
        return verdict
    if in_list(head, "exclude") and is_whole(head):
        return weaken(verdict, Modality.POSSIBLE, name) if negated else deny(verdict, name, refused=token.dep_ != "ccomp")
    if in_list(head, "accuse") and (token.dep_ != "advcl" or link.marker):
        return weaken(verdict, Modality.ALLEGED, name)
    if in_list(head, "charge") and link.marker in REASONS | {"of"}:
        return weaken(verdict, Modality.ALLEGED, name)
    if link.marker == "of" and in_list(head, "acquit"):
        return deny(verdict, name)
    if in_list(head, "deny") and (token.dep_ in {"ccomp", "xcomp"} or token.tag_ == "VBG"):
        if any(in_list(c, "confirm") and c.i < head.i for c in (head.head,)) and is_negated(head.head):
            return weaken(verdict, Modality.ALLEGED, name)
        return verdict if negated else deny(verdict, name)
    if in_list(head, "vouch") and token.dep_ == "ccomp" and (negated or _is_withheld(head)):
        return weaken(verdict, Modality.ALLEGED, name)
    refused = _refused(link, verdict, negated)
    if refused is not None:
        return refused
    if name == "have" and (any(c.lower_ == "yet" for c in head.children) or head.nbor(1).lower_ == "yet"):
        return deny(verdict, "yet")
    if head.pos_ == "ADJ":
        return _under_adjective(link, verdict, negated)
    return _claimed(link, verdict) or _under_clause_verb(link, verdict, negated)


def asks_what(clause: Token) -> bool:
    """Whether a clause is an indirect question that takes what it asks about for granted: "who ordered it", "how many died"."""
    first = clause.left_edge
    if first.is_punct and first.i + 1 < len(clause.doc):
        first = first.nbor(1)
    return first.lower_ in _WH and first.dep_ != "mark" and clause.dep_ in {"ccomp", "advcl", "csubj", "acl:relcl"}


def _refused(link: Link, verdict: Verdict, negated: bool) -> Verdict | None:
    """ "refused to attack", "failed to agree", "kept them from attacking"; "stopped shelling" tells that they had shelled."""
    token, head = link.token, link.head
    name = lemma(head)
    if token.dep_ not in {"xcomp", "ccomp", "advcl", "amod", "acl"}:
        return None
    if link.marker == "from" and in_list(head, "hinder", "refuse", "kept_from"):
        if head.tag_ in {"VB", "VBG"} and not any(c.tag_ == "MD" for c in head.children):
            return weaken(verdict, Modality.POSSIBLE, name)
        return verdict if negated else deny(verdict, name, refused=True)
    if in_list(head, "cease") and token.tag_ == "VBG":
        return verdict
    if link.infinitive and token.dep_ == "advcl" and child(head, "obj") is not None:
        return None
    if in_list(head, "refuse") and is_whole(head) and (link.infinitive or token.tag_ == "VBG" or token.dep_ != "advcl"):
        return verdict if negated else deny(verdict, name, refused=True)
    return None


def _is_withheld(verb: Token) -> bool:
    """Whether a source will not, or cannot, vouch: "refused to confirm that", "could not say whether"."""
    return verb.dep_ in {"xcomp", "acl"} and (in_list(verb.head, "refuse", "unwilling") or is_negated(verb.head))


def _under_adjective(link: Link, verdict: Verdict, negated: bool) -> Verdict:
    head, name = link.head, lemma(link.head)
    if in_list(head, "maybe", "unsure") or (in_list(head, "needed") and link.token.dep_ in {"ccomp", "csubj"}):
        return weaken(verdict, Modality.POSSIBLE, name)
    if not link.infinitive:
        return verdict
    degree = {c.lower_ for c in children(head, "advmod")}
    if in_list(head, "unwilling") or (negated and in_list(head, "ready", "able")) or "too" in degree:
        return deny(verdict, name, refused=in_list(head, "ready", "unwilling"))
    past = any(c.tag_ == "VBD" for c in children(head, "cop", "aux"))
    if in_list(head, "quick") or (past and (in_list(head, "able") or "enough" in degree)):
        return verdict
    return weaken(verdict, Modality.PLANNED if in_list(head, "ready") else Modality.POSSIBLE, name)


def _claimed(link: Link, verdict: Verdict) -> Verdict | None:
    """What is told at a distance: "a report says that", "insists that Russia shelled it", "seems to have sold"."""
    token, head = link.token, link.head
    if token.dep_ == "ccomp":
        teller = child(head, "nsubj")
        if (
            teller is not None
            and teller.pos_ == "NOUN"
            and in_list(teller, "claim_nouns")
            and not in_list(head, "factive", "vouch")
        ):
            return weaken(verdict, Modality.ALLEGED, lemma(teller))
        doer = child(token, "nsubj", "nsubj:pass")
        if in_list(head, "insist") and doer is not None and doer.pos_ != "PRON":
            return weaken(verdict, Modality.ALLEGED, lemma(head))
    perfect = verdict.modality is Modality.ALLEGED or any(c.lower_ == "have" for c in children(token, "aux"))
    if link.infinitive and perfect and in_list(head, "seem"):
        return weaken(verdict, Modality.ALLEGED, lemma(head))
    if token.dep_ in {"ccomp", "xcomp"} and not link.infinitive and head.head.i != head.i and in_list(head.head, "seem"):
        return weaken(verdict, Modality.ALLEGED, lemma(head.head))
    return None


def _under_clause_verb(link: Link, verdict: Verdict, negated: bool) -> Verdict:
    token, head, infinitive = link.token, link.head, link.infinitive
    name = lemma(head)
    passive = any(c.dep_ == "aux:pass" for c in head.children)
    if infinitive and name == "suppose":
        return weaken(verdict, Modality.PLANNED, name)
    if infinitive and passive and in_list(head, "believe", "say", "held") and not in_list(head, "plan"):
        return weaken(verdict, Modality.ALLEGED, name)
    if in_list(head, "plan") and (infinitive or token.tag_ == "VBG" or token.dep_ == "ccomp"):
        return deny(verdict, name, refused=True) if negated else weaken(verdict, Modality.PLANNED, name)
    if name == "order" and infinitive and any(c.tag_ == "PRP$" for o in children(head, "obj") for c in o.children):
        return weaken(verdict, Modality.PLANNED, name)
    purpose = name == "call" and token.dep_ == "advcl" and not any(marker_of(c) in {"on", "for"} for c in children(head, "obl"))
    if in_list(head, "want") and not purpose and (infinitive or not in_list(head, "say")):
        return _wanted(link, verdict)
    if infinitive and in_list(head, "may_do"):
        past = head.tag_ in {"VBD", "VBN"} and in_list(head, "let")
        return verdict if past else weaken(verdict, Modality.POSSIBLE, name)
    if in_list(head, "believe") and (token.dep_ == "ccomp" or token.tag_ == "VBG"):
        return weaken(verdict, Modality.ALLEGED if in_list(head, "suspect") else Modality.POSSIBLE, name)
    return _bound(link, verdict) if infinitive and token.dep_ in {"xcomp", "advcl"} else verdict


def _wanted(link: Link, verdict: Verdict) -> Verdict:
    """What is asked for; what others are asked not to do is open: "warned Iran not to attack"."""
    asked = in_list(link.head, "urge") and verdict.modality is Modality.DENIED and link.infinitive
    kind = replace(verdict, modality=Modality.ACTUAL) if asked and verdict.cue == "not" else verdict
    return weaken(kind, Modality.POSSIBLE, lemma(link.head))


def _bound(link: Link, verdict: Verdict) -> Verdict:
    """An infinitive below a verb that is of no class: duty and arrangement below "be" and "have", else a purpose.

    Who gathered to demand or praise something did so.
    """
    token, head = link.token, link.head
    name = lemma(head)
    if name in {"have", "need"}:
        past = name == "have" and head.tag_ == "VBD"
        return verdict if past else weaken(verdict, Modality.POSSIBLE, name)
    if name in _BE or (name == "go" and head.tag_ == "VBG" and token.dep_ == "xcomp"):
        return weaken(verdict, Modality.PLANNED, name)
    if in_list(head, "implied") or (name == "go" and any(c.lower_ == "on" for c in head.children)):
        return verdict
    if token.dep_ == "advcl" and head.tag_ not in {"VB", "NN"} and in_list(token, "spoken"):
        return verdict
    return weaken(verdict, Modality.PLANNED if token.dep_ == "advcl" else Modality.POSSIBLE, name)
