-- replaces-registrations: no ALTER serves: type or source of [C] changes, and no reader should see the table without. A replace lists and registers all files again and makes streams on the table stale; grants, row access policies and tags are kept
CREATE OR REPLACE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "A" VARCHAR AS (VALUE:"c1"::VARCHAR),
  "C" VARCHAR AS (VALUE:"c2"::VARCHAR)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = CSV EMPTY_FIELD_AS_NULL = FALSE ESCAPE_UNENCLOSED_FIELD = NONE FIELD_DELIMITER = ',' MULTI_LINE = FALSE NULL_IF = ('\\N') SKIP_BLANK_LINES = TRUE)
COPY GRANTS
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=046060cd202142f4';
