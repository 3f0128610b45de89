package io.throughline.api;

import io.throughline.ledger.LedgerException;
import io.throughline.metric.UnknownNameException;
import io.throughline.warehouse.WarehouseException;
import jakarta.ws.rs.core.Response;
import java.sql.SQLTimeoutException;
import java.util.Objects;
import java.util.Optional;

/** What went wrong, as problem documents. */
public final class Problems {
  private Problems() {}

  /**
   * What a caller is told of a failure; empty when it is a fault of ours, of which nothing is told.
   */
  public static Optional<Problem> of(RuntimeException failure) {
    String detail = Objects.requireNonNullElse(failure.getMessage(), "no more is known");
    return switch (failure) {
      case UnknownNameException e -> Optional.of(Problem.of(404, "There is no such thing", detail));
      case IllegalArgumentException e ->
          Optional.of(Problem.of(400, "The question makes no sense", detail));
      case IllegalStateException e -> Optional.of(Problem.of(409, "Not now", detail));
      case WarehouseException e when e.getCause() instanceof SQLTimeoutException ->
          Optional.of(
              Problem.of(
                  504,
                  "The answer takes too long",
                  "The warehouse did not answer within 10 s; ask for a shorter range."));
      case WarehouseException e ->
          Optional.of(
              Problem.of(
                  503,
                  "The warehouse does not answer",
                  "Try again, or ask for a shorter range; the server's log says why."));
      case LedgerException e ->
          Optional.of(
              Problem.of(
                  503, "The ledger does not answer", "Try again; the server's log says why."));
      default -> Optional.empty();
    };
  }

  /** The answer that carries a problem. */
  public static Response answer(Problem problem) {
    return Response.status(problem.status())
        .type(Problem.MEDIA_TYPE)
        .header("Cache-Control", "no-store")
        .entity(problem)
        .build();
  }
}
