"""An answer on the terminal: what was understood, the verdict, and what it rests on, sentence by sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from detente.analysis.book import Evidence
from detente.outlook.answer import Answer
from detente.outlook.comparisons import speaking
from detente.outlook.hinges import Hinge
from detente.outlook.weighing import Piece
from detente.outlook.wording import origin


def show(answer: Answer, console: Console, most: int = 10) -> None:
    """Prints an answer; `most` pieces of evidence on either side."""
    for part in _parts(answer, most):
        console.print(part)


def _parts(answer: Answer, most: int) -> Iterator[RenderableType]:
    question = answer.question
    yield Text.assemble(("Understood  ", "bold"), question.understood, f" (as of {answer.as_of or 'any day'})")
    yield Text("")
    yield Text.assemble((f"{answer.degree.capitalize()}. ", "bold"), answer.said[0].text)
    for said in answer.said[1:]:
        yield Padding(Text(f"• {said.text}"), (0, 0, 0, 2))
    for rule in answer.rules:
        yield Padding(Text(rule, style="dim"), (0, 0, 0, 2))
    for title, pieces in (("For", answer.for_), ("Against", answer.against)):
        if pieces:
            yield _evidence(title, pieces, most)
    if answer.issues:
        yield _issues(answer)
    if answer.conditions:
        yield _listed("Open conditions", [(_hinge(h), _sentence(h.sentence.text, h.evidence)) for h in answer.conditions])
    if answer.meetings:
        rows = [
            (
                f"{m.when}: {m.on or 'no day'}, {m.place or 'no place'} ({', '.join(m.who)})",
                _sentence(m.sentence.text, m.evidence),
            )
            for m in answer.meetings
        ]
        yield _listed("Meetings", rows)
    if answer.changes:
        yield _listed("Lately", [(f"{c.on}: {c.text}", _sentence(c.evidence.text, c.evidence)) for c in answer.changes])
    if answer.caveats:
        yield _listed("Caveats", [(f"{c.rule}: {c.text}", None) for c in answer.caveats])


def _evidence(title: str, pieces: Sequence[Piece], most: int) -> Table | Group:
    table = _table(title, ("weight", "what", "sentence and source"))
    for piece in pieces[:most]:
        factors = " × ".join(f"{f.name} {f.value:.2g}" for f in piece.factors)
        told = f" (+{len(piece.others)} more)" if piece.others else ""
        what = Group(Text(piece.gist), Text(factors, style="dim"))
        table.add_row(f"{piece.weight:.2f}", what, _sentence(piece.sentence.text, piece.evidence, told))
    left = len(pieces) - most
    return Group(table, Text(f"and {left} more of less weight (--format json shows all)", style="dim")) if left > 0 else table


def _issues(answer: Answer) -> RenderableType:
    if answer.question.wish:
        return _stands(answer)
    names = [p.name for p in answer.question.parties]
    table = _table("Issues", ("issue", "verdict", *names))
    for compared in answer.issues:
        cells: list[RenderableType] = []
        for standing in compared.standings:
            if standing.silent or standing.stance is None:
                cells.append(Text("silent", style="dim"))
                continue
            best = speaking(standing)
            side = f"{'for' if best.position.stance > 0 else 'against'} {best.position.pole}"
            cells.append(Group(Text(f"{standing.stance:+.1f}  {side}"), _sentence(best.evidence.text, best.evidence)))
        table.add_row(compared.issue.question, str(compared.verdict), *cells)
    return table


def _stands(answer: Answer) -> RenderableType:
    """Who stands where on the issue asked about, a party a line."""
    table = _table("Who stands where", ("party", "stands", "sentence and source"))
    for standing in (s for c in answer.issues for s in c.standings if s.stance is not None):
        best = speaking(standing)
        side = f"{'for' if best.position.stance > 0 else 'against'} {best.position.pole}"
        stance = f"{standing.stance:+.1f}  {side}"
        table.add_row(standing.party.name, stance, _sentence(best.evidence.text, best.evidence))
    return table


def _hinge(hinge: Hinge) -> str:
    first = f"{', '.join(hinge.first)} first" if hinge.first else "who moves first is not named"
    whose = "" if hinge.between else " (concerns only one of them)"
    due = f", by {hinge.due_on}" if hinge.due_on else ""
    return f"{hinge.kind.replace('_', ' ')}{due}: {first}{whose}"


def _listed(title: str, rows: Sequence[tuple[str, RenderableType | None]]) -> Table | Group:
    table = _table(title, ())
    for what, sentence in rows:
        table.add_row(what, sentence or "")
    return table


def _table(title: str, columns: Sequence[str]) -> Table:
    table = Table(
        title=title, title_justify="left", title_style="bold", show_header=bool(columns), expand=True, box=None, padding=(0, 1)
    )
    if not columns:
        table.add_column(ratio=2)
        table.add_column(ratio=3)
    for name in columns:
        if name == "weight":
            table.add_column(name, width=6, justify="right")
        else:
            table.add_column(name, ratio=3 if "sentence" in name else 2)
    return table


def _sentence(text: str, evidence: Evidence, more: str = "") -> Text:
    return Text.assemble(" ".join(text.split()), (f"  {origin(evidence)}{more}", "dim"))
