#!/bin/sh
# The part of the conformance suite that fits into `make test`: see run.sh.
exec sh tests/conformance/run.sh 20000 1000 300 "${SEED:-1}"
