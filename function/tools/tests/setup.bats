#!/usr/bin/env bats
# Tests `make setup` and its table of tools.

setup() {
    cd "$BATS_TEST_DIRNAME/../../.." || return
    mkdir "$BATS_TEST_TMPDIR/bin"
}

# Tools that every Debian, macOS or JDK has, and apt's, which only scripts for Debian call.
BASIC='apt-get awk base64 basename bash cat chmod comm cp cut date diff dirname dpkg-deb env find grep head id install
    jar kill ln ls mkdir mktemp mv printf ps pwd readlink rm sed seq sh sleep sort tail tar tee test touch tr true uname
    uniq wc xargs'

# The words where scripts, recipes and Java's ProcessBuilder expect a command, without the scripts' own functions.
words() {
    local scripts=$BATS_TEST_TMPDIR/scripts
    local before='^[[:space:]@]*|[|;&]|[$<]\(|\b(then|do|else|if|while|until|exec|command -v|xargs( -[^ ]+)*)'
    function/tools/on-files.sh '*.sh' '*.bats' '*.mk' Makefile .ci/run -- cat |
        sed 's/\(^\|[[:space:]]\)#.*//' >"$scripts"
    {
        grep -oE "($before) *([A-Z_]+=[^ ]* +)*[a-z][a-z0-9_.-]+( |$)" "$scripts" | sed 's/ *$//'
        function/tools/on-files.sh '*.java' -- grep -ohE '(ProcessBuilder|words)\("[a-z]+"' | tr -d '"'
    } | grep -oE '[a-z][a-z0-9_.-]+$' | sort -u | grep -vxFf <(grep -oE '^ *[a-z_]+\(\)' "$scripts" | tr -d ' ()')
}

@test "the table names every tool that a script, a Makefile or a Java program calls" {
    named=" $(xargs <<<"$BASIC") $(cut -f 2 function/tools/tools.tsv | tr '/\n' '  ') "
    for word in $(words); do
        # Words that are not programs or that the shell provides are left out.
        if [ -n "$(type -P "$word")" ] && [ "$(type -t "$word")" = file ] && [[ "$named" != *" $word "* ]]; then
            echo "not in function/tools/tools.tsv: $word"
            unnamed=1
        fi
    done
    [ -z "${unnamed:-}" ]
}

@test "the table says of every tool what it is for and how to install it on Debian and macOS" {
    wrong='!/^#/ && (NF != 5 || $1 !~ /^(yes|no)$/ || $3 == "" || $4 == "" || $5 == "")'
    run awk -F '\t' "$wrong" function/tools/tools.tsv
    [ -z "$output" ]
}

# with_tools TOOL… runs setup on a machine that has only these tools.
with_tools() {
    for tool in bash dirname readlink grep; do
        ln -s "$(type -P $tool)" "$BATS_TEST_TMPDIR/bin"
    done
    for tool; do
        ln -s "$(type -P true)" "$BATS_TEST_TMPDIR/bin/$tool"
    done
    run env PATH="$BATS_TEST_TMPDIR/bin" bash function/tools/setup.sh
}

@test "setup succeeds with what make run needs, and says how to install the rest" {
    with_tools git make mvn java
    [ "$status" -eq 0 ]
    [[ "$output" == *'missing  kubectl'*'brew install kubernetes-cli'* ]]
}

@test "setup fails if a tool is missing that make run needs" {
    with_tools git make java
    [ "$status" -eq 1 ]
    [[ "$output" == *'make run needs these tools, which are missing: mvn.'* ]]
}

@test "the dev container and mise provide the JDK that pom.xml names" {
    version=$(sed -n 's|.*<java.version>\(.*\)</java.version>.*|\1|p' pom.xml)
    jq -e --arg version "$version" '.features["ghcr.io/devcontainers/features/java:1"].version == $version' \
        .devcontainer/devcontainer.json
    grep -x "java = \"temurin-$version\"" .mise.toml
}
