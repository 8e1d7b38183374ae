#!/bin/sh
# The citizen's pages before foreign judges: a validator of HTML with its rules of accessibility, and a browser used by keyboard
# alone on a narrow screen. Status 77: something needed is not to be had.
set -u
cd "$(dirname "$0")/.." || exit 2
niveau=${NIVEAU:-build/niveau}
NIVEAU_STDLIB=$PWD/stdlib
export NIVEAU_STDLIB
command -v node >/dev/null || { echo "there is no node"; exit 77; }
. tests/peers/install.sh
pages=$peers/pages
rm -rf $pages && mkdir -p $pages || exit 2
bad=0
for path in examples/lyngby_taarbaek examples/albertslund examples/vestby tests/citizen/small.niv tests/citizen/english.niv; do
	$niveau build "$path" --to html --out $pages --force >$pages/log
	[ $? -le 1 ] || { echo "$path: no page"; cat $pages/log; bad=1; }
done
node $peers/node_modules/html-validate/bin/html-validate.js --config tests/peers/htmlvalidate.json $pages/*.html || bad=1
node tests/peers/keyboard.js $pages/*.html
case $? in
0) ;;
77) echo "SKIP html-keyboard: there is no chromium" ;;
*) bad=1 ;;
esac
exit $bad
