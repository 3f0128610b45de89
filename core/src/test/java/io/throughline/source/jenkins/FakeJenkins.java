package io.throughline.source.jenkins;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import io.throughline.source.http.HttpDoor;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A small Jenkins behind the door: one folder {@code pay} with the project {@code shop}, whose jobs
 * are its branches, and the job {@code ledger}.
 */
final class FakeJenkins implements HttpDoor {
  private static final Pattern RANGE = Pattern.compile("\\{(\\d+),(\\d+)}$");
  private static final Instant FIRST = Instant.parse("2026-11-01T10:00:00Z");

  /** Builds by the path of their job and their number. */
  final Map<String, TreeMap<Integer, Build>> jobs = new TreeMap<>();

  final List<String> asked = Collections.synchronizedList(new ArrayList<>());
  final Map<String, Integer> failing = new HashMap<>();
  boolean stages = true;
  boolean ledgerListed = true;
  Runnable afterBuilds = () -> {};

  /** One build. */
  static final class Build {
    final Instant start;
    boolean building;
    String artifact = "";

    Build(Instant start) {
      this.start = start;
    }
  }

  /** Builds a job so often, an hour after each other. */
  void build(String job, int times) {
    TreeMap<Integer, Build> builds = jobs.computeIfAbsent(job, j -> new TreeMap<>());
    for (int i = 0; i < times; i++) {
      int number = builds.isEmpty() ? 1 : builds.lastKey() + 1;
      builds.put(number, new Build(FIRST.plusSeconds(3600L * number)));
    }
  }

  @Override
  public Page get(String pathAndQuery) throws SourceException {
    String decoded =
        URLDecoder.decode(pathAndQuery.replace("%25", "%2525"), StandardCharsets.UTF_8);
    asked.add(decoded);
    for (Map.Entry<String, Integer> bad : failing.entrySet()) {
      if (decoded.contains(bad.getKey())) {
        Remedy remedy = bad.getValue() >= 500 ? Remedy.RETRY : Remedy.SKIP;
        throw new SourceException(remedy, "answered " + bad.getValue(), bad.getValue());
      }
    }
    int query = decoded.indexOf('?');
    String path = query < 0 ? decoded : decoded.substring(0, query);
    String tree = query < 0 ? "" : decoded.substring(query + "?tree=".length());
    return new Page(
        200,
        Map.of("date", "Fri, 20 Nov 2026 11:59:00 GMT", "x-jenkins", "2.516.1"),
        JenkinsSamples.json(body(path, tree)));
  }

  @Override
  public Page ask(String path, byte[] question) {
    throw new IllegalStateException("nothing is asked so");
  }

  private String body(String path, String tree) throws SourceException {
    if (path.equals("/api/json")) {
      return "{'_class':'hudson.model.Hudson','jobs':[{'_class':'com.cloudbees.hudson.plugins.folder"
          + ".Folder','name':'pay','url':'http://ci/job/pay/','jobs':[]}]}";
    }
    if (path.equals("/job/pay/api/json")) {
      return folder();
    }
    if (path.equals("/job/pay/job/shop/api/json") && tree.startsWith("jobs[")) {
      return "{'jobs':["
          + jobs.keySet().stream()
              .filter(job -> job.startsWith("/job/pay/job/shop/job/"))
              .map(job -> "{'name':'" + name(job) + "'" + lastBuild(job) + "}")
              .collect(Collectors.joining(","))
          + "]}";
    }
    Matcher one =
        Pattern.compile("(.*)/(\\d+)/(api/json|wfapi/describe|artifact/.*)").matcher(path);
    if (one.matches()) {
      return build(one.group(1), Integer.parseInt(one.group(2)), one.group(3));
    }
    String job = path.replace("/api/json", "");
    if (!jobs.containsKey(job) || job.contains("ledger") && !ledgerListed) {
      throw new SourceException(Remedy.SKIP, "There is no " + path, 404);
    }
    return tree.startsWith("allBuilds") ? builds(job, tree) : "{'name':'x'" + lastBuild(job) + "}";
  }

  private String folder() {
    String branches =
        jobs.keySet().stream()
            .filter(job -> job.startsWith("/job/pay/job/shop/job/"))
            .map(
                job ->
                    "{'name':'"
                        + name(job)
                        + "','actions':[{},null"
                        + (job.endsWith("/trunk")
                            ? ",{'_class':'jenkins.scm.api.metadata.PrimaryInstanceMetadataAction'}"
                            : "")
                        + "]}")
            .collect(Collectors.joining(","));
    return "{'jobs':[{'_class':'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',"
        + "'name':'shop','url':'http://ci/job/pay/job/shop/','jobs':["
        + branches
        + "]}"
        + (ledgerListed
            ? ",{'_class':'hudson.model.FreeStyleProject','name':'ledger','buildable':true}"
            : "")
        + "]}";
  }

  private static String name(String job) {
    return URLDecoder.decode(job.substring(job.lastIndexOf('/') + 1), StandardCharsets.UTF_8);
  }

  private String lastBuild(String job) {
    TreeMap<Integer, Build> builds = jobs.get(job);
    return builds.isEmpty()
        ? ",'lastBuild':null"
        : ",'lastBuild':{'number':" + builds.lastKey() + "}";
  }

  private String builds(String job, String tree) {
    Matcher range = RANGE.matcher(tree);
    List<String> rows = new ArrayList<>();
    jobs.get(job).descendingMap().forEach((number, build) -> rows.add(json(job, number, build)));
    int from = range.find() ? Integer.parseInt(range.group(1)) : 0;
    int to = Integer.parseInt(range.group(2));
    String body =
        "{'allBuilds':["
            + String.join(",", rows.subList(Math.min(from, rows.size()), Math.min(to, rows.size())))
            + "]}";
    if (job.endsWith("/trunk")) {
      afterBuilds.run();
    }
    return body;
  }

  private String build(String job, int number, String what) throws SourceException {
    Build build = jobs.getOrDefault(job, new TreeMap<>()).get(number);
    if (build == null || what.startsWith("wfapi") && !stages) {
      throw new SourceException(Remedy.SKIP, "There is no " + number, 404);
    }
    if (what.startsWith("artifact/")) {
      return "{'gates':'" + job + " " + number + "'}";
    }
    return what.startsWith("wfapi")
        ? "{'id':'" + number + "','stages':[]}"
        : json(job, number, build);
  }

  private static String json(String job, int number, Build build) {
    return "{'_class':'org.jenkinsci.plugins.workflow.job.WorkflowRun','number':"
        + number
        + ",'url':'http://ci"
        + job
        + "/"
        + number
        + "/','building':"
        + build.building
        + ",'result':"
        + (build.building ? "null" : "'SUCCESS'")
        + ",'timestamp':"
        + build.start.toEpochMilli()
        + ",'duration':"
        + (build.building ? 0 : 60_000)
        + ",'actions':[],'artifacts':["
        + (build.artifact.isEmpty() ? "" : "{'relativePath':'" + build.artifact + "'}")
        + "]}";
  }
}
