package io.throughline.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.throughline.ledger.LedgerException;
import io.throughline.metric.UnknownNameException;
import io.throughline.warehouse.WarehouseException;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import org.junit.jupiter.api.Test;

class ProblemsTest {
  private static Problem of(RuntimeException failure) {
    return Problems.of(failure).orElseThrow();
  }

  @Test
  void b10_onlyWhatTookTooLongIsSaidToHaveTakenTooLong() {
    Problem slow = of(new WarehouseException("x", new SQLTimeoutException("INTERRUPT Error")));
    assertThat(slow.status()).isEqualTo(504);
    assertThat(slow.detail()).contains("within 10 s", "shorter range");

    Problem broken = of(new WarehouseException("x", new SQLException("Out of Memory Error: 1")));
    assertThat(broken.status()).isEqualTo(503);
    assertThat(broken.title() + broken.detail()).contains("log").doesNotContain("Memory Error");
  }

  @Test
  void whatACallerCanMendSaysWhatItIs() {
    assertThat(of(new UnknownNameException("no team x")))
        .isEqualTo(Problem.of(404, "There is no such thing", "no team x"));
    assertThat(of(new IllegalArgumentException("from is tomorrow")).status()).isEqualTo(400);
    assertThat(of(new IllegalStateException("it runs")).status()).isEqualTo(409);
    assertThat(of(new LedgerException("secret inside")).detail()).doesNotContain("secret");
  }

  @Test
  void aFaultOfOursTellsNothing() {
    assertThat(Problems.of(new NullPointerException("inside"))).isEmpty();
  }
}
