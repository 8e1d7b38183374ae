#!/bin/sh
# postgres.sh start | stop FOLDER: a throw-away PostgreSQL in a folder of its own, without network. `start` prints the
# folder (also of its socket) and fails where PostgreSQL is not installed; it runs as somebody else than root.
set -u
bin=$(find /usr/lib/postgresql -name initdb 2>/dev/null | sort -V | tail -n 1)
bin=${bin%/initdb}

as_user() {
	if [ "$(id -u)" = 0 ]; then runuser -u postgres -- "$@"; else "$@"; fi
}

case $1 in
start)
	[ "$bin" ] && command -v psql >/dev/null || exit 1
	folder=$(mktemp -d "${TMPDIR:-/tmp}/niveau-pg.XXXXXX") || exit 1
	[ "$(id -u)" != 0 ] || chown postgres "$folder" || exit 1
	cd "$folder" || exit 1
	as_user "$bin/initdb" -D "$folder/data" -A trust -U postgres -E UTF8 --locale=C.UTF-8 >/dev/null 2>&1 &&
		as_user "$bin/pg_ctl" -D "$folder/data" -o "-k $folder -c listen_addresses= -c fsync=off" \
			-l "$folder/log" -w start >/dev/null 2>&1 || exit 1
	echo "$folder"
	;;
stop)
	[ "${2:-}" ] && [ -d "$2/data" ] || exit 0
	cd "$2" && as_user "$bin/pg_ctl" -D "$2/data" -m immediate -w stop >/dev/null 2>&1
	cd / && rm -rf "$2"
	;;
esac
