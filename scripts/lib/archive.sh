# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash
#
# Debian's archive, all suites that have kernel sources, whatever release this machine runs: apt with lists and sources of its
# own, in the cache. The system's sources are read, for the mirrors they name, and never changed. What comes is signed by
# Debian's keys as everywhere: a suite whose signature these keys can't check is left out.

# shellcheck disable=SC2154 # common.sh's
archive=$cache/apt
archive_keys=${NTBCHECK_ARCHIVE_KEYRING:-/usr/share/keyrings/debian-archive-keyring.gpg}
archive_suites='bookworm bookworm-updates trixie trixie-updates trixie-backports sid experimental'
archive_security_suites='bullseye-security bookworm-security trixie-security'

# apt-get and apt-cache on these lists. The system's settings hold (proxies, timeouts), those aside that would let unsigned
# lists in; its sources, pins and hooks do not.
private_apt() {
    local program=$1
    shift
    "$program" -o "Dir::State::lists=$archive/lists" -o "Dir::Etc::sourcelist=$archive/debian.sources" \
        -o Dir::Etc::sourceparts=/dev/null -o Dir::Etc::preferences=/dev/null -o Dir::Etc::preferencesparts=/dev/null \
        -o "Dir::Cache=$archive/cache" -o Dir::Cache::pkgcache=pkgcache.bin -o Dir::Cache::srcpkgcache=srcpkgcache.bin \
        -o APT::Sandbox::User=root -o Acquire::Languages=none \
        -o Acquire::AllowInsecureRepositories=0 -o Acquire::AllowWeakRepositories=0 \
        -o Acquire::AllowDowngradeToInsecureRepositories=0 "$@"
}

# The addresses out of the system's apt sources, "URI SUITE" a line, that have a component "main".
system_sources() {
    local file
    for file in /etc/apt/sources.list /etc/apt/sources.list.d/*.list; do
        [[ ! -f $file ]] || sed -nE 's/^[[:blank:]]*deb[[:blank:]]+(\[[^]]*\][[:blank:]]+)?//p' "$file" |
            awk '{ for (i = 3; i <= NF; i++) if ($i == "main") print $1, $2 }'
    done
    for file in /etc/apt/sources.list.d/*.sources; do
        [[ ! -f $file ]] || awk '
            function flush(   u, s, i, j) {
                if (" " components " " ~ / main / && tolower(enabled) !~ /^ *no/)
                    for (i = 1; i <= split(uris, u, " "); i++) for (j = 1; j <= split(suites, s, " "); j++) print u[i], s[j]
                uris = suites = components = enabled = field = ""
            }
            /^#/ { next }
            /^[[:blank:]]*$/ { flush(); next }
            /^[^[:blank:]]/ { field = tolower($1); sub(/^[^:]*:/, "") }
            field ~ /^uris:/ { uris = uris " " $0 }
            field ~ /^suites:/ { suites = suites " " $0 }
            field ~ /^components:/ { components = components " " $0 }
            field ~ /^enabled:/ { enabled = $0 }
            END { flush() }' "$file"
    done
}

# mirror PATTERN: where the system takes suites from whose name matches; nothing if it takes none.
mirror() {
    system_sources | awk -v pattern="$1" '$2 ~ pattern && !seen++ { print $1 }'
}

# The names of Debian's suites, as sources write them: those of third parties say less (Docker's) or more (LLVM's).
release='(bullseye|bookworm|trixie|forky|duke|oldoldstable|oldstable|stable|testing)'

# write_sources KEYS
write_sources() {
    local main security uri suites
    main=$(mirror "^($release(-updates|-backports)?|sid|unstable|experimental)\$")
    security=$(mirror "^$release(-security|/updates)\$")
    # Mirrors carry the one beside the other.
    : "${main:=${security/%debian-security*/debian}}" "${security:=${main%/}-security}"
    [[ -n $main ]] || die "apt's sources name no mirror of Debian: add one, or set NTBCHECK_OFFLINE=1 to use the cache alone"
    mkdir -p "$archive/lists/partial" "$archive/cache/archives/partial"
    for suites in "$archive_suites" "$archive_security_suites"; do
        if [[ $suites == *-security* ]]; then
            uri=$security
        else
            uri=$main
        fi
        printf 'Types: deb\nURIs: %s\nSuites: %s\nComponents: main\nArchitectures: %s\nSigned-By: %s\n\n' \
            "$uri" "$suites" "$(dpkg --print-architecture)" "$1"
    done >"$archive/debian.sources.new"
    mv "$archive/debian.sources.new" "$archive/debian.sources"
}

