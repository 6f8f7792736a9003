# SPDX-License-Identifier: Apache-2.0
#
# Reads the member list of a kernel tarball, prints what a check of NTB or of the IOMMU drivers can ever read: the build files
# that compile flags come from and the Kconfig files, of all directories; the headers, and what makes headers, of all
# architectures; two architectures whole; and the drivers.
{
    path = $0
    sub(/^[^\/]*\//, "", path)
}

path == "" || path ~ /\/$/ { next }

path ~ /(^|\/)(Kconfig|Makefile|Kbuild)[^\/]*$/ { print; next }
path ~ /^(Documentation|LICENSES|rust|samples|sound|tools|usr)\// { next }
path ~ /^arch\/[^\/]*\/boot\/dts\// { next }
path ~ /^arch\// && path !~ /^arch\/(x86|arm64)\// {
    if (path ~ /\.(h|tbl)$/ || path ~ /offsets[^\/]*\.c$/ || path ~ /\/(include|tools|syscalls|configs)\//) print
    next
}
path ~ /^drivers\/gpu\// && path ~ /\.[chS]$/ { next }

path ~ /\.h$/ { print; next }
path ~ /^(arch|include|scripts|kernel|lib)\// { print; next }
path ~ /^drivers\/(ntb|pci|iommu|base|dma)\// { print; next }
path == "drivers/net/ntb_netdev.c" { print; next }
path !~ /\// { print; next }
