#!/bin/sh
# Java and Maven, which the tests of the Neo4j store need: installed on Debian and Ubuntu as root, asked for elsewhere.
set -eu
if command -v java >/dev/null 2>&1 && command -v mvn >/dev/null 2>&1; then
    exit 0
fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing Java and Maven for the tests of the Neo4j store"
    apt-get update -qq
    DEBIAN_FRONTEND=noninteractive apt-get install -qq -y --no-install-recommends openjdk-17-jre-headless maven >/dev/null
    exit 0
fi
echo "The tests of the Neo4j store need Java 17 or newer and Maven: install openjdk-17-jre and maven, then run make test again." >&2
exit 1
