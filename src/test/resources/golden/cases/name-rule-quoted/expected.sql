-- none: there is nothing named sales.public.ORDERS
CREATE EXTERNAL TABLE "sales"."public"."ORDERS" (
  "ID" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(10,0))
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/crm/orders structure=7bb116813270ea25';
