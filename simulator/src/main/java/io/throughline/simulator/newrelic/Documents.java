package io.throughline.simulator.newrelic;

/** The documents that are understood, with single blanks; New Relic itself understands more. */
final class Documents {
  static final String CHECK = "query { actor { user { name } accounts { id name } } }";

  static final String ENTITIES =
      "query($search: String!, $cursor: String) { actor { entitySearch(query: $search) {"
          + " results(cursor: $cursor) { entities { guid name reporting permalink"
          + " tags { key values } ... on ApmApplicationEntityOutline {"
          + " settings { apdexTarget } } } nextCursor } } } }";

  private static final String ISSUE =
      " { issues { issueId title priority state createdAt acknowledgedAt closedAt closedBy"
          + " updatedAt entityGuids entityNames } nextCursor } } } } }";

  static final String ISSUES =
      "query($account: Int!, $cursor: String, $from: EpochMilliseconds!, $to: EpochMilliseconds!) {"
          + " actor { account(id: $account) { aiIssues { issues(cursor: $cursor,"
          + " timeWindow: {startTime: $from, endTime: $to})"
          + ISSUE;

  static final String ISSUES_BY_IDS =
      "query($account: Int!, $cursor: String, $from: EpochMilliseconds!, $to: EpochMilliseconds!,"
          + " $ids: [ID!]) { actor { account(id: $account) { aiIssues { issues(cursor: $cursor,"
          + " filter: {ids: $ids}, timeWindow: {startTime: $from, endTime: $to})"
          + ISSUE;

  static final String SAMPLES =
      "query($account: Int!, $requests: Nrql!, $beats: Nrql!) { actor { account(id: $account) {"
          + " requests: nrql(query: $requests, timeout: 25) { results }"
          + " beats: nrql(query: $beats, timeout: 25) { results } } } }";

  static final String SAMPLES_WITH_CONTAINERS =
      "query($account: Int!, $requests: Nrql!, $beats: Nrql!, $containers: Nrql!) { actor {"
          + " account(id: $account) { requests: nrql(query: $requests, timeout: 25) { results }"
          + " beats: nrql(query: $beats, timeout: 25) { results }"
          + " containers: nrql(query: $containers, timeout: 25) { results } } } }";

  static final String TRACKS =
      "query($account: Int!, $tracks: Nrql!) { actor { account(id: $account) {"
          + " tracks: nrql(query: $tracks, timeout: 25) { results } } } }";

  static final String MARKERS =
      "query($account: Int!, $markers: Nrql!) { actor { account(id: $account) {"
          + " markers: nrql(query: $markers, timeout: 25) { results } } } }";

  static final String NEW_MARKER =
      "mutation($deployment: ChangeTrackingDeploymentInput!) {"
          + " changeTrackingCreateDeployment(deployment: $deployment) { deploymentId } }";

  private Documents() {}
}
