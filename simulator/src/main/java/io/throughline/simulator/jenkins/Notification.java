package io.throughline.simulator.jenkins;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.throughline.simulator.world.Pipeline;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** What the Notification plugin sends of a build. */
public final class Notification {
  private final Builds builds;
  private final BuildJson json;

  /**
   * @param base address of the simulator without a slash at the end
   */
  public Notification(Builds builds, String base) {
    this.builds = builds;
    this.json = new BuildJson(base + JenkinsServer.PREFIX);
  }

  /**
   * The body for one phase of a build; nothing for a pipeline that Jenkins does not run.
   *
   * @param phase {@code QUEUED}, {@code STARTED}, {@code COMPLETED} or {@code FINALIZED}
   */
  public Optional<byte[]> of(Pipeline pipeline, String phase) {
    return builds.build(pipeline).map(build -> body(build, phase));
  }

  private byte[] body(Build build, String phase) {
    Pipeline p = build.pipeline();
    ObjectNode out = JsonNodeFactory.instance.objectNode();
    String path = json.path(build);
    out.put("name", build.job()).put("url", path.replaceFirst("[0-9]+/$", ""));
    ObjectNode told = out.putObject("build");
    told.put("number", build.number()).put("phase", phase).put("url", path);
    told.put(
        "full_url", json.address(p.project().jenkins() + "/" + build.job()) + build.number() + "/");
    if (phase.equals("COMPLETED") || phase.equals("FINALIZED")) {
      told.put("status", build.result());
    }
    ObjectNode scm = told.putObject("scm");
    scm.put("branch", "origin/" + build.job()).put("commit", p.sha());
    told.putObject("artifacts");
    return out.toString().getBytes(StandardCharsets.UTF_8);
  }
}
