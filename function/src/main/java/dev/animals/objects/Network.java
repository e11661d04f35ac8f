package dev.animals.objects;

import java.math.BigInteger;
import java.net.InetAddress;

/**
 * A range of addresses in CIDR notation (RFC 4632).
 *
 * @param length the length of an address in bytes: 4 or 16
 * @param bits the length of the prefix
 * @param prefix the first bits of every address in the network
 */
record Network(int length, int bits, BigInteger prefix) {

	/**
	 * Reads a network.
	 * @param text for instance {@code 10.0.0.0/8} or {@code fc00::/7}
	 * @return the network
	 * @throws IllegalArgumentException if the text is no network
	 */
	static Network of(String text) {
		String[] parts = text.split("/", -1);
		try {
			byte[] address = InetAddress.ofLiteral(parts[0]).getAddress();
			int bits = Integer.parseInt(parts[1]);
			if (parts.length == 2 && bits >= 0 && bits <= 8 * address.length) {
				return new Network(address.length, bits, prefix(address, bits));
			}
		}
		catch (IllegalArgumentException | ArrayIndexOutOfBoundsException ex) {
			throw new IllegalArgumentException(message(text), ex);
		}
		throw new IllegalArgumentException(message(text));
	}

	private static String message(String text) {
		return "animals.objects.networks must be networks such as 10.96.0.0/12, but one is " + text;
	}

	boolean contains(InetAddress address) {
		byte[] bytes = address.getAddress();
		return bytes.length == this.length && prefix(bytes, this.bits).equals(this.prefix);
	}

	private static BigInteger prefix(byte[] address, int bits) {
		return new BigInteger(1, address).shiftRight(8 * address.length - bits);
	}

}
