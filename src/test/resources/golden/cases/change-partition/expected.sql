-- replaces-registrations: no ALTER serves: it is partitioned by [DT] instead of []. A replace lists and registers all files again and makes streams on the table stale; grants, row access policies and tags are kept
CREATE OR REPLACE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "ID" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(10,0)),
  "NOTE" VARCHAR AS (GET_IGNORE_CASE(VALUE, 'note')::VARCHAR),
  "OLD" FLOAT AS (GET_IGNORE_CASE(VALUE, 'old')::FLOAT),
  "DT" DATE AS (TO_DATE(IFF(STARTSWITH(LOWER(SPLIT_PART(METADATA$FILENAME, '/', 3)), 'dt='), NULLIF(SUBSTR(SPLIT_PART(METADATA$FILENAME, '/', 3), 4), '__HIVE_DEFAULT_PARTITION__'), IFF((SPLIT_PART(METADATA$FILENAME, '/', 4) = '') OR (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 3), '=', 1) <> SPLIT_PART(METADATA$FILENAME, '/', 3)), NULL, SPLIT_PART(METADATA$FILENAME, '/', 3))), 'YYYY-MM-DD')::DATE)
)
PARTITION BY ("DT")
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COPY GRANTS
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=405873e206e72340';
