package io.throughline.source.qmetry;

import static io.throughline.source.qmetry.QMetrySamples.id;
import static io.throughline.source.qmetry.QMetrySamples.members;
import static io.throughline.source.qmetry.QMetrySamples.snapshots;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.TestCase;
import io.throughline.model.fact.TestCycle;
import io.throughline.model.fact.TestRequirement;
import io.throughline.model.fact.TestResult;
import io.throughline.model.fact.TestRun;
import io.throughline.source.Admission;
import io.throughline.source.Channel;
import io.throughline.source.Mapped;
import io.throughline.source.UnmappableException;
import io.throughline.source.Webhook;
import io.throughline.source.WebhookSecrets;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that QMetry exported, handed in by somebody. */
final class QMetryExportTest {
  private static final String CASES =
      "Issue Key,Summary,Description,Status,Step Summary,Story Linkages,Created On\r\n"
          + "SHOP-TC-1,\"Pay, by \"\"card\"\"\",\"One line\r\nand another\",Draft,Open,"
          + "\"SHOP-1, shop-2\",02/Apr/2026 09:05\r\n"
          + ",,,,Pay,,\r\n"
          + "SHOP-TC-2,Pay later,,Done,,,\r\n";

  private static Mapped map(String table) throws UnmappableException {
    return map(table.getBytes(StandardCharsets.UTF_8));
  }

  private static Mapped map(byte[] table) throws UnmappableException {
    return QMetrySamples.map(Channel.WEBHOOK, "export", table);
  }

  @Test
  void testCasesAndTheirStoriesAreRead() throws Exception {
    Mapped mapped = map("\uFEFF" + CASES);
    assertThat(snapshots(mapped, TestCase.class))
        .containsExactly(
            new TestCase(
                id("SHOP-TC-1"),
                "SHOP-TC-1",
                "Pay, by \"card\"",
                null,
                "Draft",
                true,
                null,
                Instant.parse("2026-04-02T09:05:00Z"),
                null),
            new TestCase(
                id("SHOP-TC-2"), "SHOP-TC-2", "Pay later", null, "Done", false, null, null, null));
    assertThat(members(mapped, TestRequirement.class))
        .extracting(TestRequirement::ticketKey)
        .containsExactly("SHOP-1", "SHOP-2");
    assertThat(mapped.sets()).as("the one without a story as well").hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t"})
  void otherSeparatorsAreReadAlike(String separator) throws Exception {
    String table = "Key,Status,Story Linkages\nSHOP-TC-1,Done,SHOP-1\n".replace(",", separator);
    assertThat(members(map(table), TestRequirement.class)).hasSize(1);
  }

  @Test
  void sixteenBitsAreReadAlike() throws Exception {
    assertThat(map(CASES.getBytes(StandardCharsets.UTF_16)).sets()).isEqualTo(map(CASES).sets());
  }

  @Test
  void runsAreRead() throws Exception {
    Mapped mapped =
        map(
            "Test Cycle Key,Test Case Key,Execution Result,Executed On,Executed By\n"
                + "SHOP-TR-1,SHOP-TC-1,Pass,20/May/2026 10:00,ada\n"
                + "SHOP-TR-1,SHOP-TC-2,Not Executed,,\n");
    assertThat(snapshots(mapped, TestCycle.class).getFirst().key()).isEqualTo("SHOP-TR-1");
    assertThat(members(mapped, TestRun.class))
        .extracting(TestRun::result)
        .containsExactly(TestResult.PASSED, TestResult.NOT_RUN);
    assertThat(mapped.toString()).doesNotContain("ada");
  }

  @Test
  void aTableOfSomethingElseIsRefusedWithItsColumns() {
    assertThatThrownBy(() -> map("Name,Mail\nAda,x\n"))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining("Issue Key")
        .hasMessageContaining("mail, name");
    assertThatThrownBy(() -> map("Issue Key,Mail\nAda,x\n")).hasMessageContaining("Story Linkages");
  }

  @Test
  void aTimeThatIsNoneIsToldWithItsLine() {
    assertThatThrownBy(() -> map(CASES.replace("02/Apr/2026 09:05", "in spring")))
        .isInstanceOfSatisfying(
            UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/line 2"))
        .hasMessageContaining("in spring");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "Issue Key,Status\n\"SHOP-TC-1", "{\"data\":[]}"})
  void hostileTablesAreRefusedInWords(String table) {
    assertThatThrownBy(() -> map(table))
        .isInstanceOf(UnmappableException.class)
        .message()
        .isNotBlank();
  }

  @Test
  void bytesOfAnotherCharsetAreRefused() {
    byte[] korean =
        "Issue Key,Status\nSHOP-TC-1,\uc2dc\ud5d8\n".getBytes(Charset.forName("EUC-KR"));
    assertThatThrownBy(() -> map(korean)).hasMessageContaining("UTF-8");
  }

  @Test
  void onlyWhoKnowsTheSecretHandsInFiles() {
    QMetrySystem system = QMetrySystem.create();
    WebhookSecrets secrets = new WebhookSecrets(List.of("s3cret", "former"));
    assertThat(system.admit(webhook(Map.of("x-throughline-token", "former")), secrets))
        .isInstanceOf(Admission.Accepted.class);
    assertThat(system.admit(webhook(Map.of("authorization", "Bearer s3cret")), secrets))
        .isInstanceOf(Admission.Accepted.class);
    assertThat(system.admit(webhook(Map.of("x-throughline-token", "wrong")), secrets))
        .isInstanceOf(Admission.Refused.class);
    assertThat(system.admit(webhook(Map.of()), secrets)).isInstanceOf(Admission.Refused.class);
    assertThat(
            system.admit(
                webhook(Map.of("x-throughline-token", "")), new WebhookSecrets(List.of(""))))
        .isInstanceOf(Admission.Refused.class);
  }

  private static Webhook webhook(Map<String, String> headers) {
    return new Webhook(headers, CASES.getBytes(StandardCharsets.UTF_8));
  }
}
