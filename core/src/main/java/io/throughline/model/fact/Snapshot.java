package io.throughline.model.fact;

/**
 * The state of one thing as one delivery told it. A null component means "this payload did not
 * carry it" and never overwrites what is known, unless the snapshot is complete ({@link
 * Versioned}).
 *
 * <p>The state of a thing is folded from its snapshots: the newest complete one, then every newer
 * partial one on top, in the order of {@link Versioned}. The result does not depend on the order of
 * arrival.
 */
public sealed interface Snapshot extends Fact
    permits Account,
        Board,
        BuildReport,
        CodeAnalysis,
        CodeIssue,
        Correction,
        Deployment,
        DeploymentMarker,
        Environment,
        GateRun,
        GitopsApplication,
        GitopsChange,
        GitopsSync,
        Incident,
        Job,
        MaintenanceWindow,
        MergeRequest,
        Pipeline,
        Project,
        Release,
        RepositoryFile,
        Rollout,
        Sprint,
        SurveyAnswer,
        SurveyRound,
        TestCase,
        TestCycle,
        Ticket,
        TicketStatus,
        Tracker,
        WikiPage,
        Worklog {
  /** The {@link FactId} of the thing. */
  long id();
}
