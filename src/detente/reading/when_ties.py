"""Which act a date expression of a sentence belongs to: the word that it says something of, and how that word stands to the act.

A date given with a noun is the noun's own ("condemned Tuesday's attack", "cited the 1951 Convention"), unless the verb only
carries the noun ("held talks in May") or the date is of the last days, which parsers often hang on the wrong word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from spacy.tokens import Span, Token

from detente.reading.entailment import in_list
from detente.reading.expressions import DateExpression, expressions
from detente.reading.frames import lexicon
from detente.reading.parsed import parsed
from detente.reading.syntax import ancestors, children, lemma, marker_of
from detente.reading.words import word_lists

OWN, CARRIED, SHARED = 0, 1, 2
"""The date hangs on the act, on the verb that carries its noun, or on a verb that is told together with it."""

_ELSEWHEN = frozenset({"after", "before", "since", "until", "till", "following", "ahead", "despite", "amid", "between"})
_WITHIN = frozenset({"in", "at", "during", "inside", "within", "throughout", "on", ""})
_TOGETHER = frozenset({"when", "while", "as", "by", ""})


@dataclass(frozen=True, slots=True)
class Tie:
    """A date expression, its tokens and the word that it says something of; `is_day` where it names one day."""

    expression: DateExpression
    start: int
    end: int
    anchor: Token
    is_day: bool

    @property
    def attributive(self) -> bool:
        """Whether it stands before its noun or after "of"."""
        doc = self.anchor.doc
        return self.end <= self.anchor.i or doc[self.start].lower_ == "of" or doc[self.start - 1].lower_ == "of"


def _listed(name: str) -> frozenset[str]:
    """A list of `data/when_words.yaml`."""
    return word_lists("when_words.yaml")[name]


def ties(sentence: Span, on: date | None, future: bool) -> list[Tie]:
    """The date expressions of a sentence, each with its word."""
    text = parsed(sentence.doc).slice(sentence.start, sentence.end)
    return [_tie(sentence, e) for e in expressions(text, on, future)]


def _tie(sentence: Span, expression: DateExpression) -> Tie:
    first = sentence.start_char
    span = sentence.doc.char_span(first + expression.start_char, first + expression.end_char, alignment_mode="expand")
    if span is None:
        return Tie(expression, sentence.start, sentence.start, sentence.root, False)
    period = expression.period
    is_day = period.start is not None and period.start == period.end
    return Tie(expression, span.start, span.end, _led(span) or _lasting_noun(span) or _anchor(span), is_day)


def _led(span: Span) -> Token | None:
    """The verb of a sentence that opens with the expression; parsers often hang it on the subject."""
    sentence, doc = span.sent, span.doc
    before = doc[sentence.start : span.start]
    if (
        len(before) > 1
        or (before and before[0].lower_ not in _listed("leading"))
        or span.end >= sentence.end
        or doc[span.end].tag_ == "POS"
    ):
        return None
    if not before and span[0].lower_ not in _listed("leading") and not doc[span.end].is_punct and span[-1].lower_ != "ago":
        return None
    root = sentence.root
    if root.i >= span.end and root.tag_[:2] in {"VB", "MD"}:
        return root
    return next((t for t in doc[span.end : sentence.end] if t.tag_ in {"VBD", "VBN", "VBZ", "VBP", "VB"}), None)


def _lasting_noun(span: Span) -> Token | None:
    """The noun right before "from January 1": what lasts from then on."""
    if span[0].lower_ != "from" or span.start <= span.sent.start:
        return None
    noun = span.doc[span.start - 1]
    return noun if noun.tag_ in {"NN", "NNS"} and noun.lower_ in _listed("occasions") | lexicon().nouns.keys() else None


def _anchor(span: Span) -> Token:
    """The first head above an expression outside it that can be dated: a verb, a noun, a name that it stands before."""
    root = span.root
    of = span[0].lower_ == "of"
    for token in (root, *ancestors(root)):
        if span.start <= token.i < span.end and token.head.i != token.i:
            continue
        is_name = token.pos_ == "PROPN" or token.tag_[:3] == "NNP"
        dated = of or span.end <= token.i if is_name else token.pos_ in {"VERB", "AUX", "NOUN"}
        if dated or token.head.i == token.i:
            return token
    return root


def rank(tie: Tie, trigger: Token) -> int | None:
    """OWN, CARRIED or SHARED; None where the expression says nothing of the act."""
    anchor, is_verb = tie.anchor, trigger.pos_ in {"VERB", "AUX"}
    if tie.expression.lasting and lemma(anchor) in _listed("granting"):
        return None
    if anchor.i == trigger.i or _is_cleft(anchor, trigger):
        return OWN
    path = _to_verb(anchor)
    if trigger.i in path:
        return OWN if _climbs(tie, [trigger.doc[i] for i in path[: path.index(trigger.i)]], trigger) else None
    if is_verb:
        return SHARED if anchor.pos_ in {"VERB", "AUX"} and _is_told_with(tie, trigger) else None
    if anchor.dep_ in {"acl", "acl:relcl"} and anchor.head.i == trigger.i:
        return CARRIED if carries(anchor) or anchor.tag_ == "VBN" else None
    verb = trigger.doc[path[-1]]
    if verb.i not in _to_verb(trigger) or in_list(verb, "say") or (in_list(verb, "answering") and not carries(verb)):
        return None
    if trigger.dep_ == "nsubj" and trigger.head.i == verb.i and not carries(verb) and lemma(verb) not in _listed("happening"):
        return None
    return CARRIED if anchor.i == verb.i or _climbs(tie, [trigger.doc[i] for i in path[:-1]], verb) else None


def carries(verb: Token) -> bool:
    """Whether a verb tells that the act of its noun took place ("talks were held", "the attack began")."""
    return in_list(verb, "light") or in_list(verb, "happen")


def _is_cleft(anchor: Token, trigger: Token) -> bool:
    """ "It was in 1982 that Argentina occupied …"."""
    if anchor.head.i != anchor.i or trigger.head.i != anchor.i or trigger.dep_ not in {"acl:relcl", "ccomp", "csubj", "advcl"}:
        return False
    return any(c.lower_ == "it" for c in children(anchor, "nsubj", "expl"))


def _climbs(tie: Tie, between: list[Token], act: Token) -> bool:
    """Whether a date given with a noun below an act is the act's as well. `between` leads from the noun up to the act."""
    if any(marker_of(t) in _ELSEWHEN for t in between) or tie.anchor.doc[tie.start].lower_ == "from":
        return False
    noun, top = between[0], between[-1]
    occasion = noun.lower_ in _listed("occasions") or noun.lower_ in lexicon().nouns or noun.pos_ == "PROPN"
    if act.pos_ not in {"VERB", "AUX"}:
        return not tie.attributive or top.dep_ == "compound"
    if top.dep_ in {"obj", "nsubj", "nsubj:pass", "iobj"}:
        if tie.attributive:
            return noun.i == top.i and (carries(act) or (top.dep_ == "nsubj" and lemma(act) in _listed("killing")))
        return tie.is_day or (noun.i == top.i and top.dep_ != "nsubj" and (not occasion or carries(act)))
    marker = marker_of(top).split(" ")[-1]
    if tie.attributive and (occasion or noun.i != top.i):
        return marker in _WITHIN - {"on", ""}
    return tie.is_day or marker in _WITHIN or not occasion


