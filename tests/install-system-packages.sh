#!/bin/sh
# Install the system packages that the tests need and this machine lacks (Debian, Ubuntu).
#
# Installs them as root, or with sudo when that asks for no password. Otherwise prints the command
# to run and fails. Ubuntu packages neither browser (its packages install snaps, which cannot use a
# profile in /tmp): `make test` fetches Chromium with Playwright there, and skips the Firefox tests.
#
# Arguments are further packages, each with a command of its name. WEBKIT=1 adds those of WebKitGTK.
set -eu

missing=""

# need PACKAGE COMMAND...: note the package unless one of the commands exists.
need() {
    package=$1
    shift
    for command; do
        if command -v "$command" >/dev/null; then return; fi
    done
    missing="$missing $package"
}

# need_library PACKAGE: note the package, which has no command, unless it is installed.
need_library() {
    if command -v dpkg >/dev/null && ! dpkg -s "$1" >/dev/null 2>&1; then missing="$missing $1"; fi
}

for package; do need "$package" "$package"; done
need make make
need npm npm
need espeak-ng espeak-ng
need ffmpeg ffprobe
need prometheus prometheus
if [ "${WEBKIT:-}" ]; then
    need xvfb Xvfb
    need webkit2gtk-driver WebKitWebDriver
    need_library gstreamer1.0-plugins-good  # WebKit plays sound with these
    need_library gstreamer1.0-libav
fi
"${PYTHON:-python3}" -c "import ensurepip, venv" 2>/dev/null || missing="$missing python3-venv"
# The Node.js inside Playwright's wheel needs this library.
need_library libatomic1
# Its programs are not in the PATH.
if command -v dpkg >/dev/null && ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1; then
    missing="$missing postgresql"
fi
if [ "$(. /etc/os-release 2>/dev/null && echo "${ID:-}")" != ubuntu ]; then
    need chromium chromium google-chrome
    need firefox-esr firefox-esr firefox
fi

if [ -z "$missing" ]; then exit; fi

as_root=""
if [ "$(id -u)" != 0 ]; then as_root="sudo"; fi

if ! command -v apt-get >/dev/null; then
    echo "The tests need these programs; install them with your package manager:$missing" >&2
    exit 1
elif [ -n "$as_root" ] && ! sudo --non-interactive true 2>/dev/null; then
    echo "The tests need system packages that are not installed. Run this, then try again:" >&2
    echo "    sudo apt-get install$missing" >&2
    exit 1
fi

echo "Installing system packages for the tests:$missing"
$as_root apt-get update -qq
# shellcheck disable=SC2086  # a list of words
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $missing
