"""Uses the generated client: python use_client.py URL PHOTO, where the photo shows a koala."""

import sys
from pathlib import Path

from openapi_client import ApiClient, ApiException, ClassificationApi, Configuration, Feedback, FeedbackApi


def main(url: str, photo: bytes) -> None:
    with ApiClient(Configuration(host=url)) as client:
        classification = ClassificationApi(client)
        # Without this, the client writes every body as JSON.
        jpeg = {"_content_type": "image/jpeg"}
        answer = classification.classify(photo, top=3, **jpeg)
        assert len(answer.top) == 3 and answer.top[0].label == "koala", answer
        explanation = classification.explain(photo, label="wombat", **jpeg)
        assert explanation.label == "wombat", explanation
        assert len(explanation.values) == explanation.rows * explanation.columns, explanation
        FeedbackApi(client).send_feedback(Feedback(prediction=answer.prediction, label="koala"))
        try:
            classification.explain(photo, label="unicorn", **jpeg)
        except ApiException as rejected:
            assert rejected.status == 400 and "unknown-label" in rejected.body, rejected
        else:
            raise AssertionError("An unknown label was accepted")
    print("The Python client works.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).read_bytes())
