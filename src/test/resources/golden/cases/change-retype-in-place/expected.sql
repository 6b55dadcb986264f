-- metadata: columns come: NEW; columns go: OLD; columns change: ID
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "OLD",
  "ID";

ALTER TABLE "SALES"."CRM"."ORDERS" ADD COLUMN
  "ID" NUMBER(19,0) AS (GET_IGNORE_CASE(VALUE, 'id')::NUMBER(19,0)),
  "NEW" DATE AS (GET_IGNORE_CASE(VALUE, 'new')::DATE);

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=5e8d8e1abb56dc70';
