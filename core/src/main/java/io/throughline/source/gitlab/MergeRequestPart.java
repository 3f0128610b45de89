package io.throughline.source.gitlab;

/** What the list of merge requests leaves out, each at an address of its own. */
enum MergeRequestPart {
  COMMITS("commits", "merge_request_commits", "/commits?per_page=100"),
  DIFFS("diffs", "merge_request_diffs", "/diffs?per_page=100"),
  DISCUSSIONS("discussions", "merge_request_discussions", "/discussions?per_page=100"),
  APPROVALS("approvals", "merge_request_approvals", "/approvals"),
  STATE_EVENTS("state events", "merge_request_state_events", "/resource_state_events?per_page=100");

  /** For a sentence. */
  final String title;

  /** Kind of its deliveries. */
  final String kind;

  /** Behind the merge request's own path. */
  final String path;

  MergeRequestPart(String title, String kind, String path) {
    this.title = title;
    this.kind = kind;
    this.path = path;
  }
}
