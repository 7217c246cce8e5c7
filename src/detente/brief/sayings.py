"""Who said what, on what conditions, with which numbers: a ledger's statements, conditions and quantities as entries."""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable, Iterable, Sequence

from detente.brief.citations import Bounds, Citations
from detente.brief.figures import figure, grouped
from detente.brief.model import Figure, Group, Row, Saying, Section, Telling, Term
from detente.brief.names import Names, Stories
from detente.brief.words import ACTS, CONDITION_LABELS, count, day, reported

PER_SOURCE = 8
"""Statements of one source that are shown, the fullest."""

UNNAMED = "Source not named"


class Sayings:
    """Makes the entries of statements, conditions and quantities."""

    def __init__(self, citations: Citations, names: Names, stories: Stories, statements: Iterable[Row]) -> None:
        self._citations = citations
        self._names = names
        self._stories = stories
        self._statements = {str(s["statement_id"]): s for s in statements}

    def author(self, statement_id: str | None) -> str | None:
        """Who says so: the source of a statement, by name or in the text's words."""
        row = self._statements.get(statement_id or "")
        name = self._source(row) if row else UNNAMED
        return None if name == UNNAMED else re.sub(r"^(The|An?)\b", lambda m: m[0].lower(), name)

    def statements(self, rows: Iterable[Row], limit: int, command: str) -> Section[Saying]:
        """Statements by source, the most quoted first."""
        told = self._once(rows, lambda s: (s["source_actor_id"], _words(s["content"])))
        by_source: dict[str, list[list[Row]]] = {}
        for tellings in told:
            by_source.setdefault(self._source(tellings[0]), []).append(tellings)
        groups: list[Group[Saying]] = []
        shown = 0
        for source, held in sorted(by_source.items(), key=lambda g: (g[0] == UNNAMED, -len(g[1]), g[0])):
            room = min(PER_SOURCE, limit - shown)
            if room <= 0:
                break
            entries = tuple(self._saying(f"S{shown + i}", t) for i, t in enumerate(_fullest(held, room), 1))
            groups.append(
                Group(source[:1].upper() + source[1:], count(len(held), "statement"), entries, len(held) - len(entries))
            )
            shown += len(entries)
        return Section(tuple(groups), len(told), len(told) - shown, command)

    def conditions(self, rows: Iterable[Row], limit: int, command: str) -> Section[Term]:
        """Conditions in the order of their documents."""
        told = self._once(rows, lambda c: (c["kind"], _words(c["text"])))
        entries = tuple(self._term(f"C{i}", tellings) for i, tellings in enumerate(told[:limit], 1))
        groups = (Group("", "", entries),) if entries else ()
        return Section(groups, len(told), len(told) - len(entries), command)

    def quantities(self, rows: Iterable[Row], limit: int, command: str) -> Section[Figure]:
        """Numbers by what they count, the most counted first, each in the order of their dates."""
        told = self._once(rows, lambda q: (q["value"], q["value_high"], q["unit"], q["item"].lower(), tuple(q["actor_ids"])))
        groups: list[Group[Figure]] = []
        shown = 0
        for item, held in grouped(told):
            room = limit - shown
            if room <= 0:
                break
            entries = tuple(self._figure(f"N{shown + i}", t, item) for i, t in enumerate(held[:room], 1))
            groups.append(Group(item[:1].upper() + item[1:], "", entries, len(held) - len(entries)))
            shown += len(entries)
        return Section(tuple(groups), len(told), len(told) - shown, command)

    def _once(self, rows: Iterable[Row], same: Callable[[Row], Hashable]) -> list[list[Row]]:
        """Rows that one story tells in the same words, together."""
        told: dict[Hashable, list[Row]] = {}
        for row in rows:
            told.setdefault((self._stories.of(row["document_id"]), same(row)), []).append(row)
        return list(told.values())

    def _source(self, row: Row) -> str:
        if row["source_actor_id"]:
            return self._names.of(row["source_actor_id"])
        if row["source_start"] is None or row["source_end"] is None:
            return UNNAMED
        words = " ".join(row["text"][row["source_start"] - row["start"] : row["source_end"] - row["start"]].split())
        return words or UNNAMED

    def _saying(self, code: str, tellings: Sequence[Row]) -> Saying:
        row = tellings[0]
        told = tuple(self._citations.cite(_part(code, i), t, _content(t)) for i, t in enumerate(tellings))
        return Saying(
            code=code,
            statement_id=row["statement_id"],
            act=row["act"],
            verb=ACTS.get(str(row["act"]), str(row["act"])),
            when=day(row["said_on"]) if _dated(row, "said_on") else reported(told[0].published),
            via=self.author(row["parent_statement_id"]),
            telling=told[0],
            others=told[1:],
        )

    def _term(self, code: str, tellings: Sequence[Row]) -> Term:
        row = tellings[0]
        told = self._tell(code, tellings)
        if_label, then_label = CONDITION_LABELS.get(str(row["kind"]), CONDITION_LABELS["if"])
        return Term(
            code=code,
            condition_id=row["condition_id"],
            if_label=if_label,
            then_label=then_label,
            antecedent=" ".join(row["antecedent"].split()),
            consequent=" ".join(row["consequent"].split()) if row["consequent"] else None,
            antecedent_actors=self._names.all(row["antecedent_actor_ids"]),
            consequent_actors=self._names.all(row["consequent_actor_ids"]),
            due=day(row["due_on"]) if row["due_on"] else None,
            said_by=self.author(row["statement_id"]),
            telling=told[0],
            others=told[1:],
        )

    def _figure(self, code: str, tellings: Sequence[Row], under: str) -> Figure:
        row = tellings[0]
        told = self._tell(code, tellings)
        return Figure(
            code=code,
            quantity_id=row["quantity_id"],
            figure=figure(row, under),
            whose=self._names.all(row["actor_ids"]),
            day=row["as_of"] or row.get("published"),
            when=day(row["as_of"]) if _dated(row, "as_of") else reported(told[0].published),
            telling=told[0],
            others=told[1:],
        )

    def _tell(self, code: str, tellings: Sequence[Row]) -> tuple[Telling, ...]:
        return tuple(self._citations.cite(_part(code, i), row) for i, row in enumerate(tellings))


def _fullest(told: Sequence[list[Row]], room: int) -> list[list[Row]]:
    """Those that say most, in their old order."""
    chosen = sorted(range(len(told)), key=lambda i: -len(told[i][0]["content"]))[:room]
    return [told[i] for i in sorted(chosen)]


def _part(code: str, telling: int) -> str:
    return f"{code}.{telling}" if telling else code


def _content(statement: Row) -> Bounds:
    """Where the content stands; it may be interrupted."""
    spans = [(start, end) for start, end in statement["content_spans"]]
    return spans or [(statement["content_start"], statement["content_end"])]


def _words(text: str) -> str:
    return " ".join(text.lower().split())


def _dated(row: Row, column: str) -> bool:
    """Whether the text names the day; the report's own day says nothing of it."""
    return row[column] is not None and row[column] != row["published"]
