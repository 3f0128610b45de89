#!/usr/bin/env bash
# Starts a real SonarQube on this machine, analyses a tiny project with it, and shows what it tells.
set -euo pipefail

version=26.9.0.129388
scanner=5.8.0.7211
port=9010
folder=
hook=
secret=throughline-sonarqube-secret
keep=

usage() {
  cat <<EOF
Usage: scripts/sonarqube.sh [--version V] [--port P] [--hook URL] [--secret S] [--keep]

Fetches SonarQube Community Build from Maven Central (about 950 MB, once), starts it on loopback,
makes a token, writes a tiny project, analyses it twice, sets a webhook, waits until the webhook was
sent, and prints what was sent and what the addresses that Throughline reads answer.

  --version V   version of org.sonarsource.sonarqube:sonar-application ($version)
  --scanner V   version of sonar-maven-plugin ($scanner)
  --port P      port on loopback ($port)
  --folder F    where it lives; left out: a new folder that is removed at the end
  --hook URL    where the webhook goes: the address that Throughline prints for the source.
                Left out: a place where nobody answers; the body is shown all the same
  --secret S    secret of the webhook, 16 characters or more, the hooks.token of the source
  --keep        let it run on and print how to configure it as a source

Needs bash, curl, unzip, 3 GB of disk, 3 GB of memory and a JDK 21 or newer in JAVA_HOME.
EOF
}

while [ $# -gt 0 ]; do
  case $1 in
    --version) version=$2; shift 2 ;;
    --scanner) scanner=$2; shift 2 ;;
    --port) port=$2; shift 2 ;;
    --folder) folder=$2; shift 2 ;;
    --hook) hook=$2; shift 2 ;;
    --secret) secret=$2; shift 2 ;;
    --keep) keep=yes; shift ;;
    --help | -h) usage; exit 0 ;;
    *) echo "unknown: $1" >&2; usage >&2; exit 64 ;;
  esac
done

die() {
  echo "$*" >&2
  exit 1
}

[ -n "${JAVA_HOME:-}" ] || die "set JAVA_HOME to a JDK 21 or newer"
for tool in curl unzip; do
  command -v "$tool" > /dev/null || die "$tool is not there"
