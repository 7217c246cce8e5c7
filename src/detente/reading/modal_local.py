"""What a verb or noun says of its own act: auxiliaries, negation, hedges, conjunction, tense."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Token

from detente.reading.frames import lexicon
from detente.reading.modal_tense import bare_infinitive_headline, by_form
from detente.reading.modal_words import HELPERS, NOBODY, NOT, Verdict, deny, in_list, is_none, weaken, words
from detente.reading.syntax import children, first_conjunct, lemma, marker_of
from detente.records import Modality

_MODIFYING = frozenset({"amod", "advmod", "compound", "obl", "advcl", "discourse"})
_CLAUSES = frozenset({"advcl", "ccomp", "csubj", "xcomp", "acl", "acl:relcl", "ROOT", "conj", "parataxis"})
_CANNOT = frozenset({"would", "could", "can", "ca", "cannot", "should", "must", "need", "dare"})
_REFUSING = frozenset({"would", "cannot", "can", "ca", "must", "need"})
_ONLY = frozenset({"only", "just", "least", "merely", "simply", "all", "every", "everyone", "always"})
_YET = frozenset({"before", "until", "till", "once", "as soon", "as long"})
_EVENTUALLY = frozenset({"later", "subsequently"})


def local(token: Token, verdict: Verdict) -> Verdict:
    """What the token's own auxiliaries, adverbs, determiners and conjunction say."""
    verdict = _described(token, _hedged(token, verdict))
    verdict = from_auxiliaries(token, verdict)
    verdict = marked(token, verdict)
    if verdict.modality is Modality.ACTUAL and token.pos_ in {"VERB", "AUX"}:
        return by_form(token, verdict)
    return hinged(token, verdict)


def hedge(theme: Token, verdict: Verdict) -> Verdict:
    """The verdict with the hedges on the noun that names a verb's act: "the alleged talks that they held".

    Of a thing or a person they say nothing about the act: "delivered the suspected pirate".
    """
    return _hedged(theme, verdict) if _is_act(theme) else verdict


def _is_act(noun: Token) -> bool:
    return noun.lower_ in lexicon().nouns or noun.lower_.endswith(("ing", "tion", "tions", "ment", "ments", "sion"))


def _hedged(token: Token, verdict: Verdict) -> Verdict:
    for c in token.children:
        word = c.lower_
        if word == "any" and c.dep_ == "det" and token.pos_ == "NOUN":
            verdict = weaken(verdict, Modality.POSSIBLE, word)
        if c.dep_ not in _MODIFYING:
            continue
        if word in words()["hedges"]:
            if c.dep_ == "amod" or c.tag_[:2] != "VB":
                verdict = weaken(verdict, Modality.ALLEGED, word)
        elif word in {"almost", "nearly"} and token.pos_ == "VERB" and c.i + 1 == token.i:
            verdict = deny(verdict, word)
        elif word in words()["maybe"]:
            verdict = weaken(verdict, Modality.POSSIBLE, word)
        elif word in words()["coming"] and (token.pos_ == "NOUN" or word == "tentatively"):
            verdict = weaken(verdict, Modality.PLANNED, word)
    return verdict


def _described(token: Token, verdict: Verdict) -> Verdict:
    """The verdict on a noun after the clause that describes it: "talks that were due to open", "a raid planned for Monday"."""
    if token.pos_ != "NOUN":
        return verdict
    for c in children(token, "amod"):
        if in_list(c, "cancel", "aborted"):
            return deny(verdict, c.lower_, refused=True)
    for c in children(token, "acl", "acl:relcl"):
        if c.tag_ == "VBG" or marker_of(c) == "that" or c.lower_ == "arranged":
            continue
        if in_list(c, "coming_verbs") or (c.pos_ == "ADJ" and in_list(c, "ready")):
            verdict = weaken(verdict, Modality.PLANNED, c.lower_)
    return verdict


