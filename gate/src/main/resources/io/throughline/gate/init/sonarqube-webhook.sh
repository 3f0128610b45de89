#!/bin/sh
# Lets SonarQube tell Throughline of every analysis of {{service}}, as it happens. Run it once, by somebody who
# may administer the project; a second run changes nothing. It needs curl and, in the environment:
#
#   SONAR_URL                   https://sonar.acme.io
#   SONAR_TOKEN                 a token of that person
#   THROUGHLINE_HOOK_URL        the address of the webhook, as Throughline's server prints it
#   THROUGHLINE_HOOK_SECRET     its secret, at least 16 characters
#   SONAR_PROJECT               the project's key, where it is not {{service}}
#   SONAR_ORGANIZATION          only for SonarQube Cloud
set -eu

: "${SONAR_URL:?is not set}" "${SONAR_TOKEN:?is not set}"
: "${THROUGHLINE_HOOK_URL:?is not set}" "${THROUGHLINE_HOOK_SECRET:?is not set}"
project=${SONAR_PROJECT:-}
[ -n "$project" ] || project='{{service}}'
if [ "${#THROUGHLINE_HOOK_SECRET}" -lt 16 ]; then
  echo "THROUGHLINE_HOOK_SECRET is shorter than 16 characters." >&2
  exit 1
fi

# One line of curl's configuration. Secrets reach curl by its standard input, because everybody on the machine can
# read the arguments of a process.
line() {
  printf '%s = "%s"\n' "$1" "$(printf '%s' "$2" | sed 's/[\\"]/\\&/g')"
}

# Calls api/webhooks/$1; further lines come from the standard input.
call() {
  {
    line url "${SONAR_URL%/}/api/webhooks/$1"
    line header "Authorization: Bearer $SONAR_TOKEN"
    line data-urlencode "project=$project"
    [ -z "${SONAR_ORGANIZATION:-}" ] || line data-urlencode "organization=$SONAR_ORGANIZATION"
    cat
  } | curl --fail --silent --show-error --max-time 30 --config -
}

known=$(echo get | call list)
case $known in
*"\"url\":\"$THROUGHLINE_HOOK_URL\""*)
  echo "SonarQube knows the webhook of $project already."
  exit 0
  ;;
esac

{
  line data-urlencode "name=Throughline"
  line data-urlencode "url=$THROUGHLINE_HOOK_URL"
  line data-urlencode "secret=$THROUGHLINE_HOOK_SECRET"
} | call create >/dev/null
echo "SonarQube tells Throughline of $project from now on."
