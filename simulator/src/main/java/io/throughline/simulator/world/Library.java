package io.throughline.simulator.world;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The company's wiki; written by the world, read by anybody. */
public final class Library {
  private final AppendList<Paper> papers = new AppendList<>();
  private final Map<Long, Paper> byId = new ConcurrentHashMap<>();
  private final Map<Long, Ticket> epics = new ConcurrentHashMap<>();

  void add(Paper paper) {
    papers.add(paper);
    byId.put(paper.id(), paper);
  }

  /** Notes which epic a page is for, once the epic is there. */
  void meant(long paper, Ticket epic) {
    epics.put(paper, epic);
  }

  /** All pages, those of the future too. */
  public List<Paper> papers() {
    return papers.view();
  }

  /** The page with this number, even one of the future, or null. */
  public @Nullable Paper paper(long id) {
    return byId.get(id);
  }

  /** The epic that a page is for, as far as it exists at a moment; null for none. */
  public @Nullable Ticket epic(long paper, long now) {
    Ticket epic = epics.get(paper);
    return epic == null || epic.createdAt() > now ? null : epic;
  }
}
