-- Dimensions and derived tables of the warehouse. The fact tables are made from the fact records.
-- Instants are timestamps in UTC. No primary keys: each table has one writer, which replaces by id.

-- Dimensions, from the organisation's file -------------------------------------------------------

CREATE TABLE source (id INTEGER, key TEXT, system TEXT, url TEXT);

-- bugs_from: since when an estimate is asked of bugs as well; null: never. focus: share of the working
-- time that is planned for.
CREATE TABLE team (
  id INTEGER, key TEXT, name TEXT, parent_id INTEGER, zone TEXT, depth INTEGER, ordering INTEGER,
  bugs_from TIMESTAMP, focus DOUBLE PRECISION);

-- Closed over the tree: a team has the rows of all teams below it. Intervals of one (team, person)
-- never overlap. Without a bound: 0001-01-01 and 9999-01-01.
CREATE TABLE team_person (
  team_id INTEGER, person_id BIGINT, starts_at TIMESTAMP, ends_at TIMESTAMP);

CREATE TABLE team_service (
  team_id INTEGER, service_id INTEGER, starts_at TIMESTAMP, ends_at TIMESTAMP);

-- Boards as the organisation's file names them: number or name in lower case. source_id: null for any.
CREATE TABLE team_board_name (
  team_id INTEGER, source_id INTEGER, name TEXT, starts_at TIMESTAMP, ends_at TIMESTAMP);

CREATE TABLE person (id BIGINT, key TEXT, name TEXT, calendar_id INTEGER, email TEXT);

-- User names in lower case.
CREATE TABLE person_account (source_id INTEGER, username TEXT, person_id BIGINT);

-- Gates that builds of a service have to pass, in their order.
CREATE TABLE required_gate (service_id INTEGER, gate TEXT, place INTEGER, title TEXT);

-- What somebody answers for, of gates of a service, in the order of the file. rule, subject: of a finding;
-- condition: word of what is measured; without either it is for all of the gate. ends_at: after its last day.
CREATE TABLE gate_waiver (
  service_id INTEGER, gate TEXT, place INTEGER, rule TEXT, subject TEXT, condition TEXT, ends_at TIMESTAMP,
  owner TEXT, reason TEXT);

-- Until when gates of a service are waived of which nobody said anything.
CREATE TABLE gate_waived (
  service_id INTEGER, gate TEXT, ends_at TIMESTAMP, owner TEXT, reason TEXT);

-- kind: service or library.
CREATE TABLE service (id INTEGER, key TEXT, name TEXT, kind TEXT);

CREATE TABLE service_project (source_system TEXT, path TEXT, service_id INTEGER);

-- day_seconds: what one working day holds.
CREATE TABLE calendar (id INTEGER, key TEXT, zone TEXT, day_seconds INTEGER);

-- hour: start of an hour in UTC. Seconds worked up to an instant t inside it:
-- worked_before + greatest(0, least(second_of_hour(t), work_to) - work_from).
CREATE TABLE calendar_hour (
  calendar_id INTEGER, hour TIMESTAMP, worked_before BIGINT, work_from INTEGER, work_to INTEGER);

-- Patterns for LIKE ... ESCAPE '!' by what they are for: bot, agent, tracked_branch, test_path,
-- incident_request, hotfix_label, hotfix_branch, cause_<cause>, escaped_<gate>.
CREATE TABLE name_pattern (purpose TEXT, pattern TEXT);

-- One row: numbers of the organisation's file that derivations need.
CREATE TABLE derive_setting (
  old_commit_days INTEGER, default_calendar_id INTEGER, watch_minutes INTEGER, together_hours INTEGER,
  blame_hours INTEGER, hotfix_days INTEGER, join_minutes INTEGER, brief_seconds INTEGER);

-- Services that a service calls.
CREATE TABLE service_upstream (service_id INTEGER, upstream_id INTEGER);

-- What happens in a status, by its name in lower case, as the file says. work: active, wait or blocked.
CREATE TABLE status_work (source_id INTEGER, name TEXT, work TEXT);

-- How pages of a wiki are told apart. kind: prd or design. field: label; title, a pattern for
-- LIKE ... ESCAPE '!' in lower case; or space, in upper case.
CREATE TABLE document_rule (source_id INTEGER, kind TEXT, field TEXT, pattern TEXT);

-- Spaces of a wiki that are read, in upper case; without any, all are.
CREATE TABLE source_space (source_id INTEGER, space TEXT);

