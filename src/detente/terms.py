"""The terms that records use: kinds, roles, acts, types and modalities, as enums whose values stand in the ledger."""

from __future__ import annotations

from enum import StrEnum


class Precision(StrEnum):
    """How much of a date is known."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"
    NONE = "none"


class DateBasis(StrEnum):
    """Where a document's date was found."""

    METADATA = "metadata"
    BYLINE = "byline"
    URL = "url"
    TEXT = "text"
    NONE = "none"


class DocumentKind(StrEnum):
    ARTICLE = "article"
    HEADLINE = "headline"


class BlockRole(StrEnum):
    """What a stretch of a page is. Nothing is deleted from a page: what is not read is marked."""

    TITLE = "title"
    BYLINE = "byline"
    DATE = "date"
    LEAD = "lead"
    BODY = "body"
    CAPTION = "caption"
    QUOTE = "quote"
    HEADLINE_LIST = "headline_list"
    NAVIGATION = "navigation"
    TEASER = "teaser"
    NOTICE = "notice"

    @property
    def is_read(self) -> bool:
        """Whether extractors read blocks of this role."""
        return self in _READ


_READ = frozenset({BlockRole.TITLE, BlockRole.LEAD, BlockRole.BODY, BlockRole.CAPTION, BlockRole.QUOTE})


class ActorKind(StrEnum):
    STATE = "state"
    GOVERNMENT = "government"
    ORGAN = "organ"
    PERSON = "person"
    ARMED_GROUP = "armed_group"
    PARTY = "party"
    IGO = "igo"
    NGO = "ngo"
    MEDIA = "media"
    COMPANY = "company"
    GROUP = "group"


class Origin(StrEnum):
    """Who brought an actor into the ledger."""

    REGISTRY = "registry"
    USER = "user"
    TEXT = "text"


class MentionForm(StrEnum):
    NAME = "name"
    NOMINAL = "nominal"
    PRONOUN = "pronoun"
    METONYM = "metonym"


class StatementKind(StrEnum):
    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What a source does with its words."""

    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    REQUEST = "request"
    PROMISE = "promise"
    THREATEN = "threaten"
    EVALUATE = "evaluate"
    EXPECT = "expect"
    BELIEVE = "believe"
    INTEND = "intend"


class EventType(StrEnum):
    """PLOVER's sixteen types (Open Event Data Alliance, manual draft 0.8)."""

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    CONCEDE = "CONCEDE"
    COOPERATE = "COOPERATE"
    AID = "AID"
    RETREAT = "RETREAT"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"


class Modality(StrEnum):
    """Whether an act is told as having happened."""

    ACTUAL = "actual"
    PLANNED = "planned"
    POSSIBLE = "possible"
    ALLEGED = "alleged"
    DENIED = "denied"


class ConditionKind(StrEnum):
    IF = "if"
    UNLESS = "unless"
    AS_LONG_AS = "as_long_as"
    IN_EXCHANGE = "in_exchange"
    DEMAND = "demand"
    TERM = "term"
    CONSEQUENCE = "consequence"


class PositionBasis(StrEnum):
    STATEMENT = "statement"
    EVENT = "event"
    ATTRIBUTION = "attribution"
