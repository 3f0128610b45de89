package io.throughline.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * Shows the pages over the make-believe house for as long as a file exists, to look at them while
 * working on them: {@code -Dtest=FakeHouseShow -Dthroughline.show=/tmp/show}.
 */
@QuarkusTest
@TestProfile(FakeHouseProfile.class)
class FakeHouseShow {
  @TestHTTPResource URI home;

  @Test
  void show() throws Exception {
    String file = System.getProperty("throughline.show");
    assumeTrue(file != null, "not asked to show the pages");
    Path path = Path.of(file);
    Files.writeString(path, home.toString());
    while (Files.exists(path)) {
      Thread.sleep(500);
    }
    assertThat(path).doesNotExist();
  }
}
