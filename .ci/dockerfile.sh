#!/usr/bin/env bash
# No container engine runs in CI, so the Dockerfile is kept honest by running its own COPY, RUN and CMD lines, stage by
# stage, in empty folders.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$(pwd)
work=$(mktemp -d)
trap 'kill "$(cat "$work/pid" 2>/dev/null)" 2>/dev/null || true; rm -rf "$work"' EXIT
stage=
start=
while read -r instruction rest; do
  case $instruction in
    FROM) stage=${rest##* AS }; mkdir -p "$work/$stage" ;;
    COPY)
      from=$root
      options=()
      for word in $rest; do
        case $word in
          --from=*) from=$work/${word#--from=} ;;
          --chown=*) ;;
          *) options+=("$word") ;;
        esac
      done
      target=${options[-1]}
      unset 'options[-1]'
      mkdir -p "$work/$stage/$target"
      for source in "${options[@]}"; do
        source=${source#/app/}
        if [ -d "$from/$source" ]; then
          # A folder's content is copied, as COPY does.
          mkdir -p "$work/$stage/$target" && cp -r "$from/$source/." "$work/$stage/$target/"
        else cp "$from/$source" "$work/$stage/$target/"; fi
      done ;;
    RUN) (cd "$work/$stage" && bash -euc "$rest" >"$work/build.log" 2>&1) || { cat "$work/build.log"; exit 1; } ;;
    CMD) start=$(jq -r 'map(@sh) | join(" ")' <<<"$rest") ;;
  esac
done < <(sed -e ':a' -e '/\\$/N; s/\\\n/ /; ta' Dockerfile | grep -E '^(FROM|COPY|RUN|CMD) ')
cd "$work/$stage"
port=$(node -e "const s=require('net').createServer().listen(0,()=>{console.log(s.address().port);s.close()})")
PORT=$port NODE_ENV=production bash -c "exec $start" >"$work/log" 2>&1 &
echo $! >"$work/pid"
for _ in $(seq 50); do curl -fs "localhost:$port/readyz" >/dev/null && break; sleep 0.1; done
curl -fs "localhost:$port/readyz" || { cat "$work/log"; exit 1; }
echo
[ ! -e node_modules/typescript ] || { echo 'development parts are in the image'; exit 1; }
