#!/bin/sh
# Runs reshape_traffic.lupomig and kills it, without warning, after so many seconds.
set -eu

if [ $# -ne 1 ]; then
  echo "usage: kill_after.sh SECONDS" >&2
  exit 2
fi

here=$(CDPATH= cd -- "$(dirname -- "$0")" && pwd)

"$here/../../bin/lupomig" run "$here/reshape_traffic.lupomig" &
run=$!
sleep "$1"

# The launcher replaces itself with java, or else java is its child. The database server must live on.
java=$(pgrep -P "$run" -x java 2>/dev/null || true)
if kill -KILL ${java:-"$run"} 2>/dev/null; then
  echo "killed after $1 s"
else
  echo "it had ended before $1 s were over"
fi
wait "$run" 2>/dev/null || true
