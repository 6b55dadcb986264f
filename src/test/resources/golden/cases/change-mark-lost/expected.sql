-- metadata: the comment changes; our mark is missing
COMMENT ON TABLE "SALES"."CRM"."ORDERS" IS 'All orders\ngluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=122248177c6a3460';
