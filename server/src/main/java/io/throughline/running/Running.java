package io.throughline.running;

import io.throughline.metric.UnknownNameException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Deployments to production and incidents, as they were told, and what the ones did. */
public interface Running {
  /**
   * Deployments, the newest first.
   *
   * @throws UnknownNameException when there is no such team or service
   * @throws IllegalArgumentException when the cursor is none of ours
   */
  Deployments deployments(Selected selected);

  /** One deployment with its parts, changes, gates and incidents; empty when there is none. */
  Optional<DeploymentDetail> deployment(long id);

  /** What a deployment did; empty when there is none, or it never served all. */
  Optional<Impact> impact(long id);

  /**
   * Incidents, the newest first.
   *
   * @throws UnknownNameException when there is no such team or service
   * @throws IllegalArgumentException when the cursor is none of ours
   */
  Incidents incidents(Selected selected);

  /**
   * What other tools would count of the same range and team.
   *
   * @throws UnknownNameException when there is no such team
   */
  List<OtherCount> asOthers(Selected selected);

  /** One incident with what tells of it and what it is put down to; empty when there is none. */
  Optional<IncidentDetail> incident(long id);

  /**
   * The windows of time of every application that brings out a service and was looked at, by the
   * names of their services.
   */
  List<ApplicationWindows> syncWindows();

  /** Answers to each survey from a moment to another; a survey without any answer is left out. */
  List<SurveyAnswers> surveyAnswers(Instant from, Instant to);
}
