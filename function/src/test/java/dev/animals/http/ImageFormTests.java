package dev.animals.http;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Random;

import com.sun.management.ThreadMXBean;
import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.http.HttpHeaders;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ImageFormTests {

	private static final byte[] PHOTO = "\r\n-\n--bord\0\u00ff\r".getBytes(StandardCharsets.ISO_8859_1);

	@Test
	void readsThePartNamedImage() {
		CloudEvent photo = read(Messages.FORM, Messages.form("image", "image/jpeg", PHOTO));
		assertThat(data(photo)).isEqualTo(PHOTO);
		assertThat(photo.getDataContentType()).isEqualTo("image/jpeg");
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data; boundary=\"border\"", "Multipart/Form-Data; Boundary=border",
			"multipart/form-data; charset=utf-8; boundary=border",
			"multipart/form-data;boundary=border;charset=x-none" })
	void readsABoundaryInEveryNotation(String contentType) {
		assertThat(data(read(contentType, Messages.form("image", "image/jpeg", PHOTO)))).isEqualTo(PHOTO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "border with spaces", "a:b/c=d?e,f", "----=_Part_1_(2)" })
	void readsAQuotedBoundaryWithSpecialCharacters(String boundary) {
		byte[] form = new String(Messages.form("image", "image/jpeg", PHOTO), StandardCharsets.ISO_8859_1)
			.replace("--border", "--" + boundary)
			.getBytes(StandardCharsets.ISO_8859_1);
		assertThat(data(read("multipart/form-data; boundary=\"" + boundary + "\"", form))).isEqualTo(PHOTO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "form-data; name=image", "form-data; name=\"image\"", "FORM-DATA; NAME=image",
			"form-data; filename=\"a;b.jpg\"; name=\"image\"", "form-data; name=\"image\"; filename=\"\"",
			"form-data; name=\"image\"; filename*=UTF-8''bad%2",
			"form-data; name=\"image\"; filename*=UTF-8''%e2%82%ac%20rates",
			"form-data; name=\"image\"; filename*=x-unknown''a.jpg", "form-data; name=\"image\"; filename*=broken",
			"form-data; filename*=UTF-8''%; name=\"image\"", "form-data; name=\"image\"; filename=\"Käfer\".jpg",
			"form-data; name=\"image\"; filename*0=\"a\"; filename*1=\"b.jpg\"", "form-data; name*=UTF-8''%69mage",
			"form-data; name*0=\"im\"; name*1=\"age\"", "form-data;\r\n name=\"image\";\r\n\tfilename=\"a.jpg\"",
			"form-data; name=\"image\"; filename=\"a.jpg\"; size=; =; ;" })
	void readsTheNameAndIgnoresTheOtherParameters(String disposition) {
		byte[] form = Messages.part("Content-Disposition: " + disposition + "\r\n", PHOTO);
		assertThat(data(read(Messages.FORM, form))).isEqualTo(PHOTO);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Content-Type: image/jpeg; charset=x-unknown\r\n",
			"Content-Type: image/jpeg;\r\n name=a\r\n", "content-type:image/jpeg\r\n",
			"X-Other: 1\r\nContent-Type: image/jpeg\r\n", "Content-Type: image/jpeg\r\nno header\r\n" })
	void ignoresTheOtherHeadersOfThePart(String headers) {
		byte[] form = Messages.part(headers + "Content-Disposition: form-data; name=\"image\"\r\n", PHOTO);
		CloudEvent photo = read(Messages.FORM, form);
		assertThat(data(photo)).isEqualTo(PHOTO);
		assertThat(photo.getDataContentType()).startsWith("image/jpeg");
	}

	@Test
	void readsThePhotoWithoutAType() {
		CloudEvent photo = read(Messages.FORM,
				Messages.part("Content-Disposition: form-data; name=\"image\"\r\n", PHOTO));
		assertThat(photo.getDataContentType()).isNull();
	}

	@Test
	void decodesBase64() {
		byte[] form = Messages.part(
				"Content-Disposition: form-data; name=image\r\nContent-Transfer-Encoding: base64\r\n",
				Base64.getMimeEncoder().encode(PHOTO));
		assertThat(data(read(Messages.FORM, form))).isEqualTo(PHOTO);
	}

	@Test
	void doesNotLookIntoNestedForms() {
		byte[] nested = Messages.part("Content-Disposition: form-data; name=image\r\nContent-Type: multipart/mixed\r\n",
				PHOTO);
		assertThat(data(read(Messages.FORM, nested))).isEqualTo(PHOTO);
	}

	@Test
	void returnsTheBytesOfPhotosOfAnySize() {
		Random random = new Random(7);
		for (int size = 4_000; size < 12_400; size += 7) {
			byte[] photo = new byte[size];
			random.nextBytes(photo);
			assertThat(data(read(Messages.FORM, Messages.form("image", "image/jpeg", photo)))).isEqualTo(photo);
		}
	}

	@Test
	void acceptsAFormWithoutItsLastBoundaryIfThePhotoIsComplete() {
		byte[] form = Messages.form("image", "image/jpeg", PHOTO);
		assertThat(data(read(Messages.FORM, Arrays.copyOf(form, form.length - 4)))).isEqualTo(PHOTO);
	}

	@Test
	void rejectsAPhotoThatIsNotComplete() {
		byte[] form = Messages.form("image", "image/jpeg", PHOTO);
		for (int missing = 5; missing < PHOTO.length + 13; missing++) {
			assertRejected(Messages.FORM, Arrays.copyOf(form, form.length - missing), Reason.INVALID_PARAMETER);
		}
	}

	@Test
	void rejectsAHeaderOverTheLimit() {
		String header = "X-Long: " + "a".repeat(20_000) + "\r\n";
		byte[] form = Messages.part(header + "Content-Disposition: form-data; name=\"image\"\r\n", PHOTO);
		assertRejected(Messages.FORM, form, Reason.INVALID_PARAMETER);
	}

	@Test
	void holdsLittleMemoryForAHeaderThatDoesNotEnd() {
		byte[] form = Messages.part("a".repeat(8 << 20), PHOTO);
		ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
		long before = threads.getCurrentThreadAllocatedBytes();
		assertRejected(Messages.FORM, form, Reason.INVALID_PARAMETER);
		assertThat(threads.getCurrentThreadAllocatedBytes() - before).isLessThan(1 << 20);
	}

	@Test
	void rejectsMoreHeadersThanTheLimit() {
		byte[] form = Messages.part("X-Other: 1\r\n".repeat(200) + "Content-Disposition: form-data; name=image\r\n",
				PHOTO);
		assertRejected(Messages.FORM, form, Reason.INVALID_PARAMETER);
	}

	@ParameterizedTest
	@ValueSource(strings = { "multipart/form-data", "multipart/form-data; boundary", "multipart/form-data; charset=a" })
	void rejectsAContentTypeWithoutABoundary(String contentType) {
		assertRejected(contentType, Messages.form("image", "image/jpeg", PHOTO), Reason.INVALID_PARAMETER);
	}

	@Test
	void rejectsOrReadsTwentyThousandMutationsOfAForm() {
		byte[] form = Messages.form("image", "image/jpeg", PHOTO);
		Random random = new Random(42);
		for (int i = 0; i < 20_000; i++) {
			byte[] mutation = Arrays.copyOf(form, 1 + random.nextInt(form.length));
			for (int change = random.nextInt(6); change > 0; change--) {
				mutation[random.nextInt(mutation.length)] = (byte) random.nextInt(256);
			}
			try {
				assertThat(read(Messages.FORM, mutation).getData()).isNotNull();
			}
			catch (RejectedException ex) {
				assertThat(ex.reason()).isIn(Reason.EMPTY, Reason.INVALID_PARAMETER);
			}
		}
	}

	private static CloudEvent read(String contentType, byte[] form) {
		HttpHeaders headers = new HttpHeaders();
		headers.set("Content-Type", contentType);
		return ImageForm.read(headers, form);
	}

	private static byte[] data(CloudEvent event) {
		CloudEventData data = requireNonNull(event.getData());
		return data.toBytes();
	}

	private static void assertRejected(String contentType, byte[] form, Reason reason) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> read(contentType, form))
			.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason));
	}

}
