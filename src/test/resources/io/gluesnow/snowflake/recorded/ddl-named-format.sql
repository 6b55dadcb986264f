-- https://github.com/xnuinside/simple-ddl-parser/issues/273
create or replace external table if not exists MyDb.MySchemaName.MyTableName(
            "Filename" VARCHAR(16777216) AS (METADATA$FILENAME))
            partition by ("Filename")
            location = @ADL_DH_DL_PTS/
            auto_refresh = false
            file_format = MyFormatName
            ;
