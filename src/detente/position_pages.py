"""Positions, the same-page table and the issues as a terminal shows them, and as JSON for machines."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from detente.analysis.book import Book, Evidence
    from detente.analysis.issue_hints import Hint
    from detente.analysis.issues import Issue
    from detente.analysis.same_page import Comparison
    from detente.analysis.standing import Backing, Standing

BASES: Final = {"statement": "said", "event": "did", "attribution": "ascribed"}
LONGEST: Final = 280
"""Characters of a sentence on the terminal."""


def comparisons_text(book: Book, found: Sequence[Comparison], most: int) -> str:
    """Issue by issue the verdict and, under each party, its stance with at most `most` of its latest sentences."""
    if not found:
        return "The ledger has no position of any of them. That is silence, not agreement."
    return "\n\n".join(_comparison_text(book, c, most) for c in found)


def comparisons_json(book: Book, found: Iterable[Comparison]) -> list[dict[str, Any]]:
    """Each issue with its verdict and, for each party, stance, positions with their sentences, and shifts."""
    return [
        {
            "issue_id": c.issue.issue_id,
            "question": c.issue.question,
            "verdict": c.verdict.value,
            "silent": [p.actor_id for p in c.silent],
            "parties": [_standing_json(book, s) for s in c.standings],
        }
        for c in found
    ]


def issues_json(issues: Iterable[Issue]) -> list[dict[str, Any]]:
    """The issues with their poles, terms and who matters."""
    return [
        {
            "issue_id": i.issue_id,
            "question": i.question,
            "poles": [{"name": p.name, "value": p.value, "phrases": list(p.phrases)} for p in i.poles],
            "terms": list(i.terms),
            "actors": list(i.actors),
        }
        for i in issues
    ]


def issues_text(issues: Iterable[Issue]) -> str:
    """A block for each issue: id, question, poles with their values, and who matters."""
    return "\n".join(
        f"{i.issue_id}: {i.question}\n    {'; '.join(f'{p.name} ({p.value:+g})' for p in i.poles)}"
        + (f"\n    matters to {', '.join(i.actors)}" if i.actors else "")
        for i in issues
    )


def hints_json(book: Book, hints: Iterable[Hint]) -> list[dict[str, Any]]:
    """The hints with who speaks of the matter and the sentences of the examples."""
    return [
        {
            "words": h.words,
            "story_count": h.story_count,
            "actors": [{"actor_id": i, "name": book.name(i)} for i in h.actor_ids],
            "examples": [evidence_json(e) for e in h.examples],
        }
        for h in hints
    ]


def hints_text(book: Book, hints: Sequence[Hint]) -> str:
    """A block for each hint: the words, in how many stories, who speaks of it, and an example."""
    if not hints:
        return "Nothing that two sides speak of in two stories lies outside the issues."
    return "\n".join(
        f"{h.words}: {h.story_count} stories; {', '.join(map(book.name, h.actor_ids))}\n"
        + "\n".join(f"    {_shortened(e.text)} ({_source(e)})" for e in h.examples)
        for h in hints
    )


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """A place in a text as JSON."""
    return {
        "document_id": evidence.document_id,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "on": _day(evidence.on),
        "published": _day(evidence.published),
        "outlet": evidence.outlet,
        "said_by": list(evidence.said_by),
    }


def _comparison_text(book: Book, comparison: Comparison, most: int) -> str:
    lines = [f"{comparison.verdict.value.upper()}  {comparison.issue.question}  [{comparison.issue.issue_id}]"]
    for standing in comparison.standings:
        lines.append(f"  {standing.party.name}: {_stance(standing)}")
        lines += [f"    {_backing_text(book, b)}" for b in reversed(standing.backings[-most:] if most else ())]
        left_out = len(standing.backings) - most
        if left_out > 0:
            lines.append(f"    and {left_out} more; --sentences {len(standing.backings)} shows them")
        lines += [f"    changed sides on {s.on}: {s.before:+g} to {s.after:+g}" for s in standing.shifts]
    return "\n".join(lines)


def _stance(standing: Standing) -> str:
    if standing.stance is None:
        return "silent: no position in the ledger"
    return f"{standing.stance:+.2f}" + (", on both sides" if standing.torn else "")


def _backing_text(book: Book, backing: Backing) -> str:
    p = backing.position
    side = "for" if p.stance > 0 else "against"
    who = "" if book.bloc(p.actor_id) == p.actor_id else f"{book.name(p.actor_id)} "
    by = ", ".join(book.name(i) for i in backing.evidence.said_by if i != p.actor_id)
    told = BASES[str(p.basis)] + (f" by {by or 'the text'}" if str(p.basis) == "attribution" else "")
    copies = f", {backing.copies} texts" if backing.copies > 1 else ""
    words = f"“{_shortened(p.text)}”"
    place = f"{_source(backing.evidence)}{copies}"
    return f"{_day(p.held_on) or 'undated'}  {who}{side} {p.pole} ({p.stance:+g}, {told}): {words} ({place})"


def _standing_json(book: Book, standing: Standing) -> dict[str, Any]:
    return {
        "actor_id": standing.party.actor_id,
        "name": standing.party.name,
        "stance": standing.stance,
        "silent": standing.silent,
        "on_both_sides": standing.torn,
        "positions": [_backing_json(book, b) for b in standing.backings],
        "shifts": [evidence_json(s.evidence) | {"on": _day(s.on), "before": s.before, "after": s.after} for s in standing.shifts],
    }


def _backing_json(book: Book, backing: Backing) -> dict[str, Any]:
    p = backing.position
    return evidence_json(backing.evidence) | {
        "position_id": p.position_id,
        "actor_id": p.actor_id,
        "actor": book.name(p.actor_id),
        "pole": p.pole,
        "stance": p.stance,
        "value": backing.value,
        "weight": round(backing.weight, 3),
        "basis": str(p.basis),
        "held_on": _day(p.held_on),
        "copies": backing.copies,
    }


def _source(evidence: Evidence) -> str:
    return ", ".join(part for part in (evidence.outlet, _day(evidence.published)) if part) or evidence.document_id


def _shortened(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else flat[: LONGEST - 1].rstrip() + "…"


def _day(value: Any) -> str | None:
    return value.isoformat() if value else None
