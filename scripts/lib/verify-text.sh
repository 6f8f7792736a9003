# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # it uses what verify-patches sets
#
# The part of verify-patches that reads: kernel-doc, checkpatch, the maintainers, and ntbcheck itself.

# The sign-off in the patches is a placeholder. For tools that want a person, this is one.
fill_placeholders() {
    sed 's/^\(From: \|Signed-off-by: \)NAME <EMAIL>$/\1Test Person <test.person@kernel.org>/' "$1"
}

# What kernel-doc warns of in a file, without line numbers. Older ones don't know -Wall, and have -v for part of it; what was
# Perl is Python now.
kernel_doc_of() {
    local options=(-none -Wall) interpreter=perl output
    [[ -f $tree/$1 ]] || return 0
    grep -q -e -Wall "$tree/scripts/kernel-doc" || options=(-none -v)
    [[ $(head -n 1 "$tree/scripts/kernel-doc") != *python* ]] || interpreter=python3
    output=$(cd "$tree" && PYTHONDONTWRITEBYTECODE=1 "$interpreter" scripts/kernel-doc "${options[@]}" "$1" 2>&1) || {
        printf 'kernel-doc failed: error: %s\n' "$output" | head -n 1
        return 1
    }
    grep -iE '(warning|error):' <<<"$output" | sed -E 's/:[0-9]+:/:/; s/^(Warning: [^:]*):[0-9]+ /\1 /' || true
}

# For each file that the patch touches, compares what kernel-doc says now with what it says of the file before.
run_kernel_doc() {
    local path now before fresh status=0
    [[ $row != base ]] || return 0
    for path in $(touched_files | grep '\.[ch]$'); do
        in_repository show "HEAD^:$path" >"$tree/$path.before" 2>/dev/null || : >"$tree/$path.before"
        now=$(kernel_doc_of "$path") || status=1
        before=$(kernel_doc_of "$path.before") || status=1
        rm -f "$tree/$path.before"
        fresh=$(comm -13 <(sort <<<"${before//"$path.before"/"$path"}") <(sort <<<"$now") | grep . || true)
        [[ -z $fresh ]] || { printf '%s\n' "$fresh"; status=1; }
    done
    return $status
}

# The tree comes without history, in which checkpatch would look up the commits that a message names. How they are named it
# checks all the same.
check_patch() {
    fill_placeholders "$1" >"$work/filled.patch"
    (cd "$tree" && perl scripts/checkpatch.pl --strict --show-types --ignore UNKNOWN_COMMIT_ID "$work/filled.patch")
}

# Addresses, one a line, sorted.
addresses() {
    grep -oE '[[:alnum:]._+-]+@[[:alnum:].-]+' | sort -u
}

# Are To and Cc of the cover letter the people and lists that the kernel names for the patches? Mail goes to those of today,
# whatever tree the series is for: the newest one is asked.
check_maintainers() {
    local newest wanted recorded
    [[ -f $cover ]] || { printf 'no cover letter\n'; return 1; }
    newest=$("$here/kernel-trees" get newest --full) || { printf 'no tree to ask\n'; return 1; }
    printf 'asking %s\n' "${newest##*/}"
    wanted=$(cd "$newest" && perl scripts/get_maintainer.pl --nogit --nogit-fallback --norolestats "${patches[@]}" | addresses)
    recorded=$(awk '/^$/ { exit } /^[^ \t]/ { inside = /^(To|Cc):/ } inside' "$cover" | addresses)
    diff <(printf '%s\n' "$wanted") <(printf '%s\n' "$recorded") | sed -n 's/^< /missing in To and Cc: /p; s/^> /not named by get_maintainer: /p'
    [[ -n $wanted && $wanted == "$recorded" ]]
}

check_with_ntbcheck() {
    local status=0
    [[ -x $ntbcheck ]] || { printf "no ntbcheck at %s: build it ('make build'), or name one in NTBCHECK\n" "$ntbcheck"; return 1; }
    "$ntbcheck" series --tree "$tree" --format json --output "$work/series.json" "${patches[@]}" || status=$?
    [[ $status -le 1 ]] || { printf 'ntbcheck exited with %s\n' "$status"; return 1; }
    perl "$here/lib/series-verdict" "$work/series.json" || return 1
    [[ $status -eq 0 ]] || { printf 'ntbcheck exited with %s\n' "$status"; return 1; }
}