def from_auxiliaries(token: Token, verdict: Verdict, shared: bool = False) -> Verdict:
    """Negation and modals of a predicate or noun. `shared`: as far as they hold of a second verb joined to it as well."""
    modal, to, have = "", bare_infinitive_headline(token), False
    be = False
    for c in token.children:
        if c.dep_ in HELPERS:
            modal = c.lower_ if c.tag_ == "MD" or c.lower_ in words()["modals"] | words()["future"] else modal
            be = be or lemma(c) == "be"
            have = have or c.lower_ in {"have", "'ve", "’ve"}
        if c.lower_ == "to" and c.dep_ in {"mark", "aux"} and be:
            to = True
    negated = _is_denied(token, shared)
    if modal in {"would", "'d"} and not negated and _is_reported(token):
        return hinged(token, weaken(verdict, Modality.PLANNED, modal))
    if modal in {"would", "'d"} and not have and _looks_back(token):
        return deny(verdict, "not") if negated else verdict
    if modal in words()["modals"]:
        if have and modal in {"would", "should", "ought"} and not _is_supposed(token):
            return verdict if negated else deny(verdict, modal)
        verdict = weaken(verdict, Modality.POSSIBLE, modal)
        if negated and modal in _CANNOT:
            return deny(verdict, "not", refused=modal in _REFUSING)
        return verdict
    future = modal in words()["future"] or to
    if to and be and have:
        return deny(verdict, "to have")
    if future:
        verdict = weaken(verdict, Modality.PLANNED, modal or "to")
    to_do = token.tag_ == "VB" and marker_of(token) == "to"
    return deny(verdict, "not", refused=future or to_do) if negated else verdict


def _is_denied(token: Token, shared: bool) -> bool:
    """Whether the token is negated, itself or by its subject, object or time: "no officer fired", "at no time did they enter"."""
    negated = False
    for c in token.children:
        if c.lower_ in NOT and c.dep_ in {"advmod", "det", "cc", "aux", "cc:preconj", "discourse"}:
            if c.lower_ == "no" and c.dep_ == "advmod":
                negated = _followed(c, {"longer", "more"})
            elif not _is_idle(c, token):
                negated = True
        elif c.lower_ in {"longer", "more"} and any(g.lower_ == "no" for g in c.children):
            negated = True
    return negated or (token.pos_ in {"VERB", "AUX"} and _involves_nobody(token, shared))


def _is_idle(word: Token, token: Token) -> bool:
    """Whether a negation does not deny the act: "not only", "had hardly begun when", "hosted it, not Doha"."""
    if _followed(word, _ONLY) or (word.lower_ == "nor" and (word.i > token.i or word.dep_ == "advmod")):
        return True
    if word.lower_ in {"hardly", "scarcely"}:
        return _followed(word, {"had"}) or _is_cut_short(token)
    return word.i > token.i and word.dep_ == "advmod" and token.pos_ == "VERB"


def _is_cut_short(verb: Token) -> bool:
    """ "The talks had hardly begun when the delegation walked out"."""
    return any(c.lower_ == "when" for clause in children(verb, "advcl") for c in clause.children)


def _involves_nobody(verb: Token, shared: bool) -> bool:
    if any(is_none(s) for s in children(verb, "nsubj", "nsubj:pass")):
        return True
    if shared:
        return False
    for o in [*children(verb, "obj", "obl"), *(o for a in children(verb, "aux") for o in children(a, "obl"))]:
        if is_none(o) and (lemma(o) not in words()["kept_none"] if o.dep_ == "obj" else _is_never(o)):
            return True
    return False


def _is_never(phrase: Token) -> bool:
    """ "at no time", "under no circumstances", "by nobody", "to nothing"."""
    if phrase.lower_ in NOBODY:
        return marker_of(phrase) in {"by", "to"}
    return lemma(phrase) in {"time", "circumstance", "way", "account", "condition", "one", "point", "stage", "moment"}


def _followed(word: Token, by: frozenset[str] | set[str]) -> bool:
    return word.i + 1 < len(word.doc) and word.nbor(1).lower_ in by


def _is_reported(token: Token) -> bool:
    """Whether "would" is the future seen from the past: "announced that it would withdraw"."""
    token = first_conjunct(token)
    above = token.head
    told = token.dep_ == "acl:relcl" and marker_of(token) == "that" and above.pos_ == "NOUN"
    return told or (token.dep_ == "ccomp" and above.tag_ in {"VBD", "VBN", "VBG"} and in_list(above, "say", "plan"))


def _looks_back(token: Token) -> bool:
    """Whether "would" tells what came later: "he would later sign the treaty"."""
    if lemma(token) == "go" and any(c.lower_ == "on" for c in children(token, "advmod", "compound:prt")):
        return not _has_condition(token)
    near = [c for c in children(token, "advmod", "obl", "npadvmod") if c.i < token.i]
    return any(c.lower_ in _EVENTUALLY or any(g.lower_ in _EVENTUALLY for g in c.children) for c in near)


