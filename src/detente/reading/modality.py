"""Whether an act is told as having happened: actual, planned, possible, alleged or denied.

The verdict starts at the trigger and climbs the tree: each head on the way may negate, put off, hedge or pass on what is
below it (`entailment`). The words are in `data/modality.yaml`. Kinds follow design.md; the climb follows the veridicality
literature (FactBank, Saurí and Pustejovsky 2009): embedding predicates decide, from the inside out.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.entailment import asks_what, passed
from detente.reading.modal_links import Link, link_of
from detente.reading.modal_local import from_auxiliaries, hedge, hinged, local, marked
from detente.reading.modal_nouns import told_of
from detente.reading.modal_tellers import is_aside, speaker_above, told_beside
from detente.reading.modal_tense import bare_infinitive_headline
from detente.reading.modal_words import Verdict, in_list, is_bare, is_content, is_none, weaken, words
from detente.reading.parsed import parsed
from detente.reading.syntax import child, marker_of, sentence_bounds
from detente.records import Modality

__all__ = ["Verdict", "hedge", "judge", "words"]

_STEPS = 14
_WH = frozenset({"why", "how", "when", "where", "what", "who", "which"})
_CLOSING = frozenset({'"', "”", "'", "’", ")", "''"})
_OPENING = frozenset({
    "is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will", "would", "can",
    "could", "may", "might", "should",
})  # fmt: skip
_ASIDE = frozenset({
    "nmod", "obl", "nmod:poss", "compound", "amod", "appos", "acl", "acl:relcl", "advcl", "obj", "nsubj",
})  # fmt: skip


def judge(trigger: Token) -> Verdict:
    """The modality of the act that a verb or noun tells."""
    if is_aside(trigger):
        return local(trigger, Verdict())
    verdict = _climbed(trigger, local(trigger, Verdict()))
    if trigger.pos_ != "NOUN" or is_bare(trigger):
        verdict = told_beside(trigger, verdict)
    return _asked(trigger, verdict)


def _climbed(trigger: Token, verdict: Verdict) -> Verdict:
    """The verdict after all that stands above the act."""
    token, speaker, carried = trigger, None, True
    for _ in range(_STEPS):
        if token.head.i == token.i or _is_settled(token, verdict):
            break
        if token.dep_ == "conj":
            first = _coordinated_with(token)
            if carried and _shares(token, first):
                verdict = marked(first, from_auxiliaries(first, verdict, shared=True))
            token = first
            continue
        if token.dep_ == "parataxis" and not in_list(token.head, "say"):
            break
        link = link_of(token)
        inner = token.i != trigger.i
        verdict = hinged(token, passed(link, verdict, inner))
        speaker = speaker or speaker_above(token, link.head)
        if token.dep_ in {"advcl", "acl:relcl"} and not _inside(link):
            break
        if _is_presupposed(token, link.head) or (inner and token.dep_ == "nsubj" and is_none(token)):
            break
        if link.clausal and not link.infinitive and (asks_what(token) or _ends(link)):
            break
        carried = _carries(link)
        verdict = _from_above(link, verdict, carried)
        token = link.head
    return replace(verdict, speaker=speaker) if speaker is not None else verdict


def _is_settled(token: Token, verdict: Verdict) -> bool:
    """Whether what stands above does not touch the act: conditions, headlines, "soldiers captured in July"."""
    if verdict.cue in words()["conditional"] or bare_infinitive_headline(token):
        return True
    if token.pos_ == "NOUN" and token.dep_ in {"ccomp", "advcl", "acl:relcl", "ROOT"} and child(token, "case") is not None:
        return True
    return token.dep_ == "acl" and token.tag_ == "VBN" and marker_of(token) == "" and not in_list(token, "coming_verbs")


def _ends(link: Link) -> bool:
    """Whether a verb says that what was going on ended: it was going on, also where the end is only called for."""
    return link.token.tag_ == "VBG" and not link.marker and in_list(link.head, "cease")


def _coordinated_with(token: Token) -> Token:
    """What a conjunct is joined to: a finite verb is joined to one that is finite ("opted to stay out and sent blankets")."""
    first = token.head
    wanted = {"VBN": "VBD"}.get(token.tag_, token.tag_) if first.tag_ in {"VB", "VBG"} else token.tag_
    if wanted not in {"VBD", "VBZ"}:
        return first
    above = first
    for _ in range(4):
        if above.tag_ == wanted or above.head.i == above.i or _own_clause(token):
            break
        above = above.head
    return above if above.tag_ == wanted else first


def _is_presupposed(noun: Token, head: Token) -> bool:
    """An act told by a noun that is only talked about holds whatever is said of it: "sanctions on Iran could fail".

    An indefinite object does not hold by itself: "could complete an agreement", "to foster dialogue"; it does where the verb
    answers to it ("condemned an attack").
    """
    if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and in_list(head, "ending_nouns") and marker_of(noun) in {"to", "of", "in"}:
        return True
    if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and not is_bare(noun) and head.pos_ == "NOUN":
        return not in_list(head, "possible_nouns", "plan_nouns", "claim_nouns", "refusal_nouns", "inquiry_nouns", "brink_nouns")
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "obj", "obl", "nsubj:pass"} or head.pos_ not in {"VERB", "ADJ"}:
        return False
    if told_of(head):
        return False
    return not (is_bare(noun) and noun.dep_ in {"obj", "nsubj:pass"}) or in_list(head, "answering")


def _own_clause(token: Token) -> bool:
    return any(c.dep_ in {"aux", "nsubj", "nsubj:pass"} for c in token.children)


def _shares(token: Token, first: Token) -> bool:
    """Whether negation and modals of a verb hold of what is joined to it: not "did not stay but left", "no fan but praised"."""
    if _own_clause(token) or (token.tag_ in {"VBD", "VBN"} and first.tag_ == "VB"):
        return False
    return token.pos_ not in {"VERB", "AUX"} or first.pos_ in {"VERB", "AUX"}


def _inside(link: Link) -> bool:
    """Whether what holds of the head of an adverbial or relative clause also holds of the clause: for purposes and contents."""
    token, head = link.token, link.head
    return (token.dep_ == "acl:relcl" and is_content(token)) or (
        token.dep_ == "advcl" and head.pos_ in {"VERB", "ADJ", "ADV"} and (token.tag_ == "VB" or link.clausal)
    )


def _from_above(link: Link, verdict: Verdict, carried: bool) -> Verdict:
    """The verdict after the head's own auxiliaries, as far as they touch what hangs on it this way."""
    token, head = link.token, link.head
    if not carried:
        return hinged(head, verdict) if link.clausal else verdict
    above = local(head, verdict)
    if token.dep_ == "ccomp" and above.modality is Modality.DENIED and not in_list(head, "true_if"):
        return weaken(verdict, Modality.POSSIBLE, above.cue)
    return above


