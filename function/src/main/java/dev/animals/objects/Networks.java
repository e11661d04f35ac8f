package dev.animals.objects;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/**
 * Decides to which addresses the service may connect. The address of a store comes from
 * DNS. The owner of a name can point it to a machine inside the cluster or to the
 * metadata service of a cloud, 169.254.169.254.
 */
final class Networks {

	/**
	 * Addresses that are not public, from the registries of special-purpose addresses of
	 * IANA (RFC 6890). {@code ::/8} includes the IPv4 addresses behind NAT64, and
	 * {@code fc00::/6} private, link-local and multicast addresses.
	 */
	private static final List<Network> NOT_PUBLIC = Stream
		.of("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12",
				"192.0.0.0/24", "192.0.2.0/24", "192.168.0.0/16", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24",
				"224.0.0.0/3", "::/8", "100::/64", "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20", "fc00::/6")
		.map(Network::of)
		.toList();

	private final List<Network> allowed;

	/**
	 * Creates the rule.
	 * @param allowed networks that are allowed although their addresses are not public
	 */
	Networks(List<String> allowed) {
		this.allowed = allowed.stream().map(Network::of).toList();
	}

	boolean allow(InetAddress address) {
		return contain(this.allowed, address) || !contain(NOT_PUBLIC, address);
	}

	private static boolean contain(List<Network> networks, InetAddress address) {
		return networks.stream().anyMatch((network) -> network.contains(address));
	}

}
