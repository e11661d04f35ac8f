#!/bin/sh
# Downloads libjpeg-turbo's libraries from Debian 12, checks them against SHA256SUMS, and puts them into the service's
# resources. It needs Debian's apt, but no root, and it does not change the machine's package lists.
set -eu

version='1:2.1.5-2'
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
		apt-get -qq download "libturbojpeg0=$version"
		dpkg-deb --extract libturbojpeg0_*.deb root
	)
	package="$work/$architecture/root/usr"
	install -D -m 644 "$package/lib/$triplet/libturbojpeg.so.0.2.0" "$work/new/$platform/libturbojpeg.so"
	install -m 644 "$package/share/doc/libturbojpeg0/copyright" "$work/new/LICENSE-libjpeg-turbo.txt"
}

fetch amd64 x86_64-linux-gnu linux-x86_64
fetch arm64 aarch64-linux-gnu linux-aarch64
(cd "$work/new" && sha256sum --check --quiet "$here/SHA256SUMS")
cp -r "$work/new/." "$here/../src/main/resources/native/"
