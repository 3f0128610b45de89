package io.throughline.web;

import io.quarkus.qute.CheckedTemplate;
import io.quarkus.qute.TemplateInstance;
import io.throughline.api.Problem;
import jakarta.inject.Singleton;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;
import org.jspecify.annotations.Nullable;

/**
 * Answers for what cannot be shown. Pages tell people what to do; a failure of our own tells only a
 * number to find it by in the log, and nothing of the inside.
 */
@Singleton
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private final Frames frames;

  Problems(Frames frames) {
    this.frames = frames;
  }

  @CheckedTemplate(basePath = "page")
  static class Templates {
    static native TemplateInstance problem(ProblemPage page);
  }

  /** A page that a person asked for in a way that cannot be answered. */
  @ServerExceptionMapper
  public Response of(PageProblem problem) {
    boolean missing = problem.status() == 404;
    String title = missing ? "Not here" : "That address makes no sense";
    return html(problem.status(), title, String.valueOf(problem.getMessage()), null);
  }

  /** An address that nothing answers to. */
  @ServerExceptionMapper
  public Response of(NotFoundException missing, UriInfo uri) {
    if (isData(uri)) {
      return io.throughline.api.Problems.answer(
          Problem.of(404, "Not found", "Nothing answers to this address."));
    }
    return html(404, "Not here", "There is no page at this address.", null);
  }

  /** A failure of our own. */
  @ServerExceptionMapper
  public Response of(RuntimeException failure, UriInfo uri) {
    if (failure instanceof WebApplicationException answered) {
      return answered.getResponse();
    }
    Optional<Problem> known = io.throughline.api.Problems.of(failure);
    if (known.isPresent()) {
      Problem problem = known.get();
      if (problem.status() >= 500) {
        LOG.error("Request failed: " + uri.getPath(), failure);
      }
      return isData(uri)
          ? io.throughline.api.Problems.answer(problem)
          : html(problem.status(), problem.title(), problem.detail(), null);
    }
    String correlation = UUID.randomUUID().toString();
    LOG.errorf(failure, "Request failed, correlation %s", correlation);
    if (isData(uri)) {
      return io.throughline.api.Problems.answer(
          new Problem(
              "about:blank",
              "A fault of ours",
              500,
              "The server's log has more under this number.",
              correlation));
    }
    return html(
        500,
        "That did not work",
        "The server could not make this page. Nothing is lost. Try again; if it stays, look for the"
            + " number below in the server's log.",
        correlation);
  }

  private Response html(int status, String title, String message, @Nullable String correlation) {
    ProblemPage page =
        new ProblemPage(
            frames.frame(title, "", null), status, message, correlation == null ? "" : correlation);
    return Response.status(status)
        .type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
        .entity(Templates.problem(page).render())
        .build();
  }

  private static boolean isData(UriInfo uri) {
    String path = uri.getPath();
    return path.startsWith("/api") || path.startsWith("/hooks") || path.startsWith("/events");
  }
}