-- The delivery process. expected_days: working days; null where none were agreed.
CREATE TABLE process_phase (
  id TEXT, ordering INTEGER, title TEXT, expected_days DOUBLE PRECISION);

-- side: enter or leave.
CREATE TABLE phase_mark (phase TEXT, side TEXT, mark TEXT);

CREATE TABLE phase_output (phase TEXT, place INTEGER, rule TEXT, title TEXT);

-- kind: label, kind, priority, board or merge-request.
CREATE TABLE variant_condition (variant TEXT, kind TEXT, value TEXT);

CREATE TABLE variant_skip (variant TEXT, phase TEXT);

-- ticket_key: in upper case; or a team, with those below it.
CREATE TABLE waiver (
  ticket_key TEXT, team_id INTEGER, phase TEXT, rule TEXT, starts_at TIMESTAMP, ends_at TIMESTAMP,
  owner TEXT, reason TEXT);

-- By which words work has a category. place: of the category, in the order in which they are tried.
-- unless: the word speaks against it. kind: type, label, component, epic (a key) or change (of a
-- title). value: in lower case.
CREATE TABLE investment_word (
  place INTEGER, category TEXT, unless BOOLEAN, kind TEXT, value TEXT);

-- Derived from facts and dimensions --------------------------------------------------------------

-- class: human, agent or bot. person_id: below 0 for a human whom the file does not name.
CREATE TABLE account (
  id BIGINT, source_id INTEGER, username TEXT, name TEXT, person_id BIGINT, class TEXT,
  calendar_id INTEGER);

CREATE TABLE project (
  id BIGINT, source_id INTEGER, path TEXT, name TEXT, web_url TEXT, service_id INTEGER,
  default_branch TEXT, deleted BOOLEAN);

-- started_by: first_commit, no_commits or old_commit. author_class: human, assisted, agent or bot.
-- ticketed: whether it names a ticket that is known; null where no tracker is read. Of those that do,
-- built_at: when the default branch's pipeline first passed with it; buildable: whether there is one.
CREATE TABLE merge_request (
  id BIGINT,
  source_id INTEGER,
  project_id BIGINT,
  service_id INTEGER,
  iid BIGINT,
  title TEXT,
  web_url TEXT,
  author_account_id BIGINT,
  author_id BIGINT,
  author_class TEXT,
  calendar_id INTEGER,
  source_branch TEXT,
  target_branch TEXT,
  state TEXT,
  draft BOOLEAN,
  created_at TIMESTAMP,
  first_commit_at TIMESTAMP,
  started_at TIMESTAMP,
  started_by TEXT,
  ready_at TIMESTAMP,
  review_requested_at TIMESTAMP,
  first_response_at TIMESTAMP,
  first_approval_at TIMESTAMP,
  merged_at TIMESTAMP,
  closed_at TIMESTAMP,
  ended_at TIMESTAMP,
  deployed_at TIMESTAMP,
  last_deployed_at TIMESTAMP,
  deployable BOOLEAN,
  commit_count INTEGER,
  file_count INTEGER,
  added_lines BIGINT,
  deleted_lines BIGINT,
  size_lines BIGINT,
  comment_count INTEGER,
  thread_count INTEGER,
  approval_count INTEGER,
  reviewed BOOLEAN,
  review_rounds INTEGER,
  is_revert BOOLEAN,
  reverts_id BIGINT,
  reverted_at TIMESTAMP,
  is_cherry_pick BOOLEAN,
  is_back_merge BOOLEAN,
  is_version_bump BOOLEAN,
  is_hotfix BOOLEAN,
  into_tracked BOOLEAN,
  in_scope BOOLEAN,
  ticketed BOOLEAN,
  buildable BOOLEAN,
  built_at TIMESTAMP,
  details BOOLEAN,
  sequence BIGINT);

-- Humans asked for a review; a second asking is a row of its own. due_at: when a working day of the
-- reviewer has passed since starts_at. counts: the merge request is one whose review is looked at.
CREATE TABLE review_request (
  id TEXT, merge_request_id BIGINT, project_id BIGINT, service_id INTEGER,
  reviewer_account_id BIGINT, reviewer_id BIGINT, calendar_id INTEGER, requested_at TIMESTAMP,
  starts_at TIMESTAMP, answered_at TIMESTAMP, withdrawn BOOLEAN, ended_at TIMESTAMP,
  author_class TEXT, title TEXT, web_url TEXT, due_at TIMESTAMP, counts BOOLEAN);

