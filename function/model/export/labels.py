"""Labels of the 1,000 ImageNet classes in class order, and the groups and everyday names of the 398 animal classes.

names.tsv has a line for each animal class: its label, its everyday name and its synonyms. A person reviewed each line.
words.tsv has general words, such as "owl" or "bird", and the labels and groups that they stand for.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from torchvision.models._meta import _IMAGENET_CATEGORIES

ANIMALS = 398
"""ImageNet (ILSVRC 2012) lists its animals first: classes 0 to 397."""

# torchvision distinguishes the two cranes and the two maillots. The labels of the corgi and of the garment differ only
# in their case.
RENAMED = {264: "Cardigan corgi"}

# Each group has at least eight classes. Smaller groups would be empty in a reference of a few hundred photos, so their
# shares could not be compared.
GROUPS: dict[str, tuple[range, ...]] = {
    # Sharks and rays are fish.
    "fish": (range(0, 7), range(389, 398)),
    "fowl": (range(7, 9), range(80, 87)),
    "songbird": (range(10, 21),),
    "water bird": (range(97, 101), range(127, 138), range(139, 147)),
    # Ostrich; birds of prey; parrots; coucal to toucan; bustard.
    "other bird": (range(9, 10), range(21, 25), range(87, 97), range(138, 139)),
    "frog and salamander": (range(25, 33),),
    # Triceratops is closer to crocodiles than to any other group.
    "turtle and crocodile": (range(33, 38), range(49, 52)),
    "lizard": (range(38, 49),),
    "snake": (range(52, 69),),
    # Harvestman, scorpion, spiders, tick.
    "arachnid": (range(70, 79),),
    # Crabs, lobsters, crayfish and the isopod, because woodlice are crustaceans.
    "crustacean": (range(118, 127),),
    "beetle": (range(300, 308),),
    # All insects but beetles, butterflies among them.
    "insect": (range(308, 327),),
    # Trilobite; centipede, worms; jellyfish, sea anemone, brain coral; molluscs; starfish, sea urchin, sea cucumber.
    "other invertebrate": (range(69, 70), range(79, 80), range(107, 118), range(327, 330)),
    "dog": (range(151, 269),),
    "wolf and fox": (range(269, 276), range(277, 281)),
    "cat and wild cat": (range(281, 294),),
    # The giant panda is a bear, but the lesser panda is not.
    "bear and weasel": (range(294, 298), range(356, 363), range(388, 389)),
    "rabbit and rodent": (range(330, 339),),
    # Horse and zebra, pigs, hippopotamus; cattle, sheep and goats, antelopes, camels; elephants and their ancestor.
    "hoofed animal and elephant": (range(101, 102), range(339, 356), range(385, 387)),
    # "Madagascar cat" is the ring-tailed lemur.
    "monkey and ape": (range(365, 385),),
    # Echidna and platypus; wallaby, koala and wombat; whales, dugong, sea lion; hyena, mongoose, meerkat; armadillo,
    # three-toed sloth, lesser panda.
    "other mammal": (
        range(102, 107),
        range(147, 151),
        range(276, 277),
        range(298, 300),
        range(363, 365),
        range(387, 388),
    ),
}


def class_labels() -> list[str]:
    """The 1,000 labels, unique without regard to case."""
    labels = [RENAMED.get(index, label) for index, label in enumerate(_IMAGENET_CATEGORIES)]
    _require_unique(labels + list(GROUPS))
    return labels


def groups() -> list[str]:
    """The group of each of the 398 animal classes, in class order."""
    group_of = {index: group for group, ranges in GROUPS.items() for indices in ranges for index in indices}
    size = sum(len(indices) for ranges in GROUPS.values() for indices in ranges)
    if sorted(group_of) != list(range(ANIMALS)) or size != ANIMALS:
        raise ValueError("each animal class needs exactly one group")
    return [group_of[index] for index in range(ANIMALS)]


def names() -> list[list[str]]:
    """The everyday name of each of the 398 animal classes and, after it, the other names that mean the class.

    A general word is listed for each class that it means.
    """
    animals = class_labels()[:ANIMALS]
    rows = list(_rows("names.tsv"))
    if [label for label, _, _ in rows] != animals:
        raise ValueError("names.tsv needs a line for each animal class, in class order")
    _require_unique(name for _, name, _ in rows)
    words = _words(animals)
    names = [[name, *_split(synonyms), *words[label]] for label, name, synonyms in rows]
    taken = {label.casefold() for label in animals}
    for label, own in zip(animals, names, strict=True):
        _require_unique(own)
        if (taken - {label.casefold()}) & {name.casefold() for name in own}:
            raise ValueError(f"a name of {label!r} is the label of another class")
    return names


def labels_tsv() -> str:
    """The model's table of classes: index, label, group, everyday name and other names, separated by tabs.

    Other names are separated by semicolons. Only animal classes have a group and names.
    """
    others = len(_IMAGENET_CATEGORIES) - ANIMALS
    columns = zip(class_labels(), groups() + [""] * others, names() + [[""]] * others, strict=True)
    return "".join(
        f"{index}\t{label}\t{group}\t{name}\t{'; '.join(synonyms)}\n"
        for index, (label, group, (name, *synonyms)) in enumerate(columns)
    )


def _words(animals: list[str]) -> dict[str, list[str]]:
    """Returns the general words for each class."""
    members = {label: [label] for label in animals}
    for label, group in zip(animals, groups(), strict=True):
        members.setdefault(group, []).append(label)
    words: dict[str, list[str]] = {label: [] for label in animals}
    for own, meanings in _rows("words.tsv"):
        for label in dict.fromkeys(label for meaning in _split(meanings) for label in members[meaning]):
            words[label] += _split(own)
    return words


def _rows(file: str) -> Iterator[list[str]]:
    for line in (Path(__file__).parent / file).read_text(encoding="utf-8").splitlines():
        yield line.split("\t")


def _split(names: str) -> list[str]:
    return [name for name in names.split("; ") if name]


def _require_unique(names: Iterable[str]) -> None:
    seen: set[str] = set()
    for name in names:
        if name.casefold() in seen:
            raise ValueError(f"two of the names are {name!r}")
        seen.add(name.casefold())
