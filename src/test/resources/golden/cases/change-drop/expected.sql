-- metadata: columns go: OLD
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "OLD";

COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=69d9bfc764de05d9';
