#!/usr/bin/env bash
# Stands in for the AWS CLI: writes each call to $FAKE_HOME/calls, answers as the files beside it say.
# statuses holds what describe-application says, one line a call, the last one for good; snapshots
# likewise. A call whose first words are in $FAKE_HOME/failures fails.
printf '%s\n' "$*" >> "$FAKE_HOME/calls"
if [ "$1" = --region ]; then shift 2; fi
if grep -qx "$1 $2" "$FAKE_HOME/failures" 2> /dev/null; then
  echo "An error occurred (Fake) when calling $2" >&2
  exit 254
fi
next() {
  local first
  first=$(head -n 1 "$1")
  if [ "$(wc -l < "$1")" -gt 1 ]; then
    tail -n +2 "$1" > "$1.rest"
    mv "$1.rest" "$1"
  fi
  echo "$first"
}
case "$1 $2" in
  "s3api head-object") [ -f "$FAKE_HOME/uploaded" ] ;;
  "cloudtrail describe-trails") cat "$FAKE_HOME/trails" ;;
  "kinesisanalyticsv2 describe-application") next "$FAKE_HOME/statuses" ;;
  "kinesisanalyticsv2 list-application-snapshots") next "$FAKE_HOME/snapshots" ;;
  "kinesisanalyticsv2 create-application-presigned-url") echo '"https://flink.example/ui?token=1&x=2"' ;;
  "cloudformation describe-stacks") echo '"an-output"' ;;
  "secretsmanager describe-secret") cat "$FAKE_HOME/versions" ;;
  "sqs get-queue-attributes") echo '"3"' ;;
esac