-- kind: created, merged, review or commit. Humans only.
CREATE TABLE person_activity (
  person_id BIGINT, "at" TIMESTAMP, kind TEXT, merge_request_id BIGINT, project_id BIGINT,
  service_id INTEGER, author_class TEXT);

CREATE TABLE pipeline (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, ref TEXT,
  is_default_branch BOOLEAN, status TEXT, trigger TEXT, created_at TIMESTAMP, started_at TIMESTAMP,
  finished_at TIMESTAMP, duration_seconds DOUBLE PRECISION, web_url TEXT, sequence BIGINT);

CREATE TABLE deployment (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, environment TEXT,
  is_production BOOLEAN, status TEXT, ref TEXT, sha TEXT, created_at TIMESTAMP,
  finished_at TIMESTAMP, web_url TEXT, sequence BIGINT);

-- How builds were judged. is_main: of a default branch, or nobody said of which. first_of_commit: the
-- run that judged this commit first; of the gate command where there is one, which judges all gates.
CREATE TABLE gate_run (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, sha TEXT, ref TEXT,
  is_main BOOLEAN, image TEXT, build TEXT, tool TEXT, judged_at TIMESTAMP, verdict TEXT,
  first_of_commit BOOLEAN, title TEXT, web_url TEXT, sequence BIGINT);

-- Until when the organisation's waivers let pass what came of a gate and was no pass.
CREATE TABLE gate_outcome_waived (
  gate_run_id BIGINT, gate TEXT, ends_at TIMESTAMP, owner TEXT, reason TEXT);

-- What reports of builds said. gate: where none took it, the one that takes its kind by the rules that
-- ship. last_of_commit: no later one of its kind, gate and part tells of this commit. valid_to: when the
-- next one of the service's main branch came, of scans the next one that looked at something; null for
-- other branches, and for what is no service's.
CREATE TABLE build_report (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, sha TEXT, ref TEXT,
  is_main BOOLEAN, image TEXT, build TEXT, part TEXT, gate_run_id BIGINT, gate TEXT, kind TEXT,
  format TEXT,
  reported_at TIMESTAMP, valid_to TIMESTAMP, last_of_commit BOOLEAN, scanned BOOLEAN, covered_lines BIGINT,
  lines BIGINT, covered_branches BIGINT, branches BIGINT, covered_new_lines BIGINT,
  new_lines BIGINT, passed BIGINT, failed BIGINT, skipped BIGINT, flaky BIGINT, critical BIGINT,
  high BIGINT, medium BIGINT, low BIGINT, unknown BIGINT, fixable_critical BIGINT,
  fixable_high BIGINT, fixable_medium BIGINT, suppressed BIGINT, waived BIGINT,
  called_operations BIGINT, operations BIGINT, seen_answers BIGINT, answers BIGINT,
  samples BIGINT, failed_samples BIGINT, p95 DOUBLE PRECISION, users INTEGER, load_window TEXT,
  title TEXT, web_url TEXT, sequence BIGINT);

-- What reached production since anything is known of gates: deployments, and releases of libraries.
-- ends_at: when the next one of the service did. required: how many gates had to be passed. executed:
-- of them, those that came to a verdict; failed, waived and missing: those that did not simply pass. What
-- was waived until before it arrived has failed.
-- Verdicts are those that were known when it arrived. sha: null where only the image that runs is known;
-- then nothing is required, since nothing can be told. image: the one that runs, else one that was made of
-- the commit.
CREATE TABLE shipped (
  id BIGINT, kind TEXT, project_id BIGINT, service_id INTEGER, sha TEXT, image TEXT,
  arrived_at TIMESTAMP, ends_at TIMESTAMP, required INTEGER, executed INTEGER, failed INTEGER,
  waived INTEGER, missing INTEGER, title TEXT, web_url TEXT, sequence BIGINT);

-- verdict: as of a gate, or missing, or waiver_ended when it was waived and was not any more when it
-- arrived. told: what was said of it, whatever is waived. waived_until: after the last day of its waivers,
-- whether they held or not. owner, reason: of the organisation's waivers; null where others waived it.
CREATE TABLE shipped_gate (
  shipped_id BIGINT, service_id INTEGER, gate TEXT, place INTEGER, title TEXT, verdict TEXT,
  told TEXT, run_id BIGINT, waived_until TIMESTAMP, owner TEXT, reason TEXT);

