package dev.animals.e2e.outages;

/** What became of a request. Every request has exactly one outcome. */
enum Outcome {

	/** The answer is the right one. For an event, a subscriber got the answer. */
	ANSWERED,

	/** Somebody said that the request was not processed: a problem (4xx), 429 or 503. */
	REFUSED,

	/** There was no answer, a wrong one, or an error that leaves open what happened. */
	FAILED,

	/** The Broker gave up on the event and delivered it to the dead-letter sink. */
	DEAD_LETTERED

}
