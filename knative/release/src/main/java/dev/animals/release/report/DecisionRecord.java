package dev.animals.release.report;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

import dev.animals.release.judge.Finding;
import dev.animals.release.judge.Judge;
import dev.animals.release.judge.JudgeSettings;
import dev.animals.release.judge.Look;
import dev.animals.release.report.Journal.Point;
import dev.animals.release.rollout.Settings;
import dev.animals.release.rollout.Settings.Step;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * Everything on which a decision was based, so that anyone can repeat it.
 *
 * @param outcome how the rollout ended
 * @param decision the decision in a sentence
 * @param steps the steps of the rollout
 * @param settings the limits for the candidate
 * @param looks the input of the judge before the promotion, in order
 * @param findings the judge's last findings, with their evidence
 */
public record DecisionRecord(String outcome, String decision, List<Step> steps, JudgeSettings settings,
		List<Look> looks, List<Finding> findings) {

	private static final JsonMapper MAPPER = new JsonMapper();

	static DecisionRecord of(Settings settings, Journal journal) {
		return new DecisionRecord(journal.outcome().name(), journal.decision(), settings.steps(), settings.judge(),
				journal.judged().stream().map(Point::look).toList(),
				journal.judged().isEmpty() ? List.of() : journal.judged().getLast().verdict().findings());
	}

	/**
	 * Reads a record.
	 * @param text JSON, or the text that {@link #compressed} returned
	 * @throws IOException if the text is neither
	 */
	public static DecisionRecord read(String text) throws IOException {
		String json = text.stripLeading().startsWith("{") ? text : decompressed(text);
		try {
			return MAPPER.readValue(json, DecisionRecord.class);
		}
		catch (JacksonException ex) {
			throw new IOException(ex);
		}
	}

	private static String decompressed(String text) throws IOException {
		try (InputStream in = new GZIPInputStream(
				new ByteArrayInputStream(Base64.getMimeDecoder().decode(text.strip())))) {
			return new String(in.readAllBytes(), UTF_8);
		}
		catch (IllegalArgumentException ex) {
			throw new IOException(ex);
		}
	}

	String json() {
		return MAPPER.writeValueAsString(this);
	}

	/** Returns the record as text that is about a tenth as long as JSON. */
	String compressed() {
		ByteArrayOutputStream bytes = new ByteArrayOutputStream();
		try (OutputStream out = new GZIPOutputStream(bytes)) {
			out.write(json().getBytes(UTF_8));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return Base64.getMimeEncoder().encodeToString(bytes.toByteArray());
	}

	/** Tells whether judging the same blocks again leads to the same findings. */
	public boolean isReproducible() {
		return again().equals(this.findings);
	}

	/** Judges the same blocks again and returns the last findings. */
	public List<Finding> again() {
		Judge judge = new Judge(this.settings, this.steps.size());
		List<Finding> findings = List.of();
		int started = 0;
		for (Look look : this.looks) {
			Step step = Step.of(this.steps, look.percent());
			for (; started < look.begun(); started++) {
				judge.startStep(step.requests(), step.equals(this.steps.getLast()));
			}
			judge.add(look);
			findings = judge.findings();
		}
		return findings;
	}

}