-- Which scan tells of the image that a service runs, from when to when. image: its digest, or what
-- stands for it where none is known. deployed: false where nothing is known of the service's
-- deployments, and the newest scan of its main branch stands in.
CREATE TABLE running_scan (
  report_id BIGINT, service_id INTEGER, project_id BIGINT, shipped_id BIGINT, image TEXT,
  deployed BOOLEAN, starts_at TIMESTAMP, ends_at TIMESTAMP, critical BIGINT, high BIGINT,
  medium BIGINT, low BIGINT, unknown BIGINT, fixable_critical BIGINT, fixable_high BIGINT,
  suppressed BIGINT, waived BIGINT);

-- When something was first found in a service, on whatever branch; what was mended and came back keeps it.
CREATE TABLE service_finding (service_id INTEGER, kind TEXT, identity TEXT, first_seen_at TIMESTAMP);

CREATE TABLE board (
  id BIGINT, source_id INTEGER, name TEXT, kind TEXT, tracker_id BIGINT, estimation TEXT,
  web_url TEXT);

-- As team_service, of boards.
CREATE TABLE team_board (
  team_id INTEGER, board_id BIGINT, starts_at TIMESTAMP, ends_at TIMESTAMP);

CREATE TABLE ticket_status (id BIGINT, source_id INTEGER, number TEXT, name TEXT, category TEXT);

-- What a ticket's fields held from when to when; empty values have no row. category: of a status.
-- work: what happens in a status, active, wait or blocked; null where nothing tells.
CREATE TABLE ticket_span (
  ticket_id BIGINT, field TEXT, value TEXT, name TEXT, category TEXT, work TEXT,
  starts_at TIMESTAMP, ends_at TIMESTAMP);

-- When a ticket was in a sprint; it may come back.
CREATE TABLE ticket_sprint (
  ticket_id BIGINT, sprint_id BIGINT, in_at TIMESTAMP, out_at TIMESTAMP);

-- started_at: first In Progress. done_at: the last entry into Done, of those that are done.
-- Seconds are of working time between the two, by the calendar of the assignee. What begins with
-- done_ is as it was when it was done: the weight in what its board estimates in, points or hours, 0
-- without an estimate.
CREATE TABLE ticket (
  id BIGINT, source_id INTEGER, tracker_id BIGINT, board_id BIGINT, key TEXT, title TEXT,
  web_url TEXT, type TEXT, kind TEXT, status TEXT, status_category TEXT, outcome TEXT,
  assignee_account_id BIGINT, assignee_id BIGINT, calendar_id INTEGER, parent_id BIGINT,
  points DOUBLE PRECISION, flagged BOOLEAN, created_at TIMESTAMP, started_at TIMESTAMP,
  done_at TIMESTAMP, reopened INTEGER, flow_seconds DOUBLE PRECISION,
  active_seconds DOUBLE PRECISION, blocked_seconds DOUBLE PRECISION, done_weight DOUBLE PRECISION,
  done_criteria BOOLEAN, done_checklist INTEGER, sequence BIGINT);

-- When a ticket was in progress, and whose it was then; null: nobody's, or a machine's. begun_at: when
-- it was first in progress.
CREATE TABLE ticket_work (
  ticket_id BIGINT, board_id BIGINT, kind TEXT, person_id BIGINT, starts_at TIMESTAMP,
  ends_at TIMESTAMP, begun_at TIMESTAMP, calendar_id INTEGER);

-- Which merge requests belong to which tickets. via: the best place that says so; branch, title,
-- description, commit or tracker.
CREATE TABLE ticket_merge_request (ticket_id BIGINT, merge_request_id BIGINT, via TEXT);

-- What a ticket is work for. item_id: the story of a sub-task, else itself. category: uncategorised
-- where no rule matches. initiative_id: the highest epic above it, or itself.
CREATE TABLE ticket_category (
  ticket_id BIGINT, item_id BIGINT, category TEXT, initiative_id BIGINT);

-- The same of merge requests that belong to no ticket.
CREATE TABLE merge_request_category (merge_request_id BIGINT, category TEXT);

-- Which tests belong to which tickets. via: link, of a test management, or tracker, where tests are
-- tickets themselves. linked_at: where nothing tells, when the test was made. unlinked_at: only a
-- tracker tells; a test may come back.
CREATE TABLE ticket_test (
  ticket_id BIGINT, test_id BIGINT, via TEXT, draft BOOLEAN, linked_at TIMESTAMP,
  unlinked_at TIMESTAMP);

-- Requests of customers to a service desk that tell of something that does not work.
CREATE TABLE customer_incident (ticket_id BIGINT, board_id BIGINT, created_at TIMESTAMP);

