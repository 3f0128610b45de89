package io.throughline.simulator.world;

/** The gates of the company, in the order of its rules. */
public enum Gate {
  UNIT_TEST("unit-test", "Unit test", true, true),
  STATIC_ANALYSIS("static-analysis", "Static code analysis", true, true),
  CONTAINER_ANALYSIS("container-analysis", "Container analysis", false, false),
  FUNCTIONAL_TEST("functional-test", "Functional test", false, true),
  LOAD_TEST("load-test", "Load test", false, false),
  SECURITY_TEST("security-test", "Security test", false, false);

  private final String id;
  private final String title;
  private final boolean beforeMerge;
  private final boolean forLibraries;

  Gate(String id, String title, boolean beforeMerge, boolean forLibraries) {
    this.id = id;
    this.title = title;
    this.beforeMerge = beforeMerge;
    this.forLibraries = forLibraries;
  }

  /** Word for files. */
  public String id() {
    return id;
  }

  /** As people call it. */
  public String title() {
    return title;
  }

  /** Whether the pipelines of merge requests have it too. */
  public boolean beforeMerge() {
    return beforeMerge;
  }

  /** Whether it applies to a project. */
  public boolean appliesTo(Project project) {
    return forLibraries || project.delivery() != Project.Delivery.RELEASE;
  }
}
