# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # it uses what verify-patches sets
#
# verify-patches --self-test: breaks the whole series in one way at a time, and expects the step that is there for it to
# find it. A mutant is the series with one commit amended; where a later commit repairs it, it is only the state in
# between that is broken.

# edit FILE EXPRESSION: changes a file with perl; a change that changes nothing is a mistake in the test.
edit() {
    local before
    before=$(sha256sum <"$1")
    perl -0pi -e "$2" "$1"
    [[ $(sha256sum <"$1") != "$before" ]] || die "self-test: the edit of $1 has no effect: $2"
}

# The edits; each is run in a checkout of the touched files, after the commit of the patch that it is named with.
transport=drivers/ntb/ntb_transport.c
vntb=drivers/pci/endpoint/functions/pci-epf-vntb.c
type_error() { edit $transport 's/ntb_get_dma_dev\(nt->ndev\)(?=;\n\tstruct pci_dev)/ntb_get_dma_dev(nt)/'; }
type_error_repaired() { edit $transport 's/ntb_get_dma_dev\(nt\)/ntb_get_dma_dev(nt->ndev)/'; }
trailing_space() { edit drivers/ntb/test/ntb_perf.c 's/(?<=dma_alloc_coherent\(ntb_get_dma_dev\(perf->ntb\),)/ /'; }
# shellcheck disable=SC2016 # perl's variable
undocumented() { edit include/linux/ntb.h 's/( \* ntb_get_dma_dev\(\) -.*?\n) \* \@ntb:.*?\n/$1/'; }
new_warning() { edit drivers/ntb/test/ntb_perf.c 's/(?<=static void perf_free_inbuf\(struct perf_peer \*peer\)\n\{\n)/\tint unused;\n\n/'; }
not_static() { edit $vntb 's/static (?=struct device \*vntb_epf_get_dma_dev)//'; }
null_return() { edit $vntb 's/(?=\treturn ntb_ndev\(ndev\)->dma_dev;)/\tif (!ndev || !ntb_ndev(ndev)->epf)\n\t\treturn NULL;\n\n/'; }
missed_free() {
    edit drivers/ntb/test/ntb_tool.c \
        's/dma_free_coherent\(ntb_get_dma_dev\(tc->ntb\), inmw->size,\n/dma_free_coherent(&tc->ntb->pdev->dev, inmw->size,\n/'
}
no_edit() { :; }

in_scratch() {
    (cd "$scratch/tree" && git -c core.hooksPath=/dev/null -c user.name=NAME -c user.email=EMAIL "$@")
}

# make_mutant NAME NUMBER EDIT [NUMBER EDIT]...: writes the series so edited to $scratch/NAME/<name of the series>.
make_mutant() {
    local name=$1 patch number output
    local -A edits=()
    shift
    while [[ $# -gt 0 ]]; do
        edits[$1]=$2
        shift 2
    done
    output=$scratch/$name/${original##*/}
    mkdir -p "$output"
    in_scratch checkout -qf base
    for patch in "$original"/000[1-9]*.patch; do
        number=${patch##*/}
        number=${number%%-*}
        if [[ -n ${edits[$number]:-} ]]; then
            # The patch before it may have been edited in the lines around.
            in_scratch am -q -C1 "$patch" || die "self-test: $patch does not apply"
            (cd "$scratch/tree" && "${edits[$number]}")
            in_scratch commit -qa --amend --no-edit --allow-empty
        else
            in_scratch am -q -C1 "$patch" || die "self-test: $patch does not apply"
        fi
    done
    in_scratch format-patch -q --zero-commit --no-signature --full-index -n -o "$output" base..HEAD
    cp "$original/0000-cover-letter.patch" "$output/"
}

# expect NAME STEP ROW [PATTERN]: the mutant has to fail in that step of that row, with the pattern in the step's log.
expect() {
    local name=$1 step=$2 row=$3 pattern=${4:-.} output log
    [[ -z $selected || " $selected " == *" $name "* ]] || return 0
    output=$("$here/verify-patches" --only "$step" "$scratch/$name/${original##*/}" 2>&1) && {
        mistakes+=1
        printf '%-28s %-12s NOT FOUND\n' "$name" "$step"
        return
    }
    log=$cache/verify/${original##*/linux-}/logs/$row.$step.log
    if grep -qF ", $row, $step failed: " <<<"$output" && grep -qE "$pattern" "$log"; then
        printf '%-28s %-12s found\n' "$name" "$step"
    else
        mistakes+=1
        printf '%-28s %-12s failed, but not as expected:\n%s\n' "$name" "$step" "$output"
    fi
}

# What ntbcheck says of a mutant means something just if it has nothing to say of the series as it is.
expect_ntbcheck() {
    if [[ -n $selected && ! $selected =~ null-return|missed-free ]]; then
        return
    fi
    make_mutant unchanged 0001 no_edit
    if "$here/verify-patches" --only ntbcheck "$scratch/unchanged/${original##*/}" >/dev/null 2>&1; then
        make_mutant null-return 0003 null_return
        expect null-return ntbcheck series null-return
        make_mutant missed-free 0005 missed_free
        expect missed-free ntbcheck series 'helper-bypass|device-mismatch'
    else
        mistakes+=1
        printf '%-28s %-12s fails on the series as it is: what it says of mutants means nothing\n' unchanged ntbcheck
    fi
}

self_test() {
    local path origin
    selected=$*
    declare -gi mistakes=0
    original=$root/patches/linux-6.1.170
    origin=$("$here/kernel-trees" get "${original##*/linux-}" --full)
    scratch=$(mktemp -d)
    # shellcheck disable=SC2064 # the directory of now
    trap "rm -rf '$scratch'" EXIT
    git init -q "$scratch/tree"
    for path in $(in_scratch apply --numstat "$original"/000[1-9]*.patch | cut -f3 | sort -u); do
        mkdir -p "$scratch/tree/${path%/*}"
        cp "$origin/$path" "$scratch/tree/$path"
    done
    in_scratch add -A
    in_scratch commit -qm base
    in_scratch tag base

    make_mutant type-error 0002 type_error 0003 type_error_repaired
    expect type-error gcc 0002 'incompatible pointer type'
    expect type-error clang 0002 'incompatible pointer type'
    make_mutant new-warning 0004 new_warning
    expect new-warning gcc 0004 'unused variable'
    make_mutant not-static 0003 not_static
    expect not-static sparse 0003 'was not declared'
    make_mutant trailing-space 0004 trailing_space
    expect trailing-space am 0004 'trailing whitespace'
    expect trailing-space checkpatch 0004 TRAILING_WHITESPACE
    make_mutant undocumented-parameter 0001 undocumented
    expect undocumented-parameter kernel-doc 0001 "'ntb' not described in 'ntb_get_dma_dev'"
    make_mutant forgotten-list 0001 no_edit
    edit "$scratch/forgotten-list/${original##*/}/0000-cover-letter.patch" 's/,\n[^\n]*linux-pci\@vger.kernel.org//'
    expect forgotten-list maintainers series 'missing in To and Cc: linux-pci@vger.kernel.org'

    make_mutant address-of-then 0001 no_edit
    edit "$scratch/address-of-then/${original##*/}/0000-cover-letter.patch" 's/kwilczynski\@kernel\.org/kw\@linux.com/'
    expect address-of-then maintainers series 'not named by get_maintainer: kw@linux.com'

    expect_ntbcheck
    [[ $mistakes -eq 0 ]] || { say "$mistakes of the mutants were not found as they should"; exit 1; }
    say "every mutant was found"
}