done
[ "$(id -u)" != 0 ] || die "its search engine does not start as root: use another user"
[ ${#secret} -ge 16 ] || die "the secret needs 16 characters or more"

root=$(cd "$(dirname "$0")/.." && pwd)
own=
if [ -z "$folder" ]; then
  folder=$(mktemp -d)
  own=yes
fi
mkdir -p "$folder"
folder=$(cd "$folder" && pwd)
url=http://127.0.0.1:$port
server=

finish() {
  if [ -n "$server" ] && { [ -z "$keep" ] || [ "${1:-1}" != 0 ]; }; then
    kill "$server" 2> /dev/null || true
    wait "$server" 2> /dev/null || true
  fi
  if [ -n "$own" ] && [ -z "$keep" ]; then
    rm -rf "$folder"
  fi
}
trap 'finish $?' EXIT

home=$folder/sonarqube-$version
if [ ! -d "$home" ]; then
  zip=$folder/sonar-application-$version.zip
  if [ ! -f "$zip" ]; then
    echo "fetching SonarQube $version"
    "$root/mvnw" -q -N -f "$root/pom.xml" org.apache.maven.plugins:maven-dependency-plugin:3.9.0:copy \
      -Dartifact="org.sonarsource.sonarqube:sonar-application:$version:zip" \
      -DoutputDirectory="$folder"
  fi
  unzip -q "$zip" -d "$folder"
fi

# Loopback only, nothing reported to anybody, and webhooks that may go to this machine.
cat > "$home/conf/sonar.properties" <<EOF
sonar.web.host=127.0.0.1
sonar.web.port=$port
sonar.search.host=127.0.0.1
sonar.search.port=0
sonar.telemetry.enable=false
sonar.updatecenter.activate=false
sonar.validateWebhooks=false
sonar.search.javaOpts=-Xmx512m -Xms512m
EOF

echo "starting it on $url"
(cd "$home" && exec "$JAVA_HOME/bin/java" -jar lib/sonar-application-"$version".jar) \
  > "$folder/sonarqube.log" 2>&1 &
server=$!
for _ in $(seq 1 300); do
  kill -0 "$server" 2> /dev/null || { tail -20 "$folder/sonarqube.log" >&2; die "it ended"; }
  curl -fs "$url/api/system/status" 2> /dev/null | grep -q '"UP"' && break
  sleep 1
done
curl -fs "$url/api/system/status" | grep -q '"UP"' || die "it did not come up: $folder/sonarqube.log"

# A password that this run alone knows; a folder that is used again keeps it.
if [ ! -f "$folder/password" ]; then
  (umask 077 && echo "Aa1!$(od -An -N12 -tx1 /dev/urandom | tr -d ' \n')" > "$folder/password")
  curl -fsS -u admin:admin -X POST "$url/api/users/change_password" \
    --data-urlencode login=admin --data-urlencode previousPassword=admin \
    --data-urlencode "password=$(cat "$folder/password")" > /dev/null
fi
admin() {
  curl -fsS -u "admin:$(cat "$folder/password")" "$@"
}
field() { # the first text of a name, in JSON that is ours to read
  sed -n "s/.*\"$1\":\"\([^\"]*\)\".*/\1/p" | head -1
}

name=throughline-$(date +%s)
token=$(admin -X POST "$url/api/user_tokens/generate" -d name="$name" | sed 's/,/\n/g' | field token)
[ -n "$token" ] || die "no token was made"
key=$(admin -X POST "$url/api/webhooks/create" -d name="$name" \
  --data-urlencode "url=${hook:-http://127.0.0.1:9/nobody}" --data-urlencode "secret=$secret" \
  | sed 's/,/\n/g' | field key)

project=$folder/tiny
mkdir -p "$project/src/main/java/tiny"
cat > "$project/pom.xml" <<EOF
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>tiny</groupId>
  <artifactId>tiny</artifactId>
  <version>1</version>
  <properties>
    <maven.compiler.release>21</maven.compiler.release>
    <project.build.sourceEncoding>UTF-8</project.build.sourceEncoding>
  </properties>
</project>
EOF
write() { # $1: one more method
  cat > "$project/src/main/java/tiny/Tiny.java" <<EOF
package tiny;

public class Tiny {
  private static final String PASSWORD = "hunter2-in-the-code";

  public boolean same(String other) {
    if (other == PASSWORD) {
      return true;
    }
    return false;
  }
$1
}
EOF
}
analyse() {
  "$root/mvnw" -q -f "$project/pom.xml" compile \
    "org.sonarsource.scanner.maven:sonar-maven-plugin:$scanner:sonar" \
    -Dsonar.host.url="$url" -Dsonar.token="$token" -Dsonar.projectKey=tiny:tiny \
    -Dsonar.projectName=Tiny -Dsonar.scm.disabled=true -Dsonar.scanner.skipJreProvisioning=true \
    -Dsonar.scm.revision="$1" -Dsonar.qualitygate.wait=true > "$folder/scan.log" 2>&1 \
    || grep -q 'QUALITY GATE STATUS: FAILED' "$folder/scan.log" \
    || { tail -30 "$folder/scan.log" >&2; die "the analysis failed"; }
}
echo "analysing a tiny project, twice"
write ""
analyse 1111111111111111111111111111111111111111
sleep 2 # analyses are told apart by the second
write "
  public int half(int number) {
    int unused = number;
    return number / 2;
  }"
analyse 2222222222222222222222222222222222222222

for _ in $(seq 1 60); do
  deliveries=$(admin "$url/api/webhooks/deliveries?webhook=$key")
  [ "$(grep -o '"id":' <<< "$deliveries" | wc -l)" -ge 2 ] && break
  sleep 1
done
echo
echo "== webhooks that were sent"
sed 's/},{/},\n{/g' <<< "$deliveries"
for id in $(grep -o '"id":"[^"]*"' <<< "$deliveries" | cut -d'"' -f4); do
  echo
  admin "$url/api/webhooks/delivery?deliveryId=$id"
done
measures=alert_status,reliability_rating,software_quality_reliability_rating,new_lines,new_violations,security_hotspots_reviewed
for path in \
  "api/system/status" \
  "api/authentication/validate" \
  "api/v2/clean-code-policy/mode" \
  "api/components/search?qualifiers=TRK" \
  "api/project_branches/list?project=tiny:tiny" \
  "api/project_pull_requests/list?project=tiny:tiny" \
  "api/project_analyses/search?project=tiny:tiny&from=2020-01-01T00:00:00%2B0000" \
  "api/measures/search_history?component=tiny:tiny&metrics=bugs,ncloc,alert_status" \
  "api/measures/component?component=tiny:tiny&metricKeys=$measures" \
  "api/qualitygates/project_status?projectKey=tiny:tiny" \
  "api/issues/search?componentKeys=tiny:tiny&s=UPDATE_DATE&asc=false&ps=500&p=1"; do
  echo
  echo "== $path"
  curl -sS -H "Authorization: Bearer $token" -w '\n%{http_code} %{content_type}\n' "$url/$path"
done

if [ -n "$keep" ]; then
  cat <<EOF

It runs on as process $server until you end it. As a source:

  - system: sonarqube
    url: $url
    token: \${SONAR_TOKEN}        # export SONAR_TOKEN=$token
    hooks: { token: "\${SONAR_HOOK_TOKEN}" }

and under services: sonarqube: "tiny:tiny"
EOF
fi
