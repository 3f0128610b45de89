package io.throughline.source.uploads;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.throughline.model.fact.Correction;
import io.throughline.model.fact.FactId;
import io.throughline.source.Channel;
import io.throughline.source.Delivery;
import io.throughline.source.MappingContext;
import io.throughline.source.UnmappableException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CorrectionMappingTest {
  private static final Instant AT = Instant.parse("2026-05-01T10:00:00Z");
  private static final long ONE = FactId.of(40, 1);
  private static final long TWO = FactId.of(40, 2);

  private static byte[] said(String more) {
    return ("{\"subject\":\"incident\",\"id\":\"%d\",\"by\":\"Ada\",\"reason\":\"seen\",%s}"
            .formatted(ONE, more))
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Correction map(byte[] sent, Instant at) throws UnmappableException {
    Delivery delivery =
        new Delivery(
            1,
            "uploads",
            Channel.UPLOAD,
            UploadsSystem.CORRECTION,
            Map.of(),
            at,
            CorrectionMapping.stored(sent));
    return (Correction)
        new UploadsSystem()
            .mapper()
            .map(delivery, new MappingContext(3, List.of(), List.of(), List.of(), Map.of()))
            .snapshots()
            .getFirst()
            .snapshot();
  }

  @Test
  void whatIsSaidBecomesAFact() throws UnmappableException {
    Correction correction = map(said("\"word\":\"joined\",\"other\":" + TWO), AT);
    assertThat(correction)
        .isEqualTo(
            new Correction(
                correction.id(), "incident", ONE, "joined", TWO, null, AT, "Ada", "seen"));
    assertThat(FactId.source(correction.id())).isEqualTo(3);
  }

  @Test
  void theSameWordsLaterAreAnotherCorrection() throws UnmappableException {
    byte[] sent = said("\"word\":\"cause\",\"value\":\"infrastructure\"");
    assertThat(map(sent, AT).id()).isEqualTo(map(sent, AT).id());
    assertThat(map(sent, AT.plusSeconds(1)).id()).isNotEqualTo(map(sent, AT).id());
  }

  @Test
  void oneIsTakenBackByAnother() throws UnmappableException {
    Correction back =
        map(said("\"word\":\"withdrawn\",\"value\":\"caused_by\",\"other\":" + TWO), AT);
    assertThat(back.word()).isEqualTo("withdrawn");
    assertThat(back.value()).isEqualTo("caused_by");
    assertThat(back.otherId()).isEqualTo(TWO);
    assertThat(
            map(
                    ("{\"subject\":\"deployment\",\"id\":%d,\"word\":\"not_rework\",\"by\":\"a\","
                            + "\"reason\":\"b\"}")
                        .formatted(ONE)
                        .getBytes(StandardCharsets.UTF_8),
                    AT)
                .word())
        .isEqualTo("not_rework");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "\"word\":\"jioned\"|apart, cause, caused_by, gate, joined, not_caused_by, withdrawn",
        "\"word\":\"rework\"|there is no rework; there are:",
        "\"word\":\"joined\"|the id of an incident",
        "\"word\":\"caused_by\"|the id of a deployment",
        "\"word\":\"cause\",\"value\":\"weather\"|change, infrastructure, other, third_party",
        "\"word\":\"cause\"|where text was expected",
        "\"word\":\"gate\",\"value\":\"No Gate\"|the id of the gate",
        "\"word\":\"cause\",\"value\":\"change\",\"other\":11258999068426242|leave out other",
        "\"word\":\"withdrawn\",\"value\":\"withdrawn\"|there is no withdrawn",
        "\"word\":\"joined\",\"other\":11258999068426241|it is the same as id",
        "\"word\":\"joined\",\"other\":17|it is no id",
        "\"word\":\"joined\",\"other\":11258999068426242,\"value\":\"x\"|has no value",
      })
  void whatMakesNoSenseIsToldWithWhatThereIs(String more, String message) {
    assertThatThrownBy(() -> CorrectionMapping.stored(said(more)))
        .isInstanceOf(UnmappableException.class)
        .hasMessageContaining(message);
  }

  @Test
  void whoSaysItAndWhyAreNotLeftOut() {
    for (String field : List.of("by", "reason", "subject")) {
      String body =
          new String(said("\"word\":\"gate\",\"value\":\"unit-test\""), StandardCharsets.UTF_8);
      byte[] without =
          body.replace("\"" + field + "\"", "\"x" + field + "\"").getBytes(StandardCharsets.UTF_8);
      assertThatThrownBy(() -> CorrectionMapping.stored(without))
          .isInstanceOfSatisfying(
              UnmappableException.class, e -> assertThat(e.pointer()).isEqualTo("/" + field));
    }
  }
}
