"""How many: counts, shares, sums of money, distances and durations, with what they count and whose it is.

A range ("3,000 to 5,000", "between 3 and 5") has `value` and `value_high`; a change ("from 8,600 troops to 2,500") is two
quantities, the second with the item of the first. "25 of 34 provinces" is 25 "of 34 provinces"; "a third of the army" is
33.33 percent. Dates, ages, ordinals,
labels ("Resolution 2254"), times and telephone numbers are no quantities.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from detente.actors.cast import Cast
from detente.language.passages import Passage
from detente.reading.measures import Measure, carried, measures
from detente.reading.quantity_owners import Owners, measured
from detente.records import Event, Quantity, Statement, record_id


def extract_quantities(
    passages: Sequence[Passage],
    cast: Cast,
    statements: Sequence[Statement] = (),
    events: Sequence[Event] = (),
    on: date | None = None,
) -> Iterator[Quantity]:
    """The quantities of a document in text order, as of the date `on`."""
    for number, passage in enumerate(passages):
        before: Measure | None = None
        owners = Owners(number, cast)
        told = [e for e in events if passage.block.start <= e.trigger_start < passage.block.end]
        for measure in measures(passage.doc):
            shown = carried(measure, before, passage.doc)
            before = shown or before
            if shown is not None:
                anchor = passage.doc[shown.start : shown.end].root
                event = measured(anchor, passage.block.start, told)
                context = event, _statement(shown, passage, statements)
                yield _record(shown, passage, owners.of(shown, anchor), context, on)


def _statement(measure: Measure, passage: Passage, statements: Sequence[Statement]) -> str | None:
    """Id of the smallest statement whose content holds the number."""
    start, end = passage.place(measure.start, measure.end)
    said = [s for s in statements if any(a <= start and end <= b for a, b in s.content_spans)]
    statement = min(said, key=lambda s: (s.content_end - s.content_start, s.statement_id), default=None)
    return statement.statement_id if statement is not None else None


def _record(
    measure: Measure, passage: Passage, actors: tuple[str, ...], context: tuple[str | None, str | None], on: date | None
) -> Quantity:
    start, end = passage.place(measure.start, measure.end)
    item = " ".join(passage.slice(*passage.place(*measure.item)).split()) if measure.item is not None else ""
    return Quantity(
        quantity_id=record_id(passage.document_id, "quantity", start, end),
        document_id=passage.document_id,
        start=start,
        end=end,
        text=passage.slice(start, end),
        value=measure.number.value,
        item=item,
        value_high=measure.number.value_high,
        unit=measure.unit,
        approximate=measure.approximate,
        actor_ids=actors,
        as_of=on,
        event_id=context[0],
        statement_id=context[1],
    )
