package dev.animals.objects;

import java.net.InetAddress;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class NetworksTests {

	private final Networks publicOnly = new Networks(List.of());

	@ParameterizedTest
	@ValueSource(strings = { "0.0.0.0", "10.0.0.1", "100.64.0.1", "127.0.0.1", "127.255.255.255", "169.254.169.254",
			"172.16.0.1", "172.31.255.255", "192.0.0.8", "192.168.1.1", "198.19.0.1", "224.0.0.1", "255.255.255.255",
			"::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::1", "fc00::1", "fd12::1",
			"fe80::1", "fec0::1", "ff02::1" })
	void refuseAddressesThatAreNotPublic(String address) {
		assertThat(this.publicOnly.allow(InetAddress.ofLiteral(address))).isFalse();
	}

	@ParameterizedTest
	@ValueSource(strings = { "1.1.1.1", "9.255.255.255", "11.0.0.0", "52.219.169.1", "100.63.255.255", "100.128.0.0",
			"172.15.255.255", "172.32.0.0", "192.167.255.255", "223.255.255.255", "2600:1f00::1", "2a00:1450::1" })
	void allowPublicAddresses(String address) {
		assertThat(this.publicOnly.allow(InetAddress.ofLiteral(address))).isTrue();
	}

	@Test
	void allowOnlyThePrivateNetworksThatAreNamed() {
		Networks networks = new Networks(List.of("10.96.0.0/12", "fd00::/8", "192.168.0.7/32"));
		assertThat(networks.allow(InetAddress.ofLiteral("10.96.0.1"))).isTrue();
		assertThat(networks.allow(InetAddress.ofLiteral("10.111.255.255"))).isTrue();
		assertThat(networks.allow(InetAddress.ofLiteral("fd12::1"))).isTrue();
		assertThat(networks.allow(InetAddress.ofLiteral("192.168.0.7"))).isTrue();
		assertThat(networks.allow(InetAddress.ofLiteral("1.1.1.1"))).isTrue();
		assertThat(networks.allow(InetAddress.ofLiteral("10.112.0.0"))).isFalse();
		assertThat(networks.allow(InetAddress.ofLiteral("192.168.0.6"))).isFalse();
		assertThat(networks.allow(InetAddress.ofLiteral("169.254.169.254"))).isFalse();
	}

}
