package dev.animals.feedback;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Remembers the ids of predictions that were judged, so that a token that is sent twice
 * counts once. The memory is bounded and belongs to one process: a token that is sent to
 * two pods, or again after many others, counts again.
 */
public class JudgedPredictions {

	/** This many ids take about a megabyte of memory. */
	private static final int MOST = 10_000;

	private final Map<String, Boolean> ids = new LinkedHashMap<>() {

		@Override
		protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
			return size() > MOST;
		}

	};

	/**
	 * Remembers a prediction.
	 * @param id the id of the prediction
	 * @return whether it is judged for the first time, as far as is known
	 */
	public synchronized boolean add(String id) {
		return this.ids.putIfAbsent(id, true) == null;
	}

}
