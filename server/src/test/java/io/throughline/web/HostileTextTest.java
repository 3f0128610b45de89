package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** RELIABILITY F01 and F02: hostile strings in every field of every page stay text. */
@QuarkusTest
@TestProfile(HostileTextTest.Profile.class)
class HostileTextTest {
  private static final Pattern ISLAND =
      Pattern.compile("(?s)<script type=\"application/json\"[^>]*>(.*?)</script>");

  @TestHTTPResource URI home;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/teams/payments",
        "/catalogue",
        "/counting",
        "/metric/cycle_time?team=payments&service=checkout",
        "/metric/cycle_time",
        "/metric/cycle_time/items",
        "/metric/cycle_time/items?cursor=50",
        "/ageing",
        "/health?team=payments",
        "/investment?team=payments",
        "/process",
        "/teams/payments/sprints",
        "/sprints/11",
        "/boards/7",
        "/gates",
        "/gates/branches",
        "/gates/builds/281",
        "/gates/flaky",
        "/gates/vulnerabilities",
        "/gates/load",
        "/customers",
        "/sources",
        "/sources/gitlab/deliveries/90211",
        "/nowhere"
      })
  void staysText(String address) throws Exception {
    String page = get(address);
    String quiet = ISLAND.matcher(page).replaceAll("");
    assertThat(quiet)
        .doesNotContain("<img")
        .doesNotContain("<script>")
        .doesNotContain("<b hx-get")
        .doesNotContain("href=\"javascript")
        .doesNotContain("${49}");
    if (!address.contains("cursor")) {
      assertThat(quiet).contains("&lt;script&gt;alert(2)");
    }
    Matcher islands = ISLAND.matcher(page);
    while (islands.find()) {
      assertThat(islands.group(1)).doesNotContain("<").doesNotContain("\u2028");
      assertThat(new ObjectMapper().readTree(islands.group(1)).isObject()).isTrue();
    }
  }

  private String get(String address) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request = HttpRequest.newBuilder(home.resolve(address)).build();
      return client.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }
  }

  /** The hostile house on a free port. */
  public static final class Profile implements QuarkusTestProfile {
    @Override
    public Set<Class<?>> getEnabledAlternatives() {
      return Set.of(HostileHouseBeans.class, FakeEdgeBeans.class);
    }

    @Override
    public Map<String, String> getConfigOverrides() {
      return Map.of("quarkus.http.test-port", "0");
    }
  }
}
