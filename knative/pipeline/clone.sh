# Sourced by the tests of the pipeline: a clean clone in $folder that is removed at the end, and what runs jobs in it.
cd "$(dirname "$0")/../.."
folder=$(mktemp -d)
clone=$folder/clone
passed=0 failed=0

finish() {
    rm -rf "$folder"
}
trap finish EXIT

git clone -q . "$clone"
# GitLab's variables are made of these.
git -C "$clone" remote set-url origin git@gitlab.example.com:team/animals.git
git -C "$clone" remote set-head origin --delete
git -C "$clone" checkout -q -B main

commit() { # SUBJECT: of all that was changed in the clone
    git -C "$clone" add --all
    git -C "$clone" -c user.name=test -c user.email=test@example.com commit -qm "$1" --allow-empty
}

# What is not committed yet is tested, too.
git diff HEAD --binary | git -C "$clone" apply --allow-empty
commit "As it is"

run() { # JOBS…
    (cd "$clone" && timeout "${LIMIT:-600}" gitlab-ci-local --file gitlab-ci.yml --force-shell-executor \
        --variable MVN="${MVN:-mvn -B -ntp}" "$@") >"$folder/output" 2>&1
}

check() { # SENTENCE; the last command's status says whether it is true
    if [ $? = 0 ]; then
        passed=$((passed + 1))
        echo "ok    $1"
    else
        failed=$((failed + 1))
        echo "WRONG $1"
        tail -n 40 "$folder/output"
    fi
}
