-- Ids that a run derives again; on the writing connection only.
CREATE TEMP TABLE IF NOT EXISTS touched_account (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_project (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_environment (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_deployment (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_release (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_pipeline (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_merge_request (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_gate_run (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_build_report (id BIGINT);
-- Services whose gates may have changed.
CREATE TEMP TABLE IF NOT EXISTS touched_gated (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_board (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_ticket_status (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_ticket (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_sprint (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_test_case (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_test_cycle (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_wiki_page (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_code_analysis (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_code_issue (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_repository_file (id BIGINT);
-- Wikis of which the first page was just told.
CREATE TEMP TABLE IF NOT EXISTS documented_new (source_id INTEGER);
-- Tickets whose documents may have changed.
CREATE TEMP TABLE IF NOT EXISTS touched_documented (id BIGINT);
-- Tickets whose way through the process may have changed.
CREATE TEMP TABLE IF NOT EXISTS touched_flow (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_gitops_sync (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_gitops_application (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_gitops_change (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_rollout (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_application (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_sample_hour (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_incident (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_check (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_maintenance_window (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_survey_answer (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_survey_round (id BIGINT);
CREATE TEMP TABLE IF NOT EXISTS touched_correction (id BIGINT);
-- Services whose deployments to production, or incidents, may have changed.
CREATE TEMP TABLE IF NOT EXISTS touched_production (id BIGINT);
-- Tickets that tell of incidents, or told of one before.
CREATE TEMP TABLE IF NOT EXISTS touched_reported (id BIGINT);
-- Checks whose states, or whose service, may have changed.
CREATE TEMP TABLE IF NOT EXISTS touched_check_span (id BIGINT);
-- Deployments around which something else may have been measured.
CREATE TEMP TABLE IF NOT EXISTS touched_impact (id BIGINT);
-- Hours of samples around them.
CREATE TEMP TABLE IF NOT EXISTS touched_impact_hour (id BIGINT);
