#!/bin/sh
# The figures of README.md: estimates a second at 64 connections, memory before and after. Needs wrk.
# SECONDS_EACH (60), PORT (18080) and GOINGRATE (the program) can be set.
set -eu
cd "$(dirname "$0")"
program=${GOINGRATE:-../../target/release/goingrate}
port=${PORT:-18080}
seconds=${SECONDS_EACH:-60}
work=$(mktemp -d)
QUERIES=$work/queries
export QUERIES
python3 questions.py > "$QUERIES"
"$program" serve --listen "127.0.0.1:$port" --access-log "${ACCESS_LOG:-false}" 2> "$work/log" &
server=$!
trap 'kill $server 2>/dev/null || true; rm -rf "$work"' EXIT
until "$program" serve --check --listen "127.0.0.1:$port" > /dev/null; do sleep 0.2; done
memory() { awk '/VmRSS/ { printf "%d MB\n", $2 / 1024 }' "/proc/$server/status"; }
echo "different queries: $(sort -u "$QUERIES" | wc -l); processors: $(nproc); load before: $(cut -d' ' -f1-3 /proc/loadavg)"
echo "memory before: $(memory)"
for round in 1 2; do
    echo "estimates, $seconds s, 64 connections:"
    wrk -t1 -c64 "-d${seconds}s" --timeout 10s -s load.lua "http://127.0.0.1:$port" | tail -1
    echo "memory: $(memory)"
done
echo "pay, 10 s, 16 connections:"
ROUTE=/v1/pay wrk -t1 -c16 -d10s --timeout 10s -s load.lua "http://127.0.0.1:$port" | tail -1
echo "memory: $(memory)"
