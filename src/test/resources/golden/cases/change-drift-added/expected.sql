-- metadata: columns go: EXTRA
ALTER TABLE "SALES"."CRM"."ORDERS" DROP COLUMN
  "EXTRA";
