#!/usr/bin/env bash
# Checks the criteria; on a pull request says who moves by it, in the summary of the step and in one comment that later
# runs bring up to date. Fails when the check does, or when a limit does not hold.
set -euo pipefail

read -ra keyaccounts <<< "$KEYACCOUNTS"
read -ra limits <<< "$LIMITS"
report="$RUNNER_TEMP/keyaccounts-diff.md"
export MARKER="<!-- keyaccounts: $CRITERIA -->"

main() {
  local failed=0
  "${keyaccounts[@]}" check "$CRITERIA" --format github || failed=$?
  if [[ -n $CUSTOMERS && -n ${GITHUB_BASE_REF:-} ]]; then
    compare || failed=$?
  fi
  exit "$failed"
}

# The base branch stands in a folder of its own, so that files which the criteria extend are those of the base, too.
compare() {
  local base="$RUNNER_TEMP/keyaccounts-base" code=0 depth=()
  # A whole history stays whole.
  [[ $(git rev-parse --is-shallow-repository) == false ]] || depth=(--depth=1)
  git fetch --quiet --no-tags ${depth[@]+"${depth[@]}"} origin "$GITHUB_BASE_REF"
  git worktree remove --force "$base" 2> /dev/null || true
  git worktree add --quiet --detach "$base" FETCH_HEAD
  if [[ ! -f $base/$CRITERIA ]]; then
    echo "::notice::$GITHUB_BASE_REF has no $CRITERIA to compare with"
    return 0
  fi
  rm -f "$report"
  "${keyaccounts[@]}" diff "$CUSTOMERS" --criteria "$CRITERIA" --against-criteria "$base/$CRITERIA" \
    ${limits[@]+"${limits[@]}"} --format markdown --output "$report" || code=$?
  if [[ -f $report ]]; then
    cat "$report" >> "$GITHUB_STEP_SUMMARY"
    if [[ $COMMENT == true ]]; then
      comment || echo "::warning::the comment could not be written: does the job have pull-requests: write?"
    fi
  fi
  return "$code"
}

# One comment a criteria file, found by the mark in its first line. GitHub takes 65,536 characters.
comment() {
  local body="$RUNNER_TEMP/keyaccounts-comment.md" found
  local comments="repos/$GITHUB_REPOSITORY/issues/$PULL_REQUEST/comments"
  { echo "$MARKER"; awk '{ size += length($0) + 1; if (size > 60000) { print "\n…"; exit } print }' "$report"; } > "$body"
  found=$(gh api --paginate "$comments" \
    --jq '.[] | select(.user.type == "Bot" and (.body | startswith(env.MARKER))) | .id') || return 1
  found=${found%%$'\n'*}
  if [[ -n $found ]]; then
    gh api --silent --method PATCH "repos/$GITHUB_REPOSITORY/issues/comments/$found" --field "body=@$body"
  else
    gh api --silent --method POST "$comments" --field "body=@$body"
  fi
}

main