def _carries(link: Link) -> bool:
    """Whether negation and modals of the head touch what hangs on it this way."""
    token, head = link.token, link.head
    if token.dep_ in {"ccomp", "csubj"} and in_list(head, "say", "believe", "accuse", "exclude", "vouch", "factive"):
        return False
    if link.clausal and in_list(head, "deny", "refuse", "hinder", "kept_from", "cease"):
        return False
    if token.dep_ in {"obj", "nsubj:pass"} and is_bare(token) and token.pos_ == "NOUN" and head.pos_ == "VERB":
        return not in_list(head, "answering", "deny", "refuse", "cancel", "confirm")
    if token.dep_ in _ASIDE:
        if token.dep_ == "advcl" and link.infinitive:
            return in_list(head, "may_do", "implied", "able") or head.pos_ == "ADJ"
        return token.dep_ in {"obj", "nsubj"} and in_list(head, "happen", "light")
    return True


def _asked(trigger: Token, verdict: Verdict) -> Verdict:
    """Questions leave open what they ask; "Why did Russia attack Georgia?" does not."""
    start, end = sentence_bounds(trigger)
    lower = parsed(trigger.doc).lower
    closing = next((word for word in reversed(lower[max(start, end - 4) : end]) if word.strip() and word not in _CLOSING), "")
    if "?" not in closing or not _WH.isdisjoint(lower[start : min(end, start + 6)]):
        return verdict
    opened = lower[start] in _OPENING
    if not opened and ((trigger.pos_ == "NOUN" and not is_bare(trigger)) or trigger.dep_ == "acl:relcl"):
        return verdict
    if opened and verdict.modality is Modality.DENIED and verdict.cue == "not":
        verdict = replace(verdict, modality=Modality.ACTUAL)
    return weaken(verdict, Modality.POSSIBLE, "?")
