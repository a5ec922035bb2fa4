#!/bin/sh
# Set up WordPress with SQLite for the tests, in a cache that later runs use.
#
# Prints the folder. WORDPRESS is the version: 6.5 (6.5.5) by default, also 6.2, 6.3 and 6.4.
# Several processes may run this at once. Installs PHP as root, or with sudo if that asks for no
# password (Debian).
set -eu

version=${WORDPRESS:-6.5}
builds=@wp-playground/wordpress-builds@0.9.19
packages="php-cli php-curl php-mbstring php-sqlite3 php-xml unzip"
cache=${XDG_CACHE_HOME:-$HOME/.cache}/listen-cms
site=$cache/wordpress-$version

mkdir -p "$cache"
exec 9>"$cache/wordpress.lock"
flock 9

has_php() {
    command -v unzip >/dev/null && command -v php >/dev/null &&
        php -r 'exit(count(array_diff(["curl", "dom", "mbstring", "pdo_sqlite"], get_loaded_extensions())));'
}

if ! has_php; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then as_root="sudo --non-interactive"; fi
    {
        $as_root apt-get update -qq
        # shellcheck disable=SC2086  # a list of words
        $as_root env DEBIAN_FRONTEND=noninteractive \
            apt-get install -y -qq --no-install-recommends $packages
    } >&2
fi

if [ ! -e "$site" ]; then
    work=$(mktemp -d)
    trap 'rm -rf "$work"' EXIT
    (cd "$work" && npm pack --silent "$builds" >/dev/null)
    tar xzf "$work"/*.tgz -C "$work" \
        "package/src/wordpress/wp-$version.zip" "package/public/wp-$version" \
        package/src/sqlite-database-integration
    mkdir "$work/site"
    unzip -q "$work/package/src/wordpress/wp-$version.zip" -d "$work/site"
    # The archive lacks static files, which are beside it.
    cp -r "$work/package/public/wp-$version/." "$work/site/"
    # The archive has a site that is installed already.
    rm -r "$work/site/wp-config.php" "$work/site/wp-content/database"
    plugins=$work/site/wp-content/plugins
    sqlite=$plugins/sqlite-database-integration
    unzip -q "$work"/package/src/sqlite-database-integration/*.zip -d "$plugins"
    rm -rf "$sqlite"  # of the installed site
    mv "$sqlite-main" "$sqlite"
    # Relative to the copy of the site, not to this one.
    sed -e "s|'{SQLITE_IMPLEMENTATION_FOLDER_PATH}'|__DIR__ . '/plugins/sqlite-database-integration'|" \
        -e "s|{SQLITE_PLUGIN}|sqlite-database-integration/load.php|" \
        "$sqlite/db.copy" >"$work/site/wp-content/db.php"
    # It takes the lock for writing only when it writes, which SQLite refuses at once if another
    # process has written in between.
    sed -i "s/execute_sqlite_query( 'BEGIN' )/execute_sqlite_query( 'BEGIN IMMEDIATE' )/" \
        "$sqlite/wp-includes/sqlite/class-wp-sqlite-translator.php"
    mv "$work/site" "$site"
fi

echo "$site"
