package io.throughline.source.gitlab;

import java.util.ArrayList;
import java.util.List;

/** What is expected of every real payload: the kind under which it is fed and what comes out. */
final class FixtureTable {
  /**
   * One payload.
   *
   * @param wrapped a single object that is fed as a page of one
   */
  record Row(String path, String kind, boolean wrapped, String expected) {}

  /** As {@link Deliveries#summary} prints it. */
  private static final String READ =
      """
      argo-cd/
        gitlab-event | Push Hook | Account~=1 Project~=1
        gitlab-merge-request-open-event | Merge Request Hook | Account~=1 MergeRequest~=1 Project~=1 refresh=merge_request/100500/1
      gitlab4j-api/
        approvals | merge_request_approvals | Account~=2 approvals=0
        commit | merge_request_commits[] | commits=1
        deployment | deployment | Account~=1 Deployment=1
        environment | environments[] | Environment=1
        job | pipeline_jobs[] | Job=1
        members | members | Account~=3
        merge-request-diff | merge_request_diffs | diffs=1
        merge-request-discussions | merge_request_discussions | Account~=1 discussions=3
        merge-request | merge_request | Account~=3 MergeRequest=1
        pipeline | pipeline | Pipeline=1
        project | project | Project=1
        releases | releases | Release=2
        user-list | users | Account~=20
        user | user | Account~=1
      gitlab4j-system-hook/
        api-merge-request-system-hook-event | System Hook | MergeRequest~=1 refresh=merge_request/14/1
        group-member-system-hook-event | System Hook | ignored: system event 'user_add_to_group' is not tracked
        group-member-update-system-hook-event | System Hook | ignored: system event 'user_update_for_group' is not tracked
        group-system-hook-event | System Hook | ignored: system event 'group_rename' is not tracked
        key-system-hook-event | System Hook | ignored: system event 'key_destroy' is not tracked
        merge-request-system-hook-event | System Hook | MergeRequest~=1 refresh=merge_request/14/1
        project-system-hook-event | System Hook | Project~=1 refresh=project//74
        push-system-hook-event | System Hook | Project~=1
        repository-system-hook-event | System Hook | Project~=1
        tag-push-system-hook-event | System Hook | Project~=1
        team-member-system-hook-event | System Hook | ignored: system event 'user_add_to_team' is not tracked
        team-member-update-system-hook-event | System Hook | ignored: system event 'user_update_for_team' is not tracked
        user-failed-login-system-hook-event | System Hook | ignored: system event 'user_failed_login' is not tracked
        user-system-hook-event | System Hook | Account~=1 refresh=user//58
      gitlab4j-webhook/
        build-event | Job Hook | Job~=1
        deployment-event | Deployment Hook | Account~=1 Deployment~=1 Project~=1 refresh=deployment/30/15
        external-status-check-event | Merge Request Hook | Account~=1 MergeRequest~=1 Project~=1 refresh=merge_request/499/20
        issue-event | Issue Hook | ignored: event 'Issue Hook' is not tracked
        job-event | Job Hook | Job~=1
        merge-request-event | Merge Request Hook | +hook=2 Account~=2 MergeRequest~=1 Project~=1 refresh=merge_request/14/1
        note-commit-event | Note Hook | ignored: notes on Commit are not tracked
        note-issue-event | Note Hook | ignored: notes on Issue are not tracked
        note-merge-request-event | Note Hook | +hook=1 MergeRequest~=1 Project~=1
        note-snippet-event | Note Hook | ignored: notes on Snippet are not tracked
        pipeline-event | Pipeline Hook | Job~=5 Pipeline~=1 Project~=1 refresh=pipeline/1/31
        push-event | Push Hook | Account~=1 Project~=1 refresh=project//15
        tag-push-event | Tag Push Hook | Project~=1
        wiki-page-event | Wiki Page Hook | ignored: event 'Wiki Page Hook' is not tracked
        workitem-event | Work Item Hook | ignored: event 'Work Item Hook' is not tracked
      go-gitlab-webhook/
        release | Release Hook | Project~=1 Release~=1 refresh=releases/327622/
      jenkins-gitlab-plugin/
        ActionResolverTest_postMergeRequest | Merge Request Hook | MergeRequest~=1 refresh=merge_request/14/1
        ActionResolverTest_postNote | Note Hook | +hook=1 MergeRequest~=1 Project~=1
        ActionResolverTest_postPush | Push Hook | Project~=1 refresh=project//15
        ActionResolverTest_postPushTag | Tag Push Hook | Project~=1
        ActionResolverTest_postSystemHook_MergeRequest | System Hook | MergeRequest~=1 Project~=1 refresh=merge_request/14/1
        ActionResolverTest_postSystemHook_Push | System Hook | Account~=1 Project~=1 refresh=project//15
        ActionResolverTest_postSystemHook_PushTag | System Hook | Account~=1 Project~=1
        MergeRequestEvent_alreadyBuiltMR | Merge Request Hook | +hook=1 MergeRequest~=1 refresh=merge_request/14/1
        MergeRequestEvent_alreadyBuiltMR_differentTargetBranch | Merge Request Hook | MergeRequest~=1 refresh=merge_request/14/1
        MergeRequestEvent_alreadyBuiltMR_initialBuild | Merge Request Hook | MergeRequest~=1 refresh=merge_request/14/1
        MergeRequestEvent_approvedMR | Merge Request Hook | +hook=1 MergeRequest~=1 refresh=merge_request/14/1
        MergeRequestEvent_closedMR | Merge Request Hook | MergeRequest~=1 refresh=merge_request/14/1
        MergeRequestEvent_merged | Merge Request Hook | +hook=1 MergeRequest~=1 refresh=merge_request/14/1
        NoteEvent_alreadyBuiltMR | Note Hook | +hook=1 MergeRequest~=1 Project~=1
        NoteEvent_alreadyBuiltMR_differentTargetBranch | Note Hook | +hook=1 MergeRequest~=1 Project~=1
        PipelineEvent | Pipeline Hook | Job~=5 Pipeline~=1 Project~=1 refresh=pipeline/1/31
        PipelineFailureEvent | Pipeline Hook | Job~=5 Pipeline~=1
        PushEvent | Push Hook | Account~=1 Project~=1 refresh=project//15
        PushEvent_missingRepositoryUrl | Push Hook | Project~=1 refresh=project//15
      perceval-api/
        commits_1 | merge_request_commits | commits=2
        commits_2 | merge_request_commits | commits=1
        commits_3 | merge_request_commits | commits=1
        empty_emoji | merge_request_discussions | discussions=0
        empty_response | merge_requests | ignored: it carries nothing that is kept
        merge_1 | merge_request | Account~=1 MergeRequest=1
        merge_1_version_1 | merge_request_diffs | diffs=1
        merge_1_version_2 | merge_request_diffs | diffs=0
        merge_2 | merge_request | Account~=1 MergeRequest=1
        merge_2_version_1 | merge_request_diffs | diffs=1
        merge_3 | merge_request | Account~=1 MergeRequest=1
        merge_3_version_1 | merge_request_diffs | diffs=1
        merge_page_1 | merge_requests | MergeRequest~=2
        merge_page_2 | merge_requests | MergeRequest~=1
        merge_page_outdated | merge_requests | MergeRequest~=2
        project | project | Project=1
      """;

