# shellcheck shell=sh
# What ./bartizan and ./check share: finding programs and, where that is allowed, installing them.

say() { printf '%s: %s\n' "${me:-bartizan}" "$*" >&2 2>/dev/null || :; }

fail() {
  say "$*"
  exit 1
}

java_version() { sed -n 's/^JAVA_VERSION="\(.*\)"$/\1/p' "$1/release" 2>/dev/null; }

# Sets jdk to the first JDK of at least the given version, or to nothing.
find_jdk() {
  for jdk in "${JAVA_HOME:-}" /usr/lib/jvm/*25* /opt/*25* "${HOME:-}"/.sdkman/candidates/java/25* \
    "${HOME:-}"/.jdks/*25* /Library/Java/JavaVirtualMachines/*25*/Contents/Home \
    /usr/local/openjdk25 /usr/lib/jvm/* "$(path_jdk)"; do
    [ -n "$jdk" ] || continue
    [ -x "$jdk/bin/java" ] || continue
    [ -x "$jdk/bin/javac" ] || continue
    major=$(java_version "$jdk")
    major=${major%%[!0-9]*}
    [ "${major:-0}" -lt "$1" ] || return 0
  done
  jdk=
  return 1
}

path_jdk() {
  found=$(command -v javac 2>/dev/null) || return 0
  found=$(readlink -f "$found" 2>/dev/null) || return 0
  dirname "$(dirname "$found")"
}

node_is_new_enough() {
  command -v npm >/dev/null 2>&1 || return 1
  found=$(node -v 2>/dev/null) || return 1
  found=${found#v}
  minor=${found#*.}
  minor=${minor%%.*}
  [ "${found%%.*}" -gt 20 ] || { [ "${found%%.*}" -eq 20 ] && [ "$minor" -ge 19 ]; }
}

# Says with what apt-get can be run here, or fails.
root() {
  command -v apt-get >/dev/null 2>&1 || return 1
  if [ "$(id -u)" = 0 ]; then echo env
  elif sudo -n true 2>/dev/null; then echo sudo -n env
  else return 1; fi
}

# Installs those of the given Debian packages that this system's lists have; never fatal.
install_packages() {
  as=$(root) || return 1
  if [ -z "${lists_are_fresh:-}" ]; then
    $as apt-get -qq update >/dev/null 2>&1 || say 'apt-get update failed: going on with the lists at hand'
    lists_are_fresh=yes
  fi
  wanted=
  for package in "$@"; do
    case $(apt-cache policy "$package" 2>/dev/null) in
      '' | *'Candidate: (none)'*) ;;
      *) wanted="$wanted $package" ;;
    esac
  done
  [ -n "$wanted" ] || return 1
  say "installing$wanted"
  # shellcheck disable=SC2086
  $as DEBIAN_FRONTEND=noninteractive apt-get -qq install -y --no-install-recommends $wanted >/dev/null 2>&1
}

# JDK, Maven and Node, fetched where possible; ends with one line that names all that is missing.
need_build_tools() {
  [ -n "${jdk:-}" ] || find_jdk 25 ||
    { install_packages openjdk-25-jdk-headless || install_packages temurin-25-jdk; find_jdk 25; } || :
  command -v mvn >/dev/null 2>&1 || install_packages maven || :
  node_is_new_enough || install_packages nodejs npm || :
  missing=
  [ -n "$jdk" ] || missing="$missing, a JDK 25 or newer (set JAVA_HOME)"
  command -v mvn >/dev/null 2>&1 || missing="$missing, Maven 3.8 or newer (mvn)"
  node_is_new_enough || missing="$missing, Node 20.19 or newer with npm (found: $(node -v 2>/dev/null || echo none))"
  [ -z "$missing" ] || fail "to build, this is missing: ${missing#, }"
}
