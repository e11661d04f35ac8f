"""Checks manifests against the schemas in CRDs: python check_crds.py CRD_FOLDER MANIFEST…

It also checks that it would find a misspelled field and a field of the wrong type. An API server drops unknown fields
without an error, so this program changes the schemas to reject them.
"""

import copy
import sys
from pathlib import Path
from typing import Any

import jsonschema
import yaml


def main(crds: Path, files: list[Path]) -> int:
    for file in files:
        for manifest in yaml.safe_load_all(file.read_text()):
            schema = _schema(crds, manifest)
            faults = _faults(schema, manifest)
            for fault in faults:
                print(f"{file}: {fault}", file=sys.stderr)
            if faults:
                return 1
            for path, value in ((["spec", "misspelled"], 1), (["metadata"], "animals"), (["spec"], [])):
                if not _faults(schema, _changed(manifest, path, value)):
                    print(f"The schema of {manifest['kind']} accepts {value!r} at {'.'.join(path)}.", file=sys.stderr)
                    return 1
            print(f"{file} fits the CRD of {manifest['kind']}")
    return 0


def _schema(crds: Path, manifest: dict) -> dict:
    version = manifest["apiVersion"].split("/")[1]
    crd = _crd(crds, manifest)
    served = [each for each in crd["spec"]["versions"] if each["name"] == version and each["served"]]
    if not served:
        raise ValueError(f"The CRD of {manifest['kind']} does not serve {version}")
    schema = served[0]["schema"]["openAPIV3Schema"]
    _close(schema)
    # The schema of a CRD does not describe the metadata, which Kubernetes checks itself.
    names = {"type": "object", "additionalProperties": {"type": "string"}}
    schema.setdefault("properties", {})["metadata"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            "name": {"type": "string", "pattern": "^[a-z0-9]([-a-z0-9]*[a-z0-9])?$"},
            "annotations": names,
            "labels": names,
        },
    }
    for field in ("apiVersion", "kind"):
        schema["properties"].setdefault(field, {"type": "string"})
    return schema


def _crd(crds: Path, manifest: dict) -> dict:
    """Returns the CRD of a manifest's kind."""
    group, kind = manifest["apiVersion"].split("/")[0], manifest["kind"]
    for file in sorted(crds.rglob("*.yaml")):
        text = file.read_text()
        if f"kind: {kind}\n" in text and group in text:
            for crd in yaml.load_all(text, Loader=yaml.CSafeLoader):
                if crd and (crd["spec"].get("group"), crd["spec"].get("names", {}).get("kind")) == (group, kind):
                    return crd
    raise ValueError(f"No file in {crds} is the CRD of {kind}")


def _close(schema: Any) -> None:
    """Makes a schema reject unknown properties, and accept numbers and strings for quantities and ports."""
    if isinstance(schema, list):
        for each in schema:
            _close(each)
    if not isinstance(schema, dict):
        return
    if "properties" in schema and not schema.get("x-kubernetes-preserve-unknown-fields"):
        schema.setdefault("additionalProperties", False)
    if schema.get("x-kubernetes-int-or-string"):
        schema.pop("type", None)
    for each in schema.values():
        _close(each)


def _faults(schema: dict, manifest: Any) -> list[str]:
    validator = jsonschema.Draft202012Validator(schema)
    return [f"{'.'.join(map(str, error.path))}: {error.message[:200]}" for error in validator.iter_errors(manifest)]


def _changed(manifest: dict, path: list[str], value: Any) -> dict:
    changed = copy.deepcopy(manifest)
    place = changed
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = value
    return changed


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), [Path(each) for each in sys.argv[2:]]))
