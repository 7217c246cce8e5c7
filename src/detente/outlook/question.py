"""A question, parsed to parties, a relation, and what it is about; what was understood is shown before any answer.

question = parse_question("Will Norland and Ostia come together on Vell?", book)
question.understood     -> "come together: Norland, Ostia; on Vell"
question.problem        -> "" where it can be answered, else why it can't
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from detente.analysis.book import Book, Party
from detente.analysis.issues import Issue
from detente.outlook.naming import Named, named, words
from detente.outlook.relation import FAVOUR, Relation, relation, relations
from detente.outlook.topic import Topic, issue_pattern, place_topic
from detente.outlook.wish import Heard, Wish, favour, heard, set_wish

_ABOUT: Final = frozenset({"on", "in", "over", "about", "regarding", "concerning", "around", "inside", "across"})
_FROM: Final = "from"
_WITH: Final = "with"
_REASON: Final = re.compile(
    r"\b(?:on|over|about|for|after|despite|because of|regarding)\s+(?:the\s+|a\s+|an\s+)?$", re.IGNORECASE
)
_PASSIVE: Final = re.compile(r"\b(?:be|been|being|is|are|was|were|get)\s+(?:\w+ly\s+)?$", re.IGNORECASE)
_PHRASE: Final = re.compile(
    r"\b(?:on|over|about|regarding|concerning)\s+(?:the\s+|a\s+|an\s+|its\s+|their\s+)?([\w\s\-]+?)(?=\s+(?:in|with|between|by|and)\b|[?.,;!]|$)"
)
_IDLE: Final = frozenset(
    {"the", "a", "an", "its", "their", "this", "that", "same", "page", "finally", "again", "now", "soon", "new"}
    | {"matter", "issue", "question", "war"}
)


@dataclass(frozen=True, slots=True)
class Question:
    """What a question asks. `problem` says why it can't be answered, and is empty where it can.

    For a directed relation the first party does it to the others. `strangers` are names of whom the ledger has nothing.
    """

    text: str
    relation: Relation | None
    parties: tuple[Party, ...]
    topic: Topic
    strangers: tuple[str, ...] = ()
    problem: str = ""
    wish: Wish | None = None
    """For a question about an issue: the side of it that is asked for."""

    @property
    def understood(self) -> str:
        """In a line, how the question was understood; what is missing is left out."""
        about = f"; on {self.topic.phrase}" if self.topic.phrase else ""
        if self.wish:
            who = "anybody" if self.wish.anyone else ", ".join(p.name for p in self.parties)
            verb = "oppose" if self.wish.reversed else self.relation.phrase if self.relation else ""
            return f"{verb} “{self.wish.pole.name}”: {who}{about}"
        names = (" → " if self.relation and self.relation.directed else ", ").join(p.name for p in self.parties)
        return f"{self.relation.phrase if self.relation else 'no relation'}: {names or 'nobody'}{about}"


@dataclass(frozen=True, slots=True)
class Settings:
    """What the user sets over what the words say; each part may be missing."""

    actors: tuple[str, ...] = ()
    issue: str | None = None
    relation: str | None = None
    place: str | None = None


def parse_question(text: str, book: Book, issues: Sequence[Issue] = (), settings: Settings = Settings()) -> Question:
    """Reads a question. Raises UnknownActor and BadInput for settings that name nobody or nothing known."""
    names = named(text, book)
    kind, match = _asked(text, names)
    if settings.relation in {None, FAVOUR} and not (settings.issue and kind):
        wanted = heard(text, names, (kind, match), _wanted(issues, settings.issue), book)
        if wanted or settings.issue or settings.relation:
            return _wished(text, book, names, settings, wanted, _issue(text, names, None, issues, settings.issue))
    names = [n for n in names if n.actor_id or not (match and n.start < match.end() and match.start() < n.end)]
    kind = relation(settings.relation) if settings.relation else kind
    place = _place(text, [n for n in names if n.known or (n.actor_id and n.written)], kind)
    actors = [n for n in names if n.known and n is not place]
    if kind and kind.directed and match and _is_passive(text, match, actors):
        actors.reverse()
    ids = dict.fromkeys(n.actor_id for n in actors if n.actor_id)
    parties = _parties(book, settings.actors) if settings.actors else _parties(book, list(ids))
    issue = _issue(text, names, match, issues, settings.issue)
    named_so = (settings.place, settings.place) if settings.place else (place.actor_id, place.text) if place else None
    topic = _topic(book, named_so, issue, () if issue or settings.issue else _free_words(text, names, match))
    strangers = tuple(n.text for n in names if not n.known and n is not place) if not settings.actors else ()
    found = Question(text, kind, parties, topic, strangers)
    return replace(found, problem=_problem(found, names))


def _wanted(issues: Sequence[Issue], wanted: str | None) -> list[Issue]:
    return [i for i in issues if wanted in {None, i.issue_id}]


def _wished(
    text: str, book: Book, names: Sequence[Named], settings: Settings, found: Heard | None, issue: Issue | None
) -> Question:
    """The question about an issue, as its words or the settings have it."""
    own = [n.actor_id for n in (found.actors if found else names) if n.known and n.actor_id]
    parties = _parties(book, settings.actors or tuple(dict.fromkeys(own)))
    wish = found.wish if found else set_wish(issue, text, book, not parties) if issue else None
    if wish is not None and wish.anyone == bool(parties):
        wish = replace(wish, anyone=not parties)
    place = found.place if found else None
    named_so = (settings.place, settings.place) if settings.place else (place.actor_id, place.text) if place else None
    strangers = tuple(n.text for n in names if not n.known) if not settings.actors else ()
    asked = Question(text, favour(), parties, _topic(book, named_so, wish.issue if wish else None, ()), strangers, "", wish)
    if wish is None:
        return replace(asked, problem="Which issue is meant is not said; set it with --issue.")
    return replace(asked, problem=f"The ledger has nothing on {' and '.join(strangers)}." if strangers else "")


def _asked(text: str, names: Sequence[Named]) -> tuple[Relation | None, re.Match[str] | None]:
    """The relation whose words stand last, but for those that only give the matter ("talk about withdrawing")."""
    found = []
    for number, kind in enumerate(r for key, r in relations().items() if key != FAVOUR):
        for match in kind.asks.finditer(text):
            if any(n.actor_id and n.start <= match.start() < n.end for n in names):
                continue
            told = _REASON.search(text[: match.start()]) is not None
            found.append((not told, len(match[0]) if told else match.start(), len(match[0]), -number, kind, match))
    if not found:
        return None, None
    best = max(found, key=lambda f: f[:4])
    return best[4], best[5]


def _place(text: str, known: Sequence[Named], kind: Relation | None) -> Named | None:
    """The name that the question is about: after "on", "in", "from", or after "with" where two parties stand before it."""
    for at in reversed(range(len(known))):
        before = [w.text.casefold() for w in words(text[: known[at].start])][-3:]
        while before and before[-1] in {"the", "a", "of", "war", "conflict", "crisis"}:
            before.pop()
        last = before[-1] if before else ""
        others = len({n.actor_id for n in known} - {known[at].actor_id})
        needed = kind.parties if kind else 2
        if (
            kind
            and kind.phrase.endswith(" on")
            and re.search(r"\bsanctions on (?:the )?$", text[: known[at].start], re.IGNORECASE)
        ):
            continue
        leaves = kind is not None and kind.relation_id == "withdraw" and last == _FROM
        about = last in _ABOUT or (last.endswith("ing") and before[-2:-1] and before[-2] in {*_ABOUT, "for", "of"})
        if (about or leaves) and others >= min(needed, 1):
            return known[at]
        if last == _WITH and at >= 2 and others >= 2 and before[-2:-1] not in (["or"], ["and"]):
            return known[at]
    return None


def _is_passive(text: str, match: re.Match[str], actors: Sequence[Named]) -> bool:
    after = [n for n in actors if n.start >= match.end()]
    by = after and re.search(r"\bby\s+(?:the\s+)?$", text[: after[0].start])
    return bool(by and _PASSIVE.search(text[: match.start()]))


def _parties(book: Book, asked: Sequence[str]) -> tuple[Party, ...]:
    found = {party.actor_id: party for party in map(book.party, asked)}
    return tuple(found.values())


def _issue(
    text: str, names: Sequence[Named], match: re.Match[str] | None, issues: Sequence[Issue], wanted: str | None
) -> Issue | None:
    """The issue that is set, or the one with most of its terms in the words that name neither a party nor the relation."""
    if wanted:
        from detente.errors import BadInput

        found = next((i for i in issues if i.issue_id == wanted), None)
        found = found or next((i for i in issues if wanted.casefold() in {t.casefold() for t in i.terms}), None)
        if found is None:
            raise BadInput(f"no issue '{wanted}'; use one of {', '.join(i.issue_id for i in issues) or 'those of --issues FILE'}")
        return found
    rest = _without(text, [(n.start, n.end) for n in names] + ([match.span()] if match else []))
    scored = [(len(m), n) for n, i in enumerate(issues) if (p := issue_pattern(i)) and (m := p.findall(rest))]
    return issues[max(scored, key=lambda s: (s[0], -s[1]))[1]] if scored else None


def _topic(book: Book, place: tuple[str | None, str] | None, issue: Issue | None, said: tuple[str, ...]) -> Topic:
    """The topic; `place` is an actor's id or any name of it, with the word that stands for it. Raises UnknownActor."""
    if place:
        return place_topic(book, place[0] or place[1], place[1], issue, said)
    return Topic(issue=issue, issue_terms=issue_pattern(issue), words=said)


