#!/usr/bin/env bash
# Brings gluesnow onto Amazon Managed Service for Apache Flink. See --help.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: deployment/deploy.sh COMMAND [OPTIONS]

Commands
  upload     put the job jar into the bucket, under a key that names its content
  deploy     upload, then create or update the stack (a running job restarts from a snapshot;
             a stopped one stays stopped)
  start      start the job from its latest snapshot, or for the first time
  stop       take a snapshot and stop the job
  status     the job, its snapshots, and how many letters wait in its queues
  dashboard  print a link to the Flink UI, good for an hour

Options
  --stack NAME       the stack, and the job in it (default: gluesnow)
  --bucket NAME      the bucket for the jar (upload, deploy)
  --jar FILE         the job jar (default: the one in target/)
  --secret-arn ARN   a Secrets Manager secret that exists; without it the stack makes an empty one
  --param KEY=VALUE  a parameter of gluesnow.yaml; may be given more than once. An update keeps
                     those that are not given
  --region REGION    default: what the AWS CLI is set to
  --wait SECONDS     how long start and stop may take (default: 600)
  --dry-run          print the AWS calls instead of making them
  --help             this text

A first time
  deployment/deploy.sh deploy --bucket my-bucket --param Instance=prod
  aws secretsmanager put-secret-value --secret-id gluesnow/snowflake --secret-string file://secret.json
  deployment/deploy.sh start
  The job starts in shadow mode: it sends nothing but SHOW and DESC. To let it send:
  deployment/deploy.sh deploy --bucket my-bucket --param Apply=on
HELP
}

fail() {
  echo "deploy.sh: $*" >&2
  exit 1
}

command=""
stack=gluesnow
bucket=""
jar=""
secret_arn=""
region=""
wait_seconds=600
dry_run=no
params=()

value_of() { # option, what follows it
  [ "$2" -ge 2 ] || fail "$1 needs a value; see --help"
}

while [ $# -gt 0 ]; do
  case "$1" in
    --stack) value_of "$1" $#; stack=$2; shift 2 ;;
    --bucket) value_of "$1" $#; bucket=$2; shift 2 ;;
    --jar) value_of "$1" $#; jar=$2; shift 2 ;;
    --secret-arn) value_of "$1" $#; secret_arn=$2; shift 2 ;;
    --param) value_of "$1" $#; params+=("$2"); shift 2 ;;
    --region) value_of "$1" $#; region=$2; shift 2 ;;
    --wait) value_of "$1" $#; wait_seconds=$2; shift 2 ;;
    --dry-run) dry_run=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    -*) fail "there is no option $1; see --help" ;;
    *)
      [ -z "$command" ] || fail "one command at a time: $command or $1?"
      command=$1
      shift
      ;;
  esac
done

here=$(cd "$(dirname "$0")" && pwd)
template=$here/gluesnow.yaml
poll_seconds=${POLL_SECONDS:-5}

case "$command" in
  "") usage >&2; fail "say what to do" ;;
  upload | deploy | start | stop | status | dashboard) ;;
  *) fail "there is no command $command; see --help" ;;
esac
case "$wait_seconds" in
  *[!0-9]* | "") fail "--wait takes a number of seconds, not $wait_seconds" ;;
esac
case "$stack" in
  [A-Za-z]*) ;;
  *) fail "a stack's name begins with a letter: $stack" ;;
esac
case "$stack" in
  *[!A-Za-z0-9-]*) fail "a stack's name has letters, digits and hyphens only: $stack" ;;
esac
if [ "$dry_run" = no ] && ! command -v aws > /dev/null 2>&1; then
  fail "the AWS CLI is missing: install it (https://aws.amazon.com/cli/) or use --dry-run"
fi

# ---- the AWS CLI -------------------------------------------------------------------------------

# In a dry run calls are shown where the answers would be, whatever their answer is used for.
exec 3>&1

say() {
  [ "$dry_run" = yes ] || echo "$*"
}

call() {
  if [ -n "$region" ]; then
    set -- --region "$region" "$@"
  fi
  if [ "$dry_run" = yes ]; then
    { printf 'aws'; printf ' %q' "$@"; printf '\n'; } >&3
  else
    aws "$@"
  fi
}

