#!/usr/bin/env bash
# Runs docs/changing-the-law.md from start to end, in one shell, and looks at what its reader would look at.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT=${PORT:-3000} TIMBANG_LANGUAGE=en
work=$(mktemp -d)
trap 'kill $(cat "$work/pids" 2>/dev/null) 2>/dev/null || true; rm -rf "$work"' EXIT

# Whatever happens, the service that the commands start is ended.
awk '/^```sh$/ {on=1; next} /^```/ {on=0} on' docs/changing-the-law.md |
  sed -e 's|^service=\$!$|service=$!; echo $service >"'"$work"'/pids"|' >"$work/commands"
bash -euo pipefail "$work/commands" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
cat "$work/out"

scores() { grep '^"kmk-300","version"' "$work/out" | sed -n "$1p"; }
expect() { # line of the scores, version, value
  scores "$1" | grep -q "\"version\":\"$2\" " && scores "$1" | grep -q "{\"value\":$3 *$" || { echo "score $1 is not $3 by $2"; exit 1; }
}
expect 1 1.0.0 15
expect 2 1.0.0 15
expect 3 1.0.0 15
expect 4 1.1.0 18
expect 5 1.0.0 15
expect 6 1.0.0 15
grep -q 'batas_nilai_hkt.*15 → 20' "$work/out"
grep -q '190 cases passed, 0 failed' "$work/out"
