"""A typical Python service with the same network: FastAPI, Pillow and torch, with one worker and one thread.

Environment variables choose the network that it runs:
  NETWORK   "float" for a frozen trace of the published network, whose input Pillow resizes;
            "pixels" for one of this service's networks, which resize by themselves
  FILE      the TorchScript file of that network
  LABELS    the labels.tsv of the model
"""

import io
import os
from pathlib import Path

import numpy as np
import torch
from fastapi import FastAPI, Request
from PIL import Image

SIDE = 224
TOP = 5

torch.set_grad_enabled(False)
torch.set_num_threads(1)
torch.set_num_interop_threads(1)
network = torch.jit.load(os.environ["FILE"], map_location="cpu").eval()
resizes_itself = os.environ["NETWORK"] == "pixels"
# The service also chooses the precision in this way when it loads the network.
if resizes_itself and torch.cpu._is_vnni_supported():
    torch.backends.quantized.engine = "onednn"
    network.use_int8()
elif resizes_itself and torch.cpu._is_avx512_bf16_supported():
    network.use_bfloat16()
labels = [line.split("\t")[1] for line in Path(os.environ["LABELS"]).read_text(encoding="utf-8").splitlines()]
app = FastAPI()


def logits(picture: bytes) -> torch.Tensor:
    image = Image.open(io.BytesIO(picture)).convert("RGB")
    if resizes_itself:
        return network(torch.from_numpy(np.array(image)))
    resized = image.resize((SIDE, SIDE), Image.Resampling.BICUBIC)
    pixels = torch.from_numpy(np.array(resized)).permute(2, 0, 1).unsqueeze(0)
    return network((pixels.float() - 127) / 128)[0]


def classify(picture: bytes) -> dict[str, object]:
    best = torch.topk(torch.softmax(logits(picture), 0), TOP)
    ranking = zip(best.indices.tolist(), best.values.tolist(), strict=True)
    return {"top": [{"label": labels[index], "confidence": confidence} for index, confidence in ranking]}


@app.post("/classify")
async def answer(request: Request) -> dict[str, object]:
    # Predicts on the event loop. With only one thread for computing, a thread pool would only add context switches.
    return classify(await request.body())


@app.get("/readyz")
async def ready() -> dict[str, str]:
    return {"status": "up"}
