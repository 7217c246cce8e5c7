"""The file a ledger lives in: opened for a moment, read-only for a query or for one transaction, by processes in turns.

DuckDB lets one process write or several read. Whoever finds the file taken tries again, for at most `READ_WAIT` or
`WRITE_WAIT` seconds; a writer waits longer, because a run of hours must not end over somebody's export. A writer that
waits puts up a sign, a file `LEDGER.wait`, and for a moment new readers let it pass; else many readers would keep it out.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

import duckdb

from detente.errors import (
    DetenteError,
    LedgerBusy,
    LedgerFull,
    LedgerMissing,
    LedgerReadOnly,
    LedgerUnreadable,
    LedgerVersion,
)
from detente.ledger.sql import query, schema

SCHEMA_VERSION: Final = "4"
READ_WAIT: Final = 10.0
WRITE_WAIT: Final = 60.0

_FIRST_PAUSE: Final = 0.002
_LONGEST_PAUSE: Final = 0.05
_COURTESY: Final = 1.0
_SIGN_HOLDS: Final = 2.0
_CONFIG: Final[dict[str, str | bool | int | float | list[str]]] = {
    "autoinstall_known_extensions": False,
    "autoload_known_extensions": False,
}
_TAKEN: Final = ("Could not set lock", "different configuration than existing connections", "Resource In Use")
_FULL: Final = ("No space left on device", "Disk quota exceeded", "not enough space")
_FORBIDDEN: Final = ("Permission denied", "Read-only file system", "Operation not permitted")
_DAMAGED: Final = {
    "not a valid DuckDB database": "it is no DuckDB file",
    "Is a directory": "it is a folder",
    "only read versions": "it was written by a newer DuckDB",
    "newer version of DuckDB": "it was written by a newer DuckDB",
    "Could not read": "it is cut off or damaged",
    "checksum": "it is damaged",
    "Serialization": "it is damaged",
}
_one_writer = threading.Lock()

Connection = duckdb.DuckDBPyConnection


class Store:
    """A ledger's file. Waits are in seconds."""

    def __init__(self, path: Path, read_wait: float = READ_WAIT, write_wait: float = WRITE_WAIT) -> None:
        self.path = path
        self._sign = path.with_name(f"{path.name}.wait")
        self._read_wait = read_wait
        self._write_wait = write_wait

    def create(self) -> None:
        """Makes an empty ledger, at once and whole, unless there is one: a process that dies here leaves none.

        Raises LedgerReadOnly, LedgerFull.
        """
        if self.path.exists():
            return
        new = self.path.with_name(f".{self.path.name}.{os.getpid()}.new")
        try:
            with self._translated((duckdb.Error, OSError)):
                new.parent.mkdir(parents=True, exist_ok=True)
                new.unlink(missing_ok=True)
                _write_empty(new)
                _put_in_place(new, self.path)
        finally:
            for left in (new, Path(f"{new}.wal")):
                with suppress(OSError):
                    left.unlink(missing_ok=True)

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """A read-only connection that sees one state of the ledger.

        Raises LedgerMissing, LedgerBusy, LedgerVersion, LedgerUnreadable.
        """
        with self._translated():
            connection = self._open(read_only=True, wait=self._read_wait)
            try:
                yield connection
            finally:
                connection.close()

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """A connection inside one transaction, committed at the end, rolled back on any exception.

        Raises what `reading` does, LedgerReadOnly and LedgerFull.
        """
        with _one_writer, self._translated():
            connection = self._open(read_only=False, wait=self._write_wait)
            try:
                connection.execute("BEGIN TRANSACTION")
                try:
                    yield connection
                except BaseException:
                    with suppress(duckdb.Error):
                        connection.execute("ROLLBACK")
                    raise
                connection.execute("COMMIT")
            finally:
                connection.close()

    def _open(self, read_only: bool, wait: float) -> Connection:
        if not self.path.exists():
            raise LedgerMissing(self.path)
        if read_only:
            self._let_writers_pass()
        try:
            connection = self._connect(read_only, wait)
        finally:
            if not read_only:
                with suppress(OSError):
                    self._sign.unlink(missing_ok=True)
        try:
            self._check_version(connection)
        except BaseException:
            connection.close()
            raise
        return connection

    def _connect(self, read_only: bool, wait: float) -> Connection:
        """A connection as soon as the file is free, tried again and again until the wait is over."""
        deadline = time.monotonic() + wait
        pause = _FIRST_PAUSE
        while True:
            try:
                return duckdb.connect(str(self.path), read_only=read_only, config=_CONFIG)
            except duckdb.Error as error:
                if not any(sign in str(error) for sign in _TAKEN):
                    raise
                if time.monotonic() + pause > deadline:
                    raise LedgerBusy(self.path, wait) from error
            if not read_only:
                with suppress(OSError):
                    self._sign.touch()
            time.sleep(pause * random.uniform(0.5, 1.0))
            pause = min(pause * 1.5, _LONGEST_PAUSE)

    def _let_writers_pass(self) -> None:
        """Waits while a writer's sign is up, but not for long: the sign may be a dead process's."""
        until = time.monotonic() + _COURTESY
        while time.monotonic() < until:
            try:
                age = time.time() - self._sign.stat().st_mtime
            except OSError:
                return
            if not 0 <= age < _SIGN_HOLDS:
                return
            time.sleep(_LONGEST_PAUSE / 2)

    def _check_version(self, connection: Connection) -> None:
        try:
            rows = connection.execute(query("schema_version")).fetchall()
        except duckdb.CatalogException as error:
            raise LedgerUnreadable(self.path, "it is a DuckDB file, but no ledger") from error
        found = rows[0][0] if rows else "none"
        if found != SCHEMA_VERSION:
            raise LedgerVersion(self.path, found, SCHEMA_VERSION)

    @contextmanager
    def _translated(self, errors: tuple[type[Exception], ...] = (duckdb.Error,)) -> Iterator[None]:
        """Turns errors of the database or the system that a user can act on into ours; others pass."""
        try:
            yield
        except errors as error:
            ours = self._ours(str(error))
            if ours is None:
                raise
            raise ours from error

    def _ours(self, message: str) -> DetenteError | None:
        if any(sign in message for sign in _FULL):
            return LedgerFull(self.path)
        for sign in _FORBIDDEN:
            if sign in message:
                return LedgerReadOnly(self.path, sign.lower())
        if "database does not exist" in message:
            return LedgerMissing(self.path)
        for sign, why in _DAMAGED.items():
            if sign in message:
                return LedgerUnreadable(self.path, why)
        return None


def _write_empty(path: Path) -> None:
    with duckdb.connect(str(path), config=_CONFIG) as connection:
        connection.execute("BEGIN TRANSACTION")
        connection.execute(schema())
        connection.execute(query("set_meta"), {"key": "schema_version", "value": SCHEMA_VERSION})
        connection.execute("COMMIT")


def _put_in_place(new: Path, path: Path) -> None:
    """Gives the finished file its name, without ever replacing a ledger that another process made meanwhile."""
    try:
        os.link(new, path)
    except FileExistsError:
        return
    except OSError:
        if not path.exists():
            new.rename(path)