def _free_words(text: str, names: Sequence[Named], match: re.Match[str] | None) -> tuple[str, ...]:
    """What stands after "on" or "about" and is no name: words that the evidence must have."""
    rest = _without(text, [(n.start, n.end) for n in names] + ([match.span()] if match else []))
    said = [w.text.casefold() for m in _PHRASE.finditer(rest) for w in words(m[1])]
    return tuple(dict.fromkeys(w for w in said if w not in _IDLE and len(w) > 2))


def _without(text: str, spans: Sequence[tuple[int, int]]) -> str:
    """The text with these spans blank."""
    for start, end in spans:
        text = text[:start] + " " * (end - start) + text[end:]
    return text


def _problem(question: Question, names: Sequence[Named]) -> str:
    """Why a question can't be answered; empty where it can."""
    if not (question.relation or names or question.parties):
        return "I can't read this as a question about parties: it names nobody that I know, and no relation between them."
    if question.strangers:
        named_so = " and ".join(question.strangers)
        return f"The ledger has nothing on {named_so}."
    if question.relation is None:
        known = ", ".join(r.phrase for key, r in relations().items() if key != FAVOUR)
        asked = f"I don't know what is asked of {_list(question)}."
        return f"{asked} I can be asked whether parties will {known}, or where they stand on an issue."
    if not question.parties:
        return f"The question names no party that could {question.relation.phrase}; set them with --actor."
    if len(question.parties) < question.relation.parties:
        return (
            f"To {question.relation.phrase} takes two parties, and I read only {question.parties[0].name}; set them with --actor."
        )
    return ""


def _list(question: Question) -> str:
    return " and ".join(p.name for p in question.parties) or "them"
