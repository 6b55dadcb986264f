-- metadata: columns come: NEWEST; columns go: NOTE, OLD
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "NOTE",
  "OLD";

ALTER TABLE "SALES"."CRM"."ORDERS" ADD COLUMN
  "NEWEST" VARCHAR AS (GET_IGNORE_CASE(VALUE, 'newest')::VARCHAR);

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=216b71459bffc315';
