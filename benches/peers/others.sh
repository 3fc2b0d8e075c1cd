#!/usr/bin/env bash
# Peers of other languages beside the mock carrier, in one run: WireMock (JVM) and Mockoon (Node), both from npm, each
# serving the bytes of one target whatever it is asked. Needs cargo, java, node and npm.
#
#   ./others.sh [TARGET] [MORE ARGUMENTS OF peers]
set -euo pipefail
cd "$(dirname "$0")"

target=${1:-cainiao}
shift || true
for program in java node npm; do
  command -v "$program" >/dev/null || {
    echo "$program is missing: nothing was measured" >&2
    exit 1
  }
done

cargo build --release --quiet
peers=$PWD/target/release/peers
work=$(mktemp -d)
trap 'kill $(jobs -p) 2>/dev/null || true; rm -rf "$work"' EXIT

npm --prefix "$work" install --silent --no-audit --no-fund wiremock@3.13.2 @mockoon/cli@9.9.0
"$peers" body "$target" >"$work/body"
mkdir -p "$work/root/mappings"
node - "$work" <<'JS'
const fs = require("node:fs");
const work = process.argv[2];
const body = fs.readFileSync(`${work}/body`, "utf8");
const type = "application/json;charset=UTF-8";
const stub = {
  request: { method: "ANY", urlPattern: ".*" },
  response: { status: 200, body, headers: { "Content-Type": type } },
};
fs.writeFileSync(`${work}/root/mappings/all.json`, JSON.stringify(stub));
const response = {
  uuid: "b", statusCode: 200, body, bodyType: "INLINE", headers: [{ key: "Content-Type", value: type }],
  default: true, rules: [], rulesOperator: "OR", disableTemplating: true, latency: 0, label: "", filePath: "",
  databucketID: "", sendFileAsBody: false, fallbackTo404: false, crudKey: "id", callbacks: [],
};
const route = {
  uuid: "a", type: "http", documentation: "", method: "all", endpoint: "*", responses: [response],
  responseMode: null, streamingMode: null, streamingInterval: 0,
};
const environment = {
  uuid: "e", lastMigration: 33, name: "all", port: 3999, hostname: "127.0.0.1", endpointPrefix: "", latency: 0,
  folders: [], routes: [route], rootChildren: [{ type: "route", uuid: "a" }], proxyMode: false, proxyHost: "",
  proxyRemovePrefix: false, cors: false, headers: [], proxyReqHeaders: [], proxyResHeaders: [], data: [], callbacks: [],
  tlsOptions: { enabled: false, type: "CERT", pfxPath: "", certPath: "", keyPath: "", caPath: "", passphrase: "" },
};
fs.writeFileSync(`${work}/mockoon.json`, JSON.stringify(environment));
JS

java -jar "$work"/node_modules/wiremock/build/wiremock-standalone-*.jar --port 3998 --bind-address 127.0.0.1 \
  --root-dir "$work/root" --no-request-journal --disable-banner --disable-gzip --use-chunked-encoding never \
  --container-threads 70 >"$work/wiremock.log" 2>&1 &
wiremock=$!
node "$work/node_modules/@mockoon/cli/bin/run.js" start --data "$work/mockoon.json" --disable-log-to-file \
  >"$work/mockoon.log" 2>&1 &
mockoon=$!

for port in 3998 3999; do
  for _ in $(seq 100); do
    if curl -sf -o "$work/answer" "http://127.0.0.1:$port/global/detail.json"; then break; fi
    sleep 0.2
  done
  cmp -s "$work/body" "$work/answer" || {
    echo "the peer on port $port does not answer with the bytes:" >&2
    cat "$work"/*.log | tail -20 >&2
    exit 1
  }
done

"$peers" --target "$target" --only floor --only misroute \
  --beside "wiremock-jvm=127.0.0.1:3998=$wiremock" --beside "mockoon=127.0.0.1:3999=$mockoon" "$@"
