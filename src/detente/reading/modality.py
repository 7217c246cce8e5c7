"""Whether an act is told as having happened: actual, planned, possible, alleged or denied.

The verdict starts at the trigger and climbs the tree: each head on the way may negate, put off, hedge or pass on what is
below it (`entailment`). The words are in `data/modality.yaml`. Kinds follow design.md; the climb follows the veridicality
literature (FactBank, Saurí and Pustejovsky 2009): embedding predicates decide, from the inside out.
"""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.entailment import Verdict, in_list, is_bare, is_content, passed, told_of, weaken, words
from detente.reading.syntax import child, children, lemma, marker_of
from detente.records import Modality

__all__ = ["Verdict", "hedge", "judge", "words"]

_STEPS = 14
_NOT = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly", "nowhere", "scarcely", "nobody", "none"})
_MODIFYING = frozenset({"amod", "advmod", "compound", "obl", "parataxis", "advcl", "discourse"})
_WH = frozenset({"why", "how", "when", "where", "what", "who", "which"})
_NOBODY = frozenset({"nobody", "none", "nothing", "neither"})


def judge(trigger: Token) -> Verdict:
    """The modality of the act that a verb or noun tells."""
    verdict = _local(trigger, Verdict())
    token, speaker = trigger, None
    for _ in range(_STEPS):
        head = token.head
        if head.i == token.i:
            break
        if token.dep_ == "conj":
            if not _own_clause(token):
                verdict = _from_auxiliaries(head, verdict)
                verdict = _marked(head, verdict)
                token = head
                continue
            token = head
            if token.dep_ in {"ROOT", "conj"}:
                continue
            head = token.head
        if token.dep_ == "parataxis" and not in_list(head, "say"):
            break
        verdict = passed(token, head, verdict)
        if speaker is None and token.dep_ in {"ccomp", "parataxis"} and in_list(head, "say"):
            speaker = child(head, "nsubj", "nsubj:pass")
        if verdict.cue in words()["conditional"] or (token.dep_ in {"advcl", "acl:relcl"} and not _inside(token, head)):
            break
        if _is_presupposed(token, head):
            break
        verdict = _from_above(token, head, verdict)
        token = head
    verdict = _asked(trigger, verdict)
    return replace(verdict, speaker=speaker) if speaker is not None else verdict


def _is_presupposed(noun: Token, head: Token) -> bool:
    """An act told by a noun that is only talked about holds whatever is said of it: "sanctions on Iran could fail".

    An indefinite object does not hold by itself: "could complete an agreement", "to foster dialogue"; it does where the verb
    answers to it ("condemned an attack").
    """
    if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and in_list(head, "ending_nouns") and marker_of(noun) in {"to", "of", "in"}:
        return True
    if noun.pos_ == "NOUN" and noun.dep_ == "nmod" and not is_bare(noun) and head.pos_ == "NOUN":
        return not any(in_list(head, name) for name in ("possible_nouns", "plan_nouns", "claim_nouns", "refusal_nouns"))
    if noun.pos_ != "NOUN" or noun.dep_ not in {"nsubj", "obj", "obl", "nsubj:pass"} or head.pos_ not in {"VERB", "ADJ"}:
        return False
    if told_of(head):
        return False
    return not (is_bare(noun) and noun.dep_ in {"obj", "nsubj:pass"}) or in_list(head, "answering")


def _own_clause(token: Token) -> bool:
    return any(c.dep_ in {"aux", "nsubj", "nsubj:pass"} for c in token.children)


def _inside(token: Token, head: Token) -> bool:
    """Whether what holds of the head of an adverbial or relative clause also holds of the clause: for purposes and contents."""
    return is_content(token) or (token.dep_ == "advcl" and token.tag_ == "VB" and head.pos_ == "VERB")


def _from_above(token: Token, head: Token, verdict: Verdict) -> Verdict:
    """The verdict after the head's own auxiliaries, as far as they touch what hangs on it this way."""
    if not _carries(token, head):
        return verdict
    above = _local(head, verdict)
    if token.dep_ == "ccomp" and above.modality is Modality.DENIED and not in_list(head, "true_if"):
        return weaken(verdict, Modality.POSSIBLE, above.cue)
    return above


