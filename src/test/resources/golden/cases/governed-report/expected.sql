-- none: there is nothing named SALES.CRM.ORDERS
-- warned: Lake Formation governs it, and Snowflake reads its files with credentials of its own, so that Lake Formation's row and column filters do not hold there
CREATE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "ID" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(10,0))
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=7bb116813270ea25';
