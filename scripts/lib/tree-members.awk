# SPDX-License-Identifier: Apache-2.0
#
# Reads the member list of a kernel tarball, prints what a check of NTB or of the IOMMU drivers can ever read:
# the build files that the compile flags come from, the headers of two architectures, and the drivers.
{
    path = $0
    sub(/^[^\/]*\//, "", path)
}

path == "" || path ~ /\/$/ { next }

path ~ /^(Documentation|LICENSES|rust|samples|sound|tools|usr)\// { next }
path ~ /^arch\// && path !~ /^arch\/(Kconfig|x86\/|arm64\/)/ { next }
path ~ /^arch\/arm64\/boot\/dts\// { next }
path ~ /^drivers\/gpu\// && path ~ /\.[chS]$/ { next }

path ~ /(^|\/)(Kconfig|Makefile|Kbuild)[^\/]*$/ { print; next }
path ~ /\.h$/ { print; next }
path ~ /^(arch|include|scripts|kernel|lib)\// { print; next }
path ~ /^drivers\/(ntb|pci|iommu|base|dma)\// { print; next }
path == "drivers/net/ntb_netdev.c" { print; next }
path !~ /\// { print; next }
