package dev.animals.release.command;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class InputTests {

	private static final String DIGEST = "sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
					r.example.com/team/animals@DIGEST            | r.example.com/team/animals      | digest: 'DIGEST'
			r.example.com:5000/team/animals@DIGEST       | r.example.com:5000/team/animals | digest: 'DIGEST'
			r.example.com:5000/team/animals:lite0@DIGEST | r.example.com:5000/team/animals | digest: 'DIGEST'
			localhost:5000/animals:lite0                 | localhost:5000/animals          | newTag: 'lite0'
			localhost:5000/animals                       | localhost:5000/animals          | newTag: 'latest'
			dev.local/animals:lite0                      | dev.local/animals               | newTag: 'lite0'
			dev.local/x                                  | dev.local/x                     | newTag: 'latest'
			animals:5000                                 | animals                         | newTag: '5000'
			""")
	void readsImages(String text, String name, String version) {
		assertThat(ImageReference.parse(text.replace("DIGEST", DIGEST)).kustomizeEntry("animals"))
			.isEqualTo("- {name: 'animals', newName: '%s', %s}".formatted(name, version.replace("DIGEST", DIGEST)));
	}

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			registry.example.com/animals@DIGEST | true
			dev.local/animals                   | true
			kind.local/animals:1                | true
			registry.example.com/animals:1      | false
			""")
	void knowsWhichImagesNeverChange(String text, boolean fixed) {
		assertThat(ImageReference.parse(text.replace("DIGEST", DIGEST)).isFixed()).isEqualTo(fixed);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", " ", "a b", "a'b", "a\"b", "a;touch x", "a@sha256:0;touch x", "a@sha256:0", "a\nb",
			"dev.local/x\n- {name: y}", "$(id)", "`id`", "-f", "a:b:c", "a@b", "http://a/b", "../a", "a/../b" })
	void rejectsTextThatIsNoImage(String text) {
		assertThatThrownBy(() -> ImageReference.parse(text)).isInstanceOf(CommandException.class)
			.hasMessageNotContaining("\n")
			.hasMessageContaining("IMAGE");
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "abc", "-1", "1e3", "1.", ".5", "NaN" })
	void rejectsTextThatIsNotARate(String text) {
		assertThatThrownBy(() -> Input.RATE.check(text)).isInstanceOf(CommandException.class)
			.hasMessageContaining("RATE")
			.hasMessageContaining("2.5");
	}

	@ParameterizedTest
	@ValueSource(strings = { "http://animals.example.com", "https://a.b:8443",
			"http://animals-candidate.ns.1.2.3.4.sslip.io", "http://localhost:8080/path" })
	void acceptsAddresses(String text) {
		assertThat(Input.URL.check(text)).isEqualTo(text);
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "ftp://a", "http://", "http://a b", "http://a;id", "http://a'", "http://a\n",
			"-K file", "http://user@host", "http://a/$(id)" })
	void rejectsTextThatIsNoAddress(String text) {
		assertThatThrownBy(() -> Input.URL.check(text)).isInstanceOf(CommandException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "Animals", "a b", "a;b", "-n", "a\n", "kube/system", "", "a'b" })
	void rejectsTextThatIsNoNamespace(String text) {
		assertThatThrownBy(() -> Input.NAMESPACE.check(text)).isInstanceOf(CommandException.class);
	}

	@ParameterizedTest
	@ValueSource(strings = { "../x", "a b", "a;b", "/etc", "a\nb", "x/y" })
	void rejectsTextThatIsNoEnvironment(String text) {
		assertThatThrownBy(() -> Input.ENV.check(text)).isInstanceOf(CommandException.class);
	}

}