def _is_told_with(tie: Tie, trigger: Token) -> bool:
    """Whether two verbs are told of one time: joined by "and", or one in a clause of "when" or a participle of the other."""
    verb = tie.anchor
    if trigger.dep_ == "conj" and trigger.head.i == verb.i:
        return tie.end <= verb.i
    if verb.dep_ == "conj" and verb.head.i == trigger.i:
        modal = any(c.tag_ == "MD" for c in children(verb, "aux"))
        return tie.start > verb.i and not modal and not children(verb, "nsubj", "nsubj:pass")
    if trigger.dep_ == "advcl" and trigger.head.i == verb.i:
        return _is_together(trigger)
    return (verb.dep_ == "advcl" and verb.head.i == trigger.i and marker_of(verb) == "when") or _opens(verb, trigger, "when")


def _opens(verb: Token, trigger: Token, word: str) -> bool:
    """Whether a clause below the act begins with a word that parsers take for an adverb ("When Iraq invaded …")."""
    return verb.dep_ == "advcl" and verb.head.i == trigger.i and any(c.lower_ == word for c in children(verb, "advmod"))


def _is_together(clause: Token) -> bool:
    marker = marker_of(clause)
    if any(c.lower_ == "when" for c in children(clause, "advmod")):
        return True
    return marker in _TOGETHER and (marker not in {"", "by"} or clause.tag_ == "VBG")


def _to_verb(token: Token) -> list[int]:
    """The words from a token up to the first verb, both included."""
    held = parsed(token.doc)
    path = [token.i]
    while held.tags[path[-1]][:2] != "VB" and token.doc[path[-1]].pos_ not in {"VERB", "AUX"}:
        above = held.heads[path[-1]]
        if above == path[-1]:
            break
        path.append(above)
    return path
