#!/bin/sh
# Downloads the libraries that decode images from Debian 12, checks them against SHA256SUMS, and puts them into the
# service's resources. It needs Debian's apt, but no root, and it does not change the machine's package lists.
set -eu

packages='libturbojpeg0=1:2.1.5-2 libwebp7=1.2.4-0.2+deb12u1 libspng0=0.7.3-3 zlib1g=1:1.2.13.dfsg-1'
here="$(cd "$(dirname "$0")" && pwd)"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fetch() {
	architecture=$1 triplet=$2 platform=$3
	mkdir -p "$work/$architecture/lists/partial" "$work/$architecture/cache/archives/partial"
	: >"$work/$architecture/status"
	cat >"$work/$architecture/apt.conf" <<-CONF
		Dir::State "$work/$architecture";
		Dir::State::status "$work/$architecture/status";
		Dir::Cache "$work/$architecture/cache";
		APT::Architecture "$architecture";
		APT::Architectures { "$architecture"; };
		APT::Sandbox::User "";
	CONF
	(
		cd "$work/$architecture"
		export APT_CONFIG="$work/$architecture/apt.conf"
		apt-get -qq update
		# shellcheck disable=SC2086 # Each word is a package.
		apt-get -qq download $packages
		for package in *.deb; do
			dpkg-deb --extract "$package" root
		done
	)
	root="$work/$architecture/root"
	copy "$root/usr/lib/$triplet/libturbojpeg.so.0.2.0" libturbojpeg.so
	copy "$root/usr/lib/$triplet/libwebp.so.7.1.5" libwebp.so
	copy "$root/usr/lib/$triplet/libspng.so.0.7.3" libspng.so
	copy "$root/lib/$triplet/libz.so.1.2.13" libz.so
	licence libturbojpeg0 libjpeg-turbo
	licence libwebp7 libwebp
	licence libspng0 libspng
	licence zlib1g zlib
}

copy() {
	install -D -m 644 "$1" "$work/new/$platform/$2"
}

licence() {
	install -m 644 "$root/usr/share/doc/$1/copyright" "$work/new/LICENSE-$2.txt"
}

fetch amd64 x86_64-linux-gnu linux-x86_64
fetch arm64 aarch64-linux-gnu linux-aarch64
if [ "${1:-}" = --record ]; then
	(cd "$work/new" && sha256sum linux-*/*.so >"$here/SHA256SUMS")
fi
(cd "$work/new" && sha256sum --check --quiet "$here/SHA256SUMS")
cp -r "$work/new/." "$here/../src/main/resources/native/"
