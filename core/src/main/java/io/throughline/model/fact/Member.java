package io.throughline.model.fact;

/**
 * One row of a set that belongs to a parent (the commits of a merge request, say). Sets are
 * replaced or added to as a whole: see {@link FactSet}.
 */
public sealed interface Member extends Fact
    permits AnalysisRun,
        BoardColumn,
        CheckEvent,
        DeploymentChange,
        GateCheck,
        GateOutcome,
        GateReport,
        HealthChange,
        IncidentEvent,
        MergeRequestCommit,
        MergeRequestFile,
        ReportFinding,
        ReportTest,
        ReportTransaction,
        ReviewEvent,
        RolloutPause,
        ServiceSample,
        TestRequirement,
        TestRun,
        TicketChange,
        TicketLink,
        TicketReference,
        TicketRequest,
        TrackSample,
        WikiPageEdit,
        WikiPageLabel,
        WikiPageLink {
  /** The {@link FactId} of the parent. */
  long parentId();

  /** What tells this member from the others of its parent, stable over repeated deliveries. */
  String key();
}
