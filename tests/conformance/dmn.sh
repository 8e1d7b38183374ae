# SPDX-License-Identifier: MIT
# Read by run.sh, whose names it uses. dmn_agrees CASES: the emitted DMN of $folder before its judges (the schema, dmn-moddle), and in
# two engines against the reference evaluator; the emitted C gives the names. What is not installed is skipped loudly.
dmn_ready() {
	has xmllint && has node || return 1
	why=$(. tests/peers/install.sh) || { echo "SKIP conformance: DMN: $why"; return 1; }
	modules=build/peers/node_modules
	xsd=$modules/@kie-tools/dmn-marshaller/src/schemas/dmn-1_3/DMN13.xsd
}

dmn_agrees() {
	"$x/emit" dmn "$folder" "$x" >/dev/null && cp "$x/$name.dmn" "$x/once.dmn"
	root=$(cd "$x" && pwd)
	(cd / && LC_ALL=C NIVEAU_STDLIB=$root/in/stdlib "$root/emit" dmn "$root/${folder#"$x"/}" "$root" >/dev/null)
	cmp "$x/$name.dmn" "$x/once.dmn" || { echo "$name: DMN is not the same twice"; bad=1; }
	xmllint --noout --nonet --schema "$xsd" "$x/$name.dmn" 2>"$x/xmllint.log" || { head -3 "$x/xmllint.log"; bad=1; }
	${CC:-cc} $ours -O1 -DNAME="$name" -DUPPER="$upper" -DHEADER="\"$name.h\"" -o "$x/whole" \
		tests/conformance/whole.c tests/conformance/case.c "$x/conform.o" $libs
	"$x/whole" "$folder" "$seed" "$1" "$1" >"$x/$name.whole"
	second=$(($1 / 8))
	node tests/peers/dmn.mjs $modules "$x/$name.dmn" "$second" 12 <"$x/$name.whole" || bad=1
}
