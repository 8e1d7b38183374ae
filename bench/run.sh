#!/bin/sh
# Speed and memory, shown: medians of nine runs, seeds named, peers measured in the same run.
#   make bench            everything; results to keep go into bench/RESULTS.md with this command's output
set -u
cd "$(dirname "$0")/.." || exit 2
exec python3 bench/run.py "${NIVEAU:-build/niveau}"
