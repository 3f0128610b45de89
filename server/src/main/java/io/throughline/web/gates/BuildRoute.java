package io.throughline.web.gates;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.smallrye.common.annotation.Blocking;
import io.throughline.evidenced.JudgedBuild;
import io.throughline.model.org.Organisation;
import io.throughline.model.time.Grain;
import io.throughline.web.Frames;
import io.throughline.web.PageProblem;
import io.throughline.web.PageSources;
import io.throughline.web.View;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;

/** One judging of one build with all that it stands on. */
@Path("/gates/builds")
@Blocking
class BuildRoute {
  private static final int WEEKS = 12;

  private final PageSources sources;
  private final Frames frames;

  BuildRoute(PageSources sources, Frames frames) {
    this.sources = sources;
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance build(BuildPage page);
  }

  @GET
  @Path("{run:[0-9]{1,19}}")
  @Produces(MediaType.TEXT_HTML)
  public TemplateInstance page(@PathParam("run") long run) {
    JudgedBuild build =
        sources
            .evidenced()
            .build(run)
            .orElseThrow(() -> PageProblem.notFound("No build was judged in such a run."));
    Organisation organisation = sources.organisation().get();
    Instant now = sources.clock().instant();
    View view = View.read(parameter -> null, organisation, now, WEEKS, Grain.WEEK);
    BuildReport report = new BuildReport(build, now, organisation.zone());
    return Templates.build(report.page(frames.frame(report.title(), "gates", null), view));
  }
}
