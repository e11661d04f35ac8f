package dev.animals.rules;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ReferenceRulesTests {

	private static final Path REPOSITORY = Path.of("../..");

	@TempDir
	private Path models;

	@Test
	void theCommittedRulesFollowFromTheCommittedCalibrations() throws IOException {
		assertThat(Files.readString(REPOSITORY.resolve("monitoring/rules/reference.yaml")))
			.as("monitoring/rules/reference.yaml, which make drift-rules writes")
			.isEqualTo(ReferenceRules.of(REPOSITORY.resolve("function/model")));
	}

	@Test
	void leavesModelsWithoutACalibrationOut() throws IOException {
		Files.createDirectory(this.models.resolve("new"));
		Files.writeString(Files.createDirectory(this.models.resolve("imported")).resolve("calibration.yaml"),
				"calibration: {temperature: 1.0, animalProbability: 0.0, confidence: 0.0}");
		assertThat(ReferenceRules.of(this.models)).endsWith("groups:\n");
	}

	@Test
	void writesTheRulesOfAModel() throws IOException {
		Files.writeString(Files.createDirectory(this.models.resolve("tiny")).resolve("calibration.yaml"), """
				calibration: {temperature: 1.0, animalProbability: 0.0, confidence: 0.0, energy: 0.0}
				evidence:
				  model: tiny-1.0.0
				  top1: {share: 0.8, interval95: [0.7, 0.9]}
				reference:
				  photos: 20
				  groups: {cat: 0.5, dog: 0.5}
				  verdicts: {animal: 0.8, not_animal: 0.1, unknown: 0.1}
				  confidence: {edges: [0.5], shares: [0.25, 0.75]}
				  margin: {edges: [], shares: [1.0]}
				  energy: {edges: [], shares: [1.0]}
				  brightness: {edges: [], shares: [1.0]}
				""");
		assertThat(ReferenceRules.of(this.models).lines()).filteredOn((line) -> !line.contains("_share"))
			.map((line) -> line.replaceAll("record: animals_reference_|model: tiny-1.0.0, ", ""))
			.containsExactly("# Written by make calibrate and make drift-rules.", "groups:",
					"- name: reference of tiny-1.0.0", "  interval: 1m", "  rules:",
					"  - {accuracy, expr: vector(0.8), labels: {bound: middle}}",
					"  - {accuracy, expr: vector(0.7), labels: {bound: lower}}",
					"  - {photos, expr: vector(16), labels: {distribution: groups}}",
					"  - {bin, expr: vector(1), labels: {distribution: groups, value: cat, bin: cat}}",
					"  - {bin, expr: vector(1), labels: {distribution: groups, value: dog, bin: dog}}",
					"  - {photos, expr: vector(20), labels: {distribution: verdicts}}",
					"  - {bin, expr: vector(1), labels: {distribution: verdicts, value: animal, bin: all others}}",
					"  - {bin, expr: vector(1), labels: {distribution: verdicts, value: not_animal, bin: all others}}",
					"  - {bin, expr: vector(1), labels: {distribution: verdicts, value: unknown, bin: all others}}",
					"  - {photos, expr: vector(20), labels: {distribution: confidence}}",
					"  - {edge_below, expr: vector(1), labels: {distribution: confidence, le: +Inf, below: '0.5'}}",
					"  - {photos, expr: vector(20), labels: {distribution: brightness}}",
					"  - {confidence, expr: vector(0.625), labels: {model: tiny-1.0.0}}",
					"  - {middle, expr: vector(0.25), labels: {bin: '0.5'}}",
					"  - {middle, expr: vector(0.75), labels: {bin: '1.0'}}");
	}

}
