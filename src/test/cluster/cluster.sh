#!/usr/bin/env bash
# A real Flink session cluster on this machine, each JobManager and TaskManager a process of its own.
# It is made of Maven's jars, since no Flink distribution can be had from there.
set -euo pipefail

usage() {
  cat <<'TEXT'
usage: cluster.sh COMMAND HOME [...]

HOME is the folder of one cluster: its configuration, logs, checkpoints, savepoints.

  prepare HOME         resolve Flink's jars and write the configuration
  jobmanager HOME      become a JobManager (prepare first); kill the process to end it
  taskmanager HOME N   become TaskManager number N, with two slots

  start HOME [COUNT]   for people: all of it in the background, with COUNT TaskManagers (2)
  stop HOME            end what start has started

Environment:
  FLINK_VERSION   1.20.3
  REST_PORT       18081, the web UI and the REST API
  RPC_PORT        16123
  MAVEN           mvn, with the options that it needs
TEXT
}

here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
FLINK_VERSION=${FLINK_VERSION:-1.20.3}
REST_PORT=${REST_PORT:-18081}
RPC_PORT=${RPC_PORT:-16123}
MAVEN=${MAVEN:-mvn}
JAVA=${JAVA_HOME:+$JAVA_HOME/bin/}java

# Flink 1.20 reaches into the JDK: the doors that it needs on 17.
doors=()
for package in java.util java.lang java.util.concurrent java.util.concurrent.atomic java.nio java.net \
  java.io java.time java.text sun.net.util; do
  doors+=("--add-opens=java.base/$package=ALL-UNNAMED")
done
doors+=("--add-exports=java.base/sun.net.util=ALL-UNNAMED")

prepare() {
  mkdir -p "$conf" "$run/tmp" "$run/upload"
  # Not quoted: MAVEN may hold options.
  # shellcheck disable=SC2086
  $MAVEN -q -B -f "$here/pom.xml" dependency:build-classpath \
    "-Dflink.version=$FLINK_VERSION" "-Dmdep.outputFile=$run/classpath"
  cat > "$conf/config.yaml" <<YAML
jobmanager:
  bind-host: 127.0.0.1
  rpc: {address: 127.0.0.1, port: $RPC_PORT}
  memory: {process: {size: 1024m}}
  execution: {failover-strategy: region}
taskmanager:
  bind-host: 127.0.0.1
  host: 127.0.0.1
  numberOfTaskSlots: 2
  memory: {process: {size: 1400m}, jvm-metaspace: {size: 384m}}
rest: {address: 127.0.0.1, bind-address: 127.0.0.1, port: $REST_PORT}
web: {upload: {dir: "$run/upload"}, refresh-interval: 100}
state: {backend: {type: rocksdb, incremental: true}}
execution:
  checkpointing:
    interval: 1s
    timeout: 60s
    dir: "file://$run/checkpoints"
    savepoint-dir: "file://$run/savepoints"
restart-strategy:
  type: exponential-delay
  exponential-delay: {initial-backoff: 500ms, max-backoff: 2s}
heartbeat: {interval: 1000, timeout: 6000}
metrics: {fetcher: {update-interval: 500}}
classloader: {resolve-order: child-first}
io: {tmp: {dirs: "$run/tmp"}}
YAML
  cat > "$conf/log4j.properties" <<'LOG4J'
rootLogger.level = INFO
rootLogger.appenderRef.file.ref = File
appender.file.type = File
appender.file.name = File
appender.file.fileName = ${sys:log.file}
appender.file.layout.type = PatternLayout
appender.file.layout.pattern = %d{ISO8601} %-5p %-50c{1.} - %m%n
LOG4J
}

common=()
set_common() {
  [ -f "$run/classpath" ] || { echo "$run/classpath is missing: cluster.sh prepare $home" >&2; exit 1; }
  export FLINK_CONF_DIR=$conf
  common=("${doors[@]}" "-Dlog4j.configurationFile=file:$conf/log4j.properties" -cp "$(< "$run/classpath")")
}

jobmanager() {
  set_common
  exec "$JAVA" -Xmx600m -XX:MaxMetaspaceSize=384m "-Dlog.file=$run/jobmanager.log" \
    "-Dweb.log.path=$run/jobmanager.log" "${common[@]}" \
    org.apache.flink.runtime.entrypoint.StandaloneSessionClusterEntrypoint \
    --configDir "$conf" --executionMode cluster
}

taskmanager() {
  set_common
  # Flink's own scripts ask this class how to split the memory; without its answer none starts.
  local answer jvm dynamic
  answer=$("$JAVA" -cp "$(< "$run/classpath")" org.apache.flink.runtime.util.bash.BashJavaUtils \
    GET_TM_RESOURCE_PARAMS --configDir "$conf" 2> /dev/null |
    sed -n 's/^BASH_JAVA_UTILS_EXEC_RESULT://p')
  read -ra jvm <<< "$(sed -n 1p <<< "$answer")"
  read -ra dynamic <<< "$(sed -n 2p <<< "$answer")"
  [ "${#dynamic[@]}" -gt 0 ] || { echo "no memory split for TaskManager $1" >&2; exit 1; }
  exec "$JAVA" "${jvm[@]}" "-Dlog.file=$run/taskmanager-$1.log" "${common[@]}" \
    org.apache.flink.runtime.taskexecutor.TaskManagerRunner --configDir "$conf" "${dynamic[@]}" \
    -D "taskmanager.resource-id=taskmanager-$1"
}

background() { # name, command...
  local name=$1
  shift
  nohup "${BASH_SOURCE[0]}" "$@" > "$run/$name.out" 2>&1 < /dev/null &
  echo $! > "$run/$name.pid"
}

[ $# -ge 2 ] || { usage >&2; exit 2; }
command=$1
mkdir -p "$2"
home=$(cd "$2" && pwd)
conf=$home/conf
run=$home/run
case $command in
  prepare) prepare ;;
  jobmanager) jobmanager ;;
  taskmanager) taskmanager "${3:?number of the TaskManager}" ;;
  start)
    prepare
    background jobmanager jobmanager "$home"
    for number in $(seq "${3:-2}"); do
      background "taskmanager-$number" taskmanager "$home" "$number"
    done
    echo "Flink $FLINK_VERSION: http://127.0.0.1:$REST_PORT (logs in $run)"
    ;;
  stop)
    for file in "$run"/*.pid; do
      [ -f "$file" ] || continue
      kill "$(< "$file")" 2> /dev/null || true
      rm -f "$file"
    done
    ;;
  *)
    usage >&2
    exit 2
    ;;
esac
