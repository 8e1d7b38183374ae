#!/bin/sh
# The invented proposal of examples/revision as a folder of its own: sh tests/revision.sh OUTDIR
# Where the catalogue changes under the patch: make the folder from what still fits, mend it by hand, and write the patch
# anew with `diff -u` for each file, labelled a/FILE and b/FILE.
set -eu
if [ $# -ne 1 ]; then
	echo "usage: sh tests/revision.sh OUTDIR" >&2
	exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
if [ -n "$(ls -A "$1" 2>/dev/null)" ]; then
	echo "revision: $1 is not empty" >&2
	exit 2
fi
mkdir -p "$1"
cp "$root"/examples/lyngby_taarbaek/*.niv "$1"
patch --quiet --strip=1 --no-backup-if-mismatch --directory="$1" --input="$root/examples/revision/forslag.patch"