# A question whose answer is one word or nothing. As JSON, since the CLI would answer a question
# about several pages once for each page in its other forms.
ask() {
  local answer
  answer=$(call "$@" --output json) || return 1
  [ "$answer" = null ] || printf '%s' "$answer" | sed -e 's/^"//' -e 's/"$//'
}

# ---- the jar -----------------------------------------------------------------------------------

find_jar() {
  if [ -n "$jar" ]; then
    [ -f "$jar" ] || fail "there is no file $jar"
    return
  fi
  local found=()
  local candidate
  for candidate in "$here"/../target/gluesnow-*.jar; do
    case "$candidate" in
      *gluesnow-local.jar | *-sources.jar | *-javadoc.jar | *-tests.jar) ;;
      *) if [ -f "$candidate" ]; then found+=("$candidate"); fi ;;
    esac
  done
  [ ${#found[@]} -gt 0 ] || fail "there is no job jar in target/: build it with \`mvn -DskipTests package\`, or name it with --jar"
  [ ${#found[@]} -eq 1 ] || fail "there are ${#found[@]} job jars in target/: name one with --jar"
  jar=${found[0]}
}

digest() {
  if command -v sha256sum > /dev/null 2>&1; then
    sha256sum "$1"
  else
    shasum -a 256 "$1"
  fi | cut -c1-16
}

upload() {
  [ -n "$bucket" ] || fail "$command needs --bucket, the bucket for the jar"
  find_jar
  key=gluesnow/gluesnow-$(digest "$jar").jar
  if [ "$dry_run" = no ] && call s3api head-object --bucket "$bucket" --key "$key" > /dev/null 2>&1; then
    say "s3://$bucket/$key is there already"
    return
  fi
  call s3 cp --only-show-errors "$jar" "s3://$bucket/$key" || fail "the jar could not be uploaded to s3://$bucket/$key"
  say "uploaded $jar to s3://$bucket/$key"
}

# ---- the stack ---------------------------------------------------------------------------------

warn_without_trail() {
  local trails
  [ "$dry_run" = no ] || return 0
  trails=$(ask cloudtrail describe-trails --query 'length(trailList)' 2> /dev/null) || return 0
  if [ "$trails" = 0 ]; then
    echo "deploy.sh: warning: this account has no CloudTrail trail here. Without one that logs" >&2
    echo "management events, EventBridge gets no event of Glue and the job hears of no change." >&2
  fi
}

deploy() {
  [ -f "$template" ] || fail "the template $template is missing"
  local param
  for param in ${params[@]+"${params[@]}"}; do
    case "$param" in
      JarBucket=* | JarKey=* | SecretArn=*) fail "set ${param%%=*} with --bucket, --jar or --secret-arn" ;;
      # Not grep -q: it would leave before sed has written all, and pipefail take that for a failure.
      *=*) sed -n '/^Parameters:/,/^Conditions:/p' "$template" | grep "^  ${param%%=*}:\$" >/dev/null || fail "gluesnow.yaml has no parameter ${param%%=*}" ;;
      *) fail "--param takes KEY=VALUE, not $param" ;;
    esac
  done
  upload
  warn_without_trail
  set -- "JarBucket=$bucket" "JarKey=$key"
  if [ -n "$secret_arn" ]; then
    set -- "$@" "SecretArn=$secret_arn"
  fi
  call cloudformation deploy --stack-name "$stack" --template-file "$template" \
    --capabilities CAPABILITY_IAM --no-fail-on-empty-changeset \
    --parameter-overrides "$@" ${params[@]+"${params[@]}"} \
    || fail "the stack $stack was not deployed; its events say why: aws cloudformation describe-stack-events --stack-name $stack"
  say "deployed the stack $stack"
}

output() {
  ask cloudformation describe-stacks --stack-name "$stack" \
    --query "Stacks[0].Outputs[?OutputKey=='$1'].OutputValue | [0]"
}

# ---- the job -----------------------------------------------------------------------------------

job_status() {
  ask kinesisanalyticsv2 describe-application --application-name "$stack" \
    --query ApplicationDetail.ApplicationStatus \
    || fail "the job $stack cannot be found; deploy it first, or name its stack with --stack"
}

