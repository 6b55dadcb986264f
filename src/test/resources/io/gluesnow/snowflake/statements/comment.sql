COMMENT ON TABLE "LAKE"."PUBLIC"."ORDERS" IS 'It''s "ours";\n--\\\ngluesnow:1 instance=prod table=123456789012/us-east-1/sales/orders structure=d4111728addc5f89'
