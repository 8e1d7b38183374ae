# A floor includes itself and the floors below, never above (docs/design.md).
BEGIN {
	n = split("base front meaning space check diff text emit tool", name)
	for (i = 1; i <= n; i++)
		floor[name[i]] = i
}
FNR == 1 {
	split(FILENAME, part, "/")
	here = part[2]
}
/^#include "[a-z]+\// {
	split($2, q, /["\/]/)
	if (floor[q[2]] > floor[here]) {
		printf "%s:%d: %s must not look up at %s\n", FILENAME, FNR, here, q[2]
		bad = 1
	}
}
END {
	exit bad
}
