#!/bin/sh
# An invented proposal as a folder of its own: sh tests/revision.sh OUTDIR [vestby]
# Without a name it is the one of examples/revision, on examples/lyngby_taarbaek.
# Where the catalogue changes under the patch: make the folder from what still fits, mend it by hand, and write the patch
# anew with `diff -u` for each file, labelled a/FILE and b/FILE.
set -eu
if [ $# -lt 1 ] || [ $# -gt 2 ]; then
	echo "usage: sh tests/revision.sh OUTDIR [CATALOGUE]" >&2
	exit 2
fi
root=$(cd "$(dirname "$0")/.." && pwd)
if [ -n "$(ls -A "$1" 2>/dev/null)" ]; then
	echo "revision: $1 is not empty" >&2
	exit 2
fi
catalogue=${2:-lyngby_taarbaek}
proposal=$root/examples/${2:-revision}/forslag.patch
mkdir -p "$1"
cp "$root/examples/$catalogue"/*.niv "$1"
patch --quiet --strip=1 --no-backup-if-mismatch --directory="$1" --input="$proposal"
