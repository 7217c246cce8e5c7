"""An answer as JSON for machines and as text for the terminal."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from detente.analysis.book import Evidence
from detente.analysis.same_page import Comparison
from detente.ledger.quotes import Quote
from detente.outlook.answer import Answer, Caveat, Latest, Said
from detente.outlook.gatherings import Encounter
from detente.outlook.hinges import Hinge
from detente.outlook.weighing import Piece

if TYPE_CHECKING:
    from detente.outlook.question import Question


def to_json(answer: Answer) -> str:
    """The answer as JSON: every item has document_id, start, end and text, where text is that stretch of the document."""
    return json.dumps(as_dict(answer), ensure_ascii=False, indent=2, default=_plain) + "\n"


def as_dict(answer: Answer) -> dict[str, Any]:
    """The answer as plain values. Of a caveat without a record, document_id, start, end and text are null."""
    question = answer.question
    return {
        "question": question.text,
        "understood": question.understood,
        "relation": question.relation.relation_id if question.relation else None,
        "actors": [{"actor_id": p.actor_id, "name": p.name} for p in question.parties],
        "topic": _topic(question),
        "as_of": answer.as_of,
        "answer": answer.text,
        "sentences": [_said(s) for s in answer.said],
        "degree": answer.degree,
        "rules": list(answer.rules),
        "evidence": {"for": [_piece(p) for p in answer.for_], "against": [_piece(p) for p in answer.against]},
        "issues": [_compared(c) for c in answer.issues],
        "conditions": [_hinge(h) for h in answer.conditions],
        "meetings": [_encounter(m) for m in answer.meetings],
        "changes": [_latest(c) for c in answer.changes],
        "caveats": [_caveat(c) for c in answer.caveats],
    }


def item(evidence: Evidence) -> dict[str, Any]:
    """A record as every list of the answer has it."""
    return {
        "document_id": evidence.document_id,
        "start": evidence.start,
        "end": evidence.end,
        "text": evidence.text,
        "kind": evidence.kind,
        "record_id": evidence.record_id,
        "on": evidence.on,
        "published": evidence.published,
        "outlet": evidence.outlet,
        "story_id": evidence.story_id,
        "said_by": list(evidence.said_by),
    }


def _quoted(sentence: Quote) -> dict[str, Any]:
    return {"sentence": sentence.text, "sentence_start": sentence.start, "sentence_end": sentence.end}


def _topic(question: Question) -> dict[str, Any]:
    topic = question.topic
    issue = topic.issue.issue_id if topic.issue else None
    return {"text": topic.phrase, "place": topic.place_id, "issue": issue, "words": list(topic.words)}


def _said(said: Said) -> dict[str, Any]:
    return {"sentence": said.text, "records": [item(e) for e in said.records]}


def _piece(piece: Piece) -> dict[str, Any]:
    factors = [{"name": f.name, "value": f.value, "why": f.why} for f in piece.factors]
    shown = {"gist": piece.gist, "modality": piece.modality, "weight": round(piece.weight, 4), "factors": factors}
    others = {"stories": len(piece.story_ids), "others": [item(e) for e in piece.others]}
    return item(piece.evidence) | _quoted(piece.sentence) | shown | others


def _compared(compared: Comparison) -> dict[str, Any]:
    backings = [b for s in compared.standings for b in s.backings]
    parties = [
        {
            "actor_id": s.party.actor_id,
            "name": s.party.name,
            "stance": s.stance,
            "silent": s.silent,
            "positions": [item(b.evidence) | {"pole": b.position.pole, "value": b.value} for b in s.backings],
        }
        for s in compared.standings
    ]
    issue = {"issue_id": compared.issue.issue_id, "question": compared.issue.question, "verdict": str(compared.verdict)}
    return item(backings[0].evidence) | issue | {"parties": parties}


def _hinge(hinge: Hinge) -> dict[str, Any]:
    sides = {"antecedent": hinge.antecedent, "consequent": hinge.consequent, "first": list(hinge.first), "then": list(hinge.then)}
    more = {"condition": hinge.kind, "between": hinge.between, "due_on": hinge.due_on, "others": [item(e) for e in hinge.others]}
    return item(hinge.evidence) | _quoted(hinge.sentence) | sides | more


def _encounter(met: Encounter) -> dict[str, Any]:
    shown = {"when": met.when, "day": met.on, "place": met.place, "format": met.format, "participants": list(met.who)}
    return item(met.evidence) | _quoted(met.sentence) | shown


def _latest(latest: Latest) -> dict[str, Any]:
    return item(latest.evidence) | {"change": latest.kind, "what": latest.text, "day": latest.on}


def _caveat(caveat: Caveat) -> dict[str, Any]:
    none = {"document_id": None, "start": None, "end": None, "text": None}
    shown = item(caveat.records[0]) if caveat.records else none
    return shown | {"rule": caveat.rule, "caveat": caveat.text, "records": [item(e) for e in caveat.records]}


def _plain(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Sequence | frozenset | set):
        return sorted(value)
    return str(value)
