package io.throughline.wiring;

import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Ready means: what is received now is kept. A warehouse that catches up is no reason to be
 * unready.
 */
@Readiness
class Ready implements HealthCheck {
  @Override
  public HealthCheckResponse call() {
    House house = Server.house();
    String trouble = house.trouble();
    return HealthCheckResponse.named("ledger")
        .status(trouble == null)
        .withData("trouble", trouble == null ? "none" : trouble)
        .withData("behind", Math.max(0, house.ledger().head() - house.projected()))
        .build();
  }
}
