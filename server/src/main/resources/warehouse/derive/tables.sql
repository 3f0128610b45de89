-- What the warehouse keeps for itself, so that links between merge requests are found by joins.

-- First 16 characters of every commit by which a merge request can be named.
-- kind: merge (made by the merge), head or commit.
CREATE TABLE IF NOT EXISTS merge_request_sha (
  merge_request_id BIGINT, project_id BIGINT, kind TEXT, sha8 TEXT, sha16 TEXT);

-- What a merge request says of another one. kind: revert or pick; by number or by commit.
CREATE TABLE IF NOT EXISTS merge_request_reference (
  merge_request_id BIGINT, project_id BIGINT, kind TEXT, iid BIGINT, sha8 TEXT, sha16 TEXT);

-- What looks like keys of tickets in merge requests. via: branch, title, description or commit.
CREATE TABLE IF NOT EXISTS merge_request_key (merge_request_id BIGINT, key TEXT, via TEXT);

-- Every key that a ticket has or had.
CREATE TABLE IF NOT EXISTS ticket_key (ticket_id BIGINT, key TEXT);

-- Addresses that tickets hold, taken apart. git_path: branch and path of a file. linked_at, unlinked_at: from when to when.
CREATE TABLE IF NOT EXISTS ticket_address (
  ticket_id BIGINT, via TEXT, url TEXT, bare TEXT, host TEXT, page_number BIGINT, space TEXT,
  git_path TEXT, linked_at TIMESTAMP, unlinked_at TIMESTAMP);

-- Where the wikis that are read have their pages.
CREATE TABLE IF NOT EXISTS wiki_host (host TEXT, source_id INTEGER);

-- Wikis of which any page is known.
CREATE TABLE IF NOT EXISTS documented_source (source_id INTEGER);

-- Projects of which anything ever counted as deployed.
CREATE TABLE IF NOT EXISTS project_deployable (project_id BIGINT);

-- Releases as they were when merge requests were last derived from them.
CREATE TABLE IF NOT EXISTS derived_release (
  id BIGINT, project_id BIGINT, commit_at TIMESTAMP, released_at TIMESTAMP);

-- Deployments of which no list of what they carry is known; found by their commit instead.
CREATE TABLE IF NOT EXISTS deployment_unlisted (deployment_id BIGINT, project_id BIGINT, sha TEXT);

-- Trackers of whose tickets it is known whether they are tested. runs: and how their tests ended.
CREATE TABLE IF NOT EXISTS tested_source (source_id INTEGER, runs BOOLEAN);

-- Since when anything is known of gates.
CREATE TABLE IF NOT EXISTS gates_began (began_at TIMESTAMP);

-- What tells of outages, each as it says it itself. kind: incident, ticket or check. part_id: of a
-- check, made of the check and the instant at which it went down. only_once: what tells two of the
-- same outage never by itself; the source, or the check. machine: it was ended by one. is_test: it is
-- of something that only says that it is a test. pane: a stretch of time as long as two tellings may be
-- apart; what began near it lies in the same, the one before or the next.
CREATE TABLE IF NOT EXISTS incident_telling (
  part_id BIGINT, kind TEXT, source_id INTEGER, project_id BIGINT, service_id INTEGER,
  board_id BIGINT, only_once BIGINT, number TEXT, title TEXT, web_url TEXT, origin TEXT,
  severity INTEGER, triggered_at TIMESTAMP, acknowledged_at TIMESTAMP, resolved_at TIMESTAMP,
  merged_into_id BIGINT, dedup_key TEXT, cause TEXT, cause_sha TEXT, cause_deployment TEXT,
  gate TEXT, machine BOOLEAN, is_test BOOLEAN, pane BIGINT, sequence BIGINT);

-- Sendings of surveys, with how many answers of different people came before the next one.
CREATE TABLE IF NOT EXISTS survey_sending (
  id BIGINT, source_id INTEGER, project_id BIGINT, service_id INTEGER, kind TEXT, medium TEXT,
  sent_at TIMESTAMP, invited INTEGER, answers INTEGER, title TEXT, web_url TEXT, sequence BIGINT);

-- Images that services ever brought to production, without tag and digest.
CREATE TABLE IF NOT EXISTS production_image (service_id INTEGER, image TEXT);

-- Since when a GitOps controller brings a service to production: what GitLab tells after it is told twice.
CREATE TABLE IF NOT EXISTS production_began (service_id INTEGER, began_at TIMESTAMP);

-- Whose each project was when what was measured around deployments was last read; none: nobody's.
CREATE TABLE IF NOT EXISTS impact_project (project_id BIGINT, service_id INTEGER);
