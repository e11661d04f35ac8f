#!/usr/bin/env bash
# Writes the models' reference distributions as constant rules, because drift is measured also while no pod is there to
# say what its model was calibrated with, and for two models at once:
#   monitoring/reference.sh >monitoring/rules/reference.yaml     # after make calibrate, and for a new model
# Needs awk. Takes model folders, or else all that are here.
set -euo pipefail
cd "$(dirname "$0")/.."
[ $# -gt 0 ] || set -- function/model/*/

echo "# Made by: monitoring/reference.sh >monitoring/rules/reference.yaml"
echo "groups:"
for folder in "$@"; do
    [ -f "$folder/calibration.yaml" ] || continue
    # The file is YAML of one writer, whose lists may be folded over lines anywhere between two words.
    tr '\n' ' ' <"$folder/calibration.yaml" | tr -s ' ' | awk '
function between(before, after,    rest) {
    if (!match($0, before)) { print "calibration.yaml has no " before > "/dev/stderr"; exit 1 }
    rest = substr($0, RSTART + RLENGTH)
    return substr(rest, 1, index(rest, after) - 1)
}
function rule(name, value, labels) {
    printf "  - {record: %s, expr: vector(%.6g), labels: {model: %s%s}}\n", name, value, model, labels
}
# Half a photo more in each bin, as the rules give to what is counted: no bin is empty, and no logarithm without end.
function share(distribution, bin, value, photos, bins) {
    rule("animals_reference_share", (value * photos + 0.5) / (photos + 0.5 * bins), ", distribution: " distribution ", bin: \"" bin "\"")
}
function photos_behind(distribution, photos) {
    rule("animals_reference_photos", photos, ", distribution: " distribution)
}
function named(distribution, list, photos,    parts, i, count, pair, value, others, kept, bins, rest, smallest, part) {
    count = split(list, parts, ", ")
    for (i = 1; i <= count; i++) {
        split(parts[i], pair, ": ")
        value[i] = pair[1]
        part[i] = pair[2]
        kept[i] = part[i] * photos >= 4.5
        # Five photos are what the chi-squared distribution needs of a bin (Cochran 1954); less is put together,
        if (kept[i]) bins++; else { rest += part[i]; others++ }
        if (kept[i] && (!smallest || part[i] < part[smallest])) smallest = i
    }
    # with the smallest of the others, where it is too little even so.
    if (others && rest * photos < 4.5) { kept[smallest] = 0; rest += part[smallest]; bins-- }
    bins += others > 0
    photos_behind(distribution, photos)
    for (i = 1; i <= count; i++)
        rule("animals_reference_bin", 1, ", distribution: " distribution ", value: " value[i] ", bin: " (kept[i] ? value[i] : "all others"))
    for (i = 1; i <= count; i++)
        if (kept[i]) share(distribution, value[i], part[i], photos, bins)
    if (others) share(distribution, "all others", rest, photos, bins)
}
function binned(distribution,    edges, shares, count, i, mean) {
    count = split(between(" " distribution ": edges: \\[", "]"), edges, ", ")
    split(between(" " distribution ": edges: \\[[^]]*\\] shares: \\[", "]"), shares, ", ")
    edges[count + 1] = "+Inf"
    photos_behind(distribution, photos)
    for (i = 1; i <= count + 1; i++) share(distribution, edges[i], shares[i], photos, count + 1)
    # The buckets of a histogram contain those below them: what is to be taken from which.
    for (i = 2; i <= count + 1; i++)
        rule("animals_reference_edge_below", 1, ", distribution: " distribution ", le: \"" edges[i] "\", below: \"" edges[i - 1] "\"")
    if (distribution != "confidence") return
    # The mean, which is the accuracy that confidences promise.
    for (i = 1; i <= count + 1; i++) mean += shares[i] * ((i == 1 ? 0 : edges[i - 1]) + (i == count + 1 ? 1 : edges[i])) / 2
    rule("animals_reference_confidence", mean, "")
    # Feedback knows a confidence by the upper edge of its bin, and the last one is 1.
    edges[0] = 0; edges[count + 1] = "1.0"
    for (i = 1; i <= count + 1; i++)
        rule("animals_reference_middle", (edges[i - 1] + edges[i]) / 2, ", bin: \"" edges[i] "\"")
}
{
    model = between("evidence: model: ", " ")
    photos = between(" reference: photos: ", " ")
    groups = between(" groups: {", "}")
    verdicts = between(" groups: {[^}]*} verdicts: {", "}")
    animals = between(" groups: {[^}]*} verdicts: {animal: ", ",")
    print "- name: reference of " model
    # Constants: often enough to be found within the five minutes that Prometheus looks back.
    print "  interval: 1m"
    print "  rules:"
    rule("animals_reference_accuracy", between("top1: share: ", " "), ", bound: middle")
    rule("animals_reference_accuracy", between("top1: share: [0-9.]+ interval95: \\[", ","), ", bound: lower")
    named("groups", groups, int(photos * animals + 0.5))
    named("verdicts", verdicts, photos)
    binned("confidence")
    binned("brightness")
}'
done
