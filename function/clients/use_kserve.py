"""Uses KServe's client over REST: python use_kserve.py HOST:PORT PHOTO, where the photo shows a koala."""

import asyncio
import base64
import sys
from importlib.metadata import version
from pathlib import Path

import httpx
import numpy as np
from features import Features
from kserve import InferenceRESTClient, InferInput, InferRequest, InferResponse, RESTConfig
from kserve.protocol.infer_type import RequestedOutput

MODEL = "animals"


def photos(*elements: bytes, binary: bool = True) -> InferInput:
    tensor = InferInput("image", [len(elements)], "BYTES")
    tensor.set_data_from_numpy(np.array(elements, dtype=np.object_), binary_data=binary)
    return tensor


def output(response: InferResponse, name: str) -> np.ndarray:
    return next(each for each in response.outputs if each.name == name).as_numpy()


async def infer(features: Features, client: InferenceRESTClient, url: str, photo: bytes) -> None:
    inputs = (photos(photo), photos(base64.b64encode(photo), binary=False))
    for tensor in inputs:
        for binary in (True, False):
            request = InferRequest(MODEL, [tensor], parameters={"binary_data_output": binary}, request_id="42")
            response = await client.infer(url, request, model_name=MODEL)
            # The client drops the version of the model, but not the parameters.
            features.answered(response.parameters["model"])
            assert response.id == "42", response
            assert output(response, "probabilities").argmax() == 105, response


async def ask_for_classes(features: Features, client: InferenceRESTClient, url: str, photo: bytes) -> None:
    best = RequestedOutput("probabilities", {"classification": 2})
    request = InferRequest(MODEL, [photos(photo, photo)], request_outputs=[best])
    response = await client.infer(url, request, model_name=MODEL)
    features.answered(response.parameters["model"])
    classes = output(response, "probabilities")
    assert classes.shape == (2, 2) and str(classes[1][0]).endswith(":105:koala"), classes


async def predict(url: str, photo: bytes) -> None:
    """Uses the protocol v1."""
    instance = {"image": {"b64": base64.b64encode(photo).decode()}}
    async with InferenceRESTClient(RESTConfig(protocol="v1", timeout=60)) as client:
        assert await client.is_model_ready(url, MODEL)
        response = await client.infer(url, {"instances": [instance, instance]}, model_name=MODEL)
        assert [each["top"][0]["label"] for each in response["predictions"]] == ["koala", "koala"], response
        response = await client.explain(url, MODEL, {"instances": [instance]})
        assert response["explanations"][0]["label"] == "koala", response
        try:
            await client.infer(url, {"instances": [{"b64": "AAAA"}]}, model_name=MODEL)
        except httpx.HTTPStatusError as error:
            assert "This is not an image" in str(error), error
        else:
            raise AssertionError("No error")


async def show_errors(client: InferenceRESTClient, url: str) -> None:
    for message, model, tensor in (
        ("This is not an image", MODEL, photos(b"text")),
        ("no model of this name", "another", photos(b"text")),
        ("the limit is 32", MODEL, photos(*[b"text"] * 33)),
    ):
        try:
            await client.infer(url, InferRequest(model, [tensor]), model_name=model)
        except httpx.HTTPStatusError as error:
            assert message in str(error), (message, error)
        else:
            raise AssertionError(f"No error: {message}")


async def main(url: str, photo: bytes) -> None:
    features = Features("kserve", version("kserve"))
    async with InferenceRESTClient(RESTConfig(protocol="v2", timeout=60)) as client:
        with features.feature("health and readiness"):
            assert await client.is_server_live(url) and await client.is_server_ready(url)
            assert await client.is_model_ready(url, MODEL) and not await client.is_model_ready(url, "another")
        with features.feature("photos as JSON and as binary tensors"):
            await infer(features, client, url, photo)
        with features.feature("several photos and `classification`"):
            await ask_for_classes(features, client, url, photo)
        with features.feature("messages of errors"):
            await show_errors(client, url)
    with features.feature("protocol v1: readiness, `:predict`, `:explain`, errors"):
        await predict(url, photo)
    print("KServe's client works.")


if __name__ == "__main__":
    asyncio.run(main(f"http://{sys.argv[1]}", Path(sys.argv[2]).read_bytes()))
