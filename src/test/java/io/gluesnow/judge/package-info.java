/**
 * Programs of others that judge what this job says and does: moto and kinesis-mock answer as AWS
 * does, sqlfluff reads Snowflake's SQL, cfn-lint reads CloudFormation. They are fetched on first
 * use and never part of a jar.
 */
package io.gluesnow.judge;