# Is the suite's signed list at hand?
has_suite() {
    compgen -G "$archive/lists/*_dists_$1_*Release" >/dev/null
}

# A newer release's keys may be missing from this system's package of them. The package itself is in the suites that can be
# checked, so the newest of those is one that these keys vouch for: its keys are used from the cache, nothing is installed.
newer_keys() {
    local work=$archive/keys.new
    rm -rf "$work"
    mkdir -p "$work"
    (cd "$work" && private_apt apt-get -qq download debian-archive-keyring >&2 && dpkg-deb -x ./*.deb .) || return 1
    cat "$work"/usr/share/keyrings/debian-archive-keyring.[gp]* >"$archive/keyring.gpg" 2>/dev/null || return 1
    rm -rf "$work"
}

# Fetches the lists, at most once a run.
archive_is_fresh=no
refresh_archive() {
    local suite missing=() said
    [[ $archive_is_fresh == no ]] || return 0
    archive_is_fresh=yes
    [[ -f $archive_keys ]] || need_packages debian-archive-keyring
    say "fetching the lists of Debian's suites into $archive"
    write_sources "$archive_keys"
    said=$(private_apt apt-get -q update 2>&1) || true
    if [[ $said == *NO_PUBKEY* || $said == *"is not signed"* || $said == *"Missing key"* ]] && newer_keys; then
        say "some suites are signed by keys newer than $archive_keys: using those of the newest debian-archive-keyring"
        write_sources "$archive/keyring.gpg"
        said=$(private_apt apt-get -q update 2>&1) || true
    fi
    for suite in $archive_suites $archive_security_suites; do
        has_suite "$suite" || missing+=("$suite")
    done
    if [[ ${#missing[@]} -gt 0 ]]; then
        say "going on without ${missing[*]}: not in the archive any more, not reachable, or its signature can't be checked"
        sed -nE 's/^([EW]: )/    \1/p' <<<"$said" >&2
    fi
    touch "$archive/fetched"
}

# Are there lists, not older than a week?
archive_is_recent() {
    [[ -f $archive/fetched && -n $(find "$archive/fetched" -mtime -7 2>/dev/null) ]]
}

# "VERSION" of each linux-source-LINE in the archive, oldest first.
archive_versions() {
    private_apt apt-cache madison "linux-source-$1" 2>/dev/null | awk -F'|' '{ gsub(/ /, "", $2); print $2 }' | sort -uV
}

# The lines that the archive has: 6.1, 6.12, ...
archive_lines() {
    private_apt apt-cache pkgnames linux-source- 2>/dev/null | sed -nE 's/^linux-source-([0-9]+\.[0-9]+)$/\1/p' | sort -uV
}

# nearest_line LINE: the line of the archive that is nearest to one which it does not have; the older of two.
nearest_line() {
    archive_lines | awk -F. -v wanted="$1" '
        BEGIN { split(wanted, w, ".") }
        { far = ($1 - w[1]) * 20 + $2 - w[2]; if (far < 0) far = -far; if (best == "" || far < least) { best = $0; least = far } }
        END { if (best != "") print best }'
}

# A field of the package's entry in the lists, which are signed.
package_field() {
    private_apt apt-cache show --no-all-versions "$1=$2" 2>/dev/null | sed -n "s/^$3: //p" | head -n 1
}
