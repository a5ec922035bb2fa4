#!/bin/sh
# Installs Ghost, its Node.js and MariaDB below a cache folder, once: ghost, node, versions.
# Prints nothing if all is there. tests/cms/ghost/ghost_site.py starts them.
set -eu

GHOST=6.65.0
NODE=24.20.0
PNPM=12

cache="${XDG_CACHE_HOME:-$HOME/.cache}/listen-cms/ghost"
done_file="$cache/done-$GHOST-$NODE"

if [ ! -x /usr/sbin/mariadbd ]; then
    packages="mariadb-server-core mariadb-client-core"
    as_root=""
    if [ "$(id -u)" != 0 ]; then as_root="sudo --non-interactive"; fi
    if ! command -v apt-get >/dev/null || ! $as_root true 2>/dev/null; then
        echo "Install MariaDB, then try again: sudo apt-get install $packages" >&2
        exit 1
    fi
    $as_root apt-get update -qq
    # shellcheck disable=SC2086  # a list of words
    $as_root env DEBIAN_FRONTEND=noninteractive \
        apt-get install -y -qq --no-install-recommends $packages >/dev/null
fi
[ -e "$done_file" ] && exit 0

echo "Installing Ghost $GHOST below $cache. This takes about two minutes."
rm -rf "$cache"
mkdir -p "$cache/tools"

# Ghost needs a newer Node.js than Debian has. These packages hold the binary and pnpm.
printf '{"private": true}\n' > "$cache/tools/package.json"
npm install --silent --no-audit --no-fund --ignore-scripts --prefix "$cache/tools" \
    "node-linux-$(uname -m | sed 's/x86_64/x64/; s/aarch64/arm64/')@$NODE" "pnpm@$PNPM"
node=$(find "$cache/tools/node_modules" -path '*/bin/node' -type f | head -n 1)
mkdir -p "$cache/bin"
ln -s "$node" "$cache/bin/node"

(cd "$cache" && npm pack --silent "ghost@$GHOST" >/dev/null && tar -xzf "ghost-$GHOST.tgz" &&
    rm "ghost-$GHOST.tgz" && mv package app)
# The package pins a pnpm that pnpm refuses without a signature of the registry.
"$cache/bin/node" -e '
    const fs = require("fs"), file = process.argv[1], data = JSON.parse(fs.readFileSync(file));
    delete data.packageManager;
    fs.writeFileSync(file, JSON.stringify(data));
' "$cache/app/package.json"
(cd "$cache/app" && PATH="$cache/bin:$PATH" CI=true node ../tools/node_modules/pnpm/bin/pnpm.mjs \
    install --prod --no-frozen-lockfile --ignore-scripts --reporter=silent)
touch "$done_file"
