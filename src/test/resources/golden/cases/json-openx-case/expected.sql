-- none: there is nothing named SALES.CRM.ORDERS
CREATE EXTERNAL TABLE "SALES"."CRM"."ORDERS" (
  "ID" NUMBER(19,0) AS (VALUE:"id"::NUMBER(19,0)),
  "TS" VARCHAR AS (VALUE:"eventTime"::VARCHAR)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = JSON)
COMMENT = 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=c7679e002993ed84';
