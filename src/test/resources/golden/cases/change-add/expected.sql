-- metadata: columns come: BETWEEN, LAST
ALTER TABLE "SALES"."CRM"."ORDERS" ADD COLUMN
  "BETWEEN" DATE AS (GET_IGNORE_CASE(VALUE, 'between')::DATE),
  "LAST" VARIANT AS (GET_IGNORE_CASE(VALUE, 'last')::VARIANT);

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=3454a925f33f00c1';
