package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.time.Grain;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinksTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "javascript:alert(1)", "JaVaScRiPt:alert(1)", "data:text/html,x", "//evil.example", "/x",
        "https://", "https://a b", "\tjavascript:x", "vbscript:x", ""
      })
  void onlyWebAddressesBecomeLinks(String address) {
    assertThat(Links.outside(address)).isNull();
  }

  @Test
  void aWebAddressStays() {
    assertThat(Links.outside("https://gitlab.example.com/a/-/merge_requests/1"))
        .isEqualTo("https://gitlab.example.com/a/-/merge_requests/1");
  }

  @Test
  void anAddressReadsBackIntoTheSameView() {
    View view = view(Map.of("team", "payments", "weeks", "12", "class", "agent", "grain", "day"));
    assertThat(Links.metric("cycle_time", view))
        .isEqualTo("/metric/cycle_time?team=payments&weeks=12&grain=day&class=agent");
    assertThat(view.from()).hasToString("2026-08-24");
    assertThat(view.to()).hasToString("2026-11-20");
  }

  @Test
  void theNameOfAGateStaysInItsPlace() {
    assertThat(Links.gate(281, "unit\"><b> test"))
        .isEqualTo("/gates/builds/281#gate-unit%22%3E%3Cb%3E%20test");
    assertThat(Links.flaky(view(Map.of("team", "payments"))))
        .isEqualTo("/gates/flaky?team=payments&weeks=4");
    assertThat(Links.vulnerabilities(null)).isEqualTo("/gates/vulnerabilities");
    assertThat(Links.gatesOfBranches("a&b")).isEqualTo("/gates/branches?team=a%26b");
  }

  @Test
  void todayIsThatOfTheTeam() {
    assertThat(view(Map.of("team", "payments")).zone()).hasToString("Africa/Lagos");
    assertThat(view(Map.of()).zone()).hasToString("Europe/Berlin");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "weeks=0",
        "weeks=-3",
        "weeks=9999999999",
        "grain=total",
        "class=x",
        "from=yesterday",
        "from=2026-12-01",
        "from=1990-01-01"
      })
  void whatMakesNoSenseIsRefused(String parameter) {
    String[] parts = parameter.split("=");
    assertThatThrownBy(() -> view(Map.of(parts[0], parts[1])))
        .isInstanceOfSatisfying(
            PageProblem.class, problem -> assertThat(problem.status()).isEqualTo(400));
  }

  private static View view(Map<String, String> parameters) {
    return View.read(
        parameters::get,
        FakeHouse.plain().sources().organisation().get(),
        FakeHouse.NOW,
        4,
        Grain.WEEK);
  }
}
