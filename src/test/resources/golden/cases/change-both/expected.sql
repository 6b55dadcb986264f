-- metadata: columns come: NEW, NEWER; columns go: OLD
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "OLD";

ALTER TABLE "SALES"."CRM"."ORDERS" ADD COLUMN
  "NEW" BOOLEAN AS (GET_IGNORE_CASE(VALUE, 'new')::BOOLEAN),
  "NEWER" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'newer')::NUMBER(10,0));

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=c955956bcfe49c01';
