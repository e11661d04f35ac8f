package dev.animals.release.smoke;

import java.util.Map;

/**
 * Tries the candidate with photos before it gets users.
 */
public interface Smoke {

	/**
	 * Sends all photos to both revisions.
	 * @param urls the addresses of the traffic tags stable and candidate
	 * @return the answers
	 * @throws InterruptedException if the program is to stop
	 */
	SmokeResult run(Map<String, String> urls) throws InterruptedException;

}
