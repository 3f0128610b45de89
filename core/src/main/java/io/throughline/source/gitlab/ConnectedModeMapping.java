package io.throughline.source.gitlab;

import io.throughline.model.fact.FactId;
import io.throughline.model.fact.RepositoryFile;
import io.throughline.source.Harvest;
import io.throughline.source.Scope;
import io.throughline.source.Sha256;
import io.throughline.source.UnmappableException;
import io.throughline.source.json.JsonValue;
import java.time.Instant;

/** The list of a repository's folder in which SonarQube for IDE keeps what it shares. */
final class ConnectedModeMapping {
  /** The folder that is listed. */
  static final String FOLDER = ".sonarlint";

  /** The file that binds everybody who opens the repository to a project of SonarQube. */
  static final String FILE = FOLDER + "/connectedMode.json";

  private ConnectedModeMapping() {}

  static void page(Scope scope, JsonValue list, Harvest harvest) throws UnmappableException {
    long project = scope.contextId("project");
    Instant seen = scope.takenAt();
    // Each finding is a thing of its own, so that it stays known what was found before.
    long id =
        FactId.of(
            scope.config().source(), Sha256.number(project + "\n" + FILE + "\n" + seen.toString()));
    harvest.unversioned(new RepositoryFile(id, project, FILE, holds(list), seen), true);
  }

  /** Whether a list of the folder has the file. */
  static boolean holds(JsonValue list) throws UnmappableException {
    boolean found = false;
    for (JsonValue entry : list.objects()) {
      found |= "blob".equals(entry.text("type")) && FILE.equals(entry.requiredText("path"));
    }
    return found;
  }
}
