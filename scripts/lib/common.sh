# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# What the scripts share. Everything said goes to stderr: stdout is for answers that another program reads.

say() {
    printf '%s: %s\n' "${0##*/}" "$*" >&2
}

die() {
    say "$*"
    exit 2
}

# Runs a command as root; through sudo if need be.
as_root() {
    if [[ $(id -u) -eq 0 ]]; then
        "$@"
    elif command -v sudo >/dev/null; then
        sudo "$@"
    else
        die "'$*' needs root, and there is no sudo: run it by hand, then try again"
    fi
}

# Refreshes apt's package lists, at most once a run.
apt_lists_are_fresh=no
refresh_apt_lists() {
    [[ $apt_lists_are_fresh == no ]] || return 0
    say "refreshing the package lists (apt-get update)"
    as_root apt-get -qq update >&2 || say "apt-get update failed; going on with the lists that are there"
    apt_lists_are_fresh=yes
}

# Installs the Debian packages, out of those named, that are not there yet; says which first.
need_packages() {
    local package missing=()
    for package in "$@"; do
        dpkg-query -W -f='${db:Status-Abbrev}' "$package" 2>/dev/null | grep -q '^ii' || missing+=("$package")
    done
    [[ ${#missing[@]} -gt 0 ]] || return 0
    say "installing with apt-get: ${missing[*]}"
    apt-cache show "${missing[@]}" >/dev/null 2>&1 || refresh_apt_lists
    install_packages "${missing[@]}" || {
        # What the lists name may have left the archive since they were fetched.
        refresh_apt_lists
        install_packages "${missing[@]}" || die "could not install ${missing[*]}"
    }
}

install_packages() {
    as_root env DEBIAN_FRONTEND=noninteractive apt-get -qq -y --no-install-recommends install "$@" >&2
}

# The tree that the project's series for a current kernel is made for; the newest of its line once that has left the archive.
current_tree() {
    scripts/kernel-trees get 6.12.117 --no-substitute || scripts/kernel-trees get 6.12-newest
}

# The cache: it can be removed at any time, and is made again when needed.
cache_home=${XDG_CACHE_HOME:-$HOME/.cache}
[[ $cache_home == /* ]] || cache_home=$HOME/.cache
# shellcheck disable=SC2034 # for those who source this
cache=$cache_home/ntbcheck
