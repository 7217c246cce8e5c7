-- The ledger's queries. Parameters are named; nothing a user typed is ever part of a query's text.
-- A filter that is NULL filters nothing. $actors is a list of lists: one list of ids for each actor that was asked for.

-- name: schema_version
SELECT value FROM meta WHERE key = 'schema_version'

-- name: set_meta
INSERT INTO meta VALUES ($key, $value)

-- name: drop_meta
DELETE FROM meta WHERE key = $key

-- name: get_meta
SELECT value FROM meta WHERE key = $key

-- name: column_types
SELECT column_name, data_type FROM duckdb_columns()
WHERE table_name = $table AND schema_name = 'main' ORDER BY column_index

-- name: relation_names
SELECT table_name FROM information_schema.tables WHERE table_schema = 'main' ORDER BY table_name

-- name: current_sources
SELECT source, fingerprint FROM sources WHERE reader_version = $reader_version

-- name: current_documents
SELECT document_id, part_of FROM documents WHERE reader_version = $reader_version

-- name: known_documents
SELECT * EXCLUDE (text, story_id, read_at) FROM documents
WHERE document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))

-- name: known_blocks
SELECT document_id, "start", "end", role FROM blocks
WHERE document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[]))) ORDER BY document_id, "start", "end", role

-- name: held_documents
SELECT part_of, document_id FROM documents WHERE part_of IN (SELECT unnest(CAST($sources AS VARCHAR[])))

-- name: claims_of_others
WITH claims AS (SELECT source, unnest(document_ids) AS document_id FROM sources)
SELECT document_id, min(source) FROM claims
WHERE document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))
GROUP BY document_id

-- name: hand_over
UPDATE documents SET source = heir.source, part_of = heir.source, parent_id = NULL
FROM (SELECT unnest(CAST($document_ids AS VARCHAR[])) AS document_id, unnest(CAST($sources AS VARCHAR[])) AS source) AS heir
WHERE documents.document_id = heir.document_id

-- name: drop_sources
DELETE FROM sources WHERE source IN (SELECT unnest(CAST($sources AS VARCHAR[])))

-- name: known_skips
SELECT part_of, source, reason, detail FROM skips WHERE part_of IN (SELECT unnest(CAST($sources AS VARCHAR[])))

-- name: drop_skips
DELETE FROM skips WHERE part_of IN (SELECT unnest(CAST($sources AS VARCHAR[])))

-- name: add_new_actors
INSERT INTO actors
SELECT first.* FROM (
    SELECT DISTINCT ON (actor_id) * EXCLUDE (document_id) FROM document_actors ANTI JOIN decided_merged USING (actor_id)
    WHERE document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))
    ORDER BY actor_id, document_id
) AS first ANTI JOIN actors USING (actor_id)

-- name: add_decided_actors
INSERT INTO actors
SELECT decided_actors.* FROM decided_actors ANTI JOIN actors USING (actor_id)
WHERE actor_id IN (SELECT kept_id FROM decided_merged JOIN document_actors USING (actor_id))
    OR actor_id IN (SELECT actor_id FROM mentions WHERE as_read IS NOT NULL)

-- name: signatures
SELECT document_id, published, signature FROM signatures JOIN documents USING (document_id) ORDER BY document_id

-- name: set_stories
UPDATE documents SET story_id = found.story_id
FROM (SELECT unnest(CAST($document_ids AS VARCHAR[])) AS document_id, unnest(CAST($story_ids AS VARCHAR[])) AS story_id) AS found
WHERE documents.document_id = found.document_id AND documents.story_id IS DISTINCT FROM found.story_id

-- name: empty_actors
DELETE FROM actors

