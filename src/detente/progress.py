"""What a reading run shows while it goes on and when it has ended, and how a resolution is told."""

from __future__ import annotations

import json
import time
from collections import Counter
from types import TracebackType
from typing import TYPE_CHECKING

from rich.console import Console
from rich.progress import Progress as Bar
from rich.progress import SpinnerColumn, TextColumn, TimeElapsedColumn

if TYPE_CHECKING:
    from detente.actors.resolve import Resolution
    from detente.ledger.ledger import Ledger
    from detente.run import Report

MOST_REASONS = 8
LONGEST_NAME = 100
REFRESH_SECONDS = 0.1


class Progress:
    """A line on standard error that says what is being read; nothing where standard error is no terminal."""

    def __init__(self, quiet: bool = False) -> None:
        console = Console(stderr=True)
        self._bar = Bar(
            SpinnerColumn(),
            TextColumn("{task.fields[counts]}"),
            TimeElapsedColumn(),
            TextColumn("{task.fields[source]}", style="dim"),
            console=console,
            transient=True,
            disable=quiet or not console.is_terminal,
        )
        self._task = self._bar.add_task("read", total=None, counts="starting", source="")
        self._shown = 0.0

    def __enter__(self) -> Progress:
        self._bar.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.stop()

    def stop(self) -> None:
        self._bar.stop()

    def show(self, report: Report, source: str) -> None:
        """Called as each source's turn comes."""
        now = time.monotonic()
        if now - self._shown > REFRESH_SECONDS:
            self._shown = now
            counts = f"{report.sources} sources, {report.documents} documents, {len(report.skips)} skipped"
            self._bar.update(self._task, counts=counts, source=source[-60:])


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")


def summary(report: Report, ledger: Ledger) -> str:
    """What was read, merged and skipped, with the commonest reasons."""
    kinds = ", ".join(_count(n, kind) for kind, n in sorted(report.kinds.items()))
    lines = [
        f"Read {_count(report.documents, 'document')} ({kinds or 'nothing new'}; {report.words:,} words) "
        f"from {_count(report.sources, 'source')} in {report.seconds:.1f} s."
    ]
    if report.unchanged_sources:
        lines.append(f"{_count(report.unchanged_sources, 'source')} unchanged since the last reading.")
    if report.replaced:
        lines.append(f"{_count(report.replaced, 'document')} read again and replaced.")
    if report.merged:
        lines.append(f"{_count(report.merged, 'document')} merged: the ledger had the same text already.")
    if report.removed:
        lines.append(f"{_count(report.removed, 'document')} removed: the source no longer has them.")
    if report.joined_persons:
        made = f"{_count(report.joined_persons, 'person')} made one with another of a like name and the same office"
        lines.append(f"{made}; `detente decisions` shows them, `detente actors undo` takes one back.")
    documents = ledger.documents()
    stories = len(set(documents.column("story_id")))
    undated = sum(day is None for day in documents.column("published"))
    lines.append(
        f"The ledger now holds {_count(len(documents), 'document')}, {stories:,} independent stories, {undated} without a date."
    )
    if report.skips:
        lines.append(f"Skipped {len(report.skips):,}:")
        reasons = Counter(skip.reason for skip in report.skips)
        for reason, number in reasons.most_common(MOST_REASONS):
            example = next(skip.source for skip in report.skips if skip.reason == reason)
            if len(example) > LONGEST_NAME:
                example = "…" + example[-LONGEST_NAME:]
            lines.append(f"  {number:>5}  {reason} ({example}{', …' if number > 1 else ''})")
        if len(reasons) > MOST_REASONS:
            lines.append(f"         and {len(reasons) - MOST_REASONS} more reasons")
        lines.append("`detente skips` lists them.")
    return "\n".join(lines)


def resolution_text(text: str, found: Resolution) -> str:
    """One line with the actor and why, one for each runner-up and why it lost."""
    if found.actor is None:
        lines = [f"{text}: no actor ({found.rule})"]
    else:
        codes = " ".join([found.country or "", *found.sectors]).strip()
        lines = [f"{text}: {found.actor.name} [{found.actor.actor_id}] {codes} ({found.rule})"]
    lines += [f"  or {runner.actor.name} [{runner.actor.actor_id}]: {runner.why}" for runner in found.runners_up]
    return "\n".join(lines)


def resolution_json(found: Resolution) -> str:
    return json.dumps(
        {
            "actor_id": found.actor.actor_id if found.actor else None,
            "name": found.actor.name if found.actor else None,
            "country": found.country,
            "sectors": list(found.sectors),
            "holder": {"actor_id": found.holder.actor_id, "name": found.holder.name} if found.holder else None,
            "rule": found.rule,
            "candidates": [{"actor_id": r.actor.actor_id, "name": r.actor.name, "why": r.why} for r in found.runners_up],
        },
        ensure_ascii=False,
    )