-- Sprints that were started. weight: points, or 1 a ticket where by_count. estimated: at the close.
-- planned_hours: of what was committed, null unless four in five had an estimate of time.
-- capacity_hours: the working hours of the team's people up to the planned end, as far as they are
-- planned for; null where nobody is known.
CREATE TABLE sprint (
  id BIGINT, source_id INTEGER, board_id BIGINT, name TEXT, goal TEXT, state TEXT,
  start_at TIMESTAMP, planned_end_at TIMESTAMP, completed_at TIMESTAMP, by_count BOOLEAN,
  tickets INTEGER, estimated INTEGER, committed_weight DOUBLE PRECISION,
  done_weight DOUBLE PRECISION, planned_hours DOUBLE PRECISION, capacity_hours DOUBLE PRECISION,
  sequence BIGINT);

-- A ticket in a sprint that was started; sub-tasks, epics and what was done before are left out.
-- judged_at: the sprint's start, or when the ticket was added. start_weight: what it weighed at the
-- start; end_weight: at the close, or now. changed_weight: by how much estimates changed between.
-- tests: linked when it was judged, drafts left out; tests_run: those of them that were run in the
-- sprint; tests_passed: those whose last run of the sprint passed. Null where nothing tells of tests.
-- is_sized: an estimate is asked of it. person_id: whose it was when it was judged; null: nobody's.
CREATE TABLE sprint_ticket (
  sprint_id BIGINT, ticket_id BIGINT, board_id BIGINT, start_at TIMESTAMP, completed_at TIMESTAMP,
  judged_at TIMESTAMP, kind TEXT, is_story BOOLEAN, committed BOOLEAN, added BOOLEAN,
  removed BOOLEAN, done BOOLEAN, carried BOOLEAN, points DOUBLE PRECISION, estimated BOOLEAN,
  criteria BOOLEAN, parts INTEGER, breakable BOOLEAN, start_weight DOUBLE PRECISION,
  end_weight DOUBLE PRECISION, changed_weight DOUBLE PRECISION, tests INTEGER, tests_run INTEGER,
  tests_passed INTEGER, is_sized BOOLEAN, person_id BIGINT);

-- From when to when a sprint was the next one of its board.
CREATE TABLE sprint_window (
  sprint_id BIGINT, board_id BIGINT, starts_at TIMESTAMP, ends_at TIMESTAMP);

-- What was known of a ticket from when to when, while it was in the next sprint of its board and
-- neither done nor dropped; sub-tasks and epics are left out. Columns as in sprint_ticket.
CREATE TABLE sprint_backlog (
  sprint_id BIGINT, ticket_id BIGINT, board_id BIGINT, starts_at TIMESTAMP, ends_at TIMESTAMP,
  is_story BOOLEAN, is_sized BOOLEAN, estimated BOOLEAN, criteria BOOLEAN, parts INTEGER,
  breakable BOOLEAN, tests INTEGER);

-- A ticket in a phase of the process, all its stays together; sub-tasks and epics are left out.
-- left_at: of the last stay, null while it is in. worked_seconds: of the stays, once it left.
CREATE TABLE ticket_phase (
  ticket_id BIGINT, phase TEXT, ordering INTEGER, board_id BIGINT, calendar_id INTEGER,
  entered_at TIMESTAMP, last_entered_at TIMESTAMP, left_at TIMESTAMP, stays INTEGER,
  worked_days DOUBLE PRECISION, expected_days DOUBLE PRECISION);

-- state: present, missing, waived or unknown, as it was when the ticket left the phase, or is now.
CREATE TABLE ticket_output (
  ticket_id BIGINT, phase TEXT, place INTEGER, rule TEXT, board_id BIGINT, left_at TIMESTAMP,
  state TEXT);

-- The way that a ticket took. reached: ordering of the last phase; skipped: phases before it which
-- it never entered and no variant leaves out; in_order: whether it entered them in their order.
CREATE TABLE ticket_trace (
  ticket_id BIGINT, board_id BIGINT, done_at TIMESTAMP, reached INTEGER, variants TEXT,
  skipped INTEGER, in_order BOOLEAN);

-- Pages of wikis. kind: prd, design or other. board_id: of the ticket that had to do with it first.
-- resolves: whether it can be read; false in the bin, null where it is not shown to us.
CREATE TABLE document (
  id BIGINT, source_id INTEGER, board_id BIGINT, kind TEXT, title TEXT, web_url TEXT, space TEXT,
  created_at TIMESTAMP, updated_at TIMESTAMP, resolves BOOLEAN, sequence BIGINT);

