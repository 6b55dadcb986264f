-- metadata: the mark has another structure's fingerprint
COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=122248177c6a3460';