  /** Payloads of addresses that no feed reads. */
  private static final String UNREAD =
      """
      gitlab4j-api/
        approval-rule approval-state bad-branch branch bridge comment commit-discussions
        commit-status compare-results contributors event events external-status-checks group
        issue-discussions issue issues-closed-by-mr issues-statistics iteration label-events
        merge-request-note merge-request-versions metadata milestone note pipeline-schedule
        pipeline-test-report-summary project-approvals-config tag todos
      perceval-api/
        emoji issue_1 issue_2 issue_3 issue_4 issue_page_1 issue_page_2 merge_1_versions
        merge_2_versions merge_3_versions notes_1 notes_2 notes_3 notes_4
      """;

  private FixtureTable() {}

  static List<Row> read() {
    List<Row> rows = new ArrayList<>();
    String folder = "";
    for (String line : READ.lines().toList()) {
      if (!line.startsWith(" ")) {
        folder = "gitlab/" + line;
        continue;
      }
      String[] cells = line.strip().split(" \\| ");
      String kind = cells[1].replace("[]", "");
      rows.add(new Row(folder + cells[0] + ".json", kind, cells[1].endsWith("[]"), cells[2]));
    }
    return rows;
  }

  static List<String> unread() {
    List<String> paths = new ArrayList<>();
    String folder = "";
    for (String line : UNREAD.lines().toList()) {
      if (!line.startsWith(" ")) {
        folder = "gitlab/" + line;
        continue;
      }
      for (String name : line.strip().split(" ")) {
        paths.add(folder + name + ".json");
      }
    }
    return paths;
  }
}