-- Documents of tickets. document_id: null for a file in a repository, and for what no wiki that is
-- read has. kind: prd, design or other; null where nothing tells. via: page link (the page links to
-- the ticket), remote link or description. resolves: as it is today; null where nothing tells.
CREATE TABLE ticket_document (
  ticket_id BIGINT, document_id BIGINT, url TEXT, kind TEXT, via TEXT, linked_at TIMESTAMP,
  unlinked_at TIMESTAMP, resolves BOOLEAN);

-- Epics of which a story came into a sprint. judged_at: when that sprint began, or the story was
-- added to it. prd, design: present, missing or unknown, as it was then.
CREATE TABLE epic_document (
  epic_id BIGINT, board_id BIGINT, judged_at TIMESTAMP, open BOOLEAN, prd TEXT, design TEXT);

-- Analyses of code. change: number of the merge request that was analysed, merge_request_id: that one,
-- where exactly one of the same service can be meant. valid_to: of a rated analysis of the main branch,
-- when the next one was made; null for others. first_of_change: no earlier one of the change is known.
-- mode_changed: the rated analysis before was counted in the other mode.
CREATE TABLE code_analysis (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, title TEXT, web_url TEXT,
  ref TEXT, is_main BOOLEAN, change BIGINT, merge_request_id BIGINT, sha TEXT, "at" TIMESTAMP,
  valid_to TIMESTAMP, first_of_change BOOLEAN, mode TEXT, mode_changed BOOLEAN, gate_status TEXT,
  reliability INTEGER, security INTEGER, maintainability INTEGER, new_reliability INTEGER,
  new_security INTEGER, new_maintainability INTEGER, coverage DOUBLE PRECISION,
  new_coverage DOUBLE PRECISION, covered_conditions BIGINT, conditions BIGINT, covered_lines BIGINT,
  coverable_lines BIGINT, lines_of_code BIGINT, new_lines BIGINT, duplicated_lines BIGINT,
  new_duplicated_lines BIGINT, bugs BIGINT, vulnerabilities BIGINT, code_smells BIGINT,
  new_vulnerabilities BIGINT, new_issues BIGINT, accepted BIGINT,
  hotspots_reviewed DOUBLE PRECISION, new_hotspots_reviewed DOUBLE PRECISION, debt_minutes BIGINT,
  sequence BIGINT);

-- Issues of main branches. closed_at: 9999-01-01 while it is open.
CREATE TABLE code_issue (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, title TEXT, web_url TEXT,
  rule TEXT, quality TEXT, severity TEXT, state TEXT, opened_at TIMESTAMP, closed_at TIMESTAMP,
  sequence BIGINT);

-- Whether a repository held a file, from when it was found so until it was found otherwise;
-- valid_to: 9999-01-01 for what was found last.
CREATE TABLE repository_file (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, title TEXT, web_url TEXT,
  path TEXT, is_present BOOLEAN, valid_from TIMESTAMP, valid_to TIMESTAMP, sequence BIGINT);

-- What reached, or was to reach, production: one row for each service and each change of its artifact,
-- over all clusters. via: argocd or gitlab. kind: change, rollback (an older artifact), config (nothing
-- but settings or replicas), none (the same again: self-heal, re-sync) which is no deployment. status:
-- succeeded, failed, aborted, rolled_back, superseded or in_progress. places: clusters. digests: of its
-- images, apart by spaces; null where none is told. sha: commit of the application; null where nothing tells. made_by: who changed Git, bot or person; null where nothing
-- tells. by_hand: a person had to let it go on, or began it. paused_seconds: it waited for a person.
-- ended_at: when it came to its status. ends_at: when the next one that ran was ended; null where this one
-- never ran whole. failed: whether it failed, null while it is in progress; not to be told before
-- settled_at, until then it is pending; final_at: until when that may change. failed_by: failed, aborted, degraded, rolled_back, hotfix or incident.
-- detected_at, restored_at: of those that failed. hotfix_of: the one that it mends. is_rework: it was
-- made because of a fault that users saw. changes: how many it was the first to carry, null where nothing
-- tells. incidents: how many are put down to it. gate: the one that should have stopped it, as their
-- post-mortems say.
CREATE TABLE production_deployment (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, environment TEXT, via TEXT,
  kind TEXT, status TEXT, artifact TEXT, digests TEXT, version TEXT, sha TEXT, gitops_sha TEXT,
  gitops_change_id BIGINT, places INTEGER, strategy TEXT, analysed BOOLEAN, made_by TEXT,
  by_hand BOOLEAN, started_at TIMESTAMP, healthy_at TIMESTAMP, ended_at TIMESTAMP,
  ends_at TIMESTAMP, paused_seconds DOUBLE PRECISION, failed BOOLEAN, failed_by TEXT,
  settled_at TIMESTAMP, final_at TIMESTAMP, detected_at TIMESTAMP, restored_at TIMESTAMP,
  restored_by_id BIGINT, hotfix_of BIGINT, is_rework BOOLEAN, changes INTEGER, incidents INTEGER,
  gate TEXT, title TEXT, web_url TEXT, sequence BIGINT);

