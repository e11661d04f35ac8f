#!/usr/bin/env bats
# Tests how jobs of the pipeline read the names of images that earlier jobs pushed.

setup() {
    unset IMAGE_lite0 IMAGE_lite2 RELEASE_IMAGE
    # The script reads files of its own repository.
    mkdir -p "$BATS_TEST_TMPDIR/knative/pipeline" "$BATS_TEST_TMPDIR/function/image/target" \
        "$BATS_TEST_TMPDIR/knative/release/target"
    cp "$BATS_TEST_DIRNAME/../image-name.sh" "$BATS_TEST_TMPDIR/knative/pipeline"
    script=$BATS_TEST_TMPDIR/knative/pipeline/image-name.sh
    image=registry.example.com:5000/team/animals@sha256:$(printf '1%.0s' {1..64})
    file=$BATS_TEST_TMPDIR/function/image/target/image-lite0.txt
}

@test "prints the image that the job pushed" {
    echo "$image" >"$file"
    echo "${image/animals/animals-release}" >"$BATS_TEST_TMPDIR/knative/release/target/image.txt"
    [ "$("$script" lite0)" = "$image" ]
    [ "$("$script" release)" = "${image/animals/animals-release}" ]
}

@test "a variable names another image" {
    echo "$image" >"$file"
    [ "$(IMAGE_lite0=${image/team/other} "$script" lite0)" = "${image/team/other}" ]
}

@test "fails if no job pushed an image" {
    run "$script" lite2
    [ "$status" -eq 2 ]
    [[ $output == *"IMAGE_lite2 names no image"* ]]
}

@test "accepts nothing but the name of one image with its digest" {
    # shellcheck disable=SC2016
    for text in '' "${image%@*}:1" "$image"$'\n'"$image" "$image BASH_ENV=x" "x $image" '$(shell{id})'"${image#*.}" \
        "-$image" "${image}0" $'\n'"$image"; do
        printf '%s\n' "$text" >"$file"
        run "$script" lite0
        echo "$text: $output"
        [ "$status" -eq 2 ]
        [[ $output == *"NAME@sha256:"* ]]
    done
}
