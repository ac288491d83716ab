#!/bin/sh
# make-base.sh FILE: writes a root file system as a tar file, with a static busybox and names for what it can do.
# Times and owners are fixed, so that the same busybox always gives the same bytes and later builds are cached.
set -eu
umask 022
file=${1:?the tar file to write}
root=$(mktemp -d)
trap 'rm -rf "$root"' EXIT
mkdir -p "$root/bin" "$root/etc" "$root/tmp"
chmod 755 "$root"
cp "$(command -v busybox)" "$root/bin/busybox"
for name in sh cat echo mkdir sort wc; do ln -s busybox "$root/bin/$name"; done
echo 'root:x:0:0:root:/:/bin/sh' >"$root/etc/passwd"
tar --sort=name --mtime=@0 --owner=0 --group=0 --numeric-owner -cf "$file" -C "$root" .