-- name: settle_actors
-- The user's entry wins over the registry's, and that over the text's; of equals the one that most documents give.
-- Where only texts tell of an actor, its country is the one most of its roles name, and its sectors are all those
-- given, commonest first, then those that stood first; ties go by the alphabet.
-- An actor that others were merged into keeps its entry and gets their names; one that no document brings has that of the
-- decision. Where nobody in a document means an actor any more, the document does not count.
INSERT INTO actors
WITH brought AS (
    SELECT * FROM document_actors ANTI JOIN decided_left USING (document_id, actor_id)
),
ranked AS (
    SELECT *, CASE origin WHEN 'user' THEN 0 WHEN 'registry' THEN 1 ELSE 2 END AS rank
    FROM brought ANTI JOIN decided_merged USING (actor_id)
    UNION ALL BY NAME
    SELECT decided_actors.*, '' AS document_id, 3 AS rank FROM decided_actors
    WHERE actor_id IN (SELECT kept_id FROM decided_merged JOIN brought USING (actor_id))
        OR actor_id IN (SELECT actor_id FROM mentions WHERE as_read IS NOT NULL)
    UNION ALL BY NAME
    SELECT brought.* EXCLUDE (actor_id), kept_id AS actor_id, 4 AS rank FROM brought JOIN decided_merged USING (actor_id)
),
best AS (
    SELECT * FROM ranked QUALIFY rank = min(rank) OVER (PARTITION BY actor_id)
),
entries AS (
    SELECT actor_id, name, kind, country, sectors, aliases, origin, count(*) AS documents FROM best GROUP BY ALL
),
chosen AS (
    SELECT DISTINCT ON (actor_id) * FROM entries
    ORDER BY actor_id, documents DESC, length(name) DESC, name, kind, country NULLS LAST, sectors, aliases
),
told AS (
    SELECT document_id, actor_id, name, country, sectors, aliases FROM best WHERE origin = 'text' AND rank < 4
    UNION ALL
    SELECT document_id, actor_id, name, country, sectors, aliases FROM ranked WHERE rank = 4
),
countries AS (
    SELECT actor_id, country, 0 AS place FROM roles WHERE document_id IS NOT NULL AND country IS NOT NULL
    UNION ALL
    SELECT actor_id, country, 1 FROM told WHERE country IS NOT NULL
),
country_counts AS (
    SELECT actor_id, country, min(place) AS place, count(*) FILTER (place = 0) AS by_roles, count(*) AS n
    FROM countries GROUP BY actor_id, country
),
country AS (
    SELECT DISTINCT ON (actor_id) actor_id, country FROM country_counts ORDER BY actor_id, by_roles DESC, n DESC, country
),
sector_rows AS (
    SELECT actor_id, unnest(sectors) AS sector, generate_subscripts(sectors, 1) AS place FROM told
),
sector_counts AS (
    SELECT actor_id, sector, count(*) AS n, avg(place) AS place FROM sector_rows GROUP BY actor_id, sector
),
sectors AS (
    SELECT actor_id, list(sector ORDER BY n DESC, place, sector) AS sectors FROM sector_counts GROUP BY actor_id
),
name_rows AS (
    SELECT actor_id, name AS alias FROM told UNION SELECT actor_id, unnest(aliases) FROM told
),
names AS (
    SELECT actor_id, list(alias ORDER BY alias) AS aliases FROM name_rows GROUP BY actor_id
)
SELECT
    chosen.actor_id,
    chosen.name,
    chosen.kind,
    CASE chosen.origin WHEN 'text' THEN country.country ELSE chosen.country END,
    CASE chosen.origin WHEN 'text' THEN coalesce(sectors.sectors, CAST([] AS VARCHAR[])) ELSE chosen.sectors END,
    list_concat(
        CASE chosen.origin WHEN 'text' THEN CAST([] AS VARCHAR[]) ELSE chosen.aliases END,
        list_filter(
            coalesce(names.aliases, CAST([] AS VARCHAR[])),
            lambda a: a <> chosen.name AND (chosen.origin = 'text' OR NOT list_contains(chosen.aliases, a))
        )
    ),
    chosen.origin
FROM chosen
LEFT JOIN country USING (actor_id)
LEFT JOIN sectors USING (actor_id)
LEFT JOIN names USING (actor_id)
ORDER BY chosen.actor_id

-- name: empty_standing_roles
DELETE FROM roles WHERE document_id IS NULL

-- name: settle_roles
INSERT INTO roles
SELECT DISTINCT coalesce(kept_id, actor_id) AS actor_id, title, organization, country, start_date, end_date,
    CAST(NULL AS VARCHAR), CAST(NULL AS INTEGER), CAST(NULL AS INTEGER), CAST(NULL AS VARCHAR), CAST(NULL AS JSON)
FROM document_roles ANTI JOIN decided_left USING (document_id, actor_id) LEFT JOIN decided_merged USING (actor_id)
ORDER BY ALL

