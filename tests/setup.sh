#!/bin/sh
# Installs what tests/packages.txt names and this Debian lacks. Says one line; what cannot be had is named, and the
# steps that need it are skipped later by name.
set -u
cd "$(dirname "$0")/.." || exit 2

if ! command -v dpkg-query >/dev/null || ! command -v apt-get >/dev/null; then
	echo "setup: no apt here; the packages of tests/packages.txt have to be there by other means"
	exit 0
fi

# A line is a package, and perhaps the command that makes it superfluous where somebody else brought it.
missing() {
	while read -r name command; do
		[ -n "$name" ] || continue
		[ -z "$command" ] || ! command -v "$command" >/dev/null || continue
		state=$(dpkg-query -W -f='${db:Status-Status}' "$name" 2>/dev/null)
		[ "$state" = installed ] || echo "$name"
	done <tests/packages.txt
}

wanted=$(missing | tr '\n' ' ')
if [ -z "$wanted" ]; then
	echo "setup: nothing to install"
	exit 0
fi
if [ "$(id -u)" = 0 ]; then
	as_root=
elif command -v sudo >/dev/null && { sudo -n true 2>/dev/null || [ -t 0 ]; }; then
	as_root=sudo # may ask for the password
else
	echo "setup: missing $wanted(neither root nor sudo: apt-get install $wanted)"
	exit 0
fi

install() {
	$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends "$@" \
		>/dev/null 2>&1
}

$as_root apt-get update -qq >/dev/null 2>&1
# shellcheck disable=SC2086
install $wanted || for name in $wanted; do install "$name"; done
still=$(missing | tr '\n' ' ')
if [ -n "$still" ]; then
	echo "setup: installed what could be had; missing: $still"
else
	echo "setup: installed $wanted"
fi
