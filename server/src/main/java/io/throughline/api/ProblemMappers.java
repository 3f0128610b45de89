package io.throughline.api;

import io.throughline.ledger.LedgerException;
import io.throughline.metric.UnknownNameException;
import io.throughline.warehouse.WarehouseException;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/**
 * Turns what went wrong into problem documents. Scoped to the API's resources by {@link
 * ApiExceptions}; pages have their own.
 */
public final class ProblemMappers {
  private ProblemMappers() {}

  static Response answer(Problem problem) {
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(problem)
        .build();
  }

  static String detail(Throwable e) {
    return Objects.requireNonNullElse(e.getMessage(), "no more is known");
  }

  /** Mappers that each resource of the API inherits. */
  public abstract static class ApiExceptions {
    @ServerExceptionMapper
    public Response unknown(UnknownNameException e) {
      return answer(Problem.of(404, "There is no such thing", detail(e)));
    }

    @ServerExceptionMapper
    public Response senseless(IllegalArgumentException e) {
      return answer(Problem.of(400, "The question makes no sense", detail(e)));
    }

    @ServerExceptionMapper
    public Response conflicting(IllegalStateException e) {
      return answer(Problem.of(409, "Not now", detail(e)));
    }

    @ServerExceptionMapper
    public Response tooSlow(WarehouseException e) {
      return answer(
          Problem.of(
              504,
              "The answer takes too long",
              "The warehouse did not answer in time; ask for a shorter range."));
    }

    @ServerExceptionMapper
    public Response notStored(LedgerException e) {
      return answer(
          Problem.of(503, "The ledger does not answer", "Try again; the server's log says why."));
    }
  }
}
