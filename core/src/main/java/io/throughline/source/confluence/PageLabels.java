package io.throughline.source.confluence;

import io.throughline.source.FeedRun;
import io.throughline.source.SourceException;
import io.throughline.source.SourceException.Remedy;
import java.util.ArrayList;
import java.util.List;

/** The labels of a page of Cloud, which are a list of their own. */
final class PageLabels {
  private PageLabels() {}

  /** The pages of the list; none where they are not shown, which the sources page then says. */
  static List<byte[]> read(FeedRun run, long page) throws SourceException, InterruptedException {
    List<byte[]> bodies = new ArrayList<>();
    try {
      new Api(run)
          .each(
              "/wiki/api/v2/pages/" + page + "/labels?limit=250",
              answer -> {
                bodies.add(answer.body());
                return true;
              });
    } catch (SourceException e) {
      if (e.remedy() != Remedy.SKIP) {
        throw e;
      }
      run.notice("labels", "The labels of page " + page + " cannot be read: " + e.getMessage());
      return List.of();
    }
    return bodies;
  }
}
