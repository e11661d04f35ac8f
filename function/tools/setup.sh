#!/bin/sh
# Says which tools are here, which are not, and what for. Fails when one is missing that `make run` needs.
missing=0

has() { # TOOL, WHAT FOR, needed or optional
    if command -v "$1" >/dev/null 2>&1; then
        printf '  here     %-14s %s\n' "$1" "$2"
    elif [ "$3" = needed ]; then
        printf '  MISSING  %-14s %s\n' "$1" "$2"
        missing=1
    else
        printf '  absent   %-14s %s\n' "$1" "$2 (optional)"
    fi
}

echo "To run and to test:"
has mvn "Maven 3.8 or newer, builds" needed
has java "JDK 17 or newer, runs Maven" needed
if mvn -B -q -N validate >/dev/null 2>&1; then
    echo "  here     JDK 25         compiles and runs the service"
else
    echo "  MISSING  JDK 25         compiles and runs the service: install one (for instance Temurin 25) where your system"
    echo "                          keeps its JDKs, or set JAVA25_HOME to it"
    missing=1
fi
echo "For more:"
has chromium "the page's tests" optional
has chromedriver "the page's tests" optional
has python3 "exports the models again, runs the peers of bench-peers" optional
has taskset "bench-peers gives both sides one core" optional
has strip "make image: takes the symbols from native libraries (binutils)" optional
has runc "make image: runs the image for its tests, as root" optional
has curl "the README's examples" optional
has kubectl "deploys" optional
has kn "splits traffic and rolls back by hand" optional
exit $missing
