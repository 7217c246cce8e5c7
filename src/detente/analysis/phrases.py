"""Phrases of the issues' files, as patterns over running text.

    phrase("lift* ~ sanction*", {}) finds "lifting its unilateral sanctions"

A star stands for any ending, `~` for up to five words, (a|b) for either, [a] for perhaps, <name> for a list of words.
Articles and possessives may stand before any word.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

DETERMINER: Final = r"(?:(?:the|a|an|its|their|his|her|our|your|my|any|this|that|these|those|such|all)\s+)?"
_GAP: Final = r"(?:(?:[\w'’%.$-]|,(?=\d))+\s+){0,5}?"
TOKEN: Final = re.compile(r"~|\(|\)|\||\[|\]|<[^>]+>|[^\s()|\[\]<>~]+")


class BadPhrase(ValueError):  # noqa: N818 (named for what is wrong)
    """A phrase that can't be read: the message says where."""


def pattern(phrases: Iterable[str], words: Mapping[str, str]) -> re.Pattern[str]:
    """One pattern for any of the phrases; case does not matter. Raises BadPhrase."""
    return re.compile(rf"(?<![\w-])(?:{'|'.join(source(p, words) for p in phrases) or '(?!)'})(?!\w)", re.IGNORECASE)


def source(phrase: str, words: Mapping[str, str]) -> str:
    """The regular expression of a phrase. Raises BadPhrase for a list that is not known."""
    text = phrase.replace("[-]", "\0")
    out: list[str] = []
    glue = ""
    for token in TOKEN.findall(text):
        piece, after = _piece(token, words)
        if token in {")", "|", "]"} or not glue:
            out.append(piece)
        else:
            out.append((glue if token != "[" else "") + (piece if token != "[" else "(?:" + glue))
        glue = after if token not in {")", "]"} else _between()
        if token == "]":
            out[-1] = ")?"
    return "".join(out)


def check(phrase: str, words: Mapping[str, str]) -> None:
    """Raises BadPhrase where a phrase can't be read."""
    try:
        re.compile(source(phrase, words))
    except re.error as error:
        raise BadPhrase(f"'{phrase}' can't be read ({error})") from error


def listed(text: str) -> list[str]:
    """The entries of a list that a semicolon parts."""
    return [entry for part in text.split(";") if (entry := part.strip())]


def _between() -> str:
    return rf"[\s-]+{DETERMINER}"


def _piece(token: str, words: Mapping[str, str]) -> tuple[str, str]:
    """A token's expression, and what has to stand between it and the next."""
    if token == "~":
        return _GAP, ""
    if token == "(":
        return "(?:", ""
    if token == "|":
        return "|", ""
    if token == "[":
        return "(?:", ""
    if token in {")", "]"}:
        return ")", _between()
    if token.startswith("<"):
        name = token[1:-1]
        if name not in words:
            raise BadPhrase(f"<{name}> is no word list; there are {', '.join(sorted(words)) or 'none'}")
        return "(?:" + "|".join(source(entry, {}) for entry in listed(words[name])) + ")", _between()
    return re.escape(token).replace(r"\*", r"[\w-]*").replace("\0", "[- ]?").replace(r"\ ", " "), _between()