def _carries(token: Token, head: Token) -> bool:
    """Whether negation and modals of the head touch what hangs on it this way."""
    if token.dep_ in {"ccomp", "csubj"} and any(in_list(head, name) for name in ("say", "believe", "accuse", "exclude", "vouch")):
        return False
    if token.dep_ in {"ccomp", "xcomp"} and (in_list(head, "deny") or in_list(head, "refuse")):
        return False
    if token.dep_ in {"obj", "nsubj:pass"} and is_bare(token) and token.pos_ == "NOUN" and head.pos_ == "VERB":
        return not any(in_list(head, name) for name in ("answering", "deny", "refuse", "cancel", "confirm"))
    if token.dep_ in {"nmod", "obl", "nmod:poss", "compound", "amod", "appos", "acl", "acl:relcl", "advcl", "obj", "nsubj"}:
        return token.dep_ in {"obj", "nsubj"} and (in_list(head, "happen") or in_list(head, "light"))
    return True


def _local(token: Token, verdict: Verdict) -> Verdict:
    """What the token's own auxiliaries, adverbs, determiners and conjunction say."""
    verdict = _described(token, hedge(token, verdict))
    verdict = _from_auxiliaries(token, verdict)
    return _marked(token, verdict)


def _described(token: Token, verdict: Verdict) -> Verdict:
    """The verdict on a noun after the clause that describes it: "talks that were due to open", "a raid planned for Monday"."""
    for c in children(token, "acl", "acl:relcl") if token.pos_ == "NOUN" else ():
        if not is_content(c) and c.tag_ != "VBG" and (in_list(c, "schedule") or (c.pos_ == "ADJ" and in_list(c, "ready"))):
            verdict = weaken(verdict, Modality.PLANNED, c.lower_)
    return verdict


def hedge(token: Token, verdict: Verdict) -> Verdict:
    """The verdict with the hedges on a token, such as the noun that names a verb's act ("the alleged talks that they held")."""
    for c in token.children:
        if c.dep_ not in _MODIFYING:
            continue
        word = c.lower_
        if word in words()["hedges"]:
            verdict = weaken(verdict, Modality.ALLEGED, word)
        elif word in words()["maybe"] or (word in {"almost", "nearly"} and token.pos_ == "VERB" and c.i + 1 == token.i):
            verdict = weaken(verdict, Modality.POSSIBLE, word)
        elif word in words()["coming"] and (token.pos_ == "NOUN" or word == "tentatively"):
            verdict = weaken(verdict, Modality.PLANNED, word)
    return verdict


def _from_auxiliaries(token: Token, verdict: Verdict) -> Verdict:
    modal, negated, be, to = "", False, False, _bare_infinitive_headline(token)
    for c in token.children:
        if c.dep_ in {"aux", "aux:pass", "cop"}:
            modal = c.lower_ if c.tag_ == "MD" or c.lower_ in words()["modals"] | words()["future"] else modal
            be = be or lemma(c) == "be"
        if c.lower_ == "to" and c.dep_ in {"mark", "aux"} and be:
            to = True
        if c.lower_ in _NOT and c.dep_ in {"advmod", "det", "cc", "aux", "cc:preconj", "discourse"}:
            negated = not (c.lower_ in {"no", "nor"} and c.dep_ == "advmod") or _no_longer(c)
            negated = negated and not _only(c)
        elif c.lower_ in {"longer", "more"} and any(g.lower_ == "no" for g in c.children):
            negated = True
    negated = negated or _nobody(token)
    future = modal in words()["future"] or to
    if modal in {"would", "'d"} and not negated and _is_reported(token):
        return weaken(verdict, Modality.PLANNED, modal)
    if modal in words()["modals"]:
        verdict = weaken(verdict, Modality.POSSIBLE, modal)
        if negated and modal in {"would", "could", "can", "ca", "cannot", "should"}:
            return _deny(verdict, "not", refused=modal in {"would", "cannot", "can", "ca"})
        return verdict
    if future:
        verdict = weaken(verdict, Modality.PLANNED, modal or "to")
    return _deny(verdict, "not", refused=future) if negated else verdict


