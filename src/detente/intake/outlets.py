"""Names of outlets where they hang on titles: "Talks resume – Deutsche Welle", "Talks resume - Gulf Courier"."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from detente.intake.words import word_set

_SEPARATOR = re.compile(r"\s+(?:[-–—|»·•]|::)\s+")
_CUT_OFF = re.compile(r"\s[-–—|»]\s?(?:\.\.\.|…)\s*$")
_DOMAIN = re.compile(r"(?:[\w-]+\.)+(?:com|org|net|info|tv|de|uk|in|ru|int|eu|us|pk|af|news|fm|io|co)", re.IGNORECASE)
_WORD = re.compile(r"[\w.'’&/-]+")
_MOST_WORDS = 7
_SMALL = frozenset(["of", "the", "and", "for", "in", "on", "de", "la", "le", "al", "&", "from", "to"])


def looks_like_outlet(name: str, host: str | None = None) -> bool:
    """Whether a name is an outlet's: a known one, a domain, the page's own host, or capitalised with a media word."""
    if name.lower() in word_set("outlets") or _DOMAIN.fullmatch(name):
        return True
    words = _WORD.findall(name)
    if not 1 <= len(words) <= _MOST_WORDS or not all(w[0].isupper() or w.lower() in _SMALL or w[0].isdigit() for w in words):
        return False
    if host and _joined(name) in _joined(host):
        return len(_joined(name)) >= 2
    return len(words) > 1 and name[-1] not in ".?!" and any(w.lower() in word_set("media_words") for w in words)


def is_slogan(text: str) -> bool:
    """Whether all words are those of an outlet's slogan or of a section: "Breaking News, Latest News and Videos"."""
    words = _WORD.findall(text.lower().replace(",", " "))
    return len(words) >= 2 and all(w in word_set("slogan_words") for w in words)


def host_of(url: str | None) -> str | None:
    """The host of a URL without www, or None."""
    try:
        host = urlsplit(url or "").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def split_title(title: str, host: str | None = None) -> tuple[str, str | None]:
    """A page's title and the outlet that stands after its last dash or bar, where that is an outlet's name."""
    marks = list(_SEPARATOR.finditer(title))
    for mark in marks[::-1][:2]:
        before, after = title[: mark.start()].strip(), title[mark.end() :].strip()
        if len(before.split()) >= 2 and looks_like_outlet(after, host):
            return split_title(before, host)[0] if is_slogan(after) else before, after
        if not is_slogan(after) and mark is marks[-1]:
            return title.strip(), None
    return title.strip(), None


def title_end(title: str, outlet: str | None, host: str | None = None) -> int:
    """Where a title ends and the outlet behind it begins: `outlet`, where that is known, or what shows itself as one."""
    before, after = split_title(title, host)
    marks = list(_SEPARATOR.finditer(title))
    if after is None and outlet and marks and _joined(title[marks[-1].end() :]) == _joined(outlet):
        before = title[: marks[-1].start()].strip()
    at = title.find(before) if before else -1
    return at + len(before) if at >= 0 else len(title)


def split_entry(entry: str) -> tuple[int, str | None]:
    """For an entry of a list of headlines: where its title ends, and the outlet after its last dash.

    The list's form makes the last part an outlet. An outlet whose slogan follows another dash keeps it, a part cut
    off to dots is none, and sections or the outlet's name after a bar at the end of the title are not title.
    """
    cut_off = _CUT_OFF.search(entry)
    if cut_off:
        return cut_off.start(), None
    marks = list(_SEPARATOR.finditer(entry))
    if not marks:
        return len(entry), None
    mark, outlet = marks[-1], entry[marks[-1].end() :].strip()
    if len(marks) > 1 and is_slogan(outlet):
        inner = entry[marks[-2].end() : mark.start()].strip()
        if looks_like_outlet(inner):
            mark, outlet = marks[-2], entry[marks[-2].end() :].strip()
    return _before_section(entry[: mark.start()], outlet), outlet


def _before_section(title: str, outlet: str) -> int:
    cut = list(_SEPARATOR.finditer(title))
    if cut and "|" in cut[-1].group():
        tail = title[cut[-1].end() :].strip()
        section = len(tail.split()) <= 4 and "news" in tail.lower().split()
        if tail.lower() == outlet.lower() or section:
            return cut[-1].start()
    return len(title)


def _joined(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", name.lower().removeprefix("the "))
