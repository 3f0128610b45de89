package io.throughline.source.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateExpiredException;
import java.util.Map;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class FaultsTest {
  private static final Redaction REDACTION =
      Redaction.of(new HttpDoor.Authentication(Map.of("PRIVATE-TOKEN", TestDoors.TOKEN)));

  private static SourceException explained(Throwable cause) {
    IOException handshake = new SSLHandshakeException("the peer was not believed");
    handshake.initCause(cause);
    return Faults.explain(handshake, "/api/v4/projects", REDACTION);
  }

  @Test
  void d03_aCertificateThatExpiredOrIsOfAnotherHostStopsTheSourceAndSaysSo() {
    assertThat(explained(new CertificateExpiredException("NotAfter: Mon Mar 02 2026")))
        .hasMessageContaining("it has expired (NotAfter: Mon Mar 02 2026)")
        .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
    // The words of the JDK for a host that is not among the certificate's names.
    assertThat(
            explained(
                new CertificateException(
                    "No subject alternative DNS name matching gitlab.example found.")))
        .hasMessageContaining("No subject alternative DNS name matching gitlab.example")
        .satisfies(e -> assertThat(e.remedy()).isEqualTo(Remedy.PERSON));
  }

  @Test
  void d03_aNameThatLeadsNowhereIsSaid() throws Exception {
    TurningClock clock = new TurningClock(TestDoors.NOON);
    try (JdkHttpDoor door = TestDoors.open(URI.create("https://gitlab.invalid"), clock)) {
      SourceException e = catchThrowableOfType(SourceException.class, () -> door.get("/a"));
      assertThat(e).hasMessageContaining("The name gitlab.invalid leads nowhere");
      assertThat(e.remedy()).isEqualTo(Remedy.RETRY);
    }
  }

  @Test
  void d22_aCauseThatCarriesTheTokenIsLeftBehind() {
    SourceException e =
        Faults.explain(
            new IOException("header PRIVATE-TOKEN: " + TestDoors.TOKEN), "/a", REDACTION);
    assertThat(e.getMessage()).contains("***").doesNotContain(TestDoors.TOKEN);
    assertThat(e).hasNoCause();
  }
}
