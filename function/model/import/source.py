"""Describes a network to import: its input, classes and licence, as far as its source states them."""

import argparse
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import torch
from torch import nn

import maps
import torchscript
from preprocessing import IMAGENET_MEAN, IMAGENET_STD, Preprocessing, UnusableError


@dataclass
class Source:
    """A network to import.

    run calls the network in its own framework, with float32 [1, 3, height, width]. save writes the network's file for
    the service; its first argument tells whether the outputs are probabilities. load reads such a file. explained tells
    whether the file also computes class activation maps, which needs logits.
    """

    architecture: str
    engine: str
    preprocessing: Preprocessing
    run: Callable[[np.ndarray], np.ndarray]
    save: Callable[[bool, Path], None]
    load: Callable[[Path], Callable[[np.ndarray], np.ndarray]]
    categories: list[str] = field(default_factory=list)
    explained: bool = False
    licence: str = "NOASSERTION"
    origin: dict[str, str] = field(default_factory=dict)


def of_pytorch(network: nn.Module, architecture: str, preprocessing: Preprocessing, **origin: str) -> Source:
    def run(picture: np.ndarray) -> np.ndarray:
        output = network(torch.from_numpy(np.ascontiguousarray(picture)))
        if not isinstance(output, torch.Tensor):
            raise UnusableError(f"The network returns {type(output).__name__}; it must return one tensor of logits.")
        return output.float().numpy()

    scripted = isinstance(network, torch.jit.ScriptModule)
    features = None if scripted else maps.find(network, preprocessing)

    def save(probabilities: bool, path: Path) -> None:
        if features and not probabilities:
            torchscript.save_explained(features, preprocessing, path)
            return
        traced = network if scripted else torchscript.trace(network, preprocessing)
        torchscript.save(traced, preprocessing, probabilities, path)

    loaded = torchscript.Loaded
    return Source(
        architecture, "PyTorch", preprocessing, run, save, loaded, explained=features is not None, origin=origin
    )


def stated(options: argparse.Namespace, height: int = 0, width: int = 0) -> dict:
    """Returns the preprocessing of a file, which the options have to state."""
    found = given(options, height, width)
    if not found:
        raise UnusableError(
            "A file does not say how its pixels are normalised, and a wrong guess would only show as bad answers. "
            'Add it: OPTIONS="--normalisation imagenet", or with numbers --mean 0.5,0.5,0.5 --std 0.5,0.5,0.5.'
        )
    return found


def given(options: argparse.Namespace, height: int = 0, width: int = 0) -> dict:
    """Returns the preprocessing that the options state; empty if they state no normalisation."""
    if options.mean is None and options.normalisation is None:
        return {}
    presets = {
        "imagenet": (IMAGENET_MEAN, IMAGENET_STD),
        "half": ((0.5,) * 3, (0.5,) * 3),
        "unit": ((0.0,) * 3, (1.0,) * 3),
    }
    mean, std = presets.get(options.normalisation or "", (options.mean, options.std))
    if options.size:
        height, width = options.size
    if not height or not width:
        raise UnusableError('The source does not say the size of its input. Add OPTIONS="--size 224".')
    return {
        "height": height,
        "width": width,
        "mean": tuple(mean),
        "std": tuple(std or ()),
        "filter": options.filter,
        "short_side": options.short_side,
        "channels": options.channels,
    }
