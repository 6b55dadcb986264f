-- destructive: its table is gone from Glue
DROP EXTERNAL TABLE "SALES"."CRM"."ORDERS";
