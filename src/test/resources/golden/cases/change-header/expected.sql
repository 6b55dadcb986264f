-- replaces-registrations: no ALTER serves: SKIP_HEADER is 1 instead of Snowflake's default. A replace lists and registers all files again and makes streams on the table stale; grants, row access policies and tags are kept
CREATE OR REPLACE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "A" VARCHAR AS (VALUE:"c1"::VARCHAR)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = TRUE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = CSV EMPTY_FIELD_AS_NULL = FALSE ESCAPE_UNENCLOSED_FIELD = NONE FIELD_DELIMITER = ',' MULTI_LINE = FALSE NULL_IF = ('\\N') SKIP_BLANK_LINES = TRUE SKIP_HEADER = 1)
COPY GRANTS
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=0783b95497f176c6';