-- name: empty_meetings
DELETE FROM meetings

-- name: empty_positions
DELETE FROM positions

-- name: empty_claims
DELETE FROM claims

-- name: actor_names
SELECT actor_id, name, kind, country, aliases FROM actors ORDER BY actor_id

-- name: document
SELECT * FROM documents WHERE document_id = $document_id

-- name: document_blocks
SELECT "start", "end", role FROM blocks WHERE document_id = $document_id ORDER BY "start", "end" DESC

-- name: texts
SELECT document_id, text FROM documents WHERE document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))

-- name: scope
-- The documents that the filters on documents leave; other queries begin with it.
WITH scope AS (
    SELECT document_id, published, outlet, title AS document_title FROM documents
    WHERE (CAST($document AS VARCHAR) IS NULL OR document_id = $document)
        AND (
            CAST($source AS VARCHAR) IS NULL
            OR lower(outlet) = lower($source)
            OR contains(lower(source), lower($source))
        )
)

-- name: documents
SELECT d.* EXCLUDE (text) FROM documents AS d JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR d.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR d.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR d.kind = lower($type))
    AND (CAST($issue AS VARCHAR) IS NULL OR document_id IN (SELECT document_id FROM positions WHERE issue_id = $issue))
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR document_id IN (
            SELECT document_id FROM mentions GROUP BY document_id
            HAVING list_bool_and(list_transform($actors, lambda ids: list_has_any(ids, list(DISTINCT actor_id))))
        )
    )
ORDER BY d.published NULLS LAST, document_id
LIMIT $limit

-- name: blocks
SELECT b.*, scope.* EXCLUDE (document_id) FROM blocks AS b JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR b.role = lower($type))
ORDER BY scope.published NULLS LAST, document_id, b."start", b."end"
LIMIT $limit

-- name: skips
SELECT * FROM skips
WHERE (CAST($source AS VARCHAR) IS NULL OR contains(lower(source), lower($source)))
    AND (CAST($type AS VARCHAR) IS NULL OR contains(lower(reason), lower($type)))
ORDER BY source, reason, detail
LIMIT $limit

-- name: sources
SELECT s.source, s.fingerprint, s.reader_version, s.document_ids,
    list_filter(s.document_ids, lambda i: NOT list_contains(coalesce(held.ids, CAST([] AS VARCHAR[])), i)) AS merged_ids
FROM sources AS s
LEFT JOIN (SELECT part_of AS source, list(document_id) AS ids FROM documents GROUP BY part_of) AS held USING (source)
WHERE (CAST($source AS VARCHAR) IS NULL OR contains(lower(s.source), lower($source)))
ORDER BY s.source
LIMIT $limit

-- name: actors
SELECT a.*, coalesce(seen.documents, 0) AS document_count, coalesce(seen.mentions, 0) AS mention_count
FROM actors AS a
LEFT JOIN (
    SELECT actor_id, count(DISTINCT document_id) AS documents, count(*) AS mentions
    FROM mentions JOIN scope USING (document_id)
    WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
        AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    GROUP BY actor_id
) AS seen USING (actor_id)
WHERE (CAST($type AS VARCHAR) IS NULL OR a.kind = lower($type))
    AND (len(CAST($actors AS VARCHAR[][])) = 0 OR list_contains(flatten($actors), a.actor_id))
    AND (
        seen.mentions > 0
        OR coalesce(CAST($since AS VARCHAR), CAST($until AS VARCHAR), CAST($source AS VARCHAR), CAST($document AS VARCHAR)) IS NULL
    )
ORDER BY mention_count DESC, a.actor_id
LIMIT $limit

-- name: roles
SELECT r.*, scope.* EXCLUDE (document_id) FROM roles AS r LEFT JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR coalesce(r.end_date, DATE '9999-12-31') >= $since)
    AND (CAST($until AS DATE) IS NULL OR coalesce(r.start_date, DATE '0001-01-01') <= $until)
    AND (len(CAST($actors AS VARCHAR[][])) = 0 OR list_contains(flatten($actors), r.actor_id))
    AND (scope.document_id IS NOT NULL OR (CAST($source AS VARCHAR) IS NULL AND CAST($document AS VARCHAR) IS NULL))
ORDER BY r.actor_id, r.start_date NULLS LAST, scope.published NULLS LAST, document_id NULLS FIRST, r."start", r.title
LIMIT $limit