-- The parts of it: syncs of single clusters, or attempts.
CREATE TABLE production_deployment_part (
  deployment_id BIGINT, service_id INTEGER, part_id BIGINT, project_id BIGINT, cluster TEXT,
  status TEXT, started_at TIMESTAMP, ended_at TIMESTAMP, web_url TEXT);

-- Merge requests that it was the first to bring to production, and when the first commit of each was.
-- counts: it is in scope, and no cherry-pick of one that counted.
CREATE TABLE production_change (
  deployment_id BIGINT, service_id INTEGER, merge_request_id BIGINT, project_id BIGINT, via TEXT,
  started_at TIMESTAMP, deployed_at TIMESTAMP, author_class TEXT, counts BOOLEAN);

-- Why an incident is put down to a deployment. why: explicit (a person or the post-mortem says so), sha
-- (the post-mortem names its commit) or latest (the latest one before it).
CREATE TABLE deployment_incident (
  deployment_id BIGINT, service_id INTEGER, incident_id BIGINT, why TEXT);

-- What was measured around each deployment that served all: in the half hour before it began, and in the one
-- after served_at. settled_at: when that is over. Of stretches of all running things of the service together;
-- counted: those of which the requests are told, timed: the 95th percentile, costed: requests and processor. rpm
-- and p95 are medians over the stretches; cpu: cores, memory: bytes, means by time; cpu_seconds and cpu_requests
-- of what is costed. What was not measured is null, its counts are 0. enough: at least 100 requests on either
-- side. overlapped: another deployment of the service, or of one that it calls, was under way between the two
-- half hours or in them. confounded: that, or half as much traffic again, or half as much less.
CREATE TABLE deployment_impact (
  deployment_id BIGINT, project_id BIGINT, service_id INTEGER, started_at TIMESTAMP, served_at TIMESTAMP,
  settled_at TIMESTAMP, before_requests BIGINT, before_seconds BIGINT, before_judged BIGINT,
  before_errors BIGINT, before_counted INTEGER, before_rpm DOUBLE PRECISION, before_timed INTEGER,
  before_p95 DOUBLE PRECISION, before_costed INTEGER, before_cpu_seconds DOUBLE PRECISION,
  before_cpu_requests BIGINT, before_cpu DOUBLE PRECISION, before_memory DOUBLE PRECISION,
  after_requests BIGINT, after_seconds BIGINT, after_judged BIGINT, after_errors BIGINT,
  after_counted INTEGER, after_rpm DOUBLE PRECISION, after_timed INTEGER, after_p95 DOUBLE PRECISION,
  after_costed INTEGER, after_cpu_seconds DOUBLE PRECISION, after_cpu_requests BIGINT,
  after_cpu DOUBLE PRECISION, after_memory DOUBLE PRECISION, enough BOOLEAN, overlapped BOOLEAN,
  confounded BOOLEAN);

-- Incidents, each outage once. id: of the fact that tells first. origin: monitoring, customer or person.
-- counted: it is no test and no duplicate. timed: it counts in durations as well: its beginning is known,
-- and no machine ended it at once. service_id, board_id: whose it is; null where nothing tells.
CREATE TABLE production_incident (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, board_id BIGINT, number TEXT,
  title TEXT, web_url TEXT, origin TEXT, severity INTEGER, triggered_at TIMESTAMP,
  acknowledged_at TIMESTAMP, resolved_at TIMESTAMP, cause TEXT, cause_sha TEXT,
  cause_deployment TEXT, gate TEXT, counted BOOLEAN, timed BOOLEAN, tellings INTEGER,
  sequence BIGINT);

-- What tells of an outage. part_id: incident fact, ticket or check. why: first, dedup_key, same_time,
-- merged or joined.
CREATE TABLE production_incident_part (
  incident_id BIGINT, part_id BIGINT, kind TEXT, source_id INTEGER, project_id BIGINT, why TEXT,
  triggered_at TIMESTAMP, resolved_at TIMESTAMP);

