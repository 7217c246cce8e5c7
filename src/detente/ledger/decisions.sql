-- The queries by which decisions are kept and applied. `as_read` holds the ids that a row was read with, where decisions
-- changed them. The tables `decided_*` are temporary: each transaction that needs them makes them from the decisions.

-- name: all_decisions
SELECT decision_id, kind, target, anchor, before, after, "by", "at" FROM decisions ORDER BY "at", decision_id

-- name: decision
SELECT 1 FROM decisions WHERE decision_id = $decision_id

-- name: are_read
SELECT DISTINCT actor_id FROM document_actors WHERE actor_id IN (SELECT unnest(CAST($actor_ids AS VARCHAR[])))

-- name: persons_read
SELECT a.document_id, d.published, a.actor_id, a.name, a.country, a.sectors, a.aliases, a.origin
FROM document_actors AS a JOIN documents AS d USING (document_id)
WHERE a.kind = 'person'
ORDER BY a.actor_id, a.document_id

-- name: roles_read
SELECT coalesce(as_read->>'actor_id', actor_id) AS read_id, title, organization, country, start_date, end_date,
    document_id, "start", "end"
FROM roles
ORDER BY ALL

-- name: actors_at
-- The actors that only texts tell of and that were read at a place.
SELECT DISTINCT m.actor_id, a.name, a.kind, a.aliases
FROM (
    SELECT coalesce(as_read->>'actor_id', actor_id) AS actor_id, document_id FROM mentions
    WHERE document_id = $document_id AND "start" < $end AND "end" > $start
) AS m
JOIN document_actors AS a USING (document_id, actor_id)
WHERE a.origin = 'text'
ORDER BY m.actor_id

-- name: is_held
SELECT 1 FROM documents WHERE document_id = $document_id

-- name: documents_with
-- Documents in whose text some words stand.
SELECT document_id, text FROM documents
WHERE contains(text, $words)
    AND (CAST($document_ids AS VARCHAR[]) IS NULL OR document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[]))))

-- name: mentions_read
SELECT m.document_id, m."start", m."end", m.text, m.form, coalesce(m.as_read->>'actor_id', m.actor_id), d.published
FROM mentions AS m JOIN documents AS d USING (document_id)
WHERE coalesce(m.as_read->>'actor_id', m.actor_id) IN (SELECT unnest(CAST($actor_ids AS VARCHAR[])))
    AND (
        CAST($document_ids AS VARCHAR[]) IS NULL
        OR m.document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))
    )
ORDER BY m.document_id, m."start", m."end"

-- name: mentions_of
SELECT m.document_id, m."start", m."end", m.text, m.form, m.actor_id, d.published
FROM mentions AS m JOIN documents AS d USING (document_id)
WHERE m.actor_id IN (SELECT unnest(CAST($actor_ids AS VARCHAR[])))
    AND (
        CAST($document_ids AS VARCHAR[]) IS NULL
        OR m.document_id IN (SELECT unnest(CAST($document_ids AS VARCHAR[])))
    )
ORDER BY m.document_id, m."start", m."end"

-- name: decided_merged
CREATE OR REPLACE TEMP TABLE decided_merged AS
SELECT unnest(CAST($actor_ids AS VARCHAR[])) AS actor_id, unnest(CAST($kept_ids AS VARCHAR[])) AS kept_id

-- name: decided_left
CREATE OR REPLACE TEMP TABLE decided_left AS
SELECT unnest(CAST($document_ids AS VARCHAR[])) AS document_id, unnest(CAST($actor_ids AS VARCHAR[])) AS actor_id

-- name: decided_actors
-- The actors that decisions name, as they were or are to be: for those that no document brings any more, or never did.
CREATE OR REPLACE TEMP TABLE decided_actors AS
SELECT
    unnest(CAST($actor_id AS VARCHAR[])) AS actor_id,
    unnest(CAST($name AS VARCHAR[])) AS name,
    unnest(CAST($kind AS VARCHAR[])) AS kind,
    unnest(CAST($country AS VARCHAR[])) AS country,
    unnest(CAST($sectors AS VARCHAR[][])) AS sectors,
    unnest(CAST($aliases AS VARCHAR[][])) AS aliases,
    unnest(CAST($origin AS VARCHAR[])) AS origin

-- name: merged_ids
SELECT actor_id, kept_id FROM decided_merged

-- name: first_mention
-- The mention by which an actor is found again: by a name, in the document that sorts first.
SELECT m.document_id, m."start", m."end", d.text
FROM mentions AS m JOIN documents AS d USING (document_id)
WHERE m.actor_id = $actor_id
ORDER BY m.form <> 'name', m.form <> 'metonym', m.document_id, m."start"
LIMIT 1

-- name: actor
SELECT actor_id, name, kind, country, sectors, aliases, origin FROM actors WHERE actor_id = $actor_id
