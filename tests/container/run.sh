#!/bin/bash
# Executes the steps of the Dockerfile in Debian roots, without a container engine, and has the image's
# commands make an article with a read-only root: tests/container/run.sh FOLDER
#
# Needs root and debootstrap. The roots come from the mirror that apt uses, the packages from pip's index.
set -euo pipefail
cd "$(dirname "$0")/../.."
python=${PYTHON:-python3}
folder=${1:?the folder for the roots must be given}
suite=$(sed -n 's/^FROM debian:\([a-z]*\)-.*/\1/p' Dockerfile | tail -1)
mirror=$(apt-get indextargets --format '$(REPO_URI)' | grep -v security | sort -u | head -1)
mkdir -p "$folder"

say() { echo "container: $*" >&2; }

if [ ! -e "$folder/base/done" ]; then
    say "a root of Debian $suite"
    rm -rf "$folder/base"
    debootstrap --variant=minbase "$suite" "$folder/base" "$mirror" >"$folder/debootstrap.log"
    touch "$folder/base/done"
fi

# Files by which the machine reaches its registries.
reach=(/etc/resolv.conf /etc/hosts)
for file in /etc/pip.conf /etc/xdg/pip/*; do
    if [ -f "$file" ]; then reach+=("$file"); fi
done
cp_reach() {
    for file in "${reach[@]}"; do install -D -m 644 "$file" "$1$file"; done
    cp -r /etc/apt/apt.conf.d/. "$1/etc/apt/apt.conf.d/"
    cp "${PIP_CERT:-/etc/ssl/certs/ca-certificates.crt}" "$1/index-ca.crt"
}

in_root() { # in_root ROOT DIRECTORY COMMAND...
    local root=$1 directory=$2
    shift 2
    unshare --mount --pid --fork sh -c 'mount -t proc proc "$1/proc"; mount --bind /dev "$1/dev"
        exec chroot "$1" env --unset=PIP_FIND_LINKS PIP_CERT=/index-ca.crt SSL_CERT_FILE=/index-ca.crt PIP_NO_INPUT=1 sh -c "cd \"$2\"; $3"' sh "$root" "$directory" "$*"
}

step() { # step STAGE INSTRUCTION ARGUMENT
    local root="$folder/stage$1" directory
    if [ ! -e "$root" ]; then
        cp -a "$folder/base" "$root"
        cp_reach "$root"
        echo / >"$root.directory"
    fi
    directory=$(cat "$root.directory")
    say "stage $1: $2 ${3:0:70}"
    case $2 in
    RUN) in_root "$root" "$directory" "$3" >>"$folder/steps.log" 2>&1 || { tail -20 "$folder/steps.log" >&2; exit 1; } ;;
    WORKDIR)
        mkdir -p "$root$3"
        echo "$3" >"$root.directory"
        ;;
    COPY)
        # shellcheck disable=SC2086  # words are paths
        set -- $3
        if [ "$1" = --from=build ]; then
            mkdir -p "$root$(dirname "$3")"
            cp -a "$folder/stage0$2" "$root$3"
            return
        fi
        local target="${*: -1}"
        case $target in
        ./) for file in "${@:1:$#-1}"; do cp "$file" "$root$directory/"; done ;;
        *) git ls-files -z -- "$1" | xargs -0 cp --parents -t "$root$directory" ;;
        esac
        ;;
    esac
}

rm -rf "$folder"/stage*
: >"$folder/steps.log"
while IFS=$'\t' read -r stage instruction argument <&3; do
    step "$stage" "$instruction" "$argument"
done 3< <("$python" tests/container/dockerfile.py Dockerfile)

root="$folder/stage1"
say "size of the image: $(du -sm --exclude=proc --exclude=dev "$root" | cut -f1) MB, of $(du -sm "$folder/base" | cut -f1) MB of Debian"
"$python" -m tests.container.start "$root"
rm -rf "$folder"/stage*
