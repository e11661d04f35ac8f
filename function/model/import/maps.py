"""Finds the features of a network from which class activation maps can be computed.

Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016: if a network averages its last features
over the picture and then applies a linear layer, this layer can be applied at each place instead. The mean of the
resulting map of a class is the logit of the class.
"""

import torch
from torch import Tensor, nn

from preprocessing import Preprocessing


class Features(nn.Module):
    """Computes the logits of a network, and the features [1, channels, rows, columns] before its pooling."""

    def __init__(self, network: nn.Module, layer: nn.Module, linear: nn.Linear) -> None:
        super().__init__()
        self.network = network
        self.linear = linear
        layer.register_forward_hook(self._keep)

    def _keep(self, layer: nn.Module, inputs: tuple, output: Tensor) -> None:
        self.kept = output

    def forward(self, picture: Tensor) -> tuple[Tensor, Tensor]:
        logits = self.network(picture)
        return logits, self.kept

    def maps(self, features: Tensor) -> Tensor:
        return torch.einsum("kc,bcij->bkij", self.linear.weight, features) + self.linear.bias.view(1, -1, 1, 1)


def find(network: nn.Module, preprocessing: Preprocessing) -> Features | None:
    """Returns the network with its features, or None if it does not end in global average pooling and one linear layer.

    The layers are recognised by their results for noise, because architectures name them differently and may call
    functions instead of modules.
    """
    calls: list[tuple[nn.Module, Tensor, Tensor]] = []
    hooks = [
        module.register_forward_hook(lambda layer, inputs, output: calls.append((layer, inputs[0], output)))
        for module in network.modules()
        if module is not network
    ]
    noise = torch.randn(1, 3, preprocessing.height, preprocessing.width, generator=torch.Generator().manual_seed(3))
    try:
        logits = network(noise)
    finally:
        for hook in hooks:
            hook.remove()
    linear, pooled = next(
        ((layer, inputs) for layer, inputs, output in reversed(calls) if _gives_logits(layer, output, logits)),
        (None, None),
    )
    if linear is None:
        return None
    for layer, _, output in reversed(calls):
        if _is_pooled_to(output, pooled):
            return Features(network, layer, linear)
    return None


def _gives_logits(layer: nn.Module, output: object, logits: Tensor) -> bool:
    return isinstance(layer, nn.Linear) and layer.bias is not None and torch.equal(output, logits)


def _is_pooled_to(output: object, pooled: Tensor) -> bool:
    return (
        isinstance(output, Tensor)
        and output.dim() == 4
        and output.shape[:2] == pooled.shape
        and output.shape[2] * output.shape[3] > 1
        and torch.allclose(output.mean((2, 3)), pooled, atol=1e-5, rtol=1e-4)
    )