-- When somebody was called, by their own calendar. hours: business, off or sleep.
CREATE TABLE incident_call (
  incident_id BIGINT, service_id INTEGER, person_id BIGINT, "at" TIMESTAMP, hours TEXT);

-- What was measured of a running thing of a service in an hour. Sums, and counts of answers by their
-- time; seconds: how much of the hour is known; counted_seconds: of how much it is known how many
-- requests there were. judged_requests: those of which it is known whether they failed; timed_requests:
-- of which the times are told. apdex_seconds: of how much it
-- is known how satisfied users were; apdex_t: null where the limit changed within the hour. What was
-- asked for and what is the most are of the stretches in which it is known what was used.
-- worst_p95: of the single stretches. sample_hour_id: of the samples that it is made of.
CREATE TABLE service_hour (
  sample_hour_id BIGINT, service_id INTEGER, project_id BIGINT, environment TEXT,
  is_production BOOLEAN, hour TIMESTAMP, samples INTEGER, seconds BIGINT, counted_seconds BIGINT,
  requests BIGINT, judged_requests BIGINT, errors BIGINT, peak_rpm DOUBLE PRECISION,
  timed_requests BIGINT, up_to5 BIGINT, up_to10 BIGINT, up_to25 BIGINT, up_to50 BIGINT,
  up_to75 BIGINT, up_to100 BIGINT, up_to150 BIGINT, up_to250 BIGINT, up_to400 BIGINT,
  up_to650 BIGINT, up_to1000 BIGINT, up_to1600 BIGINT, up_to2500 BIGINT, up_to4000 BIGINT,
  up_to10000 BIGINT, worst_p95 DOUBLE PRECISION, apdex_t DOUBLE PRECISION,
  apdex_seconds BIGINT, satisfied BIGINT, tolerating BIGINT, frustrated BIGINT, cpu_seconds DOUBLE PRECISION,
  cpu_requested_seconds DOUBLE PRECISION, cpu_limit_seconds DOUBLE PRECISION,
  memory_byte_seconds DOUBLE PRECISION, memory_requested_byte_seconds DOUBLE PRECISION,
  memory_limit_byte_seconds DOUBLE PRECISION, oom_kills BIGINT);

-- What a check from outside found from when to when; state: up, down, paused, maintenance or unknown.
CREATE TABLE check_span (
  check_id BIGINT, service_id INTEGER, state TEXT, starts_at TIMESTAMP, ends_at TIMESTAMP);

-- How an application of a GitOps controller was kept, from when to when.
CREATE TABLE gitops_span (
  project_id BIGINT, service_id INTEGER, automated BOOLEAN, self_heal BOOLEAN, sync_status TEXT,
  health_status TEXT, strategy TEXT, analysed BOOLEAN, valid_from TIMESTAMP, valid_to TIMESTAMP);

-- Of a service that is deployed to production, from when to when: whether all of it comes through Git and
-- without a person; whether it is rolled out step by step, and judged by an analysis while it is. Null
-- where nobody looked. project_id: one that tells.
CREATE TABLE gitops_service (
  service_id INTEGER, project_id BIGINT, through_git BOOLEAN, progressive BOOLEAN, analysed BOOLEAN,
  valid_from TIMESTAMP, valid_to TIMESTAMP);

-- Answers of surveys. is_last: no later one of this respondent is in its round, or within 90 days where
-- no rounds are known. is_good: null for an answer that says neither. active: whether the user is one who
-- is asked, by what is known of their use; null where that is not known of this user, TRUE where the
-- survey tells nothing of anybody's use, or is not about that. counts: it is the last one, says
-- something, and is of such a user.
CREATE TABLE survey_answer (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, survey TEXT, kind TEXT,
  medium TEXT, segment TEXT, answered_at TIMESTAMP, is_good BOOLEAN,
  is_last BOOLEAN, active BOOLEAN, counts BOOLEAN, title TEXT, web_url TEXT, sequence BIGINT);

-- Of the warehouse itself ------------------------------------------------------------------------

CREATE TABLE warehouse_position (position BIGINT);

-- True while derivations are put off for batches that are committed. Found at an open it means that a
-- crash came between, and everything is derived.
CREATE TABLE warehouse_pending (pending BOOLEAN);

CREATE TABLE warehouse_schema (fingerprint TEXT);

-- What was loaded last, so that an unchanged file is not loaded again.
CREATE TABLE warehouse_organisation (fingerprint TEXT);
