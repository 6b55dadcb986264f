COMMENT ON TABLE SALES.CRM.ORDERS IS 'gluesnow:1 instance=golden table=111122223333/eu-west-1/sales__crm/orders structure=00000000000000aa';
