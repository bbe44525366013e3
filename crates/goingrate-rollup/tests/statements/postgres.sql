-- Going Rate's roll-up, for PostgreSQL: how many rows are in each group
-- and bucket of pay (128 buckets an octave). Keep its result as Parquet or CSV; then
-- give it to goingrate rollup import with the same mapping.
WITH
amounts AS (
  SELECT
    'base_salary.low' AS part,
    t."the ""Grade"", it's" AS group_1,
    t."City.name" AS group_2,
    t."Country" AS group_3,
    CASE
      WHEN CAST(t."Day posted" AS TEXT) ~ '^[0-9]{4}-[0-9]{2}.*$' THEN substr(CAST(t."Day posted" AS TEXT), 1, 7)
      ELSE CAST(t."Day posted" AS TEXT)
    END AS group_4,
    t."base `low`" IS NULL AS unstated,
    CASE
      WHEN NOT (CAST(pg_typeof(t."base `low`") AS TEXT) IN ('text', 'character varying', 'character')) THEN CAST(t."base `low`" AS DOUBLE PRECISION)
      WHEN trim(CAST(t."base `low`" AS TEXT)) ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$' THEN CAST(trim(CAST(t."base `low`" AS TEXT)) AS DOUBLE PRECISION)
    END AS amount
  FROM pay.postings AS t
  WHERE NOT (lower(trim(coalesce(CAST(t."Status" AS TEXT), ''))) IN ('draft', 'it''s \ void')
    OR lower(trim(coalesce(CAST(t."Kind" AS TEXT), ''))) NOT IN ('full', ''))
  UNION ALL
  SELECT
    'base_salary.high' AS part,
    t."the ""Grade"", it's" AS group_1,
    t."City.name" AS group_2,
    t."Country" AS group_3,
    CASE
      WHEN CAST(t."Day posted" AS TEXT) ~ '^[0-9]{4}-[0-9]{2}.*$' THEN substr(CAST(t."Day posted" AS TEXT), 1, 7)
      ELSE CAST(t."Day posted" AS TEXT)
    END AS group_4,
    t."base high" IS NULL AS unstated,
    CASE
      WHEN NOT (CAST(pg_typeof(t."base high") AS TEXT) IN ('text', 'character varying', 'character')) THEN CAST(t."base high" AS DOUBLE PRECISION)
      WHEN trim(CAST(t."base high" AS TEXT)) ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$' THEN CAST(trim(CAST(t."base high" AS TEXT)) AS DOUBLE PRECISION)
    END AS amount
  FROM pay.postings AS t
  WHERE NOT (lower(trim(coalesce(CAST(t."Status" AS TEXT), ''))) IN ('draft', 'it''s \ void')
    OR lower(trim(coalesce(CAST(t."Kind" AS TEXT), ''))) NOT IN ('full', ''))
  UNION ALL
  SELECT
    'bonus' AS part,
    t."the ""Grade"", it's" AS group_1,
    t."City.name" AS group_2,
    t."Country" AS group_3,
    CASE
      WHEN CAST(t."Day posted" AS TEXT) ~ '^[0-9]{4}-[0-9]{2}.*$' THEN substr(CAST(t."Day posted" AS TEXT), 1, 7)
      ELSE CAST(t."Day posted" AS TEXT)
    END AS group_4,
    t."Bonus" IS NULL AS unstated,
    CASE
      WHEN NOT (CAST(pg_typeof(t."Bonus") AS TEXT) IN ('text', 'character varying', 'character')) THEN CAST(t."Bonus" AS DOUBLE PRECISION)
      WHEN trim(CAST(t."Bonus" AS TEXT)) ~ '^[+-]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]+)?$' THEN CAST(trim(CAST(t."Bonus" AS TEXT)) AS DOUBLE PRECISION)
    END AS amount
  FROM pay.postings AS t
  WHERE NOT (lower(trim(coalesce(CAST(t."Status" AS TEXT), ''))) IN ('draft', 'it''s \ void')
    OR lower(trim(coalesce(CAST(t."Kind" AS TEXT), ''))) NOT IN ('full', ''))
),
judged AS (
  SELECT
    part, group_1, group_2, group_3, group_4, amount,
    CASE
      WHEN unstated OR abs(amount) = 0 THEN 'missing'
      WHEN amount IS NULL THEN 'unreadable'
      WHEN NOT (amount > 0 AND amount <= 1.7976931348623157E308) THEN 'impossible'
    END AS fault
  FROM amounts
),
usable AS (
  SELECT
    part, group_1, group_2, group_3, group_4, fault,
    CASE WHEN fault IS NULL THEN amount END AS x
  FROM judged
),
octaves AS (
  SELECT
    part, group_1, group_2, group_3, group_4, fault, x,
    least(greatest(floor(ln(x) / 0.6931471805599453), -1074), 1023) AS octave
  FROM usable
),
buckets AS (
  SELECT
    part, group_1, group_2, group_3, group_4, fault,
    CAST(octave * 128 + floor((x / power(2.0, octave) - 1) * 128) AS BIGINT) AS bucket
  FROM octaves
),
counted AS (
  SELECT
    part, group_1, group_2, group_3, group_4, fault, bucket,
    CAST(count(*) AS BIGINT) AS counted
  FROM buckets
  GROUP BY part, group_1, group_2, group_3, group_4, fault, bucket
)
SELECT
  c.part AS "rollup_part",
  c.group_1 AS "the ""Grade"", it's",
  c.group_2 AS "City.name",
  c.group_3 AS "Country",
  c.group_4 AS "Day posted",
  c.fault AS "rollup_fault",
  c.bucket AS "rollup_bucket",
  c.counted AS "rollup_rows"
FROM counted AS c
UNION ALL
SELECT
  'left_out' AS "rollup_part",
  NULL AS "the ""Grade"", it's",
  NULL AS "City.name",
  NULL AS "Country",
  NULL AS "Day posted",
  NULL AS "rollup_fault",
  NULL AS "rollup_bucket",
  CAST(count(*) AS BIGINT) AS "rollup_rows"
FROM pay.postings AS t
WHERE lower(trim(coalesce(CAST(t."Status" AS TEXT), ''))) IN ('draft', 'it''s \ void')
    OR lower(trim(coalesce(CAST(t."Kind" AS TEXT), ''))) NOT IN ('full', '')
UNION ALL
SELECT
  'scanned' AS "rollup_part",
  NULL AS "the ""Grade"", it's",
  NULL AS "City.name",
  NULL AS "Country",
  NULL AS "Day posted",
  NULL AS "rollup_fault",
  NULL AS "rollup_bucket",
  CAST(count(*) AS BIGINT) AS "rollup_rows"
FROM pay.postings AS t
