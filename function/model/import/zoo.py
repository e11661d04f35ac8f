"""Creates networks from the architectures in timm and torchvision."""

import argparse
import pickle

import torch
from torch import nn

from preprocessing import Preprocessing, UnusableError
from source import Source, given, of_pytorch


def read_timm(name: str, options: argparse.Namespace, classes: int) -> Source:
    import timm
    from timm.data import ImageNetInfo, resolve_data_config

    try:
        network = timm.create_model(
            name, pretrained=options.weights == "pretrained", **({"num_classes": classes} if classes else {})
        )
    except (RuntimeError, OSError) as error:
        raise _no_weights(name, error) from error
    _load_weights(network, options)
    config = resolve_data_config({}, model=network)
    _, height, width = config["input_size"]
    squash = config["crop_mode"] == "squash"
    if not squash and (config["crop_mode"] != "center" or height != width):
        raise UnusableError(f"{name} crops {height} x {width} by {config['crop_mode']}, which is not supported.")
    preprocessing = Preprocessing(
        **given(options)
        or {
            "height": height,
            "width": width,
            "mean": tuple(config["mean"]),
            "std": tuple(config["std"]),
            "filter": config["interpolation"],
            "short_side": None if squash else int(height / config["crop_pct"]),
        }
    )
    source = of_pytorch(network.eval(), name, preprocessing, package=f"timm {timm.__version__}", name=name)
    pretrained = network.pretrained_cfg
    if options.weights == "pretrained":
        source.licence = pretrained.get("license") or source.licence
        source.origin["weights"] = str(pretrained.get("hf_hub_id") or pretrained.get("url") or "unknown")
        info = ImageNetInfo()
        if not classes and pretrained.get("num_classes") == info.num_classes():
            source.categories = [info.index_to_description(index) for index in range(info.num_classes())]
    return source


def read_torchvision(name: str, options: argparse.Namespace, classes: int) -> Source:
    import torchvision

    try:
        weights = torchvision.models.get_model_weights(name).DEFAULT
    except ValueError as error:
        raise UnusableError(f"torchvision {torchvision.__version__} has no model {name}.") from error
    preset = weights.transforms()
    try:
        pretrained = options.weights == "pretrained"
        network = torchvision.models.get_model(
            name,
            weights=weights if pretrained else None,
            **({"num_classes": classes} if classes and not pretrained else {}),
        )
    except (RuntimeError, OSError) as error:
        raise _no_weights(name, error) from error
    _load_weights(network, options)
    preprocessing = Preprocessing(
        **given(options)
        or {
            "height": preset.crop_size[0],
            "width": preset.crop_size[0],
            "mean": tuple(preset.mean),
            "std": tuple(preset.std),
            "filter": preset.interpolation.value,
            "short_side": preset.resize_size[0],
        }
    )
    package = f"torchvision {torchvision.__version__.partition('+')[0]}"
    source = of_pytorch(network.eval(), name, preprocessing, package=package, name=name)
    if pretrained:
        source.categories = list(weights.meta["categories"])
        source.origin["weights"] = f"{type(weights).__name__}.{weights.name}"
    return source


def _load_weights(network: nn.Module, options: argparse.Namespace) -> None:
    if options.weights == "pretrained":
        return
    try:
        network.load_state_dict(torch.load(options.weights, map_location="cpu", weights_only=True))
    except (OSError, RuntimeError, ValueError, AttributeError, pickle.UnpicklingError) as error:
        first = str(error).splitlines()[0]
        raise UnusableError(f"--weights {options.weights} does not have this network's weights: {first}") from error


def _no_weights(name: str, error: Exception) -> UnusableError:
    return UnusableError(
        f"{name} cannot be created: {str(error).splitlines()[0]} If its weights cannot be downloaded here, give a file "
        "with --weights FILE."
    )
