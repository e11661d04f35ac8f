package dev.animals.objects;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/**
 * An object whose bytes have not been read.
 *
 * @param bytes the stream of the bytes. It may end early, because the connection may be
 * lost.
 * @param length the length that the store announced, 0 or more
 * @param connection the connection to the store
 */
public record StoredObject(InputStream bytes, long length, Closeable connection) implements Closeable {

	@Override
	public void close() throws IOException {
		this.connection.close();
	}

}