# Waits until the job has the first status; the second is the one on the way there.
wait_for() {
  [ "$dry_run" = no ] || return 0
  local waited=0 now
  while true; do
    now=$(job_status)
    if [ "$now" = "$1" ]; then
      return 0
    fi
    [ "$now" = "$2" ] || fail "the job is $now instead of $1; its log group /aws/kinesis-analytics/$stack says why"
    [ "$waited" -lt "$wait_seconds" ] || fail "the job is still $now after $wait_seconds s; it may get there yet: see status"
    sleep "$poll_seconds"
    waited=$((waited + (poll_seconds > 0 ? poll_seconds : 1)))
  done
}

start() {
  local now secret versions
  now=$(job_status)
  if [ "$now" = RUNNING ]; then
    say "the job $stack is running already"
    return
  fi
  if [ "$dry_run" = no ] && [ "$now" != READY ] && [ "$now" != STARTING ]; then
    fail "the job is $now: it can be started when it is READY"
  fi
  if [ "$now" != STARTING ]; then
    secret=$(output SecretArn)
    versions=$(ask secretsmanager describe-secret --secret-id "${secret:-SecretArn}" \
      --query 'length(keys(VersionIdsToStages || `{}`))') || fail "the secret ${secret} cannot be looked at"
    if [ "$dry_run" = no ] && [ "${versions:-0}" = 0 ]; then
      fail "the secret has no value yet: aws secretsmanager put-secret-value --secret-id $secret --secret-string file://secret.json"
    fi
    call kinesisanalyticsv2 start-application --application-name "$stack" --run-configuration \
      '{"ApplicationRestoreConfiguration":{"ApplicationRestoreType":"RESTORE_FROM_LATEST_SNAPSHOT"}}' > /dev/null \
      || fail "the job was not started"
  fi
  wait_for RUNNING STARTING
  say "the job $stack is running"
}

latest_snapshot() {
  ask kinesisanalyticsv2 list-application-snapshots --application-name "$stack" \
    --query "sort_by(SnapshotSummaries[?SnapshotStatus=='READY'], &SnapshotCreationTimestamp)[-1].SnapshotName"
}

stop() {
  local now before after
  now=$(job_status)
  if [ "$now" = READY ]; then
    say "the job $stack is stopped already"
    return
  fi
  if [ "$dry_run" = no ] && [ "$now" != RUNNING ]; then
    fail "the job is $now: it can be stopped with a snapshot when it is RUNNING"
  fi
  before=$(latest_snapshot)
  # Without Force a stop takes a snapshot first.
  call kinesisanalyticsv2 stop-application --application-name "$stack" > /dev/null || fail "the job was not stopped"
  wait_for READY STOPPING
  after=$(latest_snapshot)
  if [ "$dry_run" = no ] && { [ -z "$after" ] || [ "$after" = "$before" ]; }; then
    fail "the job $stack has stopped, but no new snapshot is there: the next start will read again from ${before:-the beginning}"
  fi
  say "the job $stack has stopped with the snapshot $after"
}

letters() {
  local url count
  url=$(output "$1")
  count=$(ask sqs get-queue-attributes --queue-url "${url:-$1}" \
    --attribute-names ApproximateNumberOfMessages --query Attributes.ApproximateNumberOfMessages) || count="?"
  say "$2: $count"
}

status() {
  local now snapshot
  now=$(job_status)
  snapshot=$(latest_snapshot)
  say "job $stack: $now"
  say "latest snapshot: ${snapshot:-none}"
  letters DeadLetterQueueUrl "letters about what was not read or not brought to Snowflake"
  letters UndeliveredQueueUrl "events that were not delivered to the stream"
}

dashboard() {
  local now
  now=$(job_status)
  [ "$now" = RUNNING ] || [ "$dry_run" = yes ] || fail "the job is ${now:-unknown}: only a running job has a Flink UI"
  ask kinesisanalyticsv2 create-application-presigned-url --application-name "$stack" \
    --url-type FLINK_DASHBOARD_URL --session-expiration-duration-in-seconds 3600 --query AuthorizedUrl
  echo
}

"$command"
