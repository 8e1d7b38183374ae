# Every finding of diag.def is raised somewhere, and no code or slug is used twice; with strict=1 it also has a page
# and a golden. What no .niv alone can raise (the world, cases, targets: 00xx, 70xx, 71xx, 80xx, 91xx, 92xx) may be raised by another
# test that names the code. Files: diag.def, then sources, then tests. `pages` lists the codes that have a page.
FILENAME ~ /diag\.def$/ {
	if (match($0, /^DIAG\([0-9][0-9][0-9][0-9],/)) {
		code = substr($0, 6, 4)
		split($0, part, /, */)
		slug = part[3]
		if (code in slug_of || slug in code_of)
			complain("N" code " " slug " is used twice")
		slug_of[code] = slug
		code_of[slug] = code
		order[++n] = code
	}
	next
}
FILENAME ~ /\.niv$/ && FILENAME !~ /^tests\/diff/ {
	line = $0
	while (match(line, /#! *N[0-9][0-9][0-9][0-9]/)) {
		golden[substr(line, RSTART + RLENGTH - 4, 4)] = 1
		line = substr(line, RSTART + RLENGTH)
	}
	next
}
FILENAME ~ /^tests\// {
	line = $0
	while (match(line, /N(00|70|71|80|91|92)[0-9][0-9]/)) {
		golden[substr(line, RSTART + 1, 4)] = 1
		line = substr(line, RSTART + RLENGTH)
	}
	next
}
{
	line = $0
	while (match(line, /diag_[a-z0-9_]+/)) {
		raised[substr(line, RSTART + 5, RLENGTH - 5)] = 1
		line = substr(line, RSTART + RLENGTH)
	}
}
function complain(text) {
	print "src/base/diag.def: " text
	bad = 1
}
END {
	split(pages, page_list, " ")
	for (i in page_list)
		page[page_list[i]] = 1
	for (i = 1; i <= n; i++) {
		code = order[i]
		if (!strict)
			continue
		if (!(slug_of[code] in raised))
			complain("N" code " " slug_of[code] " is raised nowhere")
		if (!(code in page))
			complain("N" code " " slug_of[code] " has no page docs/findings/" code ".md")
		if (!(code in golden))
			complain("N" code " " slug_of[code] " has no test that raises it")
	}
	exit bad
}
