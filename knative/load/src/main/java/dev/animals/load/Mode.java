package dev.animals.load;

import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import dev.animals.photos.LabelledPhoto;
import io.gatling.javaapi.core.CheckBuilder;
import io.gatling.javaapi.http.HttpRequestActionBuilder;

import static io.gatling.javaapi.core.CoreDsl.ByteArrayBody;
import static io.gatling.javaapi.core.CoreDsl.StringBody;
import static io.gatling.javaapi.core.CoreDsl.jmesPath;
import static io.gatling.javaapi.http.HttpDsl.header;
import static io.gatling.javaapi.http.HttpDsl.http;

/**
 * The ways to send photos, spelled as in the service's metrics. The answer about a photo
 * is right if one of its right labels is among the best five. An event that answers
 * another must also name that event as its cause, so that an answer to the wrong request
 * is noticed.
 */
enum Mode {

	/** The photo is the body. */
	IMAGE(7, 1) {
		@Override
		HttpRequestActionBuilder request(List<LabelledPhoto> photos) {
			LabelledPhoto photo = photos.getFirst();
			return post("/classify", type(photo)).body(ByteArrayBody(photo.bytes())).check(names("", photo));
		}
	},

	/** A CloudEvent in binary mode. */
	BINARY(1, 1) {
		@Override
		HttpRequestActionBuilder request(List<LabelledPhoto> photos) {
			LabelledPhoto photo = photos.getFirst();
			return post("/", type(photo)).header("ce-specversion", "1.0")
				.header("ce-id", photo.name())
				.header("ce-source", SOURCE)
				.header("ce-type", SENT)
				.body(ByteArrayBody(photo.bytes()))
				.check(header("ce-type").is(ANSWERED), header("ce-causationid").is(photo.name()))
				.check(names("", photo));
		}
	},

	/** A CloudEvent in structured mode. */
	STRUCTURED(1, 1) {
		@Override
		HttpRequestActionBuilder request(List<LabelledPhoto> photos) {
			return post("/", "application/cloudevents+json").body(StringBody(event(photos.getFirst())))
				.check(answers("", photos.getFirst()));
		}
	},

	/** A batch of CloudEvents. It counts as one request. */
	BATCH(1, 3) {
		@Override
		HttpRequestActionBuilder request(List<LabelledPhoto> photos) {
			List<CheckBuilder> checks = new ArrayList<>();
			checks.add(jmesPath("length(@)").ofInt().is(photos.size()));
			for (int i = 0; i < photos.size(); i++) {
				checks.addAll(answers("[" + i + "].", photos.get(i)));
			}
			String body = photos.stream().map(Mode::event).collect(Collectors.joining(",", "[", "]"));
			return post("/", "application/cloudevents-batch+json").body(StringBody(body)).check(checks);
		}
	};

	private static final String SOURCE = "/load";

	private static final String SENT = "dev.animals.photo.sent.v1";

	private static final String ANSWERED = "dev.animals.image.classified.v1";

	/** The number of requests in this mode among ten requests. */
	final int share;

	/** How many photos a request contains. */
	final int photos;

	Mode(int share, int photos) {
		this.share = share;
		this.photos = photos;
	}

	abstract HttpRequestActionBuilder request(List<LabelledPhoto> photos);

	HttpRequestActionBuilder post(String path, String type) {
		return http(toString()).post(path).header("Content-Type", type);
	}

	static String type(LabelledPhoto photo) {
		String suffix = photo.name().substring(photo.name().lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
		return suffix.equals("jpg") ? "image/jpeg" : "image/" + suffix;
	}

	private static String event(LabelledPhoto photo) {
		return """
				{"specversion":"1.0","id":"%s","source":"%s","type":"%s","datacontenttype":"%s","data_base64":"%s"}"""
			.formatted(photo.name(), SOURCE, SENT, type(photo), Base64.getEncoder().encodeToString(photo.bytes()));
	}

	private static List<CheckBuilder> answers(String event, LabelledPhoto photo) {
		List<CheckBuilder> checks = new ArrayList<>(names(event + "data.", photo));
		checks.add(jmesPath(event + "type").is(ANSWERED));
		checks.add(jmesPath(event + "causationid").is(photo.name()));
		return checks;
	}

	private static List<CheckBuilder> names(String answer, LabelledPhoto photo) {
		return List.of(jmesPath(answer + "top[?" + isRight(photo) + "] | [0].label").exists(),
				jmesPath(model(answer)).saveAs("model"));
	}

	/**
	 * Returns a JMESPath expression for the model of an answer, which is null for a
	 * problem. Without the condition, {@code join} would fail there, and Gatling would
	 * stop the user.
	 */
	static String model(String answer) {
		return "%1$smodel && join('-', [%1$smodel.name, %1$smodel.version])".formatted(answer);
	}

	/**
	 * Returns a JMESPath condition for an element of {@code top}, the best labels of an
	 * answer.
	 */
	static String isRight(LabelledPhoto photo) {
		return photo.labels()
			.stream()
			.map((label) -> "label == '" + label.replace("\\", "\\\\").replace("'", "\\'") + "'")
			.collect(Collectors.joining(" || "));
	}

	@Override
	public String toString() {
		return name().toLowerCase(Locale.ROOT);
	}

}
