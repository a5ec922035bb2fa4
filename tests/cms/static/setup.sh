#!/bin/sh
# Install the site generators that the tests in this folder need: Eleventy, MkDocs, Hugo, Wagtail.
#
# They go to ${XDG_CACHE_HOME:-~/.cache}/listen-cms/static, and Hugo to the system (apt-get). What is
# there already stays.
set -eu

cache=${XDG_CACHE_HOME:-$HOME/.cache}/listen-cms/static
mkdir -p "$cache"

if [ ! -x "$cache/node_modules/.bin/eleventy" ]; then
    npm install --silent --no-audit --no-fund --prefix "$cache" @11ty/eleventy@3.1.8
fi
if [ ! -x "$cache/python/bin/mkdocs" ] || [ ! -x "$cache/python/bin/wagtail" ]; then
    "${PYTHON:-python3}" -m venv "$cache/python"
    "$cache/python/bin/pip" install --quiet --disable-pip-version-check mkdocs==1.6.1 wagtail==8.0.1
fi
if ! command -v hugo >/dev/null; then
    as_root=""
    if [ "$(id -u)" != 0 ]; then as_root="sudo"; fi
    $as_root apt-get update -qq
    $as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends hugo
fi
