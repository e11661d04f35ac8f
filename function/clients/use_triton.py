"""Uses Triton's clients over HTTP: python use_triton.py HOST:PORT PHOTO, where the photo shows a koala."""

import asyncio
import base64
import io
import sys
from importlib.metadata import version
from pathlib import Path

import numpy as np
import tritonclient.http as triton
import tritonclient.http.aio as triton_aio
from features import Features
from PIL import Image
from tritonclient.utils import InferenceServerException

MODEL = "animals"


def image(array: np.ndarray, datatype: str, *, binary: bool = True) -> triton.InferInput:
    tensor = triton.InferInput("image", list(array.shape), datatype)
    tensor.set_data_from_numpy(array, binary_data=binary)
    return tensor


def ask_about_the_model(client: triton.InferenceServerClient) -> None:
    assert client.is_server_live() and client.is_server_ready() and client.is_model_ready(MODEL)
    assert not client.is_model_ready("another")
    assert client.get_server_metadata()["extensions"] == ["binary_tensor_data", "classification"]
    metadata = client.get_model_metadata(MODEL)
    assert [tensor["name"] for tensor in metadata["inputs"]] == ["image"], metadata
    assert client.get_model_metadata(MODEL, metadata["versions"][0]) == metadata
    assert client.get_model_repository_index()[0]["state"] == "READY"


def send_every_form(features: Features, client: triton.InferenceServerClient, photo: bytes) -> None:
    text = np.array([base64.b64encode(photo)], dtype=np.object_)
    pixels = np.asarray(Image.open(io.BytesIO(photo)).convert("RGB"))
    inputs = {
        "the file": image(np.array([photo], dtype=np.object_), "BYTES"),
        "a column": image(np.array([[photo]], dtype=np.object_), "BYTES"),
        "Base64 in JSON": image(text, "BYTES", binary=False),
        "the file's bytes as numbers": image(np.frombuffer(photo, np.uint8)[None], "UINT8"),
        "the same in JSON": image(np.frombuffer(photo, np.uint8), "UINT8", binary=False),
        "pixels": image(pixels, "UINT8"),
        "a batch of pixels": image(pixels[None], "UINT8"),
    }
    for name, tensor in inputs.items():
        for binary in (True, False):
            outputs = [triton.InferRequestedOutput("probabilities", binary_data=binary)]
            result = client.infer(MODEL, [tensor], outputs=outputs, request_id=name)
            features.answered(result.get_response()["model_version"])
            probabilities = result.as_numpy("probabilities")
            assert probabilities.shape == (1, 398) and probabilities.argmax() == 105, (name, probabilities)
            assert result.get_response()["id"] == name


def ask_for_outputs(features: Features, client: triton.InferenceServerClient, photo: bytes) -> None:
    photos = image(np.array([photo] * 3, dtype=np.object_), "BYTES")
    result = client.infer(MODEL, [photos], model_version=client.get_model_metadata(MODEL)["versions"][0])
    features.answered(result.get_response()["model_version"])
    assert result.as_numpy("logits").shape == (3, 1000)
    assert result.as_numpy("verdict").tolist() == [b"animal"] * 3
    assert len(set(result.as_numpy("prediction"))) == 3


def ask_for_classes(features: Features, client: triton.InferenceServerClient, photo: bytes) -> None:
    photos = image(np.array([photo] * 3, dtype=np.object_), "BYTES")
    for binary in (True, False):
        best = triton.InferRequestedOutput("probabilities", binary_data=binary, class_count=3)
        result = client.infer(MODEL, [photos], outputs=[best])
        features.answered(result.get_response()["model_version"])
        classes = result.as_numpy("probabilities")
        # With binary data the elements are bytes, otherwise text.
        first = classes[2][0].decode() if binary else classes[2][0]
        score, index, label = first.split(":")
        assert classes.shape == (3, 3) and (index, label) == ("105", "koala") and float(score) > 0.5, classes


def compress(features: Features, client: triton.InferenceServerClient, photo: bytes) -> None:
    pixels = np.asarray(Image.open(io.BytesIO(photo)).convert("RGB"))
    for request in ("gzip", "deflate"):
        for response in ("gzip", "deflate", None):
            result = client.infer(
                MODEL,
                [image(pixels, "UINT8")],
                request_compression_algorithm=request,
                response_compression_algorithm=response,
            )
            features.answered(result.get_response()["model_version"])
            assert result.as_numpy("probabilities").argmax() == 105


def show_errors(client: triton.InferenceServerClient, photo: bytes) -> None:
    cases = {
        "BYTES or UINT8, not 'FP32'": ("image", np.zeros((1, 3, 224, 224), np.float32), "FP32"),
        "unexpected inference input 'picture'": ("picture", np.array([photo], dtype=np.object_), "BYTES"),
        "Image 1, counted from 0: This is not an image": ("image", np.array([photo, b"text"], np.object_), "BYTES"),
        "the limit is 32": ("image", np.array([b"text"] * 33, np.object_), "BYTES"),
    }
    for message, (name, array, datatype) in cases.items():
        tensor = triton.InferInput(name, list(array.shape), datatype)
        tensor.set_data_from_numpy(array)
        try:
            client.infer(MODEL, [tensor])
        except InferenceServerException as error:
            assert message in error.message(), (message, error)
        else:
            raise AssertionError(f"No error: {message}")


async def use_asyncio(features: Features, address: str, photo: bytes) -> None:
    async with triton_aio.InferenceServerClient(address) as client:
        assert await client.is_model_ready(MODEL)
        photos = [image(np.array([photo], dtype=np.object_), "BYTES")]
        for result in await asyncio.gather(*(client.infer(MODEL, photos) for _ in range(8))):
            features.answered(result.get_response()["model_version"])
            assert result.as_numpy("probabilities").argmax() == 105
        try:
            await client.infer("another", photos)
        except InferenceServerException as error:
            assert "no model of this name" in error.message(), error
        else:
            raise AssertionError("An unknown model was accepted")


def main(address: str, photo: bytes) -> None:
    features = Features("tritonclient", version("tritonclient"))
    with triton.InferenceServerClient(address) as client:
        with features.feature("health, readiness, metadata, repository"):
            ask_about_the_model(client)
        with features.feature("files and pixels, as JSON and as binary tensors"):
            send_every_form(features, client, photo)
        with features.feature("several photos and a named version"):
            ask_for_outputs(features, client, photo)
        with features.feature("`class_count`"):
            ask_for_classes(features, client, photo)
        with features.feature("compression with gzip and deflate"):
            compress(features, client, photo)
        with features.feature("messages of errors"):
            show_errors(client, photo)
    with features.feature("asyncio, eight requests at the same time"):
        asyncio.run(use_asyncio(features, address, photo))
    print("Triton's clients work.")


if __name__ == "__main__":
    main(sys.argv[1], Path(sys.argv[2]).read_bytes())
