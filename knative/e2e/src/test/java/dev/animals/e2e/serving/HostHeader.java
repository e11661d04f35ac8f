package dev.animals.e2e.serving;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.animals.e2e.TcpProxy;

/**
 * Copies HTTP/1.1 requests to a gateway and replaces only the header {@code Host}, by
 * which the gateway finds the service. Clients can thus call a service whose name is not
 * in DNS.
 */
final class HostHeader implements TcpProxy.Requests {

	private static final Pattern HOST = Pattern.compile("(?im)^(host: ?).*$");

	private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: ?(\\d+)\r?$");

	private static final Pattern CHUNKED = Pattern.compile("(?im)^transfer-encoding:");

	private final String host;

	HostHeader(String host) {
		this.host = host;
	}

	@Override
	public void copy(InputStream from, OutputStream to) throws IOException {
		InputStream requests = new BufferedInputStream(from);
		String head = head(requests);
		while (!head.isEmpty()) {
			if (CHUNKED.matcher(head).find()) {
				throw new IOException("This proxy copies only bodies with a Content-Length, but got:\n" + head);
			}
			String sent = HOST.matcher(head).replaceFirst("$1" + Matcher.quoteReplacement(this.host) + "\r");
			to.write(sent.getBytes(StandardCharsets.ISO_8859_1));
			Matcher length = LENGTH.matcher(head);
			to.write(requests.readNBytes(length.find() ? Integer.parseInt(length.group(1)) : 0));
			head = head(requests);
		}
	}

	/** Reads a request up to its empty line. It is empty at the end of the connection. */
	private static String head(InputStream requests) throws IOException {
		ByteArrayOutputStream head = new ByteArrayOutputStream();
		int next = requests.read();
		while (next != -1) {
			head.write(next);
			if (next == '\n' && head.toString(StandardCharsets.ISO_8859_1).endsWith("\r\n\r\n")) {
				break;
			}
			next = requests.read();
		}
		return head.toString(StandardCharsets.ISO_8859_1);
	}

}
