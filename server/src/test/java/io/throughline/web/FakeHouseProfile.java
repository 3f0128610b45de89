package io.throughline.web;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;

/** The pages over the make-believe house, on a free port. */
public final class FakeHouseProfile implements QuarkusTestProfile {
  @Override
  public Set<Class<?>> getEnabledAlternatives() {
    return Set.of(FakeHouseBeans.class, FakeEdgeBeans.class);
  }

  @Override
  public Map<String, String> getConfigOverrides() {
    return Map.of(
        "quarkus.http.test-port",
        System.getProperty("throughline.show.port", "0"),
        "quarkus.http.enable-compression",
        "true");
  }
}
