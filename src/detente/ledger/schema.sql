-- The ledger's tables, format 4. Every column is explained in docs/ledger.md.
-- No keys or indexes: rows come and go by document, in one transaction, and `verify` checks what keys would.

CREATE TABLE meta (
    key VARCHAR NOT NULL,
    value VARCHAR NOT NULL
);

CREATE TABLE sources (
    source VARCHAR NOT NULL,
    fingerprint VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    document_ids VARCHAR[] NOT NULL
);

CREATE TABLE documents (
    document_id VARCHAR NOT NULL,
    external_id VARCHAR,
    source VARCHAR NOT NULL,
    url VARCHAR,
    title VARCHAR,
    outlet VARCHAR,
    authors VARCHAR[] NOT NULL,
    published DATE,
    published_precision VARCHAR NOT NULL,
    published_basis VARCHAR NOT NULL,
    language VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    parent_id VARCHAR,
    story_id VARCHAR,
    word_count INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    sha256 VARCHAR NOT NULL,
    reader_version VARCHAR NOT NULL,
    read_at TIMESTAMP NOT NULL,
    part_of VARCHAR NOT NULL
);

CREATE TABLE blocks (
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    role VARCHAR NOT NULL
);

CREATE TABLE signatures (
    document_id VARCHAR NOT NULL,
    signature BLOB NOT NULL
);

CREATE TABLE skips (
    source VARCHAR NOT NULL,
    reason VARCHAR NOT NULL,
    detail VARCHAR NOT NULL,
    part_of VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL
);

CREATE TABLE actors (
    actor_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    sectors VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL,
    origin VARCHAR NOT NULL
);

CREATE TABLE document_actors (
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    name VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    country VARCHAR,
    sectors VARCHAR[] NOT NULL,
    aliases VARCHAR[] NOT NULL,
    origin VARCHAR NOT NULL
);

CREATE TABLE roles (
    actor_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    organization VARCHAR,
    country VARCHAR,
    start_date DATE,
    end_date DATE,
    document_id VARCHAR,
    "start" INTEGER,
    "end" INTEGER,
    text VARCHAR,
    as_read JSON
);

CREATE TABLE document_roles (
    document_id VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    title VARCHAR NOT NULL,
    organization VARCHAR,
    country VARCHAR,
    start_date DATE,
    end_date DATE
);

CREATE TABLE mentions (
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    actor_id VARCHAR NOT NULL,
    form VARCHAR NOT NULL,
    score DOUBLE NOT NULL,
    as_read JSON
);

CREATE TABLE statements (
    statement_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    source_actor_id VARCHAR,
    source_start INTEGER,
    source_end INTEGER,
    cue_start INTEGER NOT NULL,
    cue_end INTEGER NOT NULL,
    content_start INTEGER NOT NULL,
    content_end INTEGER NOT NULL,
    content_spans INTEGER[][] NOT NULL,
    content VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    said_on DATE,
    parent_statement_id VARCHAR,
    source_actor_ids VARCHAR[] NOT NULL,
    as_read JSON
);

CREATE TABLE events (
    event_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    event_type VARCHAR NOT NULL,
    modes VARCHAR[] NOT NULL,
    contexts VARCHAR[] NOT NULL,
    plover_type VARCHAR,
    actor_ids VARCHAR[] NOT NULL,
    recipient_ids VARCHAR[] NOT NULL,
    trigger_start INTEGER NOT NULL,
    trigger_end INTEGER NOT NULL,
    date_start DATE,
    date_end DATE,
    date_basis VARCHAR NOT NULL,
    place VARCHAR,
    country VARCHAR,
    modality VARCHAR NOT NULL,
    historical BOOLEAN NOT NULL,
    score DOUBLE,
    statement_id VARCHAR,
    confidence DOUBLE NOT NULL,
    host_id VARCHAR,
    format VARCHAR,
    absent_ids VARCHAR[] NOT NULL,
    frame VARCHAR NOT NULL,
    "rule" VARCHAR NOT NULL,
    as_read JSON
);

CREATE TABLE conditions (
    condition_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    marker VARCHAR NOT NULL,
    antecedent_start INTEGER NOT NULL,
    antecedent_end INTEGER NOT NULL,
    antecedent VARCHAR NOT NULL,
    consequent_start INTEGER,
    consequent_end INTEGER,
    consequent VARCHAR,
    antecedent_actor_ids VARCHAR[] NOT NULL,
    consequent_actor_ids VARCHAR[] NOT NULL,
    antecedent_event_id VARCHAR,
    consequent_event_id VARCHAR,
    kind VARCHAR NOT NULL,
    statement_id VARCHAR,
    due_on DATE,
    as_read JSON
);

CREATE TABLE quantities (
    quantity_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    value DOUBLE NOT NULL,
    value_high DOUBLE,
    unit VARCHAR,
    item VARCHAR NOT NULL,
    approximate BOOLEAN NOT NULL,
    actor_ids VARCHAR[] NOT NULL,
    as_of DATE,
    event_id VARCHAR,
    statement_id VARCHAR,
    as_read JSON
);

CREATE TABLE positions (
    position_id VARCHAR NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL,
    issue_id VARCHAR NOT NULL,
    pole VARCHAR NOT NULL,
    stance DOUBLE NOT NULL,
    actor_id VARCHAR NOT NULL,
    held_on DATE,
    basis VARCHAR NOT NULL,
    statement_id VARCHAR,
    event_id VARCHAR
);

CREATE TABLE meetings (
    meeting_id VARCHAR NOT NULL,
    participant_ids VARCHAR[] NOT NULL,
    host_id VARCHAR,
    place VARCHAR,
    country VARCHAR,
    date_start DATE,
    date_end DATE,
    format VARCHAR,
    status VARCHAR NOT NULL,
    absent_ids VARCHAR[] NOT NULL,
    event_ids VARCHAR[] NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL
);

CREATE TABLE claims (
    claim_id VARCHAR NOT NULL,
    matter VARCHAR NOT NULL,
    act VARCHAR NOT NULL,
    actor_ids VARCHAR[] NOT NULL,
    recipient_ids VARCHAR[] NOT NULL,
    sides JSON NOT NULL,
    first_on DATE,
    last_on DATE,
    asserted_stories INTEGER NOT NULL,
    alleged_stories INTEGER NOT NULL,
    denied_stories INTEGER NOT NULL,
    admitted_stories INTEGER NOT NULL,
    single_publisher BOOLEAN NOT NULL,
    document_id VARCHAR NOT NULL,
    "start" INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    text VARCHAR NOT NULL
);

CREATE TABLE decisions (
    decision_id VARCHAR NOT NULL,
    kind VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    anchor JSON,
    before JSON,
    after JSON,
    "by" VARCHAR NOT NULL,
    "at" TIMESTAMP NOT NULL
);
