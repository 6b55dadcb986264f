-- metadata: auto refresh is to be off
ALTER EXTERNAL TABLE "SALES"."CRM"."ORDERS" SET AUTO_REFRESH = FALSE;
