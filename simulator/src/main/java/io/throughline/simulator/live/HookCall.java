package io.throughline.simulator.live;

import io.throughline.simulator.gitlab.View;
import io.throughline.simulator.http.Json;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Deployment;
import io.throughline.simulator.world.Event;
import io.throughline.simulator.world.Job;
import io.throughline.simulator.world.MergeRequest;
import io.throughline.simulator.world.Pipeline;
import io.throughline.simulator.world.Project;
import io.throughline.simulator.world.Release;
import java.util.ArrayList;
import java.util.List;

/**
 * One webhook that is to be sent when its moment comes.
 *
 * @param event what GitLab says in {@code X-Gitlab-Event}
 */
record HookCall(String event, Project project, Body body) {
  /** Writes the body as of the moment of sending. */
  @FunctionalInterface
  interface Body {
    Json.Part of(View view, long now);
  }

  /** What an event in a merge request's life sends; often nothing. */
  static List<HookCall> of(MergeRequest mr, int index) {
    Event event = mr.events().get(index);
    List<HookCall> calls = new ArrayList<>();
    switch (event) {
      case Event.Opened e -> {
        calls.add(push(mr, (v, n) -> PushHook.branch(v, mr, index)));
        calls.add(merge(mr, index, "open"));
      }
      case Event.Pushed e -> {
        calls.add(push(mr, (v, n) -> PushHook.branch(v, mr, index)));
        calls.add(merge(mr, index, "update"));
      }
      case Event.DraftSet e -> calls.add(merge(mr, index, "update"));
      case Event.ReviewAsked e -> calls.add(merge(mr, index, "update"));
      case Event.ReviewWithdrawn e -> calls.add(merge(mr, index, "update"));
      case Event.Commented e ->
          calls.add(new HookCall("Note Hook", mr.project(), (v, n) -> NoteHook.body(v, mr, index)));
      case Event.Approved e -> calls.add(merge(mr, index, "approved"));
      case Event.Unapproved e -> calls.add(merge(mr, index, "unapproved"));
      case Event.Closed e -> calls.add(merge(mr, index, "close"));
      case Event.Reopened e -> calls.add(merge(mr, index, "reopen"));
      case Event.Merged e -> {
        calls.add(merge(mr, index, "merge"));
        calls.add(push(mr, (v, n) -> PushHook.merged(v, mr, e)));
        calls.add(push(mr, (v, n) -> PushHook.deleted(v, mr, e)));
      }
      case Event.ThreadResolved e -> {}
      case Event.ChangesAsked e -> {}
      case Event.Mentioned e -> {}
    }
    return calls;
  }

  private static HookCall merge(MergeRequest mr, int index, String action) {
    return new HookCall(
        "Merge Request Hook", mr.project(), (v, n) -> MergeRequestHook.body(v, mr, index, action));
  }

  private static HookCall push(MergeRequest mr, Body body) {
    return new HookCall("Push Hook", mr.project(), body);
  }

  /** A push into the GitOps repository. */
  static HookCall of(Commit commit) {
    return new HookCall(
        "Push Hook", GitopsRepository.PROJECT, (v, n) -> PushHook.gitops(v, commit));
  }

  static HookCall of(Pipeline pipeline) {
    return new HookCall(
        "Pipeline Hook", pipeline.project(), (v, n) -> PipelineHook.body(v, pipeline, n));
  }

  static HookCall of(Job job) {
    return new HookCall(
        "Job Hook", job.pipeline().project(), (v, n) -> PipelineHook.job(v, job, n));
  }

  static HookCall of(Deployment deployment) {
    return new HookCall(
        "Deployment Hook", deployment.project(), (v, n) -> DeliveryHook.body(v, deployment, n));
  }

  static List<HookCall> of(Release release) {
    return List.of(
        new HookCall("Tag Push Hook", release.project(), (v, n) -> PushHook.tag(v, release)),
        new HookCall(
            "Release Hook", release.project(), (v, n) -> DeliveryHook.release(v, release)));
  }
}
