"""Names of the 1,000 ImageNet classes in class order, and the groups of the 398 animal classes."""

from collections.abc import Iterable

from torchvision.models._meta import _IMAGENET_CATEGORIES

ANIMALS = 398
"""ImageNet (ILSVRC 2012) lists its animals first: classes 0 to 397."""

# torchvision distinguishes the two cranes and the two maillots. The names of the corgi and the garment differ only in
# their case.
RENAMED = {264: "Cardigan corgi"}

GROUPS: dict[str, tuple[range, ...]] = {
    "fish": (range(0, 2), range(389, 398)),
    "shark and ray": (range(2, 7),),
    "fowl": (range(7, 9), range(80, 87)),
    "songbird": (range(10, 21),),
    "bird of prey": (range(21, 25),),
    "parrot": (range(87, 91),),
    "water bird": (range(97, 101), range(127, 138), range(139, 147)),
    # Ostrich; coucal to toucan; bustard.
    "other bird": (range(9, 10), range(91, 97), range(138, 139)),
    "frog and salamander": (range(25, 33),),
    "turtle": (range(33, 38),),
    "lizard": (range(38, 49),),
    # Triceratops is closer to these than to any other group.
    "crocodile and dinosaur": (range(49, 52),),
    "snake": (range(52, 69),),
    # Harvestman, scorpion, spiders, tick.
    "arachnid": (range(70, 79),),
    # Trilobite; centipede, worms; jellyfish, sea anemone, brain coral; starfish, sea urchin, sea cucumber.
    "other invertebrate": (range(69, 70), range(79, 80), range(107, 112), range(327, 330)),
    "mollusc": (range(112, 118),),
    # Crabs, lobsters, crayfish and the isopod, because woodlice are crustaceans.
    "crustacean": (range(118, 127),),
    "beetle": (range(300, 308),),
    "insect": (range(308, 321),),
    "butterfly": (range(321, 327),),
    # Echidna and platypus; wallaby, koala and wombat.
    "marsupial and monotreme": (range(102, 107),),
    # Whales, dugong, sea lion.
    "sea mammal": (range(147, 151),),
    "dog": (range(151, 269),),
    "wolf and fox": (range(269, 276), range(277, 281)),
    "cat": (range(281, 286),),
    # In the strict sense, cougar and lynx are not big cats.
    "wild cat": (range(286, 294),),
    # The giant panda is a bear, the lesser panda is not.
    "bear": (range(294, 298), range(388, 389)),
    "rabbit and rodent": (range(330, 339),),
    "horse and zebra": (range(339, 341),),
    "pig": (range(341, 344),),
    # Cattle, sheep and goats, antelopes, camels.
    "other hoofed animal": (range(345, 356),),
    "weasel and relatives": (range(356, 363),),
    "elephant": (range(101, 102), range(385, 387)),
    "ape": (range(365, 370),),
    # "Madagascar cat" is the ring-tailed lemur.
    "monkey and lemur": (range(370, 385),),
    # Hyena, mongoose, meerkat; hippopotamus, armadillo, three-toed sloth, lesser panda.
    "other mammal": (range(276, 277), range(298, 300), range(344, 345), range(363, 365), range(387, 388)),
}


def names() -> list[str]:
    """The 1,000 class names, unique without regard to case."""
    names = [RENAMED.get(index, name) for index, name in enumerate(_IMAGENET_CATEGORIES)]
    _require_unique(names + list(GROUPS))
    return names


def groups() -> list[str]:
    """The group of each of the 398 animal classes, in class order."""
    group_of = {index: group for group, ranges in GROUPS.items() for indices in ranges for index in indices}
    size = sum(len(indices) for ranges in GROUPS.values() for indices in ranges)
    if sorted(group_of) != list(range(ANIMALS)) or size != ANIMALS:
        raise ValueError("each animal class needs exactly one group")
    return [group_of[index] for index in range(ANIMALS)]


def labels_tsv() -> str:
    """The model's table of classes: index, name and group, separated by tabs. Only animal classes have a group."""
    grouped = groups() + [""] * (len(_IMAGENET_CATEGORIES) - ANIMALS)
    rows = enumerate(zip(names(), grouped, strict=True))
    return "".join(f"{index}\t{name}\t{group}\n" for index, (name, group) in rows)


def _require_unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise ValueError(f"two classes or groups have the name {name!r}")
        seen.add(name.casefold())
