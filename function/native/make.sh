#!/bin/sh
# Fetches the TurboJPEG libraries that README.md describes and puts them among the
# resources. Needs apt on Debian 12; touches no state of the machine's own apt.
set -eu

version='1:2.1.5-2'
resources="$(cd "$(dirname "$0")/.." && pwd)/src/main/resources/native"
work="$(mktemp -d)"
trap 'rm -rf "$work"' EXIT

fetch() {
	architecture=$1 triplet=$2 platform=$3 sha256=$4
	mkdir -p "$work/$architecture/lists/partial" "$work/$architecture/cache/archives/partial"
	: >"$work/$architecture/status"
	cat >"$work/$architecture/apt.conf" <<-CONF
		Dir::State "$work/$architecture";
		Dir::State::status "$work/$architecture/status";
		Dir::Cache "$work/$architecture/cache";
		APT::Architecture "$architecture";
		APT::Architectures { "$architecture"; };
	CONF
	(
		cd "$work/$architecture"
		export APT_CONFIG="$work/$architecture/apt.conf"
		apt-get -qq update
		apt-get -qq download "libturbojpeg0=$version"
		dpkg-deb --extract libturbojpeg0_*.deb root
	)
	library="$work/$architecture/root/usr/lib/$triplet/libturbojpeg.so.0.2.0"
	echo "$sha256  $library" | sha256sum --check --quiet
	install -D -m 644 "$library" "$resources/$platform/libturbojpeg.so"
	install -m 644 "$work/$architecture/root/usr/share/doc/libturbojpeg0/copyright" "$resources/LICENSE-libjpeg-turbo.txt"
}

fetch amd64 x86_64-linux-gnu linux-x86_64 4292207ec19b9543d29e13a71263ecd6ad89a28f880e5d201c76cfb168e6d056
fetch arm64 aarch64-linux-gnu linux-aarch64 a953fad5cc022e6d728084973371401cdb6e74cce66d8c334d5caf8842ba3468
