"""Organisations that the registry does not know: from ORG names in the text that look like names of bodies."""

from __future__ import annotations

from spacy.tokens import Doc, Token

from detente.actors.forms import slug, words
from detente.records import Actor, ActorKind, Origin

# Head words of organisations' names and what they say about them.
# source: own list; sector codes from the PLOVER manual
_HEADS: dict[str, tuple[ActorKind, tuple[str, ...]]] = {
    **dict.fromkeys(
        "university college institute institution school academy faculty polytechnic centre center council foundation think".split(),
        (ActorKind.NGO, ("EDU",)),
    ),
    **dict.fromkeys(
        "association federation society union league committee network movement initiative forum club trust fund".split(),
        (ActorKind.NGO, ("NGO",)),
    ),
    **dict.fromkeys(
        "bank corporation company group holdings inc corp ltd llc plc airlines industries energy oil petroleum motors".split(),
        (ActorKind.COMPANY, ("BUS",)),
    ),
    **dict.fromkeys(
        "times post news journal magazine newspaper tv television radio agency herald tribune daily gazette weekly review broadcasting guardian observer telegraph".split(),
        (ActorKind.MEDIA, ("MED",)),
    ),
    **dict.fromkeys("party".split(), (ActorKind.PARTY, ("PTY",))),
    **dict.fromkeys("front army brigade brigades militia battalion".split(), (ActorKind.ARMED_GROUP, ("REB",))),
    **dict.fromkeys(
        "organization organisation commission programme program alliance tribunal".split(), (ActorKind.NGO, ("INT",))
    ),
    **dict.fromkeys(
        "ministry department office directorate authority bureau court parliament assembly administration police".split(),
        (ActorKind.ORGAN, ("GOV",)),
    ),
}
_GENERIC = frozenset(
    "research national international strategic central state federal public general world media regional news policy security".split()
)
_INSIDE = frozenset({"of", "for", "the", "and", "on", "in", "&", "'s", "’s", "-", "at", "de"})


def plausible(doc: Doc, start: int, end: int) -> bool:
    """Whether tokens named ORG are written as a body's name is: several capitalised words with a head word, or an acronym."""
    span = doc[start:end]
    if (
        not span.text
        or len(span) > 9
        or any(t.is_digit or t.like_url or t.text in {",", ":", "(", ")", "@", "|", "/"} for t in span)
    ):
        return False
    if all(t.lower_ in _GENERIC or t.lower_ in _HEADS or t.lower_ in _INSIDE for t in span):
        return False
    if not (_capital(span[0]) and _capital(span[-1])) or any(not _capital(t) and t.lower_ not in _INSIDE for t in span):
        return False
    return len(span) > 1 and head_word(doc, start, end) is not None


def head_word(doc: Doc, start: int, end: int) -> str | None:
    """The word that says what kind of body a name is of: before the first "of", else the last, else the first."""
    lowered = [t.lower_.strip(".") for t in doc[start:end]]
    cut = next((i for i, word in enumerate(lowered) if word in {"of", "for", "on", "in", "at"} and i), len(lowered))
    for word in (lowered[cut - 1], lowered[0]):
        if word in _HEADS:
            return word
    return None


def body(doc: Doc, start: int, end: int, country: str | None = None) -> Actor:
    """The actor that a plausible name makes: its id is the name's slug."""
    name = doc[start:end].text
    name = name[4:] if name.lower().startswith("the ") else name
    kind, sectors = _HEADS.get(head_word(doc, start, end) or "", (ActorKind.GROUP, ()))
    return Actor(slug(name), name, kind, country, sectors, (), Origin.TEXT)


def acronym_of(doc: Doc, end: int) -> Token | None:
    """The acronym in brackets right after a name, when there is one: "Center for X (CX)"."""
    if (
        end + 2 < len(doc)
        and doc[end].text == "("
        and doc[end + 2].text == ")"
        and doc[end + 1].text.isupper()
        and len(doc[end + 1]) > 1
    ):
        return doc[end + 1]
    return None


def initials(name: str) -> str:
    """The initials of a name's words, without its small words."""
    return "".join(word[0] for word in words(name) if word not in _INSIDE)


def is_head(word: str) -> bool:
    """Whether a lower-case word heads names of bodies."""
    return word in _HEADS


def _capital(token: Token) -> bool:
    return token.text[:1].isupper()
