-- metadata: columns come: REMARK; columns go: NOTE
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "NOTE";

ALTER TABLE "SALES"."CRM"."ORDERS" ADD COLUMN
  "REMARK" VARCHAR AS (GET_IGNORE_CASE(VALUE, 'remark')::VARCHAR);

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=e9ac6530d8969cf1';
