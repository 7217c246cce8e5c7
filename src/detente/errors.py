"""The errors a user can meet. Each message is one line that says what is wrong and what to do next.

The command line prints the line and ends with exit code 2. Whatever is not a `DetenteError` is a bug.
"""

from __future__ import annotations

from collections.abc import Sequence


class DetenteError(Exception):
    """Anything the user can do something about."""


class BadInput(DetenteError):  # noqa: N818 (named for what is wrong, as users meet it)
    """An option, a filter or a file that can't be used as it is."""


class MissingExtra(DetenteError):  # noqa: N818
    """An optional library is asked for and not installed."""

    def __init__(self, library: str, extra: str = "data") -> None:
        super().__init__(f'{library} is not installed; run: pip install "detente[{extra}]"')


class LedgerMissing(DetenteError):  # noqa: N818
    """There is no ledger at this path."""

    def __init__(self, path: object) -> None:
        super().__init__(f"no ledger at {path}; make one with: detente read PATH --ledger {path}")


class LedgerBusy(DetenteError):  # noqa: N818
    """Other processes held the ledger for longer than we wait."""

    def __init__(self, path: object, seconds: float) -> None:
        super().__init__(f"{path} was in use by another process for {seconds:g} s; wait until it is done and try again")


class LedgerVersion(DetenteError):  # noqa: N818
    """The ledger was written in a format that this version does not read."""

    def __init__(self, path: object, found: str, wanted: str) -> None:
        super().__init__(f"{path} has format {found}, this version of Détente reads format {wanted}; read into a new ledger")


class LedgerUnreadable(DetenteError):  # noqa: N818
    """The file is not a ledger, or is damaged."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} can't be used as a ledger ({why}); name another file with --ledger")


class LedgerReadOnly(DetenteError):  # noqa: N818
    """The system does not let us write the ledger."""

    def __init__(self, path: object, why: str) -> None:
        super().__init__(f"{path} can't be written ({why}); check the folder's permissions, or name another file with --ledger")


class LedgerFull(DetenteError):  # noqa: N818
    """The disk is full. What was committed before is kept."""

    def __init__(self, path: object) -> None:
        super().__init__(f"the disk that holds {path} is full; free some space and run the same command again, nothing is lost")


class UnknownActor(DetenteError):  # noqa: N818
    """A name that no actor of the ledger has, or that several have."""

    def __init__(self, name: str, candidates: Sequence[str] = (), ambiguous: bool = False) -> None:
        self.name, self.candidates = name, tuple(candidates)
        if ambiguous:
            line = f"'{name}' may be {', '.join(candidates)}; use the id"
        elif candidates:
            line = f"no actor '{name}' in this ledger; did you mean {', '.join(candidates)}?"
        else:
            line = f"no actor '{name}' in this ledger; see: detente actors"
        super().__init__(line)
