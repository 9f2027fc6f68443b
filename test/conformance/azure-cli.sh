#!/usr/bin/env bash
# Points Microsoft's own client, azure-cli, at the simulator and works with it. Ends with `N passed, N failed`.
# Nothing leaves this machine; az's settings go into a directory that is thrown away.
set -uo pipefail
cd "$(dirname "$0")/../.."

if ! command -v az >/dev/null; then
  echo 'Skipped: there is no az here (on Debian: apt-get install azure-cli).'
  exit 0
fi

work=$(mktemp -d)
mkfifo "$work/proxy-stays"
trap 'kill "$simulator" 2>/dev/null; exec 3>&-; wait; rm -rf "$work"' EXIT

# Thirty times as fast, so that the activity log does not lag.
node --import tsx src/main.ts simulator --https --speed 30 --data "$work" >"$work/simulator.log" 2>&1 &
simulator=$!
until grep -q 'Ctrl+C' "$work/simulator.log"; do
  kill -0 "$simulator" 2>/dev/null || { cat "$work/simulator.log"; exit 1; }
  sleep 0.2
done
url=$(grep -oE 'https://127\.0\.0\.1:[0-9]+' "$work/simulator.log" | head -1)

node --import tsx test/conformance/connect-proxy.ts "${url##*:}" <"$work/proxy-stays" >"$work/proxy.port" &
exec 3>"$work/proxy-stays"
until [ -s "$work/proxy.port" ]; do sleep 0.1; done

export AZURE_CONFIG_DIR="$work/azure" AZURE_CORE_COLLECT_TELEMETRY=no AZURE_CORE_CHECK_UPDATE=no AZURE_CORE_NO_COLOR=yes
export REQUESTS_CA_BUNDLE="$work/simulator-certificate.pem"
export APPSETTING_WEBSITE_SITE_NAME=here MSI_ENDPOINT="$url/msi/token" MSI_SECRET=any
export HTTPS_PROXY="http://127.0.0.1:$(cat "$work/proxy.port")" NO_PROXY=127.0.0.1

passed=0
failed=0
# check PATTERN az-arguments…: it must succeed and print a line that matches.
check() {
  local pattern=$1 said
  shift
  if said=$(timeout 120 az "$@" 2>"$work/error") && grep -qE -- "$pattern" <<<"$said"; then
    passed=$((passed + 1)) && echo "pass  az $*"
  else
    failed=$((failed + 1)) && echo "FAIL  az $*" && printf '%s\n' "expected $pattern, got:" "$said" "$(tail -5 "$work/error")" | sed 's/^/      /'
  fi
}

group=contoso-rg
# The estate's time runs ahead of az's.
tomorrow=$(node -p 'new Date(Date.now() + 86_400_000).toISOString()')
app=(--resource-group "$group" --name contoso-web)
plan=(--resource-group "$group" --name contoso-plan)
site=/subscriptions/11111111-1111-4111-8111-111111111111/resourceGroups/$group/providers/Microsoft.Web/sites/contoso-web

check '' cloud register --name simulator --endpoint-resource-manager "$url/" --endpoint-active-directory "$url" \
  --endpoint-active-directory-resource-id https://management.azure.com/ --endpoint-active-directory-graph-resource-id "$url"
check '' cloud set --name simulator
check Contoso login --identity

check '^fabrikam-portal$' webapp list --query '[].name' --output tsv
check '^Running$' webapp show "${app[@]}" --query state --output tsv
check '^contoso-web/staging$|^staging$' webapp deployment slot list "${app[@]}" --query '[].name' --output tsv
check READY webapp list-instances "${app[@]}" --query '[].state' --output tsv
check '' webapp restart "${app[@]}"
check '' webapp stop --resource-group "$group" --name contoso-blog
check '^Stopped$' webapp show --resource-group "$group" --name contoso-blog --query state --output tsv
check '' webapp start --resource-group "$group" --name contoso-blog
check '^Running$' webapp show --resource-group "$group" --name contoso-blog --query state --output tsv

check '^4$' appservice plan update "${plan[@]}" --number-of-workers 4 --query sku.capacity --output tsv
check '^4$' appservice plan show "${plan[@]}" --query sku.capacity --output tsv

check '^[1-9]' monitor metrics list --resource "$site" --metric Requests --interval PT1M \
  --query 'value[0].timeseries[0].data[10].total' --output tsv
check '^HttpResponseTime$' monitor metrics list-definitions --resource "$site" --query '[].name.value' --output tsv
check 'sites/restart/action' monitor activity-log list --resource-group "$group" --end-time "$tomorrow" --offset 26h \
  --query '[].operationName.value' --output tsv

check '^False$|^false$' webapp config set "${app[@]}" --always-on false --query alwaysOn --output tsv
check '^False$|^false$' webapp config show "${app[@]}" --query alwaysOn --output tsv
check '^[A-Z]' webapp config appsettings list "${app[@]}" --query '[].name' --output tsv

check '^100$' webapp log config "${app[@]}" --web-server-logging filesystem \
  --query httpLogs.fileSystem.retentionInMb --output tsv
check '^100$' webapp log show "${app[@]}" --query httpLogs.fileSystem.retentionInMb --output tsv
check '.' webapp log deployment list "${app[@]}" --query '[].id' --output tsv
check '.' webapp log deployment show "${app[@]}" --query '[].message' --output tsv
check '' webapp log download "${app[@]}" --log-file "$work/logs.zip"
if grep -q LogFiles <<<"$(python3 -m zipfile -l "$work/logs.zip" 2>&1)"; then
  passed=$((passed + 1)) && echo 'pass  the downloaded archive holds LogFiles'
else
  failed=$((failed + 1)) && echo 'FAIL  the downloaded archive holds LogFiles'
fi

# It goes on for ever, and writes what it hears to the error stream.
timeout --signal=INT 15 az webapp log tail "${app[@]}" >"$work/tail" 2>&1
if grep -qE '[0-9]{4}-[0-9]{2}-[0-9]{2}' "$work/tail"; then
  passed=$((passed + 1)) && echo "pass  az webapp log tail ${app[*]}"
else
  failed=$((failed + 1)) && echo "FAIL  az webapp log tail ${app[*]}" && tail -5 "$work/tail"
fi

echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
