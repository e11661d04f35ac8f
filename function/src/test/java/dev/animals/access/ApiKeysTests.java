package dev.animals.access;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class ApiKeysTests {

	private static final String SHOP = "shop-key-shop-key-shop-key-shop-key";

	private static final String ZOO = "zoo-key-zoo-key-zoo-key-zoo-key-zoo";

	/** The result of {@code printf %s KEY | sha256sum} for the key of the zoo. */
	private static final String HASH = "sha256:52315097ca6bcf4ea55f82d09e44cf2ac772e84a74e4bcb3a041023dd383811c";

	@Test
	void knowsAKeyByItselfOrByItsHash() {
		ApiKeys keys = new ApiKeys("# comment\n\nshop: " + SHOP + "\r\nzoo: " + HASH + "\n");
		assertThat(keys.name(SHOP)).isEqualTo("shop");
		assertThat(keys.name(ZOO)).isEqualTo("zoo");
	}

	@Test
	void knowsNoOtherKeys() {
		ApiKeys keys = new ApiKeys("shop: " + SHOP + "\nzoo: " + HASH);
		assertThat(keys.name(SHOP + "x")).isNull();
		assertThat(keys.name("")).isNull();
		assertThat(keys.name("shop")).isNull();
		assertThat(keys.name(HASH)).as("a hash is not a key").isNull();
	}

	@Test
	void acceptsTheOldAndTheNewKeyOfANameDuringARotation() {
		ApiKeys keys = new ApiKeys("shop: " + SHOP + "\nshop: " + ZOO);
		assertThat(keys.name(SHOP)).isEqualTo("shop");
		assertThat(keys.name(ZOO)).isEqualTo("shop");
	}

	@ParameterizedTest
	@ValueSource(strings = { "shop", "shop: short", "Shop: " + SHOP, ": " + SHOP, "shop: sha256:abc",
			"shop: sha256:52315097CA6BCF4EA55F82D09E44CF2AC772E84A74E4BCB3A041023DD383811C",
			"shop: sha256:52315097ca6bcf4ea55f82d09e44cf2ac772e84a74e4bcb3a041023dd383811",
			"shop: a key with spaces in it, a key with spaces" })
	void rejectsAMalformedLineWithoutRepeatingIt(String line) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeys("zoo: " + ZOO + "\n" + line))
			.withMessageContaining("Line 2 of animals.access.keys (API_KEYS)")
			.withMessageNotContaining(line);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "  ", "# only a comment" })
	void rejectsATextWithoutAKey(String lines) {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeys(lines)).withMessageContaining("but it has 0");
	}

	@Test
	void rejectsMoreThanAHundredKeys() {
		assertThatIllegalArgumentException().isThrownBy(() -> new ApiKeys(("shop: " + SHOP + "\n").repeat(101)))
			.withMessageContaining("but it has 101");
	}

}
