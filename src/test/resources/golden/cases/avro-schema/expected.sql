-- none: there is nothing named SALES.CRM.ORDERS
CREATE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "ORDERID" NUMBER(19,0) AS (VALUE:"OrderId"::NUMBER(19,0)),
  "NOTE" VARCHAR AS (VALUE:"note"::VARCHAR)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = AVRO)
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=206cb987c516d557';
