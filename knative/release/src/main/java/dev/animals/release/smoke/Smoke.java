package dev.animals.release.smoke;

import java.util.Map;

/**
 * Photos for the candidate before it has users.
 */
public interface Smoke {

	/**
	 * Sends all photos to both revisions.
	 * @param urls the addresses of the traffic tags stable and candidate
	 * @return what was answered
	 * @throws InterruptedException if the program is to stop
	 */
	SmokeResult run(Map<String, String> urls) throws InterruptedException;

}
