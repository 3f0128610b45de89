package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.world.ProjectHistory;
import java.util.List;

/** Folders, projects and jobs, with all that a tree may name of them. */
final class JobJson {
  static final String FOLDER = "com.cloudbees.hudson.plugins.folder.Folder";
  static final String BRANCHES =
      "org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject";
  private static final String JOB = "org.jenkinsci.plugins.workflow.job.WorkflowJob";
  private static final String PRIMARY = "jenkins.scm.api.metadata.PrimaryInstanceMetadataAction";
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  private final Builds builds;
  private final BuildJson build;
  private final long now;

  JobJson(Builds builds, BuildJson build, long now) {
    this.builds = builds;
    this.build = build;
    this.now = now;
  }

  /** The first page, with the folders of all projects. */
  ObjectNode root() {
    ObjectNode root = JSON.objectNode().put("_class", "hudson.model.Hudson");
    ArrayNode jobs = root.putArray("jobs");
    builds.projects().stream()
        .map(p -> folder(p))
        .distinct()
        .forEach(folder -> jobs.add(folder(folder)));
    return root;
  }

  /** A folder with its projects. */
  ObjectNode folder(String name) {
    ObjectNode folder = entry(FOLDER, name, name);
    ArrayNode jobs = folder.putArray("jobs");
    builds.projects().stream()
        .filter(p -> folder(p).equals(name))
        .forEach(p -> jobs.add(project(p)));
    return folder;
  }

  /** A project with the jobs of its branches. */
  ObjectNode project(ProjectHistory project) {
    String full = String.valueOf(project.project().jenkins());
    ObjectNode out = entry(BRANCHES, full.substring(full.indexOf('/') + 1), full);
    ArrayNode jobs = out.putArray("jobs");
    builds.jobs(project, now).forEach(job -> jobs.add(job(project, job)));
    return out;
  }

  /** The job of a branch or a change with its builds. */
  ObjectNode job(ProjectHistory project, String name) {
    ObjectNode out = entry(JOB, name, project.project().jenkins() + "/" + name);
    out.put("buildable", true);
    ArrayNode actions = out.putArray("actions");
    actions.addObject();
    if (name.equals("main")) {
      actions.addObject().put("_class", PRIMARY);
    }
    List<Build> all = builds.builds(project, name, now);
    if (all.isEmpty()) {
      out.putNull("lastBuild");
    } else {
      out.set("lastBuild", build.of(all.getFirst(), now));
    }
    ArrayNode some = out.putArray("builds");
    ArrayNode every = out.putArray("allBuilds");
    for (Build one : all) {
      ObjectNode json = build.of(one, now);
      every.add(json);
      if (some.size() < 100) {
        some.add(json);
      }
    }
    return out;
  }

  private ObjectNode entry(String type, String name, String full) {
    return JSON.objectNode()
        .put("_class", type)
        .put("name", name)
        .put("displayName", name)
        .put("fullName", full)
        .put("url", build.address(full));
  }

  private static String folder(ProjectHistory project) {
    String full = String.valueOf(project.project().jenkins());
    return full.substring(0, full.indexOf('/'));
  }
}
