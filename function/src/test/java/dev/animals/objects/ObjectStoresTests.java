package dev.animals.objects;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

import javax.net.ssl.SSLSocketFactory;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import dev.animals.rejection.Reason;
import dev.animals.rejection.RejectedException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(30)
class ObjectStoresTests {

	private static final byte[] OBJECT = "the bytes of a photo".getBytes(StandardCharsets.US_ASCII);

	private static final String LOOPBACK = "127.0.0.0/8";

	private final Store store = Store.start(OBJECT);

	/** The addresses that DNS returns, one after another. */
	private final Queue<String> addresses = new ArrayDeque<>();

	@AfterEach
	void stop() {
		this.store.close();
	}

	@Test
	void readAnObjectOfAnAllowedStore() throws IOException {
		assertThat(read(stores(List.of(this.store.origin().toString()), LOOPBACK), "/photo?X-Signature=a%2Fb#part"))
			.isEqualTo(OBJECT);
		assertThat(this.store.requests())
			.containsExactly("/photo?X-Signature=a%2Fb of " + this.store.origin().getAuthority());
	}

	@Test
	void callNoStoreByDefault() {
		assertRejected(stores(List.of(), LOOPBACK), this.store.origin().resolve("/photo"), Reason.OBJECT_NOT_ALLOWED);
		assertThat(this.store.requests()).isEmpty();
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://photos.example/a", "https://photos.example:8443/a", "https://photos.example.org/a",
			"https://sub.photos.example/a", "s3://photos.example/a", "https://photos.example./a" })
	void callNoStoreWithAnotherSchemeHostOrPort(String address) {
		assertRejected(stores(List.of("https://photos.example"), LOOPBACK), URI.create(address),
				Reason.OBJECT_NOT_ALLOWED);
		assertThat(this.store.requests()).isEmpty();
	}

	@Test
	void ignoreCaseAndTheDefaultPortOfAnOrigin() {
		ObjectStores stores = stores(List.of("https://Photos.Example:443"), LOOPBACK);
		this.addresses.add("10.0.0.1");
		assertRejected(stores, URI.create("HTTPS://photos.EXAMPLE/a"), Reason.PRIVATE_ADDRESS);
	}

	@ParameterizedTest
	@ValueSource(strings = { "/photo", "photo", "mailto:zoo@photos.example", "https://user:secret@photos.example/a",
			"https:///a" })
	void rejectAddressesOfNoObject(String address) {
		assertRejected(stores(List.of("https://photos.example"), LOOPBACK), URI.create(address),
				Reason.MALFORMED_EVENT);
	}

	@ParameterizedTest
	@ValueSource(strings = { "127.0.0.1", "169.254.169.254", "::1", "10.0.0.1" })
	void doNotConnectToAPrivateAddress(String address) {
		this.addresses.add(address);
		assertRejected(stores(List.of(named())), URI.create(named() + "/photo"), Reason.PRIVATE_ADDRESS);
		assertThat(this.store.requests()).isEmpty();
	}

	@Test
	void doNotConnectToAPrivateAddressThatIsItselfTheHost() {
		assertRejected(stores(List.of(this.store.origin().toString())), this.store.origin().resolve("/photo"),
				Reason.PRIVATE_ADDRESS);
		assertThat(this.store.requests()).isEmpty();
	}

	/** A name that points to another address when it is resolved again. */
	@Test
	void connectToTheAddressThatWasChecked() throws IOException {
		this.addresses.addAll(List.of("127.0.0.1", "169.254.169.254"));
		assertThat(read(stores(List.of(named()), LOOPBACK), "/photo")).isEqualTo(OBJECT);
		assertThat(this.addresses).containsExactly("169.254.169.254");
		assertThat(this.store.requests()).containsExactly("/photo of photos.example:" + this.store.port());
	}

	@ParameterizedTest
	@CsvSource({ "/moved, OBJECT_UNREADABLE", "/missing, OBJECT_UNREADABLE", "/partial, OBJECT_UNREADABLE",
			"/encoded, OBJECT_UNREADABLE", "/chunked, OBJECT_UNREADABLE", "/busy, OBJECT_STORE_UNREACHABLE",
			"/failing, OBJECT_STORE_UNREACHABLE", "/long, OBJECT_STORE_UNREACHABLE",
			"/silent, OBJECT_STORE_UNREACHABLE" })
	void rejectWhatIsNotTheObject(String path, Reason reason) {
		assertRejected(stores(List.of(this.store.origin().toString()), LOOPBACK), this.store.origin().resolve(path),
				reason);
		assertThat(this.store.requests()).hasSize(1);
	}

	@Test
	void rejectAStoreThatIsNotThere() {
		this.store.close();
		assertRejected(stores(List.of(this.store.origin().toString()), LOOPBACK), this.store.origin().resolve("/photo"),
				Reason.OBJECT_STORE_UNREACHABLE);
		assertRejected(stores(List.of("http://unknown.example"), LOOPBACK), URI.create("http://unknown.example/photo"),
				Reason.OBJECT_STORE_UNREACHABLE);
	}

	/** The port of the store does not speak TLS. */
	@Test
	void rejectAStoreWithoutTlsAtAnAddressWithHttps() {
		String origin = this.store.origin().toString().replace("http:", "https:");
		assertRejected(stores(List.of(origin), LOOPBACK), URI.create(origin + "/photo"),
				Reason.OBJECT_STORE_UNREACHABLE);
	}

	private String named() {
		return "http://photos.example:" + this.store.port();
	}

	private ObjectStores stores(List<String> origins, String... networks) {
		return new ObjectStores(new ObjectSettings(origins, List.of(networks), Duration.ofMillis(700)), this::resolve,
				() -> (SSLSocketFactory) SSLSocketFactory.getDefault());
	}

	private InetAddress[] resolve(String host) throws UnknownHostException {
		if (!host.equals("photos.example") && !host.equals("photos.EXAMPLE")) {
			return InetAddress.getAllByName(host);
		}
		return new InetAddress[] { InetAddress.ofLiteral(this.addresses.remove()) };
	}

	private byte[] read(ObjectStores stores, String path) throws IOException {
		URI origin = this.addresses.isEmpty() ? this.store.origin() : URI.create(named());
		try (StoredObject object = stores.open(origin.resolve(path))) {
			assertThat(object.length()).isEqualTo(OBJECT.length);
			return object.bytes().readAllBytes();
		}
	}

	private static void assertRejected(ObjectStores stores, URI address, Reason reason) {
		assertThatExceptionOfType(RejectedException.class).isThrownBy(() -> stores.open(address))
			.satisfies((rejected) -> assertThat(rejected.reason()).isEqualTo(reason))
			.satisfies((rejected) -> assertThat(rejected.detail()).doesNotContain("secret"));
	}

}