-- name: mentions
SELECT m.*, scope.* EXCLUDE (document_id) FROM mentions AS m JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR m.form = lower($type))
    AND (len(CAST($actors AS VARCHAR[][])) = 0 OR list_contains(flatten($actors), m.actor_id))
ORDER BY scope.published NULLS LAST, document_id, m."start", m."end"
LIMIT $limit

-- name: statements
SELECT s.*, scope.* EXCLUDE (document_id) FROM statements AS s JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR s.act = lower($type))
    AND (CAST($issue AS VARCHAR) IS NULL OR s.statement_id IN (SELECT statement_id FROM positions WHERE issue_id = $issue))
    AND (len(CAST($actors AS VARCHAR[][])) = 0 OR list_contains(flatten($actors), s.source_actor_id)
        OR list_has_any(s.source_actor_ids, flatten($actors)))
ORDER BY scope.published NULLS LAST, document_id, s."start", s."end", s.statement_id
LIMIT $limit

-- name: events
SELECT e.*, scope.* EXCLUDE (document_id) FROM events AS e JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR coalesce(e.date_end, e.date_start, scope.published) >= $since)
    AND (CAST($until AS DATE) IS NULL OR coalesce(e.date_start, scope.published) <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR e.event_type = upper($type))
    AND (CAST($modality AS VARCHAR) IS NULL OR e.modality = lower($modality))
    AND (CAST($confidence AS DOUBLE) IS NULL OR e.confidence >= $confidence)
    AND (
        CAST($issue AS VARCHAR) IS NULL
        OR e.event_id IN (SELECT event_id FROM positions WHERE issue_id = $issue)
        OR e.statement_id IN (SELECT statement_id FROM positions WHERE issue_id = $issue)
    )
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR list_bool_and(list_transform($actors, lambda ids: list_has_any(ids, list_concat(e.actor_ids, e.recipient_ids))))
    )
ORDER BY coalesce(e.date_start, scope.published) NULLS LAST, document_id, e."start", e."end", e.event_id
LIMIT $limit

-- name: meetings
-- A meeting is within the scope where any of the texts that tell of it is; `outlets` and the counts are of all of them.
WITH told AS (
    SELECT meeting_id, unnest(event_ids) AS event_id FROM meetings
),
sources AS (
    SELECT told.meeting_id,
        count(DISTINCT d.document_id) AS document_count,
        count(DISTINCT d.story_id) AS story_count,
        list_sort(list(DISTINCT d.outlet) FILTER (d.outlet IS NOT NULL)) AS outlets,
        min(d.published) AS first_told,
        bool_or(
            (CAST($document AS VARCHAR) IS NULL OR d.document_id = $document)
            AND (
                CAST($source AS VARCHAR) IS NULL
                OR coalesce(lower(d.outlet) = lower($source), false)
                OR contains(lower(d.source), lower($source))
            )
        ) AS in_scope
    FROM told JOIN events USING (event_id) JOIN documents AS d USING (document_id)
    GROUP BY told.meeting_id
)
SELECT m.*, s.document_count, s.story_count, coalesce(s.outlets, CAST([] AS VARCHAR[])) AS outlets, s.first_told
FROM meetings AS m JOIN sources AS s USING (meeting_id)
WHERE s.in_scope
    AND (CAST($since AS DATE) IS NULL OR coalesce(m.date_end, m.date_start, s.first_told) >= $since)
    AND (CAST($until AS DATE) IS NULL OR coalesce(m.date_start, s.first_told) <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR m.status = lower($type))
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR list_bool_and(list_transform($actors, lambda ids: list_has_any(ids, m.participant_ids)))
    )
ORDER BY coalesce(m.date_start, s.first_told) NULLS LAST, m.meeting_id
LIMIT $limit

