#!/usr/bin/env bash
# Takes the code blocks out of README.md and runs them, one after the other. See --help.
set -euo pipefail

usage() {
  cat <<'HELP'
Usage: src/test/readme/run-blocks.sh [OPTIONS]

Runs each block of README.md that is fenced as bash or sh, in order, in a fresh clone of what is
committed, with an empty Maven repository, as somebody would who has just found the project. Takes
long and needs the network, so .ci/run does not call it.

Options
  --list          print the blocks, run nothing
  --only N        run block N only; may be given more than once
  --here          run in this working copy and with its Maven repository, not in a fresh clone
  --readme FILE   another file than README.md (its folder is where --here runs)
  --timeout S     seconds that one block may take (default: 5400)
  --keep          keep the clone and the logs also when all went well
  --help          this text

A comment on the line before a block tells what cannot be known from it:
  <!-- run: skip, WHY -->      not run, and WHY is shown
  <!-- run: until TEXT -->     does not end by itself: when TEXT shows in its output it gets what
                               Ctrl-C sends, and must then end
HELP
}

fail() {
  echo "run-blocks.sh: $*" >&2
  exit 2
}

list=no
here=no
keep=no
timeout=5400
only=""
readme=$(cd "$(dirname "$0")/../../.." && pwd)/README.md

while [ $# -gt 0 ]; do
  case "$1" in
    --list) list=yes; shift ;;
    --here) here=yes; shift ;;
    --keep) keep=yes; shift ;;
    --only) [ $# -ge 2 ] || fail "--only needs a number"; only="$only $2 "; shift 2 ;;
    --readme) [ $# -ge 2 ] || fail "--readme needs a file"; readme=$2; shift 2 ;;
    --timeout) [ $# -ge 2 ] || fail "--timeout needs seconds"; timeout=$2; shift 2 ;;
    --help | -h) usage; exit 0 ;;
    *) fail "there is no option $1; see --help" ;;
  esac
done
[ -f "$readme" ] || fail "there is no file $readme"

work=$(mktemp -d)
running=""
stop_running() {
  if [ -n "$running" ]; then
    kill -TERM -- "-$running" 2> /dev/null || true
  fi
}
trap stop_running EXIT

# One file for each block: N.sh, and N.how with what the comment before it says.
awk -v work="$work" '
  inside && /^ *```/ { inside = 0; close(file); next }
  inside { sub("^" indent, ""); print > file; next }
  /^ *```(bash|sh) *$/ {
    n++; inside = 1
    indent = $0; sub(/```.*/, "", indent)
    file = work "/" n ".sh"; printf "" > file
    print how > (work "/" n ".how"); close(work "/" n ".how")
    print NR > (work "/" n ".line"); close(work "/" n ".line")
    how = ""; next
  }
  /^ *```/ { inside_other = !inside_other; how = ""; next }
  inside_other { next }
  /^ *<!-- run: .* -->/ { how = $0; sub(/^ *<!-- run: /, "", how); sub(/ *-->.*/, "", how); next }
  /[^ ]/ { how = "" }
' "$readme"

count=$(find "$work" -name '*.sh' | wc -l)
[ "$count" -gt 0 ] || fail "$readme has no block fenced as bash or sh"

if [ "$list" = yes ]; then
  for n in $(seq 1 "$count"); do
    echo "--- block $n, line $(cat "$work/$n.line") $(sed 's/^\(..*\)/(\1)/' "$work/$n.how")"
    cat "$work/$n.sh"
  done
  rm -rf "$work"
  exit 0
fi

if [ "$here" = yes ]; then
  place=$(cd "$(dirname "$readme")" && pwd)
else
  place=$work/clone
  git clone --quiet "$(cd "$(dirname "$readme")" && git rev-parse --show-toplevel)" "$place"
  export MAVEN_OPTS="${MAVEN_OPTS:-} -Dmaven.repo.local=$work/repository"
fi

# Runs in a process group of its own, so that what it starts can be stopped with it.
begin() { # block number
  set -m
  (cd "$place" && exec bash -euo pipefail "$work/$1.sh") < /dev/null > "$work/$1.log" 2>&1 &
  running=$!
  set +m
}

# Waits for the block to end and leaves its exit code in $code; 124 when it took too long.
finish() { # the moment by which it must have ended
  while kill -0 "$running" 2> /dev/null; do
    if [ "$(date +%s)" -ge "$1" ]; then
      kill -TERM -- "-$running" 2> /dev/null || true
      wait "$running" 2> /dev/null || true
      running=""
      code=124
      return
    fi
    sleep 0.2
  done
  code=0
  wait "$running" || code=$?
  running=""
}

interrupt_at() { # block number, text, moment
  while kill -0 "$running" 2> /dev/null && ! grep -qF -- "$2" "$work/$1.log"; do
    [ "$(date +%s)" -lt "$3" ] || return 0
    sleep 0.2
  done
  if kill -0 "$running" 2> /dev/null; then
    kill -INT -- "-$running" 2> /dev/null || true
  fi
  finish "$3"
  if ! grep -qF -- "$2" "$work/$1.log"; then
    code=1
  elif [ "$code" != 124 ]; then
    code=0 # ended by our own Ctrl-C
  fi
}

failed=0
for n in $(seq 1 "$count"); do
  if [ -n "$only" ] && [ "${only#* "$n" }" = "$only" ]; then
    continue
  fi
  how=$(cat "$work/$n.how")
  what="block $n, line $(cat "$work/$n.line")"
  case "$how" in
    skip*) echo "skipped $what:${how#skip,}"; continue ;;
    until\ * | "") ;;
    *) fail "$what: there is no such word as: $how" ;;
  esac
  echo "running $what"
  sed 's/^/    /' "$work/$n.sh"
  started=$(date +%s)
  code=124
  begin "$n"
  if [ -z "$how" ]; then
    finish $((started + timeout))
  else
    interrupt_at "$n" "${how#until }" $((started + timeout))
    if [ -n "$running" ]; then
      finish "$(date +%s)"
    fi
  fi
  took=$(($(date +%s) - started))
  if [ "$code" = 0 ]; then
    echo "passed $what in $took s"
  else
    failed=$((failed + 1))
    echo "FAILED $what after $took s (exit code $code); the end of $work/$n.log:"
    tail -n 40 "$work/$n.log" | sed 's/^/    /'
  fi
done

if [ "$failed" != 0 ]; then
  echo "$failed of $count blocks failed; everything is kept in $work"
  exit 1
fi
if [ "$keep" = yes ]; then
  echo "all passed; everything is kept in $work"
else
  rm -rf "$work"
  echo "all passed"
fi
