package dev.animals.release.smoke;

import java.util.Map;

/**
 * Photos for the candidate before it has users.
 */
public interface Smoke {

	/**
	 * Sends all of them to both.
	 * @param urls of the traffic tags
	 * @param meanwhile is run after each photo
	 * @return what was answered
	 */
	SmokeResult run(Map<String, String> urls, Runnable meanwhile);

	/**
	 * Calls the candidate once, so that a pod of it stays.
	 * @param urls of the traffic tags
	 */
	void keepWarm(Map<String, String> urls);

}
