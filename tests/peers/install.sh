# The pinned packages of tests/peers in $peers (build/peers), for the scripts that read this file; status 77 where they cannot be had.
peers=build/peers
command -v npm >/dev/null || { echo "there is no npm"; exit 77; }
mkdir -p $peers
if ! cmp -s tests/peers/package-lock.json $peers/package-lock.json || [ ! -d $peers/node_modules ]; then
	cp tests/peers/package.json tests/peers/package-lock.json $peers/
	(cd $peers && npm ci --ignore-scripts --no-audit --no-fund >npm.log 2>&1) || {
		echo "npm could not install tests/peers: $(tail -n 1 $peers/npm.log)"
		exit 77
	}
fi
