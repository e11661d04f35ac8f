package dev.animals.release.traffic;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class KnLineTests {

	@ParameterizedTest
	@CsvSource(delimiter = '|', textBlock = """
			stable=v1:100 candidate=v2:0 | stable=v1:90 candidate=v2:10 | --traffic v1=90,v2=10
			stable=v1:90 candidate=v2:10 | stable=v2:100 previous=v1:0  | --untag stable --untag candidate \
			--tag v2=stable --tag v1=previous --traffic v2=100,v1=0
			stable=v1:80 candidate=v2:20 | stable=v1:100 candidate=v3:0 | --untag candidate --tag v3=candidate \
			--traffic v1=100,v2=0
			stable=v1:100                | stable=v1:100 candidate=v2:0 | --tag v2=candidate
			""")
	void writesTheChangeForKn(String before, String after, String flags) {
		assertThat(KnLine.of("animals", DecisionsTests.traffic(before), DecisionsTests.traffic(after)))
			.isEqualTo("kn service update animals -n animals " + flags);
	}

}
