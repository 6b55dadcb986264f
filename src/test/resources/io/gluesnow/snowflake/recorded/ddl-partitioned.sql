-- https://github.com/xnuinside/simple-ddl-parser/issues/218
create or replace external table TABLE_DATA_SRC.EXT_PAYLOAD_MANIFEST_WEB(
        "type" VARCHAR(255) AS (SPLIT_PART(SPLIT_PART(METADATA$FILENAME, '/', 1), '=', 2)),
        "path" VARCHAR(255) AS (METADATA$FILENAME))
    partition by ("type", "path")
    location=@ADL_Azure_Storage_Account_Container_Name/
    auto_refresh=false
    file_format=(TYPE=JSON NULL_IF=())
    ;
