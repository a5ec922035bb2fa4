#!/bin/sh
# Build a Hugo site and register its articles with a Listen server.
#
#     LISTEN_API_KEY=KEY publish.sh SERVER SITE_URL [options of hugo]
set -eu

if [ $# -lt 2 ]; then
    echo "usage: LISTEN_API_KEY=KEY $0 SERVER SITE_URL [options of hugo]" >&2
    exit 2
fi
server=$1 site_url=$2
shift 2
hugo --baseURL "$site_url" "$@"
listen pregenerate public --site-url "$site_url" --publish --server "$server"
