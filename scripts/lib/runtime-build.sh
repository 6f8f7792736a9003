# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # it uses what runtime sets
#
# The builds of runtime: a kernel for QEMU, once, and NTB's modules for each choice of patches. All of it is in the cache.

kernel_make() {
    # Nothing of a make that runs us gets to the kernel's.
    env -i "PATH=$PATH" "HOME=$HOME" LC_ALL=C.UTF-8 nice make -s -C "$tree" "O=$build" "-j$(nproc)" ARCH=x86_64 LOCALVERSION= "$@"
}

# build_log NAME MINUTES COMMAND...: runs it, with its output in a log and no longer than that.
build_log() {
    local log=$logs/$1.log minutes=$2 status=0
    shift 2
    export -f kernel_make
    tree=$tree build=$build timeout --foreground --kill-after=10 "${minutes}m" bash -c 'kernel_make "$@"' kernel_make "$@" >"$log" 2>&1 || status=$?
    [[ $status -ne 124 ]] || printf 'stopped after %s minutes\n' "$minutes" >>"$log"
    return $status
}

log_end() {
    say "$1: the end of it:"
    tail -n "${2:-30}" "$1" | sed 's/^/    /' >&2
}

# What the series changes, out of the tree as it is: nothing of that is written through a link.
restore_tree() {
    local path
    for path in "${touched[@]}"; do
        if ! cmp -s "$origin/$path" "$tree/$path" || [[ $origin/$path -ef $tree/$path ]]; then
            cp --remove-destination "$origin/$path" "$tree/$path"
        fi
    done
}

# prepare_kernel VERSION: sets origin, tree, build, logs, patches, touched; builds the kernel if that is not done yet.
prepare_kernel() {
    local key line
    version=$1
    series=$root/patches/linux-$version
    patches=("$series"/000[1-9]*.patch)
    origin=$("$here/kernel-trees" get "$version" --full --no-substitute) || die "no tree for $series"
    place=$cache/runtime/$version tree=$place/tree build=$place/build logs=$place/logs
    mkdir -p "$logs"
    mapfile -t touched < <(git_apply "$series" --numstat "${patches[@]}" | cut -f3 | sort -u)
    [[ ${#touched[@]} -gt 0 ]] || die "no patches that git can read in $series"
    key=$({ cat "$origin.stamp" "$config"; gcc --version; } | sha256sum)
    if [[ ! -f $place/complete || $(<"$place/complete") != "$key" ]]; then
        say "building Linux $version for QEMU in $place; it takes some minutes"
        rm -rf "$tree" "$build" "$place/complete" "$place/modules"
        mkdir -p "$build"
        cp -al "$origin" "$tree"
        build_log configure 5 "KCONFIG_ALLCONFIG=$config" allnoconfig || { log_end "$logs/configure.log"; die "can't configure $version"; }
        while read -r line; do
            [[ $line != CONFIG_* ]] || grep -qx "$line" "$build/.config" || die "Linux $version does not take $line"
        done <"$config"
        build_log kernel 60 bzImage modules || { log_end "$logs/kernel.log"; die "Linux $version does not build"; }
        printf '%s\n' "$key" >"$place/complete"
    fi
    kernel_key=$key
}

# git_apply DIRECTORY ARGUMENT...: outside of any repository.
git_apply() {
    local directory=$1
    shift
    (cd "$directory" && GIT_DIR=/nonexistent GIT_CONFIG_GLOBAL=/dev/null GIT_CONFIG_SYSTEM=/dev/null git apply "$@")
}

# The patches of a choice: none, all, without-N. Besides, upstream is all, with upstream's callback in vNTB, and wrong-free is
# all, but ntb_tool frees for the device of before.
chosen_patches() {
    local patch
    for patch in "${patches[@]}"; do
        [[ -z $leave_out || ${patch##*/} != 000"$leave_out"-* ]] || continue
        case $1 in
        none) ;;
        without-*) [[ ${patch##*/} == 000"${1#without-}"-* ]] || printf '%s\n' "$patch" ;;
        *) printf '%s\n' "$patch" ;;
        esac
    done
}

# make_modules CHOICE: leaves the modules in $place/modules/CHOICE. Fails if they don't compile.
make_modules() {
    local choice=$1 into=$place/modules/$1 chosen key module
    mapfile -t chosen < <(chosen_patches "$choice")
    key=$({ printf '%s %s\n' "$kernel_key" "$choice"; cat "$runtime/edu_epc.c" "$runtime/Kbuild" "${chosen[@]}" </dev/null; } | sha256sum)
    [[ ! -f $into/complete || $(<"$into/complete") != "$key" ]] || return 0
    say "$version: modules, $choice"
    rm -rf "$into"
    mkdir -p "$into" "$place/controller"
    restore_tree
    [[ ${#chosen[@]} -eq 0 ]] || git_apply "$tree" "${chosen[@]}" || die "the patches ($choice) do not apply to $version"
    if [[ $choice == upstream ]]; then
        sed -i 's/return ntb_ndev(ndev)->dma_dev;/return ntb_ndev(ndev)->epf->epc->dev.parent;/' "$tree/$vntb"
        grep -q 'epc->dev.parent;$' "$tree/$vntb" || die "upstream's callback does not fit"
    fi
    if [[ $choice == wrong-free ]]; then
        sed -i '/^static void tool_free_mw/,/^}/s/ntb_get_dma_dev(tc->ntb)/\&tc->ntb->pdev->dev/' "$tree/drivers/ntb/test/ntb_tool.c"
    fi
    build_log "modules.$choice" 20 modules || return 1
    cp "$runtime/edu_epc.c" "$runtime/Kbuild" "$place/controller/"
    build_log "controller.$choice" 5 "M=$place/controller" modules || { log_end "$logs/controller.$choice.log"; die "the controller does not build"; }
    for module in ntb/ntb ntb/ntb_transport ntb/test/ntb_perf ntb/test/ntb_tool net/ntb_netdev pci/endpoint/functions/pci-epf-vntb; do
        cp "$build/drivers/$module.ko" "$into/"
    done
    cp "$place/controller/edu_epc.ko" "$into/"
    printf '%s\n' "$key" >"$into/complete"
}

# Without the core patch, the rest must not compile, for want of callback and helper.
check_core_needed() {
    local log=$logs/modules.$1.log
    if make_modules "$1"; then
        verdict "$version" "$1" compile - - FAIL 'compiles without callback and helper'
    elif grep -q 'error: .*get_dma_dev' "$log"; then
        verdict "$version" "$1" compile - - ok 'does not compile: nothing declares get_dma_dev'
    else
        log_end "$log"
        verdict "$version" "$1" compile - - FAIL 'does not compile, and for another reason'
    fi
}
