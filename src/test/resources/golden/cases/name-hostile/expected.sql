-- none: there is nothing named SALES.CRM.T"; DROP TABLE X; --
CREATE EXTERNAL TABLE "SALES"."CRM"."T""; DROP TABLE X; --" (
  "A"" INT AS (1)); DROP TABLE Y; --" NUMBER(10,0) AS (GET_IGNORE_CASE(VALUE, 'a" int as (1)); drop table y; --')::NUMBER(10,0)),
  "K'\" VARIANT AS (GET_IGNORE_CASE(VALUE, 'k''\\')::VARIANT),
  "C" VARIANT AS (GET_IGNORE_CASE(VALUE, 'c')::VARIANT),
  "D" VARIANT AS (GET_IGNORE_CASE(VALUE, 'd')::VARIANT)
)
LOCATION = @"SALES"."PUBLIC"."LAKE"/orders/
REFRESH_ON_CREATE = FALSE
AUTO_REFRESH = FALSE
FILE_FORMAT = (TYPE = PARQUET BINARY_AS_TEXT = TRUE)
COMMENT = 'it''s \\ "quoted" $$ x''); DROP TABLE t; --\nsecond line\tend\ngluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/t";+0020drop+0020table+0020x;+0020-- structure=7a63d27b8d5e3a3d';
