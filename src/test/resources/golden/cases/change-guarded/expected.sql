-- replaces-registrations: no ALTER serves: its location moves from @SALES.PUBLIC.LAKE/orders/ to @SALES.PUBLIC.LAKE/orders_v2/. A replace lists and registers all files again and makes streams on the table stale; grants, row access policies and tags are kept
CREATE OR REPLACE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "ID" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(10,0)),
  "NOTE" VARCHAR AS (GET_IGNORE_CASE(VALUE, 'note')::VARCHAR),
  "OLD" FLOAT AS (GET_IGNORE_CASE(VALUE, 'old')::FLOAT)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders_v2/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COPY GRANTS
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=5b9bb4847dca0642'
WITH ROW ACCESS POLICY "GOV"."RULES"."BY_REGION" ON ("VALUE")
WITH TAG ("GOV"."RULES"."TEAM" = 'it''s ours');
