package dev.animals.calibration;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.animals.calibration.CalibrationError.Judged;
import dev.animals.classification.Calibration;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

/**
 * Counts of right answers and of verdicts for each folder of photos.
 *
 * @param fit the fit with its photos
 * @param fitted the result
 * @param heldOutAnimals further photos of animals, which were not used for the fit
 * @param heldOutOther further photos without an animal, which were not used for the fit
 */
record FiguresBySet(Fit fit, Calibration fitted, List<Observation> heldOutAnimals, List<Observation> heldOutOther) {

	/**
	 * Counts right answers and verdicts by set.
	 * @return the figures for photos of animals by set, then those for other photos
	 */
	Map<String, Object> toMap() {
		Map<String, Object> sets = new LinkedHashMap<>();
		bySet(this.fit.animals(), this.heldOutAnimals)
			.forEach((set, animals) -> sets.put(set.isEmpty() ? "." : set, animals(animals)));
		bySet(this.fit.other(), this.heldOutOther).forEach((set, other) -> {
			String name = set.isEmpty() ? "." : set;
			sets.put(sets.containsKey(name) ? name + " without an animal" : name, other(other));
		});
		return sets;
	}

	private static Map<String, List<Observation>> bySet(List<Observation> photos, List<Observation> heldOut) {
		return Stream.concat(photos.stream(), heldOut.stream())
			.collect(groupingBy(Observation::set, LinkedHashMap::new, toList()));
	}

	private Map<String, Object> animals(List<Observation> animals) {
		List<Observation> labelled = animals.stream().filter(Observation::isLabelled).toList();
		List<Observation> withoutClass = animals.stream().filter((animal) -> !animal.isLabelled()).toList();
		return Numbers.ordered("labelled", labelled.size(), "rightLabel",
				this.fit.judge(labelled, this.fitted).stream().filter(Judged::right).count(), "verdictAnimal",
				this.fit.countAnimalVerdicts(labelled, this.fitted), "withoutClass", withoutClass.size(),
				"verdictAnimalWithoutClass", this.fit.countAnimalVerdicts(withoutClass, this.fitted));
	}

	private Map<String, Object> other(List<Observation> other) {
		return Numbers.ordered("pictures", other.size(), "verdictAnimal",
				this.fit.countAnimalVerdicts(other, this.fitted));
	}

}
