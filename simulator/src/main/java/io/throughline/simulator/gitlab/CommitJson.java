package io.throughline.simulator.gitlab;

import com.fasterxml.jackson.core.JsonGenerator;
import io.throughline.simulator.world.Account;
import io.throughline.simulator.world.Commit;
import io.throughline.simulator.world.Project;
import java.io.IOException;

/** Commits as GitLab writes them. */
final class CommitJson {
  private CommitJson() {}

  static void write(JsonGenerator out, View view, Project project, Commit commit)
      throws IOException {
    Account author = commit.author();
    String committed = Times.commit(commit.committedAt(), author.office().zone());
    out.writeStartObject();
    out.writeStringField("id", commit.sha());
    out.writeStringField("short_id", commit.sha().substring(0, 8));
    out.writeStringField("created_at", committed);
    out.writeArrayFieldStart("parent_ids");
    if (!commit.parent().isEmpty()) {
      out.writeString(commit.parent());
    }
    out.writeEndArray();
    out.writeStringField("title", commit.title());
    out.writeStringField("message", commit.message() + "\n");
    out.writeStringField("author_name", author.name());
    out.writeStringField("author_email", author.commitEmail());
    out.writeStringField(
        "authored_date", Times.commit(commit.authoredAt(), author.office().zone()));
    out.writeStringField("committer_name", author.name());
    out.writeStringField("committer_email", author.commitEmail());
    out.writeStringField("committed_date", committed);
    out.writeObjectFieldStart("trailers");
    trailer(out, commit);
    out.writeEndObject();
    out.writeObjectFieldStart("extended_trailers");
    out.writeEndObject();
    out.writeStringField("web_url", view.url(project) + "/-/commit/" + commit.sha());
    out.writeEndObject();
  }

  private static void trailer(JsonGenerator out, Commit commit) throws IOException {
    for (String name : new String[] {"Co-authored-by", "Source-Commit"}) {
      String mark = name + ": ";
      int at = commit.message().indexOf(mark);
      if (at >= 0) {
        out.writeStringField(name, commit.message().substring(at + mark.length()));
      }
    }
  }
}
