#!/bin/sh
# Prints the path of a JDK 25's java. It looks at JAVA25_HOME, at JAVA_HOME, at the PATH, and where systems and version
# managers keep their JDKs.
on_path=$(command -v java) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
for home in "${JAVA25_HOME:-}" "${JAVA_HOME:-}" "$on_path" "$HOME"/.sdkman/candidates/java/25* \
    "$HOME"/.local/share/mise/installs/java/*25* "$HOME"/.jdks/*25* /usr/lib/jvm/*25* \
    /Library/Java/JavaVirtualMachines/*25*/Contents/Home; do
    if [ -x "$home/bin/java" ] && grep -qs '^JAVA_VERSION="25' "$home/release"; then
        echo "$home/bin/java"
        exit
    fi
done
echo "No JDK 25 was found. Install one, for instance Temurin 25, or set JAVA25_HOME to its folder." >&2
exit 1
