package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.http.Reply;
import io.throughline.simulator.http.Request;
import io.throughline.simulator.production.GitopsRepository;
import io.throughline.simulator.world.Dice;
import io.throughline.simulator.world.Project;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The folders of a repository: its root, and the one that SonarQube for IDE shares. */
final class TreeApi {
  private static final String SHARED = ".sonarlint";

  private final View view;

  TreeApi(View view) {
    this.view = view;
  }

  /** One thing in a folder; a folder itself where it is no file. */
  private record Entry(String path, boolean file) {
    String name() {
      return path.substring(path.lastIndexOf('/') + 1);
    }
  }

  Reply list(Request request, Project project) {
    boolean gitops = project.equals(GitopsRepository.PROJECT);
    boolean connected = !gitops && view.world().codeQuality().isConnected(project);
    String folder = request.text("path", "");
    List<Entry> entries = new ArrayList<>();
    if (folder.isEmpty()) {
      if (connected) {
        entries.add(new Entry(SHARED, false));
      }
      entries.add(new Entry(gitops ? "apps" : "src", false));
      entries.add(new Entry("README.md", true));
    } else if (connected && folder.equals(SHARED)) {
      entries.add(new Entry(SHARED + "/connectedMode.json", true));
    } else {
      throw NotFound.of("Tree ");
    }
    return Page.offset(view.base(), request, entries, (out, entry) -> write(out, project, entry));
  }

  private static void write(JsonGenerator out, Project project, Entry entry) throws IOException {
    out.writeStartObject();
    out.writeStringField("id", Dice.sha(project.id(), entry.path()));
    out.writeStringField("name", entry.name());
    out.writeStringField("type", entry.file() ? "blob" : "tree");
    out.writeStringField("path", entry.path());
    out.writeStringField("mode", entry.file() ? "100644" : "040000");
    out.writeEndObject();
  }
}
