"""The inflected forms of English verbs and nouns, so that triggers are found where a lemmatizer errs ("staged")."""

from __future__ import annotations

_VOWELS = "aeiou"
_IRREGULAR = {
    "hold": "held", "meet": "met", "give": "gave given", "send": "sent", "lend": "lent", "fight": "fought", "shoot": "shot",
    "slay": "slew slain", "strike": "struck stricken", "beat": "beaten", "break": "broke broken", "withdraw": "withdrew withdrawn",
    "buy": "bought", "sell": "sold", "sink": "sank sunk", "make": "made", "take": "took taken", "begin": "began begun",
    "fly": "flew flown", "come": "came", "go": "went gone", "pay": "paid", "speak": "spoke spoken", "overrun": "overran",
    "seek": "sought", "tell": "told", "leave": "left", "swear": "swore sworn", "feed": "fed", "freeze": "froze frozen",
    "forgive": "forgave forgiven", "blow": "blew blown", "lay": "laid", "bring": "brought", "throw": "threw thrown",
    "have": "has had having", "decry": "decried", "rap": "rapped raps", "set": "set setting", "let": "let letting",
    "cut": "cut cutting", "hit": "hit hitting", "quit": "quit quitting", "shut": "shut shutting", "undertake": "undertook undertaken",
    "forge": "forged", "flee": "fled", "withhold": "withheld", "travel": "travelled travelling traveled traveling",
    "cancel": "cancelled cancelling canceled canceling", "expel": "expelled expelling", "step": "stepped stepping",
    "pull": "pulled", "ban": "banned banning", "bar": "barred barring", "scrap": "scrapped scrapping", "slam": "slammed slamming",
    "rob": "robbed robbing", "impel": "impelled", "stop": "stopped stopping", "drop": "dropped dropping", "stab": "stabbed stabbing",
    "kidnap": "kidnapped kidnapping kidnaped", "ship": "shipped shipping", "equip": "equipped equipping", "rebut": "rebutted",
    "compel": "compelled compelling", "prod": "prodded prodding", "beg": "begged begging", "plan": "planned planning",
    "commit": "committed committing", "admit": "admitted admitting", "permit": "permitted permitting", "swap": "swapped swapping",
    "transfer": "transferred transferring", "skip": "skipped skipping", "snub": "snubbed snubbing", "shun": "shunned shunning",
    "confer": "conferred conferring", "jam": "jammed jamming", "chat": "chatted chatting", "slap": "slapped slapping",
    "refer": "referred", "gun": "gunned gunning", "wed": "wedded", "rebuff": "rebuffed", "flout": "flouted",
    "drive": "drove driven", "keep": "kept", "write": "wrote written", "forbid": "forbade forbidden", "win": "won", "find": "found", "overthrow": "overthrew overthrown", "spur": "spurred", "sue": "sued suing", "hijack": "hijacked", "head": "headed", "build": "built",
}  # fmt: skip


def verb_forms(lemma: str) -> set[str]:
    """The forms of a verb beside its lemma: -s, -ed, -ing and the irregular ones."""
    if lemma.endswith("e"):
        regular = {lemma + "s", lemma + "d", lemma[:-1] + "ing"}
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        regular = {lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing"}
    elif lemma.endswith(("s", "sh", "ch", "x", "z")):
        regular = {lemma + "es", lemma + "ed", lemma + "ing"}
    else:
        regular = {lemma + "s", lemma + "ed", lemma + "ing"}
    if _doubles(lemma):
        doubled = {lemma + "s", lemma + lemma[-1] + "ed", lemma + lemma[-1] + "ing"}
        regular = doubled if sum(c in _VOWELS for c in lemma) == 1 else regular | doubled
    return regular | set(_IRREGULAR.get(lemma, "").split())


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled: a single vowel before a single consonant."""
    return (
        len(lemma) > 2
        and lemma[-1] not in _VOWELS + "wxyhc"
        and lemma[-2] in _VOWELS
        and lemma[-3] not in _VOWELS
    )


def noun_forms(lemma: str) -> set[str]:
    """The plural of a noun."""
    if lemma.endswith("y") and lemma[-2] not in _VOWELS:
        return {lemma[:-1] + "ies"}
    return {lemma + "es"} if lemma.endswith(("s", "sh", "ch", "x", "z")) else {lemma + "s"}
