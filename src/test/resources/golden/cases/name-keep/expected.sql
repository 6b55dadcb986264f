-- none: there is nothing named sales.public.orders
CREATE EXTERNAL TABLE "sales"."public"."orders" (
  "id" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(10,0)),
  "value_" VARCHAR AS (GET_IGNORE_CASE(VALUE, 'value')::VARCHAR)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__public/orders structure=8fedf3d4c32dded1';
