# SPDX-License-Identifier: Apache-2.0
# shellcheck shell=bash disable=SC2154 # it uses what runtime sets
#
# The machines of runtime: what is booted, and what has to be seen on its console.

# make_initramfs CHOICE FILE
make_initramfs() {
    local module
    {
        printf '%s\n' 'dir /bin 755 0 0' 'dir /dev 755 0 0' 'dir /modules 755 0 0' 'dir /proc 755 0 0' 'dir /sys 755 0 0' \
            'nod /dev/console 600 0 0 c 5 1' 'nod /dev/kmsg 600 0 0 c 1 11' 'nod /dev/null 666 0 0 c 1 3' \
            "file /bin/busybox $busybox 755 0 0" 'slink /bin/sh busybox 777 0 0' "file /init $runtime/init 755 0 0"
        for module in "$place/modules/$1"/*.ko; do
            printf 'file /modules/%s %s 644 0 0\n' "${module##*/}" "$module"
        done
    } >"$2.list"
    "$build/usr/gen_init_cpio" "$2.list" >"$2"
}

# boot CHOICE CLIENT IOMMU STEP: runs it, the console goes to a log.
boot() {
    local name=$1.$2.$3.$4 log initramfs words
    log=$logs/$name.log initramfs=$place/$name.cpio
    words="console=ttyS0 oops=panic panic=-1 intel_iommu=$3 iommu.strict=1 memmap=16M\$0x10000000 client=$2 step=$4"
    # What was freed is filled, so that its use shows.
    [[ $4 != unbind ]] || words+=' slub_debug=P'
    make_initramfs "$1" "$initramfs"
    timeout --foreground --kill-after=10 "$boot_seconds" qemu-system-x86_64 -M q35 -m 256 -accel tcg -device intel-iommu,intremap=off \
        -device edu,addr=5.0,dma_mask=0xffffffffffffffff -display none -nodefaults -serial stdio -no-reboot \
        -kernel "$build/arch/x86/boot/bzImage" -initrd "$initramfs" -append "$words" </dev/null >"$log" 2>&1 ||
        printf 'qemu: exit status %s\n' "$?" >>"$log"
    rm -f "$initramfs" "$initramfs.list"
}

# value LOG KEY: what the machine said of it last; "-" if nothing.
value() {
    local found
    found=$(sed -nE "s/.*RESULT (.* )?$2=([^ \r]*).*/\2/p" "$1" | tail -n 1)
    printf '%s\n' "${found:--}"
}

said() {
    tr -d '\r' <"$1" | grep -qE "RESULT ($2)\$"
}

# judge CHOICE CLIENT IOMMU STEP EXPECTATION: the lines of the log against what is expected. An expectation that is not met is
# named with the step of the way that it belongs to.
judge() {
    local log=$logs/$1.$2.$3.$4.log wrong=() seen key
    expect() {
        seen=$(value "$log" "$1")
        [[ $seen =~ ^($2)$ ]] || wrong+=("$1 is $seen, not $2")
    }
    grep -q 'DMA-API: debugging enabled' "$log" || wrong+=('dma-debug is off')
    said "$log" set_up || wrong+=('not set up')
    [[ $(value "$log" failed) == - ]] || wrong+=("failed: $(value "$log" failed)")
    case $5 in
    refused)
        expect controller_maps no
        expect payload missing
        expect faults '[1-9][0-9]*'
        grep -qE 'DMAR: \[DMA Write.*Request device \[(0000:)?00:05.0\] fault addr' "$log" || wrong+=('no DMAR fault of 00:05.0')
        ;;
    works)
        expect controller_maps yes
        expect payload intact
        expect faults 0
        ;;
    esac
    case $5 in
    dma-debug)
        grep -q 'DMA-API: .*tries to free DMA memory it has not allocated' "$log" || wrong+=('dma-debug has nothing to say')
        ;;
    outlives)
        said "$log" end || wrong+=('no end')
        expect oops 0
        grep -q 'DMA-API: .*:10:00.0: device driver has pending DMA allocations' "$log" || wrong+=('nothing outlives its driver')
        ;;
    oops:*)
        ! said "$log" client_gone || wrong+=('the client went in peace')
        grep -qE 'BUG: |Oops: |general protection' "$log" || wrong+=('no oops')
        # The first of the trace that is no helper of the kernel's own.
        grep -qE "(RIP: 0010:|\]  )${5#oops:}\+0x" "$log" || wrong+=("the oops is not in ${5#oops:}()")
        ;;
    *)
        said "$log" end || wrong+=('no end')
        for key in dma_debug oops warnings; do
            expect "$key" 0
        done
        ;;
    esac
    if [[ $2 == transport && $4 == - ]]; then
        expect received "$(if [[ $5 == refused ]]; then echo 0; else echo 1; fi)"
        expect rx_packets "$(if [[ $5 == refused ]]; then echo 0; else echo 1; fi)"
    fi
    [[ $4 != stored ]] || said "$log" unlinked || wrong+=('not unlinked')
    [[ $4 != stored || $5 == oops:* ]] || said "$log" client_gone || wrong+=('the client did not go')
    if [[ ${#wrong[@]} -eq 0 ]]; then
        verdict "$version" "$1" "$2" "$3" "$4" ok "$5"
    else
        verdict "$version" "$1" "$2" "$3" "$4" FAIL "$(IFS=';'; printf '%s' "${wrong[*]}")"
        log_end "$log" 40
    fi
}
