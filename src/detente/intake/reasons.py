"""Why a source was not read: every reason that intake gives, in one place.

A reason is a short phrase that a reader understands without knowing the software; what the software
knows more goes into the skip's `detail`. Reasons are counted, so they carry no name or number that differs
from source to source, except the language and the server's answer.

| reason | when |
|---|---|
| no such file or folder | the path does not exist |
| a link that leads nowhere | a symbolic link to something that is gone |
| a link that leads back to its own folder | following it would never end |
| no permission to read it | the system refuses a file or a folder |
| not a file or a folder | a pipe, a socket or a device |
| could not be opened | any other refusal of the system |
| empty | no byte, or nothing but blanks |
| not a text | pictures, programs, archives, Word files |
| no sentences in it | noise, numbers, one word over and over, fewer than three words |
| no article in it | a page of menus, teasers and notices only |
| language: Russian | the text is in another language than English |
| too long for one document | see settings.py |
| too large to be taken in whole | a .json, .pdf or feed beyond the limit |
| unpacks to an implausible size | a compressed file that is a trap or damaged |
| cut off | the file ends before its contents do; what came before is read |
| not valid JSON | a file or a line that is no JSON |
| no text in the record | a record without one of the fields that hold a text |
| a quotation mark is not closed | a row of a table that would swallow the rows after it |
| more columns than the header / no column with a text | a table whose shape does not fit |
| no articles in the XML | XML that is no feed, or a feed without entries |
| no page in the archive | a web archive of pictures, scripts and failures only |
| no text in the PDF (scanned?) | the PDF has pictures of pages only |
| locked with a password | an encrypted PDF |
| could not be read as PDF (HTML, ...) | the library that reads the format gave up |
| the server answered 404 | any answer but success |
| could not reach example.org | no network, or no such server |
| the server did not answer in time | it took longer than settings.py allows |
| not an address that can be read | an URL that is malformed or no web address |
"""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    MISSING = "no such file or folder"
    DANGLING_LINK = "a link that leads nowhere"
    LINK_LOOP = "a link that leads back to its own folder"
    NO_PERMISSION = "no permission to read it"
    NOT_A_FILE = "not a file or a folder"
    NOT_OPENED = "could not be opened"
    EMPTY = "empty"
    NOT_TEXT = "not a text"
    NO_SENTENCES = "no sentences in it"
    NO_ARTICLE = "no article in it"
    TOO_LONG = "too long for one document"
    TOO_LARGE = "too large to be taken in whole"
    IMPLAUSIBLE_SIZE = "unpacks to an implausible size"
    CUT_OFF = "cut off"
    INVALID_JSON = "not valid JSON"
    NO_TEXT_FIELD = "no text in the record"
    OPEN_QUOTE = "a quotation mark is not closed"
    TOO_MANY_COLUMNS = "more columns than the header"
    NO_TEXT_COLUMN = "no column with a text"
    NO_ENTRIES = "no articles in the XML"
    NO_PAGES = "no page in the archive"
    SCANNED = "no text in the PDF (scanned?)"
    LOCKED = "locked with a password"
    NO_ANSWER = "the server did not answer in time"
    BAD_ADDRESS = "not an address that can be read"


def unreadable_as(form: str) -> str:
    """The reason when the library that reads a form (`PDF`, `HTML`) gave up."""
    return f"could not be read as {form}"


def other_language(name: str) -> str:
    return f"language: {name}"


def server_answered(status: int) -> str:
    return f"the server answered {status}"


def unreachable(host: str) -> str:
    return f"could not reach {host}"


def megabytes(size: int) -> str:
    """A size for a reader: `50 MB`, `0.3 MB`."""
    value = size / 1_000_000
    return f"{value:.0f} MB" if value >= 10 else f"{value:.1f} MB"
