# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154,SC2034 # it uses what verify-patches sets, and the other way round
#
# The compilers' part of verify-patches. A build directory per toolchain is kept between runs; what make compiles again
# after a patch is what the patch touches. The warnings of each object are kept beside it, to compare with.

llvm=19
toolchains=(gcc clang clang-arm64)

# What belongs to NTB: make goes through it all and compiles what is out of date.
targets=(drivers/ntb/ drivers/net/ntb_netdev.o drivers/pci/endpoint/functions/)

make_for() {
    local toolchain=$1 arguments=()
    shift
    case $toolchain in
    gcc)
        arguments=(ARCH=x86_64)
        [[ $(uname -m) == x86_64 ]] || arguments+=(CROSS_COMPILE=x86_64-linux-gnu-)
        ;;
    clang) arguments=(ARCH=x86_64 "LLVM=-$llvm") ;;
    clang-arm64) arguments=(ARCH=arm64 "LLVM=-$llvm") ;;
    esac
    # The version comes from the tarball; nothing is to be appended to it.
    nice make -C "$tree" O="$work/$toolchain" -j"$(nproc)" LOCALVERSION= W=1 "${arguments[@]}" "$@"
}

compiler_of() {
    if [[ $1 == gcc ]]; then gcc --version; else "clang-$llvm" --version; fi | head -n 1
}

# Configures the build directory and makes what a single object needs, once.
prepare_build() {
    local toolchain=$1 build=$work/$1 line
    local key
    key=$({ compiler_of "$toolchain"; cat "$here/lib/verify.config" "$here/lib/verify-build.sh"; } | sha256sum)
    [[ -d $build/objects-of-NTB ]] || rm -rf "$build"
    if [[ ! -f $build/.prepared || $(<"$build/.prepared") != "$key" ]]; then
        say "preparing to build with $toolchain"
        rm -rf "$build"
        mkdir -p "$build/objects-of-NTB"
        {
            make_for "$toolchain" -s KCONFIG_ALLCONFIG="$here/lib/verify.config" allnoconfig &&
                make_for "$toolchain" -s prepare modules_prepare
        } >"$logs/prepare.$toolchain.log" 2>&1 || {
            show_log "preparing $toolchain" "$logs/prepare.$toolchain.log"
            die "can't build with $toolchain at all"
        }
        # Just what the architecture has no driver for may be missing.
        while read -r line; do
            [[ $line != CONFIG_* ]] || grep -qx "$line" "$build/.config" || say "$toolchain builds without ${line%=*}"
        done <"$here/lib/verify.config"
        printf '%s\n' "$key" >"$build/.prepared"
    fi
    # If a run was interrupted, objects and the warnings kept for them may be of different states.
    if [[ -f $build/.busy ]]; then
        rm -rf "$build/objects-of-NTB" "$build/drivers/ntb" "$build/drivers/net" "$build/drivers/pci/endpoint"
        mkdir "$build/objects-of-NTB"
    fi
    touch "$build/.busy"
}

mark_builds_clean() {
    rm -f "$work"/*/.busy
}

# split_by_object DIRECTORY < LOG: writes the warnings that belong to each object (or source, for sparse) to a file of its
# own, line numbers removed: they shift. Prints the objects. Relies on make keeping what belongs together together (-O).
split_by_object() {
    awk -v directory="$1" -v tree="$tree/" '
        /^  (CC|CHECK) / {
            object = $NF
            if (index(object, tree) == 1) object = substr(object, length(tree) + 1)
            sub(/^(\.\.\/)+tree\//, "", object)
            print object
            gsub(/\//, "%", object)
            file = directory "/" object
            printf "" > file
            next
        }
        file != "" && / (warning|error): / {
            line = $0
            sub(tree, "", line)
            gsub(/(\.\.\/)+tree\//, "", line)
            gsub(/:[0-9]+(:[0-9]+)?/, "", line)
            print line > file
        }'
}

# Reports what is new in the files of NEW, compared with those of the same name in OLD; then they take their place.
report_new() {
    local new=$1 old=$2 file fresh status=0
    for file in "$new"/*; do
        [[ -f $file ]] || continue
        sort -o "$file" "$file"
        # An object that was not there before has no warnings to be excused.
        fresh=$(comm -13 "$([[ -f $old/${file##*/} ]] && printf '%s' "$old/${file##*/}" || printf /dev/null)" "$file")
        if [[ -n $fresh && $row != base ]]; then
            printf 'new in %s:\n%s\n' "${file##*/}" "$fresh" | tr '%' /
            status=1
        fi
        mv -f "$file" "$old/"
    done
    return $status
}

# compile TOOLCHAIN: brings everything up to date. Fails if something doesn't compile or has a new warning, or if a source
# that the patch touches wasn't compiled.
compile() {
    local toolchain=$1 log new source compiled status=0
    log=$work/$toolchain/log new=$work/$toolchain/new
    rm -rf "$new"
    mkdir "$new"
    make_for "$toolchain" -k -Otarget "${targets[@]}" >"$log" 2>&1 || status=1
    compiled=$(split_by_object "$new" <"$log")
    report_new "$new" "$work/$toolchain/objects-of-NTB" || status=1
    if [[ $row != base ]]; then
        for source in $(touched_files | grep '\.c$'); do
            grep -qx "${source%.c}.o" <<<"$compiled" || { printf '%s was not compiled\n' "$source"; status=1; }
        done
        [[ -n $compiled ]] || { printf 'nothing was compiled\n'; status=1; }
    fi
    [[ $status -eq 0 ]] || { printf '\nall that make said:\n'; grep -vE '^  (CC|CALL|DESCEND|LD|AR|GEN) ' "$log" || true; }
    return $status
}

# What make is to call: newer kernels refuse a sparse that does not know __typeof_unqual__, which gcc's configuration may do
# without. The other typeof is told to it under that name then.
sparse_command() {
    local valid=$tree/scripts/checker-valid.sh
    if [[ -f $valid && $(sh -eu "$valid" sparse 2>&1) != 1 ]]; then
        printf '%s\n' 'sparse -D__typeof_unqual__=__typeof__'
    else
        printf 'sparse\n'
    fi
}

# Sparse looks at all of it each time (C=2), in the build directory of gcc.
run_sparse() {
    local log=$work/gcc/log.sparse new=$work/gcc/new.sparse status=0
    [[ ",$only," == *,gcc,* ]] || { prepare_build gcc && compile gcc >/dev/null; } || true
    rm -rf "$new"
    mkdir -p "$new" "$work/gcc/sparse"
    make_for gcc -k -Otarget C=2 "CHECK=$(sparse_command)" "${targets[@]}" >"$log" 2>&1 || status=1
    [[ -n $(split_by_object "$new" <"$log") ]] || { printf 'sparse looked at nothing\n'; status=1; }
    report_new "$new" "$work/gcc/sparse" || status=1
    [[ $status -eq 0 ]] || { printf '\nall that make said:\n'; grep -vE '^  (CC|CHECK|CALL|DESCEND|LD|AR|GEN) ' "$log" || true; }
    return $status
}
