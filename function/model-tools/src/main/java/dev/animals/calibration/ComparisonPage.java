package dev.animals.calibration;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

import org.springframework.core.io.ClassPathResource;

import dev.animals.calibration.Figures.Answer;
import dev.animals.photos.LabelledPhoto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toList;
import static org.springframework.web.util.HtmlUtils.htmlEscape;

/**
 * A comparison as one HTML page without scripts and external files.
 *
 * @param comparison the comparison
 * @param pictures makes the small picture of a photo, as a {@code data:} address
 */
record ComparisonPage(Comparison comparison, Function<LabelledPhoto, String> pictures) {

	/** With more pictures, a phone would take long to open the page. */
	private static final int MOST_PICTURES = 300;

	String text() throws IOException {
		ComparisonVerdict verdict = ComparisonVerdict.of(this.comparison);
		List<ComparisonRow> groups = ComparisonRow.groups(this.comparison);
		return new ClassPathResource("comparison.html").getContentAsString(UTF_8)
			.replace("{{kind}}", verdict.outcome().name().toLowerCase(Locale.ROOT))
			.replace("{{model}}", htmlEscape(this.comparison.model().name()))
			.replace("{{against}}", htmlEscape(this.comparison.against().name()))
			.replace("{{sentence}}", htmlEscape(verdict.sentence()))
			.replace("{{facts}}", facts())
			.replace("{{figures}}", table(ComparisonRow.figures(this.comparison)))
			.replace("{{groups}}", groups.isEmpty() ? "" : groups(groups))
			.replace("{{photos}}", photos())
			.replace("{{leftOut}}", this.comparison.leftOut().isEmpty() ? "" : leftOut());
	}

	private String facts() {
		return fact("photos", this.comparison.photos().size())
				+ fact("with different answers", this.comparison.differing().size())
				+ fact("with the same verdict", this.comparison.equalVerdicts())
				+ fact("mean change of the confidence", ComparisonRow.text("%.4f", this.comparison.confidenceChange()));
	}

	private static String fact(String name, Object value) {
		return "<div><dt>%s</dt><dd>%s</dd></div>".formatted(name, htmlEscape(value.toString()));
	}

	private String table(List<ComparisonRow> rows) {
		// The bars of a table have one scale, which is at least 5 points wide on each
		// side.
		double most = rows.stream()
			.flatMap((row) -> row.paired().stream())
			.filter((paired) -> paired.of() > 0)
			.mapToDouble((paired) -> Math.max(-paired.bound(-1), paired.bound(1)))
			.reduce(0.05, Math::max);
		return rows.stream().map((row) -> row(row, most)).collect(joining("\n"));
	}

	private String row(ComparisonRow row, double most) {
		String name = htmlEscape(row.name()).replaceAll("`([^`]*)`", "<code>$1</code>");
		return """
				<tr><th scope="row">%s</th><td data-of="%s">%s</td><td data-of="%s">%s</td>\
				<td class="%s" data-of="difference">%s%s<small>%s</small></td></tr>""".formatted(name,
				htmlEscape(this.comparison.against().name()), row.against(), htmlEscape(this.comparison.model().name()),
				row.model(), kind(row), row.difference(), bar(row, most), row.evidence());
	}

	private static String kind(ComparisonRow row) {
		return row.paired()
			.filter(PairedShare::isShown)
			.map((paired) -> ((paired.difference() > 0) == row.good()) ? "better" : "worse")
			.orElse("open");
	}

	/** Draws the interval as a line and the difference as a dot; 0 is in the middle. */
	private static String bar(ComparisonRow row, double most) {
		return row.paired()
			.filter((paired) -> paired.of() > 0)
			.map((paired) -> String.format(Locale.ROOT, """
					<svg viewBox="-104 -8 208 16" aria-hidden="true"><path class="zero" d="M0-8V8"/>\
					<path class="range" d="M%.1f 0H%.1f"/><circle cx="%.1f" r="5"/></svg>""",
					100 * paired.bound(-1) / most, 100 * paired.bound(1) / most, 100 * paired.difference() / most))
			.orElse("");
	}

	private String groups(List<ComparisonRow> rows) {
		return """
				<h2>Right labels by group</h2>
				<p>One in twenty intervals misses the truth by chance, so a single coloured group shows little.</p>
				<table>
				<thead><tr><th>group</th><th>%s</th><th>%s</th><th>difference in points (95 %%)</th></tr></thead>
				%s
				</table>
				<p class="note">%s</p>""".formatted(htmlEscape(this.comparison.against().name()),
				htmlEscape(this.comparison.model().name()), table(rows), ComparisonRow.otherGroups(this.comparison));
	}

	private String photos() {
		List<ComparedPhoto> differing = this.comparison.differing();
		Map<ComparedPhoto.Right, List<ComparedPhoto>> kinds = differing.stream()
			.limit(MOST_PICTURES)
			.collect(groupingBy(ComparedPhoto::right, LinkedHashMap::new, toList()));
		String more = (differing.size() > MOST_PICTURES)
				? "<p>%d more photos are in the JSON.</p>".formatted(differing.size() - MOST_PICTURES) : "";
		String key = differing.isEmpty() ? ""
				: "<p class=\"key note\"><span class=\"against\">%s</span><span class=\"model\">%s</span></p>\n"
					.formatted(htmlEscape(this.comparison.against().name()),
							htmlEscape(this.comparison.model().name()));
		return kinds.entrySet()
			.stream()
			.map((kind) -> "<h2>%s (%d)</h2>\n%s<div class=\"photos\">\n%s\n</div>".formatted(title(kind.getKey()),
					kind.getValue().size(), key, kind.getValue().stream().map(this::photo).collect(joining("\n"))))
			.collect(joining("\n", "", more));
	}

	private String title(ComparedPhoto.Right right) {
		return switch (right) {
			case MODEL -> "Only %s is right".formatted(htmlEscape(this.comparison.model().name()));
			case AGAINST -> "Only %s is right".formatted(htmlEscape(this.comparison.against().name()));
			case BOTH -> "Different answers, both right";
			case NEITHER -> "Different answers, both wrong";
			case UNKNOWN -> "Different answers, no class for the animal";
		};
	}

	private String photo(ComparedPhoto photo) {
		String name = htmlEscape(photo.photo().name());
		String labels = htmlEscape(photo.labels());
		String picture = this.pictures.apply(photo.photo());
		String image = picture.isEmpty() ? ""
				: "<img src=\"%s\" alt=\"%s, labelled %s\" loading=\"lazy\">".formatted(picture, name, labels);
		return "<article>%s<div><h3>%s</h3>%s%s<small>%s</small></div></article>".formatted(image, labels,
				answer("against", this.comparison.against(), photo.against()),
				answer("model", this.comparison.model(), photo.model()), name);
	}

	private String answer(String kind, Measurement measurement, Answer answer) {
		return "<p class=\"%s\"><span class=\"spoken\">%s: </span>%s</p>".formatted(kind,
				htmlEscape(measurement.name()), htmlEscape(ComparedPhoto.text(answer, this.comparison.subject())));
	}

	private String leftOut() {
		return this.comparison.leftOut()
			.entrySet()
			.stream()
			.map((photo) -> "<li>%s: %s</li>".formatted(htmlEscape(photo.getKey()), htmlEscape(photo.getValue())))
			.collect(joining("\n", "<h2>Photos left out</h2>\n<ul>\n", "\n</ul>"));
	}

}
