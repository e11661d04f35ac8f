import java.io.File;

import org.openapitools.client.ApiClient;
import org.openapitools.client.ApiException;
import org.openapitools.client.api.ClassificationApi;
import org.openapitools.client.api.FeedbackApi;
import org.openapitools.client.model.Answer;
import org.openapitools.client.model.Explanation;
import org.openapitools.client.model.Feedback;

/** Uses the generated client: java UseClient.java URL PHOTO, where the photo shows a koala. */
class UseClient {

	static void main(String[] arguments) throws ApiException {
		ApiClient client = new ApiClient();
		client.setBasePath(arguments[0]);
		File photo = new File(arguments[1]);
		ClassificationApi classification = new ClassificationApi(client);
		Answer answer = classification.classify(photo, 3, null, null, null, null, null, null, null, null, null);
		require(answer.getTop().size() == 3 && answer.getTop().getFirst().getLabel().equals("koala"), answer);
		Explanation explanation = classification.explain(photo, "wombat", null, null, null, null, null, null, null,
				null);
		require(explanation.getLabel().equals("wombat"), explanation);
		require(explanation.getValues().size() == explanation.getRows() * explanation.getColumns(), explanation);
		new FeedbackApi(client).sendFeedback(
				new Feedback().prediction(answer.getPrediction()).label("koala"), null, null, null, null);
		requireRejection(classification, photo);
		System.out.println("The Java client works.");
	}

	private static void requireRejection(ClassificationApi classification, File photo) {
		try {
			classification.explain(photo, "unicorn", null, null, null, null, null, null, null, null);
			throw new AssertionError("An unknown label was accepted");
		}
		catch (ApiException ex) {
			require(ex.getCode() == 400 && ex.getResponseBody().contains("unknown-label"), ex.getResponseBody());
		}
	}

	private static void require(boolean condition, Object found) {
		if (!condition) {
			throw new AssertionError(found);
		}
	}

}
