#!/usr/bin/env bash
# Runs the commands of README's fenced blocks marked `sh`, in order, in one shell, against a service started by them.
set -euo pipefail
cd "$(dirname "$0")/.."
export PORT=${PORT:-3000}
work=$(mktemp -d)
export TIMBANG_DATA="$work/data"
trap 'kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT

# `npm start` stays in front in README; here it goes to the background, and its end is ours to see to.
awk '/^```sh$/ {on=1; next} /^```/ {on=0} on' README.md |
  sed -e 's|^npm ci && npm start$|node dist/cli/timbang.js serve >"'"$work"'/log" 2>\&1 \& echo $! >"'"$work"'/pid"; for i in $(seq 50); do curl -fs localhost:$PORT/readyz >/dev/null \&\& break; sleep 0.1; done|' >"$work/commands"
cat "$work/commands"
bash -euo pipefail "$work/commands" >"$work/out" 2>&1 || { cat "$work/out" "$work/log"; exit 1; }
grep -q '"nilai_hasil_kerja"' "$work/out"
grep -q '184 kasus lulus, 0 gagal' "$work/out"
grep -q 'Identical: both evaluators find all that was recorded' "$work/out"
grep -q 'In order: all that could be checked holds' "$work/out"
tail -n 25 "$work/out"