def marked(token: Token, verdict: Verdict) -> Verdict:
    """What the conjunction of a clause, or the preposition of a noun, says of the act."""
    clause = token.dep_ in _CLAUSES - {"acl:relcl"} or token.tag_[:2] == "VB"
    mark = marker_of(token) if clause or token.dep_ in {"obl", "nmod"} else ""
    if clause and any(c.lower_ == "whether" for c in children(token, "mark")):
        mark = "whether"
    if mark == "that" and token.left_edge.i and token.left_edge.nbor(-1).lower_ == "condition":
        mark = "provided"
    if mark == "if" and verdict.modality is Modality.DENIED and any(c.lower_ == "had" for c in children(token, "aux")):
        return replace(verdict, modality=Modality.ACTUAL, cue=mark)
    if mark.split(" ")[0] in words()["conditional"] or mark in {"in case", "even if"}:
        return replace(verdict, modality=Modality.POSSIBLE, cue=mark)
    if mark.split(" ")[0] in {"without", "instead", "rather"}:
        return deny(verdict, mark)
    if not clause:
        return verdict
    if mark == "as" and token.head.lower_ in {"soon", "long"}:
        mark = f"as {token.head.lower_}"
    if (mark in words()["not_yet"] or mark in _YET) and verdict.modality is Modality.ACTUAL and _is_present(token, mark):
        return weaken(verdict, Modality.POSSIBLE if mark in _YET else Modality.PLANNED, mark)
    if token.dep_ == "advcl" and token.tag_ == "VBG" and mark == "for" and _is_exchange(token):
        return weaken(verdict, Modality.POSSIBLE, "in return")
    inverted = _inverted(token)
    return replace(verdict, modality=Modality.POSSIBLE, cue=inverted) if inverted else verdict


def _is_exchange(clause: Token) -> bool:
    first = next((c for c in clause.children if c.dep_ == "mark"), clause)
    return first.i > 1 and first.nbor(-1).lower_ in {"return", "exchange"}


def _inverted(token: Token) -> str:
    """The auxiliary that opens "Should Iran attack", "Had the convoy left", "" if none does."""
    if token.dep_ != "advcl":
        return ""
    first = [
        c for c in children(token, "aux", "aux:pass", "cop") if c.lower_ in {"should", "were", "had"} and c.i == token.left_edge.i
    ]
    subjects = [c.i for c in children(token, "nsubj", "nsubj:pass")]
    return first[0].lower_ if first and subjects and first[0].i < min(subjects) else ""


def _is_present(token: Token, mark: str) -> bool:
    """Whether a clause after "before", "until", "once" or "when" tells what is still to come: its verb is in the present.

    After "once", "when" and "after" the clause above must look ahead as well ("once Iran signs, Iraq will follow").
    """
    first = next((c for c in token.children if c.dep_ in HELPERS), token)
    if first.tag_ not in {"VBZ", "VBP"}:
        return False
    above = token.head.head if mark in {"as soon", "as long"} else token.head
    if mark in {"before", "until", "till"}:
        return not any(t.tag_ == "VBD" for t in (above, *children(above, "aux", "aux:pass", "cop")))
    return above.tag_ == "VB" or any(c.tag_ == "MD" for c in above.children)


def hinged(token: Token, verdict: Verdict) -> Verdict:
    """A plan that hangs on a condition is possible: "If Iran attacked, the US would impose sanctions", "will leave unless …"."""
    if verdict.modality is not Modality.PLANNED or not _has_condition(token):
        return verdict
    return replace(verdict, modality=Modality.POSSIBLE, cue="if")


def _has_condition(token: Token) -> bool:
    for c in children(token, "advcl", "obl"):
        mark = marker_of(c).split(" ")[0]
        if c.dep_ == "obl":
            if lemma(c) == "condition" and mark == "on":
                return True
        elif _inverted(c) or (mark in words()["conditional"] and mark != "whether" and not _is_concessive(c)):
            return True
    return False


def _is_supposed(token: Token) -> bool:
    """Whether "would have" hangs on something: "had they come, they would have signed", "without them it would have failed"."""
    first = token.head if token.dep_ == "conj" else token
    return any(_has_condition(t) for t in (token, first)) or any(
        marker_of(c) in {"without", "but for"} for c in children(first, "obl")
    )


def _is_concessive(clause: Token) -> bool:
    first = next((c for c in clause.children if c.dep_ == "mark"), clause)
    return first.i > 0 and first.nbor(-1).lower_ in {"even", "as"}