def _nobody(token: Token) -> bool:
    """Whether the subject says that nobody did it."""
    subject = child(token, "nsubj", "nsubj:pass") if token.pos_ in {"VERB", "AUX"} else None
    return subject is not None and (
        subject.lower_ in _NOBODY or any(d.lower_ in {"no", "neither"} and d.dep_ == "det" for d in subject.children)
    )


def _is_reported(token: Token) -> bool:
    """Whether "would" is the future seen from the past: "announced that it would withdraw"."""
    above = token.head
    told = is_content(token) and above.pos_ == "NOUN"
    return told or (token.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN"} and (in_list(above, "say") or in_list(above, "plan")))


def _no_longer(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"longer", "more"}


def _only(word: Token) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in {"only", "just", "least", "merely", "simply"}


def _bare_infinitive_headline(token: Token) -> bool:
    """ "Russia, Turkey to hold talks": an infinitive with a subject of its own that is the whole sentence."""
    if token.tag_ != "VB" or token.dep_ not in {"ROOT", "ccomp"} or token.i == 0:
        return False
    mark = [c for c in token.children if c.lower_ == "to" and c.dep_ in {"mark", "aux"}]
    return bool(mark) and any(c.dep_ in {"nsubj", "nsubj:pass"} for c in token.children)


def _marked(token: Token, verdict: Verdict) -> Verdict:
    """What the conjunction of a clause, or the preposition of a noun, says of the act."""
    clause = token.dep_ in {"advcl", "ccomp", "csubj", "xcomp", "acl", "ROOT", "conj", "parataxis"} or token.tag_[:2] == "VB"
    mark = marker_of(token) if clause or token.dep_ in {"obl", "nmod"} else ""
    if mark.split(" ")[0] in words()["conditional"] or mark in {"in case", "even if"}:
        return replace(verdict, modality=Modality.POSSIBLE, cue=mark)
    if mark in {"without", "instead"}:
        return _deny(verdict, mark)
    if not clause:
        return verdict
    if mark in words()["not_yet"] and _is_present(token) and verdict.modality is Modality.ACTUAL:
        return weaken(verdict, Modality.POSSIBLE if mark in {"before", "until", "till"} else Modality.PLANNED, mark)
    inverted = [c for c in children(token, "aux") if c.lower_ in {"should", "were", "had"} and c.i == token.left_edge.i]
    if inverted and token.dep_ == "advcl" and inverted[0].i < min([c.i for c in children(token, "nsubj", "nsubj:pass")] or [-1]):
        return replace(verdict, modality=Modality.POSSIBLE, cue=inverted[0].lower_)
    return verdict


def _is_present(token: Token) -> bool:
    """Whether a clause after "before", "until", "once" or "when" tells what is still to come: its verb is in the present.

    After "once", "when" and "after" the clause above must look ahead as well ("once Iran signs, Iraq will follow").
    """
    first = next((c for c in token.children if c.dep_ in {"aux", "aux:pass", "cop"}), token)
    if first.tag_ not in {"VBZ", "VBP"}:
        return False
    if marker_of(token) in {"before", "until", "till"}:
        return not any(t.tag_ == "VBD" for t in (token.head, *children(token.head, "aux", "aux:pass", "cop")))
    return token.head.tag_ == "VB" or any(c.tag_ == "MD" for c in token.head.children)


def _deny(verdict: Verdict, cue: str, refused: bool = False) -> Verdict:
    return replace(verdict, modality=Modality.DENIED, cue=cue, refused=refused or verdict.modality is Modality.PLANNED)


def _asked(trigger: Token, verdict: Verdict) -> Verdict:
    """Questions leave open what they ask; "Why did Russia attack Georgia?" does not."""
    sentence = trigger.sent
    last = next((t for t in reversed(list(sentence)[-4:]) if not t.is_space and t.text not in {'"', "”", "'", "’", ")"}), None)
    if last is None or "?" not in last.text or any(t.lower_ in _WH for t in list(sentence)[:6]):
        return verdict
    return weaken(verdict, Modality.POSSIBLE, "?")
