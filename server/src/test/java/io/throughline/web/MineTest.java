package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.throughline.api.PersonalLinks;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is about one person is seen by that person and their lead alone (R16). */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class MineTest {
  @TestHTTPResource URI home;
  @Inject PersonalLinks links;

  @Test
  void aPersonalLinkIsKeptByTheBrowserAndLeavesTheAddress() throws Exception {
    HttpResponse<String> entered = get("/mine/enter?key=" + key("Jonas"), "");
    assertThat(entered.statusCode()).isEqualTo(303);
    assertThat(entered.headers().firstValue("Location").orElseThrow()).endsWith("/mine");
    assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
        .contains("throughline_person=" + key("Jonas"))
        .contains("HttpOnly")
        .contains("SameSite=Strict")
        .contains("Path=/mine");
  }

  @Test
  void aPersonSeesThemselvesAlone() throws Exception {
    String page = get("/mine", key("Jonas")).body();
    assertThat(page)
        .contains("Jonas Weber, seen by nobody but you and the lead of your team")
        .contains("idle</span>")
        .contains("3 of 28 days")
        .doesNotContain("Amara")
        .doesNotContain("Payments: who has how much");
    assertThat(get("/mine/teams/payments", key("Jonas")).statusCode()).isEqualTo(404);
  }

  /** The median of two people would tell a member what the other one has. */
  @Test
  void theLeadSeesTheMembersAndTheyAreToldOfIt() throws Exception {
    assertThat(get("/mine", key("Amara")).body())
        .contains("Payments: who has how much")
        .contains("13, median 4.5 of 7 people");
    String page = get("/mine/teams/payments", key("Amara")).body();
    assertThat(page).contains("Amara Nwosu").contains("overloaded, always on");
    assertThat(page).contains("Jonas Weber").contains(">nothing<");
    String told = get("/mine", key("Jonas")).body();
    assertThat(told).contains("<td>Amara Nwosu</td><td>workload</td>").doesNotContain("Nobody did");
    assertThat(get("/mine", key("Amara")).body()).contains("Nobody did");
    assertThat(get("/mine/teams/checkout", key("Amara")).body())
        .contains("The team has no member now");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/mine/enter",
        "/mine/enter?key=x",
        "/mine/enter?key=SmFtZXM.9999999999.AAAA",
        "/mine/teams/payments"
      })
  void nobodyGetsInWithoutALink(String address) throws Exception {
    HttpResponse<String> answer = get(address, "");
    assertThat(answer.statusCode()).isEqualTo(404);
    assertThat(answer.headers().firstValue("Set-Cookie")).isEmpty();
  }

  @Test
  void withoutALinkThePageTellsHowToGetOne() throws Exception {
    assertThat(get("/mine", "").body())
        .contains("Open your personal link first")
        .contains("./throughline link");
    assertThat(get("/mine", key("Jonas") + "x").body()).contains("Open your personal link first");
    assertThat(get("/mine", key("nobody")).body()).contains("Open your personal link first");
  }

  private String key(String person) {
    return links.make(person).text();
  }

  private HttpResponse<String> get(String address, String key)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(home.resolve(address));
    if (!key.isEmpty()) {
      request.header("Cookie", "throughline_person=" + key);
    }
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }
}
