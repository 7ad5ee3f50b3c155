#!/usr/bin/env bash
# Builds and installs the Flatpak for this user, and runs both programs in the sandbox once.
#   try.sh [RUNTIME-VERSION…]
# With $MANICULE_FLATPAK_TRY, or a tool of that kind beside the checkout, the runtime is made from Debian packages and
# the checks are its own; else the runtime comes from Flathub.
#
# SPDX-License-Identifier: GPL-3.0-or-later
set -euo pipefail

id=org.manicule.Manicule
here=$(cd "$(dirname "$0")" && pwd)
top=$(dirname "$here")
tool=${MANICULE_FLATPAK_TRY:-$top/../shared/tools/flatpak-local.sh}
manifest=$here/$id.json
cache=${MANICULE_FLATPAK_CACHE:-/var/tmp/manicule-flatpak}

die () { printf 'flatpak: %s\n' "$*" >&2; exit 1; }

# The tool reads the runtime's version from the manifest, which must keep its name and its place.
set_version () { sed -i "s/\"runtime-version\": \"[0-9]*\"/\"runtime-version\": \"$1\"/" "$manifest"; }

with_tool ()
{
  local version=$1
  case $version in
    48) export FP_SUITE=trixie ;;
    51) export FP_SUITE=forky ;;
    *) die "only 48 and 51 are tried, not $version" ;;
  esac
  set_version "$version"
  bash "$tool" "$cache-$version" "$manifest" -- manicule-cli --version
  FP_WAIT=${FP_WAIT:-15} FP_SHOT=manicule-$version.png bash "$tool" "$cache-$version" "$manifest" -- manicule
  echo "The installed application: $cache-$version/manicule-$version.png"
}

if [ -e "$tool" ]; then
  trap 'set_version 51' EXIT
  for version in "${@:-51}"; do with_tool "$version"; done
  exit 0
fi

command -v flatpak-builder >/dev/null || die "flatpak-builder is not installed; it is in every system's packages"
flatpak remote-add --user --if-not-exists flathub https://dl.flathub.org/repo/flathub.flatpakrepo \
  || die "Flathub cannot be reached, and it has the GNOME runtime"
flatpak-builder --user --install --force-clean --install-deps-from=flathub \
  --state-dir="$cache/state" "$cache/build" "$manifest"
flatpak run --user --command=manicule-cli "$id" --version
echo "Installed; start it with: flatpak run $id"
