-- What gluesnow needs in Snowflake, and nothing more: a user that signs in with a key, and a role that
-- may make external tables in one schema on one stage. The role owns the tables that it makes; give
-- readers SELECT on them, which every later change keeps.
--
-- Before running it, replace
--   LAKE, PUBLIC, LAKE_STAGE   by the database, schema and stage that Glue's tables go to and lie on
--   THE_PUBLIC_KEY             by the output of
--                                openssl genrsa 2048 | openssl pkcs8 -topk8 -v2 aes-256-cbc -out key.p8
--                                openssl rsa -in key.p8 -pubout | grep -v -- ----- | tr -d '\n'
-- and repeat the last part for each further schema or stage. The private key goes into the secret.

USE ROLE SECURITYADMIN;

CREATE ROLE IF NOT EXISTS GLUESNOW_ROLE COMMENT = 'Makes external tables as Glue has them';

CREATE USER IF NOT EXISTS GLUESNOW_USER
  TYPE = SERVICE
  LOGIN_NAME = 'GLUESNOW_USER'
  DEFAULT_ROLE = GLUESNOW_ROLE
  RSA_PUBLIC_KEY = 'THE_PUBLIC_KEY'
  COMMENT = 'gluesnow: keeps Snowflake in step with the Glue Data Catalog';

-- Names are always quoted, so this must not be on for the user, whatever the account says.
ALTER USER GLUESNOW_USER SET QUOTED_IDENTIFIERS_IGNORE_CASE = FALSE;

GRANT ROLE GLUESNOW_ROLE TO USER GLUESNOW_USER;

-- For each schema and its stages ------------------------------------------------------------------

GRANT USAGE ON DATABASE LAKE TO ROLE GLUESNOW_ROLE;
GRANT USAGE ON SCHEMA LAKE.PUBLIC TO ROLE GLUESNOW_ROLE;
GRANT CREATE EXTERNAL TABLE ON SCHEMA LAKE.PUBLIC TO ROLE GLUESNOW_ROLE;
GRANT USAGE ON STAGE LAKE.PUBLIC.LAKE_STAGE TO ROLE GLUESNOW_ROLE;

-- Only where they are needed: take the comment away -----------------------------------------------

-- The secret names a warehouse. None of the statements wakes it.
-- GRANT USAGE ON WAREHOUSE LAKE_WH TO ROLE GLUESNOW_ROLE;

-- The tables carry row access policies or tags. A table that must be replaced sheds them, so they are
-- restated in the same statement; without these grants such a table waits for approval instead.
-- GRANT APPLY ON ROW ACCESS POLICY LAKE.PUBLIC.SOME_POLICY TO ROLE GLUESNOW_ROLE;
-- GRANT APPLY ON TAG LAKE.PUBLIC.SOME_TAG TO ROLE GLUESNOW_ROLE;