-- name: claims
-- A claim is within the scope where any of the texts that tell of it is; `actor` is concerned or quoted.
WITH told AS (
    SELECT claim_id, unnest(from_json(sides, '[{"by": ["VARCHAR"], "document_id": "VARCHAR"}]')) AS side FROM claims
),
sources AS (
    SELECT told.claim_id,
        flatten(list(told.side.by)) AS speaker_ids,
        count(DISTINCT d.document_id) AS document_count,
        list_sort(list(DISTINCT d.outlet) FILTER (d.outlet IS NOT NULL)) AS outlets,
        min(d.published) AS first_told,
        max(d.published) AS last_told,
        bool_or(
            (CAST($document AS VARCHAR) IS NULL OR d.document_id = $document)
            AND (
                CAST($source AS VARCHAR) IS NULL
                OR coalesce(lower(d.outlet) = lower($source), false)
                OR contains(lower(d.source), lower($source))
            )
        ) AS in_scope
    FROM told JOIN documents AS d ON d.document_id = told.side.document_id
    GROUP BY told.claim_id
)
SELECT c.*, s.document_count, coalesce(s.outlets, CAST([] AS VARCHAR[])) AS outlets, s.first_told
FROM claims AS c JOIN sources AS s USING (claim_id)
WHERE s.in_scope
    AND (CAST($since AS DATE) IS NULL OR coalesce(c.last_on, s.last_told) >= $since)
    AND (CAST($until AS DATE) IS NULL OR coalesce(c.first_on, s.first_told) <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR c.act = lower($type))
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR list_bool_and(
            list_transform(
                $actors, lambda ids: list_has_any(ids, list_concat(c.actor_ids, c.recipient_ids, s.speaker_ids))
            )
        )
    )
ORDER BY coalesce(c.first_on, s.first_told) NULLS LAST, c.claim_id
LIMIT $limit

-- name: conditions
SELECT c.*, scope.* EXCLUDE (document_id) FROM conditions AS c JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR c.kind = lower($type))
    AND (
        CAST($issue AS VARCHAR) IS NULL
        OR c.statement_id IN (SELECT statement_id FROM positions WHERE issue_id = $issue)
        OR c.antecedent_event_id IN (SELECT event_id FROM positions WHERE issue_id = $issue)
        OR c.consequent_event_id IN (SELECT event_id FROM positions WHERE issue_id = $issue)
    )
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR list_bool_and(
            list_transform($actors, lambda ids: list_has_any(ids, list_concat(c.antecedent_actor_ids, c.consequent_actor_ids)))
        )
    )
ORDER BY scope.published NULLS LAST, document_id, c."start", c."end", c.condition_id
LIMIT $limit

-- name: quantities
SELECT q.*, scope.* EXCLUDE (document_id) FROM quantities AS q JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR scope.published >= $since)
    AND (CAST($until AS DATE) IS NULL OR scope.published <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR lower(q.unit) = lower($type) OR contains(lower(q.item), lower($type)))
    AND (
        CAST($issue AS VARCHAR) IS NULL
        OR q.statement_id IN (SELECT statement_id FROM positions WHERE issue_id = $issue)
        OR q.event_id IN (SELECT event_id FROM positions WHERE issue_id = $issue)
    )
    AND (
        len(CAST($actors AS VARCHAR[][])) = 0
        OR list_bool_and(list_transform($actors, lambda ids: list_has_any(ids, q.actor_ids)))
    )
ORDER BY scope.published NULLS LAST, document_id, q."start", q."end", q.quantity_id
LIMIT $limit

-- name: positions
SELECT p.*, scope.* EXCLUDE (document_id) FROM positions AS p JOIN scope USING (document_id)
WHERE (CAST($since AS DATE) IS NULL OR coalesce(p.held_on, scope.published) >= $since)
    AND (CAST($until AS DATE) IS NULL OR coalesce(p.held_on, scope.published) <= $until)
    AND (CAST($type AS VARCHAR) IS NULL OR p.pole = $type)
    AND (CAST($issue AS VARCHAR) IS NULL OR p.issue_id = $issue)
    AND (len(CAST($actors AS VARCHAR[][])) = 0 OR list_contains(flatten($actors), p.actor_id))
ORDER BY coalesce(p.held_on, scope.published) NULLS LAST, document_id, p."start", p.position_id
LIMIT $limit

-- name: decisions
SELECT d.*, undo.decision_id AS undone_by FROM decisions AS d
LEFT JOIN decisions AS undo ON undo.kind = 'reject' AND undo.target = d.decision_id
WHERE (CAST($type AS VARCHAR) IS NULL OR d.kind = lower($type))
    AND (CAST($document AS VARCHAR) IS NULL OR json_extract_string(d.anchor, '$.document_id') = $document)
ORDER BY d."at", d.decision_id
LIMIT $limit
