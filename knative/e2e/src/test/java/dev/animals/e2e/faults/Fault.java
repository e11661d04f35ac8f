package dev.animals.e2e.faults;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ThreadLocalRandom;

import dev.animals.photos.Photos;

import static java.nio.charset.StandardCharsets.UTF_8;

/** What is wrong with a candidate. */
public enum Fault {

	/** Answers 200 ms later than it could. */
	SLOW {
		@Override
		byte[] change(String type, byte[] body, Duration age) throws InterruptedException {
			Thread.sleep(200);
			return body;
		}
	},

	/** Rejects a third of the photos. */
	REJECTS {
		@Override
		byte[] change(String type, byte[] body, Duration age) {
			return (ThreadLocalRandom.current().nextInt(3) == 0) ? "no image".getBytes(UTF_8) : body;
		}
	},

	/** Sees a macaw in the photo of every structured event. */
	STRUCTURED {
		@Override
		byte[] change(String type, byte[] body, Duration age) {
			return type.startsWith("application/cloudevents+json") ? MACAW_EVENT.getBytes(UTF_8) : body;
		}
	},

	/** Mistakes dogs for macaws. */
	GROUP {
		@Override
		byte[] change(String type, byte[] body, Duration age) {
			return Arrays.equals(body, Photos.read("dog.jpg")) ? Photos.read("macaw.jpg") : body;
		}
	},

	/** Fails after five minutes, as if it had run out of something. */
	LEAK {
		@Override
		byte[] change(String type, byte[] body, Duration age) throws IOException {
			if (age.toMinutes() >= 5) {
				throw new IOException("This candidate fails after five minutes.");
			}
			return body;
		}
	};

	private static final String MACAW_EVENT = """
			{"specversion":"1.0","id":"1","source":"/faults","type":"photo","datacontenttype":"image/jpeg",\
			"data_base64":"%s"}""".formatted(Base64.getEncoder().encodeToString(Photos.read("macaw.jpg")));

	/**
	 * Changes the body of a request, or fails, before the service sees it.
	 * @param type the media type of the body
	 * @param body the body
	 * @param age the time since the service started
	 * @return the body that the service sees
	 */
	abstract byte[] change(String type, byte[] body, Duration age) throws IOException, InterruptedException;

}
