package dev.animals.release.smoke;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.Base64;
import java.util.Locale;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The ways in which a photo can be sent. A fault may be confined to one of them.
 */
public enum PhotoMode {

	/** The photo is the body of the request. */
	PLAIN {

		@Override
		HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request) {
			return request.header("Content-Type", "application/octet-stream").POST(BodyPublishers.ofByteArray(photo));
		}

	},

	/** The photo is a part of a form. */
	FORM {

		@Override
		HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request) {
			ByteArrayOutputStream body = new ByteArrayOutputStream();
			body.writeBytes("--photo\r\nContent-Disposition: form-data; name=\"image\"; filename=\"photo\"\r\n\r\n"
				.getBytes(UTF_8));
			body.writeBytes(photo);
			body.writeBytes("\r\n--photo--\r\n".getBytes(UTF_8));
			return request.header("Content-Type", "multipart/form-data; boundary=photo")
				.POST(BodyPublishers.ofByteArray(body.toByteArray()));
		}

	},

	/** The photo is the data of a CloudEvent in binary mode. */
	BINARY {

		@Override
		HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request) {
			return request.header("Content-Type", "application/octet-stream")
				.header("ce-specversion", "1.0")
				.header("ce-id", "smoke")
				.header("ce-source", "/release")
				.header("ce-type", "dev.animals.image.v1")
				.POST(BodyPublishers.ofByteArray(photo));
		}

	},

	/** The photo is the data of a CloudEvent in structured mode. */
	STRUCTURED {

		@Override
		HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request) {
			return request.header("Content-Type", "application/cloudevents+json")
				.POST(BodyPublishers.ofString(event(photo)));
		}

	},

	/** The photo is the data of the only CloudEvent in a batch. */
	BATCH {

		@Override
		HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request) {
			return request.header("Content-Type", "application/cloudevents-batch+json")
				.POST(BodyPublishers.ofString("[" + event(photo) + "]"));
		}

	};

	/** Puts a photo into a request. */
	abstract HttpRequest.Builder put(byte[] photo, HttpRequest.Builder request);

	private static String event(byte[] photo) {
		return """
				{"specversion": "1.0", "id": "smoke", "source": "/release", "type": "dev.animals.image.v1", \
				"datacontenttype": "application/octet-stream", "data_base64": "%s"}"""
			.formatted(Base64.getEncoder().encodeToString(photo));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
